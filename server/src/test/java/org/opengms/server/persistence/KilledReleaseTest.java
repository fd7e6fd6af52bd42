package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.Publication;
import org.opengms.testing.Cases;

/// Two processes that publish numbers and answer questions are killed (`kill -9`) after any of
/// their words, again and again: no number and no answer was given out without its record, and all
/// that is recorded holds together.
class KilledReleaseTest {
    @TempDir private Path folder = Path.of("");

    private final Set<String> released = new TreeSet<>();
    private final Set<String> answered = new TreeSet<>();

    @Test
    void givesNoAnswerWithoutARecordInThreeRounds() throws Exception {
        rounds(3, Cases.random(20_261_126));
    }

    @Test
    @Tag("heavy")
    void givesNoAnswerWithoutARecordInAHundredRounds() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        rounds(100, Cases.random(seed));
    }

    private void rounds(int count, RandomGenerator random) throws Exception {
        try (OwnDatabase database = OwnDatabase.start(folder.resolve("database")).migrate()) {
            for (int round = 0; round < count; round++) {
                workAndKill(database.url(), round, random);
            }
            assertWhole(database);
        }
    }

    private void workAndKill(String url, int round, RandomGenerator random)
            throws IOException, InterruptedException {
        KilledProcess first = start(url, round + "a", random.nextLong());
        KilledProcess second = start(url, round + "b", random.nextLong());
        first.killAfter(random.nextInt(1, 40), this::note);
        second.killAfter(random.nextInt(1, 40), this::note);
    }

    private static KilledProcess start(String url, String name, long seed) throws IOException {
        return KilledProcess.start(ReleaseProcess.class, url, name, Long.toString(seed));
    }

    /// A line that the kill has cut off says nothing.
    private boolean note(String line) {
        String[] words = line.split(" ", -1);
        if (line.matches("released \\S+ [.]")) {
            return released.add(words[1]);
        }
        if (line.matches("answered \\S+ [0-9]+ (true|false) [.]")) {
            answered.add(words[1] + " " + words[2] + " " + words[3]);
            return true;
        }
        return false;
    }

    private void assertWhole(OwnDatabase database) {
        assertTrue(!released.isEmpty() && !answered.isEmpty(), "nothing was given out");
        List<Publication> kept =
                new JdbcReleases(database.jdbc(), database.transactions(), ReleaseProcess.COHORT)
                        .all();
        Set<String> unrecorded = new TreeSet<>(released);
        kept.forEach(one -> unrecorded.remove(one.id()));
        assertEquals(Set.of(), unrecorded, "released without a record");
        DisclosureLedgersTest.assertSafe(kept);

        Set<String> recorded = new TreeSet<>();
        database.jdbc()
                .sql(
                        """
                        select q.entity, q.allele, a.yes from beacon_question q
                        join beacon_answer a using (cohort, epoch, digest)
                        """)
                .query(row -> {
                    String allele = row.getString("allele");
                    int position = Integer.parseInt(allele.split(" ", -1)[2], 10);
                    recorded.add(
                            row.getString("entity")
                                    + " "
                                    + (position - 1000)
                                    + " "
                                    + row.getBoolean("yes"));
                });
        Set<String> unanswered = new TreeSet<>(answered);
        unanswered.removeAll(recorded);
        assertEquals(Set.of(), unanswered, "answered without a record");
        assertEquals(
                List.of(),
                database.jdbc()
                        .sql(
                                "select entity from beacon_question group by cohort, entity having count(*) > :most")
                        .param("most", DisclosureRules.standard().beacon().rareQuestions())
                        .query(String.class)
                        .list(),
                "more than an entity may ask");
    }
}
