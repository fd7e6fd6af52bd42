package org.opengms.transparency.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.transparency.log.Fixture;
import org.opengms.transparency.tiles.FaultKind;

/// A person's own entries and records in a log of 600 entries, of three persons in turn.
class PersonsEntriesTest {
    private static final int SIZE = 600;
    private static final String LABEL = Fixture.person(1).toString();
    private static final StandaloneVerifier STANDALONE = new StandaloneVerifier();

    @TempDir private Path folder = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void aSoundLog() {
        Fixture.logOf(folder, SIZE);
        log = folder.resolve("log");
    }

    private Path record(int index) throws IOException {
        return Files.write(folder.resolve(index + ".record"), Fixture.record(index).file());
    }

    private StandaloneVerifier.Run standalone(String... more) {
        List<String> words =
                new ArrayList<>(List.of(log.toString(), Fixture.KEY.verifier().toString()));
        words.addAll(List.of(more));
        return STANDALONE.run(words.toArray(String[]::new));
    }

    @Test
    void areShownWhileTheLogIsVerified() {
        List<Long> indexes = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        LogVerification.Outcome outcome =
                new LogVerification(log, Fixture.KEYS, List.of(), (_, _) -> {})
                        .run((index, entry) -> {
                            if (entry.label().equals(Fixture.person(1))) {
                                indexes.add(index);
                                numbers.add(entry.sequence());
                                assertEquals(
                                        Fixture.record(Math.toIntExact(index)).hash(),
                                        entry.record());
                            }
                        });
        assertTrue(outcome.holds(), outcome::toString);
        assertEquals(IntStream.range(0, 200).mapToObj(i -> 3L * i + 1).toList(), indexes);
        assertEquals(IntStream.range(0, 200).mapToObj(i -> (long) i).toList(), numbers);
    }

    @Test
    void areListedByTheVerifierThatStandsAlone() throws IOException {
        StandaloneVerifier.Run run =
                standalone(
                        "--label",
                        LABEL,
                        "--record",
                        record(1).toString(),
                        "--record",
                        record(598).toString());
        assertEquals(0, run.exit(), run.out());
        assertEquals(
                200, run.out().lines().filter(line -> line.startsWith("label " + LABEL)).count());
        assertTrue(
                run.out()
                        .contains(
                                "label %s: entry 598, number 199, record %s"
                                        .formatted(LABEL, Fixture.record(598).hash())),
                run.out());
        assertTrue(run.out().contains("598.record: entry 598"), run.out());
    }

    @Test
    void doNotHoldARecordThatWasNotLoggedNorOneOfAnotherPerson() throws IOException {
        StandaloneVerifier.Run never = standalone("--record", record(SIZE).toString());
        assertEquals(1, never.exit(), never.out());
        assertTrue(never.out().contains("the record is not in the log"), never.out());
        StandaloneVerifier.Run others =
                standalone("--label", LABEL, "--record", record(0).toString());
        assertEquals(1, others.exit(), others.out());
        assertTrue(others.out().contains("under a label that was given"), others.out());
        assertEquals(0, standalone("--record", record(0).toString()).exit());
    }

    @Test
    void areNotListedIfTheLogDoesNotHold() throws IOException {
        Path bundle = log.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length - 3] ^= 1;
        Files.write(bundle, bytes);
        StandaloneVerifier.Run run = standalone("--label", LABEL, "--record", record(1).toString());
        assertEquals(1, run.exit(), run.out());
        assertFalse(run.out().contains("label " + LABEL), run.out());
        assertFalse(run.out().contains("1.record: entry"), run.out());
        assertEquals(
                FaultKind.ENTRY_ALTERED,
                new LogVerification(log, Fixture.KEYS, List.of(), (_, _) -> {})
                        .run((_, _) -> {})
                        .fault()
                        .orElseThrow()
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--label x",
                "--label",
                "--proof p --label AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "--proof p --record a --record b"
            })
    void areNotAskedForInAWayThatIsNotUnderstood(String words) {
        assertEquals(2, standalone(words.split(" ", -1)).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opengms-record/v1\nsalt AAAA\n\n{}", "PRIVATE"})
    void areNotComparedWithWhatIsNoRecord(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("other"), content);
        StandaloneVerifier.Run run = standalone("--record", file.toString());
        assertEquals(1, run.exit(), run.out());
        assertTrue(run.out().contains("this is no record"), run.out());
    }
}
