package org.opengms.transparency.verify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Fixture;
import org.opengms.transparency.merkle.CompactRange;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.tiles.EntryBundle;
import org.opengms.transparency.tiles.Fault;
import org.opengms.transparency.tiles.FaultKind;
import org.opengms.transparency.tiles.TileLog;

/// What somebody could do to a log, and what both verifiers say of it. The log has 600 entries: two
/// full tiles and one of 88.
class AttackTest {
    private static final int SIZE = 600;
    private static final StandaloneVerifier STANDALONE = new StandaloneVerifier();

    @TempDir private Path folder = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void aSoundLog() {
        Fixture.logOf(folder, SIZE);
        log = folder.resolve("log");
    }

    /// Both verifiers find the fault, at the same place.
    private Fault both(FaultKind kind, String where, Path... checkpoints) {
        LogVerification.Outcome outcome =
                new LogVerification(log, Fixture.KEYS, List.of(checkpoints), (_, _) -> {}).run();
        Fault fault = outcome.fault().orElseThrow();
        List<String> words =
                new ArrayList<>(List.of(log.toString(), Fixture.KEY.verifier().toString()));
        for (Path checkpoint : checkpoints) {
            words.addAll(List.of("--checkpoint", checkpoint.toString()));
        }
        StandaloneVerifier.Run run = STANDALONE.run(words.toArray(String[]::new));
        String place =
                fault.file()
                        + (fault.index().isPresent() ? ", entry " + fault.index().getAsLong() : "");
        assertAll(
                () -> assertEquals(kind, fault.kind(), fault.toString()),
                () -> assertEquals(where, place),
                () -> assertEquals(1, run.exit(), run.out()),
                () -> assertTrue(run.out().startsWith("FAULT " + fault.file()), run.out()));
        return fault;
    }

    private void flip(String file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(log.resolve(file));
        bytes[at] ^= 1;
        Files.write(log.resolve(file), bytes);
    }

    @Nested
    class ASoundLog {
        @Test
        void holdsForBoth() {
            LogVerification.Outcome outcome =
                    new LogVerification(log, Fixture.KEYS, List.of(), (_, _) -> {}).run();
            assertEquals(Optional.empty(), outcome.fault());
            assertEquals(SIZE, outcome.entriesVerified());
            assertEquals(3, outcome.persons());
            StandaloneVerifier.Run run =
                    STANDALONE.run(log.toString(), Fixture.KEY.verifier().toString());
            assertEquals(0, run.exit(), run.out());
            assertTrue(run.out().contains("600 entries of 3 persons"), run.out());
        }

        @Test
        @RealData
        void ofAnotherProgramHoldsForTheStandaloneVerifierToo() {
            Path tessera = SharedData.file("trust/tessera-tlog/testdata/log");
            List<String> words =
                    new ArrayList<>(
                            List.of(
                                    tessera.toString(),
                                    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));
            for (int size = 1; size <= 15; size++) {
                words.addAll(
                        List.of("--checkpoint", tessera.resolve("checkpoint." + size).toString()));
            }
            StandaloneVerifier.Run run = STANDALONE.run(words.toArray(String[]::new));
            assertEquals(0, run.exit(), run.out());
        }

