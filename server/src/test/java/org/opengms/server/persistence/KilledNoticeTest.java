package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process that records choices, hands notices over and prints letters is killed (`kill -9`)
/// after any of its words, again and again: every recorded choice is told, once as far as the
/// person sees, every letter lies in one batch, and every batch is whole.
class KilledNoticeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder = Path.of("");

    private final Set<String> recorded = new HashSet<>();

    @Test
    void losesNoNoticeInFiveRounds() throws Exception {
        rounds(5, Cases.random(20_261_126));
    }

    @Test
    @Tag("heavy")
    void losesNoNoticeInAHundredRounds() throws Exception {
        rounds(100, Cases.random(System.nanoTime()));
    }

    private void rounds(int count, RandomGenerator random) throws Exception {
        try (OwnDatabase database = OwnDatabase.start(folder.resolve("database")).migrate()) {
            JdbcClient jdbc = database.jdbc();
            String byEmail = person(jdbc);
            String byLetter = person(jdbc);
            jdbc.sql(
                            """
                            insert into notice_channel (person_id, channel, address, chosen_at, chosen_by)
                            values (cast(:id as uuid), 'EMAIL', null, now(), 'the person themself')
                            """)
                    .param("id", byEmail)
                    .update();
            for (int round = 0; round < count; round++) {
                // Beyond those that only record, and within what one process surely says.
                workAndKill(
                        database.url(),
                        byEmail,
                        byLetter,
                        random.nextInt(1, NoticeProcess.CHOICES * 3 / 2));
                // What the next server does at its start.
                jdbc.sql(
                                "update notice_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
                        .update();
            }
            finish(database);
            assertWhole(jdbc);
        }
    }

    private static String person(JdbcClient jdbc) {
        String id = UUID.randomUUID().toString();
        jdbc.sql(
                        "insert into person (id, family_name, given_name, sex, postcode) values (cast(:id as uuid), 'Nobody', 'Ada', 'UNKNOWN', '')")
                .param("id", id)
                .update();
        return id;
    }

    private void finish(OwnDatabase database) {
        Instant latest = Instant.now().plus(PATIENCE);
        try (var queue =
                NoticeProcess.work(
                                database.pool(),
                                folder,
                                "the-last",
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        true,
                                        StandardCharsets.UTF_8))
                        .queue()) {
            queue.start();
            while (database.jdbc()
                            .sql(
                                    "select (select count(*) from notice_tasks where task_name = 'notice') + (select count(*) from notice_to_print)")
                            .query(Long.class)
                            .single()
                    > 0) {
                assertTrue(Instant.now().isBefore(latest), "notices still wait");
            }
        }
    }

    private void assertWhole(JdbcClient jdbc) throws Exception {
        assertFalse(recorded.isEmpty());
        Set<String> told = strings(jdbc, "select cause from notice");
        assertEquals(strings(jdbc, "select cast(id as text) from consent_statement"), told);
        Set<String> lost = new TreeSet<>(recorded);
        lost.removeAll(told);
        assertEquals(Set.of(), lost, "recorded and not told");
        assertEquals(
                List.of(),
                jdbc.sql(
                                """
                                select n.id || ' has ' || count(s.seq) from notice n
                                left join notice_step s on s.notice_id = n.id and s.step = 'SENT'
                                group by n.id having count(s.seq) <> 1
                                """)
                        .query(String.class)
                        .list(),
                "each is sent once");
        assertEquals(
                strings(
                        jdbc,
                        "select cast(notice_id as text) from notice_step where step = 'SENT' and channel = 'EMAIL'"),
                new TreeSet<>(Files.readAllLines(folder.resolve("provider"))));
        assertEquals(
                strings(
                        jdbc,
                        "select cast(notice_id as text) from notice_step where step = 'SENT' and channel = 'LETTER'"),
                printed());
    }

    private static Set<String> strings(JdbcClient jdbc, String sql) {
        return new TreeSet<>(jdbc.sql(sql).query(String.class).list());
    }

    /// Every letter of every batch, each once, with the digest that its index says.
    private Set<String> printed() throws Exception {
        Set<String> printed = new TreeSet<>();
        try (Stream<Path> batches = Files.list(folder.resolve("letters"))) {
            for (Path batch : batches.toList()) {
                assertFalse(batch.getFileName().toString().startsWith("."), batch.toString());
                List<String> index = Files.readAllLines(batch.resolve("index.csv"));
                assertEquals("file,reference,bytes,sha256", index.getFirst());
                for (String line : index.subList(1, index.size())) {
                    String[] parts = line.split(",", -1);
                    byte[] letter = Files.readAllBytes(batch.resolve(parts[0]));
                    assertEquals(Integer.parseInt(parts[2]), letter.length);
                    assertEquals(
                            parts[3],
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(letter)));
                    assertTrue(printed.add(parts[1]), parts[1] + " is in two batches");
                }
                try (Stream<Path> files = Files.list(batch)) {
                    assertEquals(index.size(), files.count(), batch + " has what its index has");
                }
            }
        }
        return printed;
    }

    private void workAndKill(String url, String byEmail, String byLetter, int words)
            throws IOException, InterruptedException {
        KilledProcess.start(NoticeProcess.class, url, folder.toString(), byEmail, byLetter)
                .killAfter(words, this::note);
    }

    /// A line that the kill has cut off says nothing.
    private boolean note(String line) {
        if (line.matches("recorded [0-9a-f-]{36} [.]")) {
            return recorded.add(line.split(" ", -1)[1]);
        }
        return line.matches("(handed|set) [0-9a-f-]{36} [.]");
    }
}
