package org.opengms.transparency.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.Fixture;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.NoteSignature;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.tiles.FaultKind;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import org.opengms.transparency.witness.WitnessAnswer.Reason;

class WitnessTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-26T10:00:00Z"));

    @TempDir private Path folder = Path.of("");

    private static SignerKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SignerKey.ofSeed(
                new KeyName("witness%d.example.org".formatted(number)), KeyKind.WITNESS, seed);
    }

    private Witness witness(int number) {
        return new Witness(
                key(number),
                List.of(Fixture.KEY.verifier()),
                new FileLockStore(folder.resolve("witness-" + number)),
                CLOCK);
    }

    private Path log() {
        return folder.resolve("log");
    }

    /// What the log would ask to go from one size to another.
    private byte[] request(long old, long size) {
        TileLog tiles = new TileLog(log());
        return new AddCheckpoint(
                        old,
                        old == 0 ? List.of() : tiles.proofs(20).consistency(old, size),
                        Checkpoint.of(Fixture.ORIGIN, size, tiles.proofs(20).root(size))
                                .sign(Fixture.KEY))
                .body();
    }

    private static void refused(WitnessAnswer answer, Reason reason) {
        assertEquals(reason, assertInstanceOf(WitnessAnswer.Refused.class, answer).reason());
    }

    @Nested
    class AWitness {
        @Test
        void cosignsWhatContinuesTheLastItCosignedEvenAfterARestart() {
            Fixture.logOf(folder, 20);
            WitnessAnswer first = witness(1).add(request(0, 7));
            NoteSignature line =
                    assertInstanceOf(WitnessAnswer.Cosigned.class, first).signatures().getFirst();
            String text =
                    Checkpoint.of(Fixture.ORIGIN, 7, new TileLog(log()).proofs(20).root(7)).text();
            assertTrue(key(1).verifier().verifies(text, line));
            assertInstanceOf(WitnessAnswer.Cosigned.class, witness(1).add(request(7, 20)));
            assertInstanceOf(WitnessAnswer.Cosigned.class, witness(1).add(request(20, 20)));
        }

        @Test
        void tellsTheSizeItKnowsToWhoNamesAnother() {
            Fixture.logOf(folder, 20);
            Witness witness = witness(1);
            assertEquals(new WitnessAnswer.OtherSize(0), witness.add(request(3, 7)));
            witness.add(request(0, 7));
            assertEquals(new WitnessAnswer.OtherSize(7), witness.add(request(0, 20)));
        }

        @Test
        void refusesToGoBack() {
            Fixture.logOf(folder, 20);
            Witness witness = witness(1);
            witness.add(request(0, 20));
            assertEquals(new WitnessAnswer.OtherSize(20), witness.add(request(7, 7)));
            refused(
                    witness.add(
                            new String(request(7, 7), StandardCharsets.UTF_8)
                                    .replace("old 7", "old 20")
                                    .getBytes(StandardCharsets.UTF_8)),
                    Reason.MALFORMED);
        }

        @Test
        void refusesAFork() {
            Fixture.logOf(folder, 20);
            Witness witness = witness(1);
            witness.add(request(0, 7));
            Checkpoint other = Checkpoint.of(Fixture.ORIGIN, 7, Hash.sha256(new byte[] {1}));
            refused(
                    witness.add(new AddCheckpoint(7, List.of(), other.sign(Fixture.KEY)).body()),
                    Reason.OTHER_ROOT);
            Checkpoint later = Checkpoint.of(Fixture.ORIGIN, 20, Hash.sha256(new byte[] {1}));
            List<Hash> proof = new TileLog(log()).proofs(20).consistency(7, 20);
            refused(
                    witness.add(new AddCheckpoint(7, proof, later.sign(Fixture.KEY)).body()),
                    Reason.NOT_CONTINUED);
            assertInstanceOf(WitnessAnswer.Cosigned.class, witness.add(request(7, 20)));
        }

        @Test
        void refusesLogsItDoesNotKnowAndKeysThatAreNotTheLogs() {
            Checkpoint unknown =
                    Checkpoint.of(new Origin("other.example"), 1, Hash.sha256(new byte[] {1}));
            refused(
                    witness(1)
                            .add(new AddCheckpoint(0, List.of(), unknown.sign(Fixture.KEY)).body()),
                    Reason.UNKNOWN_LOG);
            SignerKey other =
                    SignerKey.ofSeed(Fixture.KEY.verifier().name(), KeyKind.LOG, new byte[32]);
            Checkpoint known = Checkpoint.of(Fixture.ORIGIN, 1, Hash.sha256(new byte[] {1}));
            refused(
                    witness(1).add(new AddCheckpoint(0, List.of(), known.sign(other)).body()),
                    Reason.NOT_SIGNED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "old\n\n",
                    "old 01\n\nx\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n— x AAAAAAAA\n",
                    "old 0\nnot base64\n\nx\n",
                    "old 0\n\nno checkpoint\n"
                })
        void refusesWhatIsNoRequest(String body) {
            refused(witness(1).add(body.getBytes(StandardCharsets.UTF_8)), Reason.MALFORMED);
        }

        @Test
        void cosignsOneOfTwoForksThatComeAtTheSameTime() throws InterruptedException {
            Witness witness = witness(1);
            List<WitnessAnswer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            CountDownLatch begin = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Checkpoint fork =
                        Checkpoint.of(Fixture.ORIGIN, 5, Hash.sha256(new byte[] {(byte) i}));
                byte[] body = new AddCheckpoint(0, List.of(), fork.sign(Fixture.KEY)).body();
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        begin.await();
                                        answers.add(witness.add(body));
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                }));
            }
            begin.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(8, answers.size());
            assertEquals(
                    1, answers.stream().filter(a -> a instanceof WitnessAnswer.Cosigned).count());
        }
    }

    @Nested
    class APanel {
        private WitnessPanel.Member honest(int number) {
            Witness witness = witness(number);
            return new WitnessPanel.Member(
                    witness.verifier(), (request, _) -> witness.add(request.body()));
        }

        private WitnessPanel panel(Duration deadline, WitnessPanel.Member... members) {
            return new WitnessPanel(List.of(members), deadline);
        }

        private TrustedKeys keys(VerifierKey... witnesses) {
            List<VerifierKey> all = new ArrayList<>(List.of(witnesses));
            all.add(Fixture.KEY.verifier());
            return new TrustedKeys(all);
        }

        @Test
        void ofThreeCosignsEveryCheckpoint() {
            WitnessPanel panel = panel(Duration.ofSeconds(30), honest(1), honest(2), honest(3));
            try (AppendLog log = Fixture.open(folder, panel)) {
                Fixture.append(log, 0, 5);
                Fixture.append(log, 5, 300);
            }
            SignedNote note = new TileLog(log()).checkpoint();
            assertEquals(4, note.signatures().size());
            assertEquals(
                    Optional.empty(),
                    new LogVerification(
                                    log(),
                                    keys(key(1).verifier(), key(2).verifier(), key(3).verifier()),
                                    List.of(),
                                    (_, _) -> {})
                            .run()
                            .fault());
            assertEquals(
                    FaultKind.WITNESS_MISSING,
                    new LogVerification(log(), keys(key(4).verifier()), List.of(), (_, _) -> {})
                            .run()
                            .fault()
                            .orElseThrow()
                            .kind());
        }

        @Test
        void namesWhoIsAbsentAndWhoLiesAndPublishesWithTheOthers() {
            WitnessPanel.Member dead =
                    new WitnessPanel.Member(
                            key(2).verifier(),
                            (_, _) -> {
                                throw new IOException("connection refused");
                            });
            WitnessPanel.Member wrongKey =
                    new WitnessPanel.Member(
                            key(3).verifier(),
                            (request, _) ->
                                    new WitnessAnswer.Cosigned(
                                            List.of(
                                                    key(9).sign(
                                                                    request.checkpoint().text(),
                                                                    CLOCK.instant()))));
            WitnessPanel.Member otherText =
                    new WitnessPanel.Member(
                            key(4).verifier(),
                            (_, _) ->
                                    new WitnessAnswer.Cosigned(
                                            List.of(
                                                    key(4).sign(
                                                                    "another text\n",
                                                                    CLOCK.instant()))));
            WitnessPanel.Member ahead =
                    new WitnessPanel.Member(
                            key(5).verifier(), (_, _) -> new WitnessAnswer.OtherSize(99));
            WitnessPanel panel =
                    panel(Duration.ofSeconds(30), honest(1), dead, wrongKey, otherText, ahead);
            try (AppendLog log = Fixture.open(folder, panel)) {
                Fixture.append(log, 0, 5);
            }
            assertEquals(new WitnessPanel.Outcome.Cosigned(), panel.last().get(key(1).verifier()));
            assertEquals(
                    new WitnessPanel.Outcome.Absent("connection refused"),
                    panel.last().get(key(2).verifier()));
            assertEquals(
                    new WitnessPanel.Outcome.Lying("It did not sign with its own key."),
                    panel.last().get(key(3).verifier()));
            assertEquals(
                    new WitnessPanel.Outcome.Lying("Its signature does not verify."),
                    panel.last().get(key(4).verifier()));
            assertEquals(
                    new WitnessPanel.Outcome.Objects(
                            "It has cosigned 99 entries, where the log has 5."),
                    panel.last().get(key(5).verifier()));
            SignedNote note = new TileLog(log()).checkpoint();
            assertEquals(2, note.signatures().size());
            assertEquals(SignedNote.Signed.TRULY, note.signedBy(key(1).verifier()));
        }

        /// The witness answers only when the checkpoint is out: waiting for it would never end.
        @Test
        void isNotHeldUpByAWitnessThatDoesNotAnswer() {
            CountDownLatch never = new CountDownLatch(1);
            WitnessPanel.Member silent =
                    new WitnessPanel.Member(
                            key(3).verifier(),
                            (_, _) -> {
                                never.await();
                                return new WitnessAnswer.OtherSize(0);
                            });
            WitnessPanel panel = panel(Duration.ofMillis(300), honest(1), honest(2), silent);
            try (AppendLog log = Fixture.open(folder, panel)) {
                Fixture.append(log, 0, 5);
            }
            assertInstanceOf(
                    WitnessPanel.Outcome.Absent.class, panel.last().get(key(3).verifier()));
            assertEquals(5, Checkpoint.parse(new TileLog(log()).checkpoint().text()).size());
        }

        @Test
        void needsThreeWitnessesWithKeysOfTheirOwn() {
            for (List<WitnessPanel.Member> members :
                    List.of(
                            List.of(honest(1), honest(2)),
                            List.of(honest(1), honest(2), honest(2)))) {
                IllegalArgumentException refused =
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> new WitnessPanel(members, Duration.ofSeconds(1)));
                assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7093"));
            }
        }
    }
}