        /// As somebody would start it who has nothing but the file and a JDK.
        @Test
        void holdsForTheFileStartedAsItIs() throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    StandaloneVerifier.source().toString(),
                                    log.toString(),
                                    Fixture.KEY.verifier().toString())
                            .redirectErrorStream(true)
                            .start();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), out);
            assertTrue(out.startsWith("OK log.example.org/test: 600 entries"), out);
        }
    }

    @Nested
    class ATamperedFile {
        @ParameterizedTest
        @CsvSource({
            // file, byte, kind of fault, where
            "tile/0/000, 0, ENTRY_ALTERED, 'tile/entries/000, entry 0'",
            "tile/0/001, 8191, ENTRY_ALTERED, 'tile/entries/001, entry 511'",
            "tile/0/002.p/88, 40, ENTRY_ALTERED, 'tile/entries/002.p/88, entry 513'",
            "tile/1/000.p/2, 3, TILE_ALTERED, 'tile/1/000.p/2, entry 0'",
            "tile/1/000.p/2, 33, TILE_ALTERED, 'tile/1/000.p/2, entry 256'",
            "tile/entries/000, 30, ENTRY_ALTERED, 'tile/entries/000, entry 0'",
            "checkpoint, 30, SIGNATURE_FALSE, checkpoint"
        })
        void isNamed(String file, int at, FaultKind kind, String where) throws IOException {
            flip(file, at);
            both(kind, where);
        }

        @ParameterizedTest
        @CsvSource({
            "tile/0/001, 100, MALFORMED, tile/0/001",
            "tile/entries/001, 1000, MALFORMED, 'tile/entries/001, entry 263'",
            "tile/entries/002.p/88, 0, MALFORMED, 'tile/entries/002.p/88, entry 512'"
        })
        void thatWasCutOffIsNamed(String file, int length, FaultKind kind, String where)
                throws IOException {
            byte[] bytes = Files.readAllBytes(log.resolve(file));
            Files.write(log.resolve(file), Arrays.copyOf(bytes, length));
            both(kind, where);
        }

        @ParameterizedTest
        @CsvSource({
            "tile/0/001, MISSING, 'tile/0/001, entry 256'",
            "tile/1/000.p/2, MISSING, 'tile/1/000.p/2, entry 0'",
            "tile/entries/002.p/88, MISSING, 'tile/entries/002.p/88, entry 512'",
            "checkpoint, CHECKPOINT_MISSING, checkpoint"
        })
        void thatIsGoneIsNamed(String file, FaultKind kind, String where) throws IOException {
            Files.delete(log.resolve(file));
            both(kind, where);
        }

        /// Any bit of any published file.
        @Test
        void isAlwaysNoticedByBoth() throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(log)) {
                files =
                        walk.filter(Files::isRegularFile)
                                .filter(file -> !file.startsWith(log.resolve(".state")))
                                .filter(file -> !file.endsWith("checkpoint"))
                                .sorted()
                                .toList();
            }
            Cases.check(
                    60,
                    random -> {
                        Path file = files.get(random.nextInt(files.size()));
                        byte[] sound = Files.readAllBytes(file);
                        Files.write(file, spoilt(sound, random));
                        LogVerification.Outcome outcome =
                                new LogVerification(log, Fixture.KEYS, List.of(), (_, _) -> {})
                                        .run();
                        StandaloneVerifier.Run run =
                                STANDALONE.run(log.toString(), Fixture.KEY.verifier().toString());
                        Files.write(file, sound);
                        assertTrue(outcome.fault().isPresent(), file.toString());
                        assertEquals(1, run.exit(), file + ": " + run.out());
                    });
        }

        private static byte[] spoilt(byte[] sound, RandomGenerator random) {
            byte[] spoilt = sound.clone();
            spoilt[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
            return random.nextInt(4) == 0
                    ? Arrays.copyOf(sound, random.nextInt(sound.length))
                    : spoilt;
        }
    }

    /// Who has the log's key can sign anything; then others must have kept something.
    @Nested
    class ARewrittenLog {
        /// A log without one of the entries, everything else made to fit; signed with the log's
        /// key.
        private void rewriteWithout(int dropped, int size) throws IOException {
            TileLog tiles = new TileLog(log);
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                if (i != dropped && entries.size() < size) {
                    entries.add(tiles.entry(i, SIZE));
                }
            }
            CompactRange range = new CompactRange();
            List<Hash> level1 = new ArrayList<>();
            for (int first = 0; first < size; first += 256) {
                List<byte[]> bundle = entries.subList(first, Math.min(size, first + 256));
                List<Hash> hashes = bundle.stream().map(MerkleTree::leaf).toList();
                hashes.forEach(range::add);
                String suffix =
                        "/%03d%s"
                                .formatted(
                                        first / 256,
                                        bundle.size() < 256 ? ".p/" + bundle.size() : "");
                write("tile/entries" + suffix, EntryBundle.write(bundle));
                write("tile/0" + suffix, bytes(hashes));
                if (bundle.size() == 256) {
                    level1.add(TileLog.subtree(hashes));
                }
            }
            write("tile/1/000.p/" + level1.size(), bytes(level1));
            Files.write(
                    log.resolve("checkpoint"),
                    Checkpoint.of(Fixture.ORIGIN, size, range.root()).sign(Fixture.KEY).bytes());
        }

        private void write(String file, byte[] content) throws IOException {
            Path path = log.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
        }

        private static byte[] bytes(List<Hash> hashes) {
            byte[] bytes = new byte[hashes.size() * Hash.BYTES];
            for (int i = 0; i < hashes.size(); i++) {
                hashes.get(i).copyTo(bytes, i * Hash.BYTES);
            }
            return bytes;
        }

        @Test
        void thatDroppedALeafIsBetrayedByThePersonsNumbers() throws IOException {
            rewriteWithout(300, 599);
            Fault fault = both(FaultKind.SEQUENCE_BROKEN, "tile/entries/001, entry 302");
            assertTrue(fault.why().contains("number 101 of its person, where 100"), fault.why());
        }

        /// Without the last entry of a person the numbers have no gap: whoever kept a checkpoint
        /// sees it.
        @Test
        void thatDroppedTheLastEntryIsBetrayedByACheckpointThatAWitnessKept() throws IOException {
            Path kept = folder.resolve("kept");
            Files.copy(log.resolve("checkpoint"), kept);
            rewriteWithout(599, 599);
            both(FaultKind.ENDS_TOO_EARLY, "checkpoint, entry 599", kept);
        }

        @Test
        void isBetrayedByTheCheckpointOfAnotherViewOfTheSameSize() throws IOException {
            Path other = folder.resolve("other-view");
            Checkpoint view = Checkpoint.of(Fixture.ORIGIN, 450, Hash.sha256(new byte[] {1}));
            Files.write(other, view.sign(Fixture.KEY).bytes());
            both(FaultKind.SPLIT_VIEW, other + ", entry 450", other);
        }

        @Test
        void whoseCheckpointAloneIsNewDoesNotFitItsTiles() throws IOException {
            Files.write(
                    log.resolve("checkpoint"),
                    Checkpoint.of(Fixture.ORIGIN, SIZE, Hash.sha256(new byte[] {1}))
                            .sign(Fixture.KEY)
                            .bytes());
            both(FaultKind.ROOT_DIFFERS, "checkpoint, entry 600");
        }

        @Test
        void signedByAnotherKeyIsNotTheLogs() throws IOException {
            SignerKey other =
                    SignerKey.ofSeed(new KeyName("other.example"), KeyKind.LOG, new byte[32]);
            TileLog tiles = new TileLog(log);
            Files.write(
                    log.resolve("checkpoint"),
                    Checkpoint.of(Fixture.ORIGIN, SIZE, tiles.proofs(SIZE).root(SIZE))
                            .sign(other)
                            .bytes());
            both(FaultKind.NOT_SIGNED_BY_THE_LOG, "checkpoint");
        }
    }

    @Nested
    class AnOldBackupThatWasRestored {
        @Test
        void isBetrayedByACheckpointThatAPatientKept() throws IOException {
            Path backup = folder.resolve("backup");
            try (Stream<Path> walk = Files.walk(log)) {
                for (Path file : walk.toList()) {
                    Path target = backup.resolve(log.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
            try (AppendLog open = Fixture.open(folder)) {
                Fixture.append(open, SIZE, SIZE + 10);
            }
            Path kept = folder.resolve("kept");
            Files.copy(log.resolve("checkpoint"), kept);
            log = backup;
            both(FaultKind.ENDS_TOO_EARLY, "checkpoint, entry 600", kept);
        }
    }

    @Nested
    class AProof {
        private Path file(byte[] bytes, String name) throws IOException {
            return Files.write(folder.resolve(name), bytes);
        }

        private StandaloneVerifier.Run standalone(Path proof, VerifierKey key, Path record) {
            return STANDALONE.run(
                    "--proof", proof.toString(), key.toString(), "--record", record.toString());
        }

        @Test
        void showsAPersonTheirRecord() throws IOException {
            for (int index : new int[] {0, 255, 256, 511, 512, 599}) {
                byte[] proof = InclusionProof.of(new TileLog(log), index).file();
                assertEquals(
                        Optional.empty(),
                        InclusionProof.parse(proof)
                                .fault(Fixture.KEYS, Optional.of(Fixture.record(index))));
                StandaloneVerifier.Run run =
                        standalone(
                                file(proof, index + ".tlog-proof"),
                                Fixture.KEY.verifier(),
                                file(Fixture.record(index).file(), index + ".record"));
                assertEquals(0, run.exit(), run.out());
                assertEquals(
                        Optional.of(
                                new LogEntry(
                                        Fixture.person(index % 3),
                                        index / 3,
                                        Fixture.record(index).hash())),
                        InclusionProof.parse(proof).entry());
            }
        }

        @Test
        void ofAnotherRecordIsRefused() throws IOException {
            byte[] proof = InclusionProof.of(new TileLog(log), 5).file();
            assertEquals(
                    FaultKind.RECORD_ALTERED,
                    InclusionProof.parse(proof)
                            .fault(Fixture.KEYS, Optional.of(Fixture.record(6)))
                            .orElseThrow()
                            .kind());
            assertEquals(
                    1,
                    standalone(
                                    file(proof, "p"),
                                    Fixture.KEY.verifier(),
                                    file(Fixture.record(6).file(), "r"))
                            .exit());
        }

        /// Any bit of the file, also one that base64 does not need.
        @Test
        void thatWasChangedIsRefusedByBoth() throws IOException {
            byte[] sound = InclusionProof.of(new TileLog(log), 300).file();
            Path record = file(Fixture.record(300).file(), "record");
            Cases.check(
                    300,
                    random -> {
                        byte[] changed = sound.clone();
                        changed[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
                        boolean holds;
                        try {
                            holds =
                                    InclusionProof.parse(changed)
                                            .fault(Fixture.KEYS, Optional.of(Fixture.record(300)))
                                            .isEmpty();
                        } catch (IllegalArgumentException malformed) {
                            holds = false;
                        }
                        assertTrue(!holds, new String(changed, StandardCharsets.UTF_8));
                        assertEquals(
                                1,
                                standalone(file(changed, "changed"), Fixture.KEY.verifier(), record)
                                        .exit());
                    });
        }
    }
}
