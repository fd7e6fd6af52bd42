package org.opengms.transparency.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.LogVerification;

/// A process that appends is killed (`kill -9`) after any of its words, again and again on the same
/// log: no promise is lost, every promise has its index, every signed checkpoint is continued.
class KilledProcessTest {
    @TempDir private Path folder = Path.of("");

    private final Map<Long, Integer> promised = new TreeMap<>();
    private final Map<Long, Hash> signed = new TreeMap<>();

    @Test
    void losesNothingInTenRounds() throws IOException, InterruptedException {
        rounds(10, Cases.random(20_261_126));
    }

    @Test
    @Tag("heavy")
    void losesNothingInTwoHundredRounds() throws IOException, InterruptedException {
        rounds(200, Cases.random(System.nanoTime()));
    }

    private void rounds(int count, RandomGenerator random)
            throws IOException, InterruptedException {
        for (int round = 0; round < count; round++) {
            appendAndKill(1_000_000 * round, random.nextInt(1, 400));
        }
        try (AppendLog log = Fixture.open(folder)) {
            while (log.integrate() > 0) {
                assertTrue(log.status().size() > 0);
            }
            long size = log.status().size();
            TileLog tiles = new TileLog(folder.resolve("log"));
            assertTrue(promised.size() >= count, "promises: " + promised.size());
            assertTrue(!signed.isEmpty(), "no checkpoint was seen");
            for (Map.Entry<Long, Integer> promise : promised.entrySet()) {
                LogEntry entry = LogEntry.parse(tiles.entry(promise.getKey(), size)).orElseThrow();
                assertEquals(
                        Fixture.record(promise.getValue()).hash(),
                        entry.record(),
                        "entry " + promise.getKey());
                assertEquals(
                        Optional.of(Fixture.record(promise.getValue())),
                        log.record(promise.getKey()));
            }
            signed.forEach((at, root) -> assertEquals(root, tiles.proofs(size).root(at)));
        }
        assertEquals(
                Optional.empty(),
                new LogVerification(folder.resolve("log"), Fixture.KEYS, List.of(), (_, _) -> {})
                        .run()
                        .fault());
    }

    /// Reads what the process says, kills it after some words, and reads what it had said by then.
    private void appendAndKill(int firstNumber, int words)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Appender.class.getName(),
                                folder.toString(),
                                Integer.toString(firstNumber))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int heard = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line);
                heard++;
                if (heard == words) {
                    process.toHandle().destroyForcibly(); // SIGKILL
                }
            }
        }
        process.waitFor();
        assertTrue(heard >= words, "the process ended by itself after " + heard + " words");
    }

    /// A line that the kill has cut off says nothing.
    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (line.matches("promised [0-9]+ [0-9]+ [.]")) {
            promised.putIfAbsent(Long.parseLong(words[1], 10), Integer.parseInt(words[2], 10));
        } else if (line.matches("signed [0-9]+ [A-Za-z0-9+/]{43}= [.]")) {
            signed.put(Long.parseLong(words[1], 10), Hash.parse(words[2]));
        }
    }
}
