package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.region.SyntheticRegion;
import org.opengms.testing.Cases;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A server that is killed in the middle of a demonstration and started again on its data: no
/// accepted order is lost, and interrupted interpretations finish.
class KilledServerTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final int PATIENTS = 6;

    /// When every file is delivered, and the server has begun to interpret them.
    @Test
    void losesNothingWhenItIsKilledWhileItInterprets(@TempDir Path data) throws Exception {
        Killer killer = new Killer("laboratory", PATIENTS);
        DemoSummary summary = playAndKill(data, List.of(killer));
        assertEquals(1, killer.kills.get());
        assertWhole(summary);
    }

    /// Killed at five moments drawn from all phases.
    @Test
    @Tag("heavy")
    void losesNothingHoweverOftenItIsKilled(@TempDir Path folder) throws Exception {
        RandomGenerator random = Cases.random(20_260_601);
        for (int round = 0; round < 4; round++) {
            List<Killer> killers =
                    List.of("orders", "laboratory", "interpretation", "signing", "outcomes")
                            .stream()
                            .map(phase -> new Killer(phase, random.nextInt(PATIENTS)))
                            .toList();
            DemoSummary summary = playAndKill(folder.resolve("round-" + round), killers);
            killers.forEach(k -> assertEquals(1, k.kills.get(), k.phase));
            assertWhole(summary);
        }
    }

    /// Each of these patients has an order without fault, so every one must end with its outcome.
    private static void assertWhole(DemoSummary summary) {
        assertEquals(List.of(), summary.problems());
        long sound = REGION.patients(PATIENTS).stream().filter(p -> p.fault().isEmpty()).count();
        assertEquals(PATIENTS, sound);
        assertEquals(PATIENTS, summary.ordersAccepted());
        assertEquals(PATIENTS, summary.routedToWgs() + summary.routedToConventional());
        assertTrue(summary.routedToWgs() > 0, "some genomes must be interpreted");
        assertEquals(PATIENTS, summary.reportsIssued());
        assertEquals(PATIENTS, summary.outcomesRecorded());
    }

    private static DemoSummary playAndKill(Path data, List<Killer> killers) throws Exception {
        try (ServeProcess server = ServeProcess.start(data)) {
            DemoSummary summary =
                    DemoPlayer.play(
                            DemoPlan.of(
                                    server.address(),
                                    data,
                                    REGION,
                                    PATIENTS,
                                    Optional.empty(),
                                    new KillingProgress(server, killers)));
            assertEverythingIsInTheLog(data);
            return summary;
        }
    }

    /// Every reading that was written down, every statement and the protocol of evaluations has
    /// exactly one entry, in a log that holds.
    private static void assertEverythingIsInTheLog(Path data) throws IOException {
        JdbcClient jdbc = JdbcClient.create(database(data));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(jdbc, "select count(*) from log_outbox") > 0) {
            assertTrue(System.nanoTime() < until, "records still wait for the log");
            Thread.onSpinWait();
        }
        long happened =
                count(
                        jdbc,
                        "select (select count(*) from access_log) + (select count(*) from consent_statement) + (select count(*) from evaluation_protocol_record)");
        assertEquals(
                happened,
                count(
                        jdbc,
                        """
                        select count(*) from log_entry where record_id in
                            (select record_id from access_log union all select id from consent_statement
                                union all select record_id from evaluation_protocol_record)
                        """));
        Path place = data.resolve("transparency");
        LogVerification.Outcome outcome =
                new LogVerification(
                                place.resolve("log"),
                                new TrustedKeys(
                                        List.of(
                                                SignerKey.read(place.resolve("keys/log.key"))
                                                        .verifier())),
                                List.of(),
                                (_, _) -> {})
                        .run();
        assertTrue(outcome.holds(), outcome::toString);
        assertEquals(happened, outcome.size().orElseThrow());
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /// The server's own database, on the port that its postmaster has noted.
    private static DataSource database(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("postgresql"), 3)) {
            Path pid =
                    files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return new DriverManagerDataSource(
                    "jdbc:postgresql://localhost:" + Files.readAllLines(pid).get(3) + "/postgres",
                    "postgres",
                    "");
        }
    }

    /// Kills once, in a phase, when so many steps of it are done.
    private static final class Killer {
        private final String phase;
        private final int afterSteps;
        private final AtomicInteger kills = new AtomicInteger();

        Killer(String phase, int afterSteps) {
            this.phase = phase;
            this.afterSteps = afterSteps;
        }
    }

    private static final class KillingProgress implements DemoProgress {
        private final ServeProcess server;
        private final List<Killer> killers;
        private String phase = "";
        private int done;

        KillingProgress(ServeProcess server, List<Killer> killers) {
            this.server = server;
            this.killers = killers;
        }

        @Override
        public synchronized void start(String newPhase, int total) {
            phase = newPhase;
            done = 0;
            killIfDue();
        }

        @Override
        public synchronized void step() {
            done++;
            killIfDue();
        }

        @Override
        public void finish(double seconds) {}

        private void killIfDue() {
            for (Killer killer : killers) {
                if (killer.phase.equals(phase)
                        && killer.afterSteps == done
                        && killer.kills.get() == 0) {
                    killer.kills.incrementAndGet();
                    try {
                        server.killHard();
                        server.startAgain();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }
    }
}
