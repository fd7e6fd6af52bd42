package org.opengms.server.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentStatement;
import org.opengms.ledger.books.BeancountText;
import org.opengms.ledger.books.Posting;
import org.opengms.server.database.DataDirectory;
import org.opengms.server.database.EmbeddedDatabase;
import org.opengms.server.persistence.JdbcBooks;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms ledger export`.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the books as Beancount text, with every account's balance at its end.",
        footer = {
            "",
            "Example:",
            "  opengms ledger export --data /srv/opengms --through 2026-10-31 --out books.beancount",
            "",
            "Of a stopped server's data folder; while it runs, finance staff find the same at",
            "/finance/books.beancount. OPENGMS_DB_URL (with OPENGMS_DB_USER, OPENGMS_DB_PASSWORD)",
            "names another PostgreSQL, which may be in use. Nothing is changed."
        })
final class LedgerExportCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of a server that does not run")
    private @Nullable Path data;

    @Option(
            names = "--through",
            paramLabel = "DAY",
            description = "The last day that is written; today unless given")
    private @Nullable LocalDate through;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where it is written; on the terminal unless given")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getErr();
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        LocalDate last = through == null ? today(Clock.systemUTC()) : through;
        List<Posting> postings = postings(last);
        StringBuilder text = new StringBuilder();
        BeancountText.write(postings, "What health data earns", last, text);
        if (out == null) {
            terminal.print(text);
            terminal.flush();
        } else {
            write(out, text.toString());
        }
        words.printf("Postings written, until %s: %,d.%n", last, postings.size());
        words.flush();
        return 0;
    }

    /// The day in England, which is the day of the books.
    static LocalDate today(Clock clock) {
        return ConsentStatement.day(clock.instant());
    }

    private List<Posting> postings(LocalDate last) {
        String url = System.getenv("OPENGMS_DB_URL");
        if (url != null && !url.isBlank()) {
            return postings(
                    url,
                    Optional.ofNullable(System.getenv("OPENGMS_DB_USER")).orElse("postgres"),
                    Optional.ofNullable(System.getenv("OPENGMS_DB_PASSWORD")).orElse(""),
                    last);
        }
        if (data == null || !Files.isDirectory(data.resolve("postgresql"))) {
            throw new CommandProblem(
                    "OGMS-7899 There is no database to read. Give --data, the data folder of a server that does not run, or set OPENGMS_DB_URL.");
        }
        try (DataDirectory folder = DataDirectory.open(data);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder.folder("postgresql"))) {
            return postings(database.jdbcUrl(), "postgres", "", last);
        }
    }

    private static List<Posting> postings(
            String url, String user, String password, LocalDate last) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMaximumPoolSize(1);
            return new JdbcBooks(
                            new JdbcTemplate(pool),
                            new TransactionTemplate(new JdbcTransactionManager(pool)),
                            Clock.systemUTC())
                    .postings(last);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7833 %s cannot be written. Check the path, its permissions and the space left."
                            .formatted(file),
                    e);
        }
    }
}
