package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecord;
import org.opengms.testing.Cases;
import org.opengms.transparency.log.StandbyJournal;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process that releases data and records choices is killed (`kill -9`) after any of its words,
/// again and again: whatever it released is in the log, no choice is lost, nothing is in the log
/// twice, and the log holds.
class KilledReadingTest {
    @TempDir private Path folder = Path.of("");

    private final Set<String> released = new HashSet<>();
    private final Set<String> recorded = new HashSet<>();

    @Test
    void releasesNothingThatIsNotInTheLogInTenRounds() throws Exception {
        rounds(10, Cases.random(20_261_126));
    }

    @Test
    @Tag("heavy")
    void releasesNothingThatIsNotInTheLogInTwoHundredRounds() throws Exception {
        rounds(200, Cases.random(System.nanoTime()));
    }

    private void rounds(int count, RandomGenerator random) throws Exception {
        try (OwnDatabase database = OwnDatabase.start(folder.resolve("database")).migrate()) {
            JdbcClient jdbc = database.jdbc();
            String person = UUID.randomUUID().toString();
            jdbc.sql(
                            "insert into person (id, family_name, given_name, sex, postcode) values (cast(:id as uuid), 'Nobody', 'Ada', 'UNKNOWN', '')")
                    .param("id", person)
                    .update();
            for (int round = 0; round < count; round++) {
                readAndKill(database.url(), round, person, random.nextInt(1, 120));
            }
            takeUp(database);
            assertWhole(jdbc, count);
        }
    }

    /// What the next server does.
    private void takeUp(OwnDatabase database) {
        JdbcLogBook book = new JdbcLogBook(database.jdbc(), database.transactions());
        try (LogKeeper keeper = ReadingProcess.keeper(database.pool(), folder);
                StandbyJournal journal = ReadingProcess.journal(folder)) {
            ReadingProcess.log(database.pool(), journal, keeper).drain();
            assertEquals(0, journal.waiting());
            keeper.start();
            assertTrue(
                    keeper.await(
                            book.waiting(1_000_000).stream()
                                    .map(LogRecord::id)
                                    .collect(Collectors.toSet()),
                            Duration.ofSeconds(60)),
                    () -> "still waiting: " + keeper.status());
            assertEquals(List.of(), book.findings());
        }
    }

    private void assertWhole(JdbcClient jdbc, int rounds) {
        assertTrue(released.size() >= rounds, "released: " + released.size());
        assertTrue(!recorded.isEmpty(), "no choice was recorded");
        Set<String> logged =
                new HashSet<>(
                        jdbc.sql("select resource from access_log join log_entry using (record_id)")
                                .query((row, n) -> row.getString("resource"))
                                .list());
        assertEquals(Set.of(), minus(released, logged), "released and not in the log");
        Set<String> statements =
                new HashSet<>(
                        jdbc.sql(
                                        "select s.id from consent_statement s join log_entry e on e.record_id = s.id")
                                .query((row, n) -> row.getString("id"))
                                .list());
        assertEquals(Set.of(), minus(recorded, statements), "recorded and not in the log");
        LogVerification.Outcome outcome =
                new LogVerification(
                                folder.resolve("log"),
                                new TrustedKeys(List.of(ReadingProcess.key().verifier())),
                                List.of(),
                                (_, _) -> {})
                        .run();
        assertTrue(outcome.holds(), outcome::toString);
        assertEquals(
                outcome.size().orElseThrow(),
                jdbc.sql(
                                "select (select count(*) from access_log) + (select count(*) from consent_statement)")
                        .query(Long.class)
                        .single());
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void readAndKill(String url, int round, String person, int words)
            throws IOException, InterruptedException {
        KilledProcess.start(
                        ReadingProcess.class,
                        url,
                        folder.toString(),
                        Integer.toString(round),
                        person)
                .killAfter(words, this::note);
    }

    /// A line that the kill has cut off says nothing.
    private boolean note(String line) {
        String[] words = line.split(" ", -1);
        if (line.matches("released DiagnosticReport/[0-9]+-[0-9]+ [.]")) {
            return released.add(words[1]);
        }
        return line.matches("recorded [0-9a-f-]{36} [.]") && recorded.add(words[1]);
    }
}
