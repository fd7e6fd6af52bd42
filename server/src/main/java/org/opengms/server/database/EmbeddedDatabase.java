package org.opengms.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that runs beside the server and keeps its data under the data directory.
///
/// The library behind it is made for tests and starts PostgreSQL without `fsync`; here it is
/// switched on, and [DurableSettings] checks that it is. A postmaster that a killed server left
/// behind is stopped first, as `pg_ctl -m fast` would: nothing committed is lost.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// Starts PostgreSQL on the data that is there, or on a new cluster.
    ///
    /// @param folder holds the cluster in `cluster` and the unpacked programs in `programs`; the
    ///   caller holds the data directory's lock, so no other server runs on it
    /// @throws UncheckedIOException if it cannot start
    public static EmbeddedDatabase start(Path folder) {
        try {
            Path cluster = folder.resolve("cluster");
            Files.createDirectories(folder.resolve("programs"));
            stopLeftBehind(cluster);
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(cluster)
                            .setCleanDataDirectory(false)
                            .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(START_LIMIT)
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setLocaleConfig("encoding", "UTF8")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", "60")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_wal_size", "4GB")
                            .setServerConfig("timezone", "UTC")
                            .setServerConfig("log_min_messages", "warning")
                            .setOutputRedirector(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("postgresql.log").toFile()))
                            .setErrorRedirector(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("postgresql.log").toFile()))
                            .start();
            return new EmbeddedDatabase(postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-4101 The embedded PostgreSQL did not start in "
                            + folder
                            + ". Its own words are in postgresql.log there; or set OPENGMS_DB_URL to use another server.",
                    e);
        }
    }

    /// The JDBC address, for the user `postgres` on the loopback interface.
    public String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4102 The embedded PostgreSQL did not stop", e);
        }
    }

    private static void stopLeftBehind(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> postmaster = postmaster(pidFile, cluster);
        if (postmaster.isPresent()) {
            LOG.warn("Stopping the PostgreSQL that an earlier server left running");
            signal("INT", postmaster.get());
            if (!waitFor(postmaster.get())) {
                signal("QUIT", postmaster.get());
                if (!waitFor(postmaster.get())) {
                    throw new IOException(
                            "OGMS-4103 The PostgreSQL left by an earlier server (process %d) does not stop. Stop it by hand and start again."
                                    .formatted(postmaster.get().pid()));
                }
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /// The process that the pid file names, if it lives and is the PostgreSQL of this cluster:
    /// after a restart of the machine the number may belong to anything.
    private static Optional<ProcessHandle> postmaster(Path pidFile, Path cluster)
            throws IOException {
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        boolean ours =
                Path.of(lines.get(1).strip())
                        .toAbsolutePath()
                        .normalize()
                        .equals(cluster.toAbsolutePath().normalize());
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip(), 10))
                .filter(ProcessHandle::isAlive)
                .filter(p -> ours)
                .filter(p -> p.info().command().filter(c -> c.contains("postgres")).isPresent());
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("OGMS-4104 Interrupted while stopping PostgreSQL", e);
        }
    }

    private static boolean waitFor(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("OGMS-4104 Interrupted while stopping PostgreSQL", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("OGMS-4105 Cannot watch the old PostgreSQL process", e);
        }
    }
}
