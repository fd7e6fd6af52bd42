package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.money.Money;
import org.opengms.server.persistence.JdbcBooks;
import org.opengms.server.persistence.OwnDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms ledger` and `opengms value` as a person at a terminal meets them.
class LedgerCommandTest {
    @TempDir private Path folder = Path.of("");

    /// What a command said and how it ended.
    private record Ran(int code, String out, String err) {}

    private static Ran run(Object group, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(group)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler((failure, line, _) -> {
                            line.getErr().println(failure.getMessage());
                            return 1;
                        })
                        .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void writesTheBooksOfAStoppedServerAndAddsThemUpAgain() throws Exception {
        try (OwnDatabase database = OwnDatabase.start(folder.resolve("postgresql")).migrate()) {
            new JdbcBooks(
                            new JdbcTemplate(database.pool()),
                            database.transactions(),
                            Clock.systemUTC())
                    .apply(
                            List.of(
                                    new Command.Post(
                                            Posting.of(
                                                    "p1",
                                                    LocalDate.of(2026, 10, 5),
                                                    "A fee",
                                                    new Basis("C-12/1", "fee", "INV-1"),
                                                    new Account("Assets:Bank"),
                                                    new Account("Income:Fees"),
                                                    Money.pence(12_345)))));
        }
        Path text = folder.resolve("books.beancount");
        Ran exported =
                run(
                        new LedgerCommand(),
                        "export",
                        "--data",
                        folder.toString(),
                        "--through",
                        "2026-10-31",
                        "--out",
                        text.toString());
        assertEquals(0, exported.code(), exported.err());
        assertTrue(
                Files.readString(text).contains("2026-11-01 balance Assets:Bank  123.45 ~ 0 GBP"));
        Ran checked = run(new LedgerCommand(), "check", text.toString());
        assertEquals(0, checked.code(), checked.out());
        assertTrue(
                checked.out()
                        .contains(
                                "holds. Transactions that come to nothing: 1. Balances that are right: 2."),
                checked.out());

        Files.writeString(text, Files.readString(text).replace("  123.45 GBP", "  123.44 GBP"));
        Ran broken = run(new LedgerCommand(), "check", text.toString(), "--json");
        assertEquals(1, broken.code());
        JsonNode told = JsonMapper.builder().build().readTree(broken.out());
        assertEquals(false, told.path("holds").asBoolean());
        assertTrue(told.path("fault").path("why").asString().contains("-0.01 GBP"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30T22:59:59Z, 2026-06-30",
        "2026-06-30T23:00:00Z, 2026-07-01",
        "2026-12-31T23:59:59Z, 2026-12-31"
    })
    void goesUntilTodayInEngland(Instant now, LocalDate today) {
        assertEquals(today, LedgerExportCommand.today(Clock.fixed(now, ZoneOffset.UTC)));
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoDatabase() {
        Ran ran = run(new LedgerCommand(), "export", "--data", folder.toString());
        assertEquals(1, ran.code());
        assertTrue(ran.err().startsWith("OGMS-7899"), ran.err());
        Ran none = run(new LedgerCommand(), "check", folder.resolve("none").toString());
        assertEquals(1, none.code());
        assertTrue(none.err().startsWith("OGMS-7898"), none.err());
    }

    @Test
    void estimatesWithIntervalsSensitivityAndEveryAssumption() {
        Ran words = run(new ValueCommand(), "estimate", "example");
        assertEquals(0, words.code(), words.err());
        assertTrue(words.out().contains("nine worlds in ten lie between"), words.out());
        assertTrue(words.out().contains("Nothing of this is known."), words.out());
        assertTrue(words.out().contains("EY 2019"), words.out());
        Ran first = run(new ValueCommand(), "estimate", "example", "--json");
        assertEquals(first.out(), run(new ValueCommand(), "estimate", "example", "--json").out());
        JsonNode told = JsonMapper.builder().build().readTree(first.out());
        JsonNode recovery = told.path("estimates").get(2);
        assertEquals("return of cost recovery", recovery.path("what").asString());
        // Its only assumption is triangular with a mean of £93,333; ten years at 3.5 % weigh
        // 8.6077.
        assertEquals(93_333.33 * 8.6077, recovery.path("meanPounds").asDouble(), 5_000);
        assertTrue(
                recovery.path("p5Pounds").asDouble() < recovery.path("p50Pounds").asDouble()
                        && recovery.path("p50Pounds").asDouble()
                                < recovery.path("p95Pounds").asDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "check"})
    void helpsWithAnExample(String command) {
        Ran help = run(new LedgerCommand(), command, "--help");
        assertEquals(0, help.code());
        assertTrue(help.out().contains("Example:"));
    }
}
