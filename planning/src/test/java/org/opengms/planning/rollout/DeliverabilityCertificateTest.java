package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.rollout.Deliverability.Ending;
import org.opengms.testing.Cases;

class DeliverabilityCertificateTest {
    private static final CertificateOptions OPTIONS =
            CertificateOptions.defaults().withReplications(100).withThreads(2);

    @Nested
    class ConfidenceLimits {
        /// R. G. Newcombe, Statistics in Medicine 17, 1998, 857–872, table I, method 5.
        @ParameterizedTest
        @CsvSource({
            "81, 263, 0.2527, 0.3676",
            "15, 148, 0.0578, 0.1617",
            "0, 20, 0.0000, 0.1684",
            "1, 29, 0.0009, 0.1776"
        })
        void agreeWithThePublished(int successes, int trials, double lower, double upper) {
            ClopperPearson limits = ClopperPearson.of(successes, trials, 0.025);
            assertEquals(lower, limits.lower(), 5e-5);
            assertEquals(upper, limits.upper(), 5e-5);
        }

        /// All successes: the limit is the error's root of that degree.
        @ParameterizedTest
        @CsvSource({"59, 0.95", "299, 0.99"})
        void showWhatManySuccessesShow(int trials, double least) {
            double lower = ClopperPearson.of(trials, trials, 0.05).lower();
            assertEquals(Math.pow(0.05, 1.0 / trials), lower, 1e-9);
            assertTrue(lower >= least);
            assertTrue(ClopperPearson.of(trials - 1, trials - 1, 0.05).lower() < least);
        }

        @Test
        void allowAsManyFailuresAsReachTheTarget() {
            assertEquals(0, ClopperPearson.mostFailures(299, 0.05, 0.99));
            assertEquals(-1, ClopperPearson.mostFailures(298, 0.05, 0.99));
            assertEquals(0, ClopperPearson.mostFailures(59, 0.05, 0.95));
            assertEquals(1, ClopperPearson.mostFailures(93, 0.05, 0.95));
            assertEquals(0, ClopperPearson.mostFailures(92, 0.05, 0.95));
        }

        @ParameterizedTest
        @CsvSource({"1, 0, 0.05", "-1, 2, 0.05", "3, 2, 0.05", "1, 2, 0", "1, 2, 0.5"})
        void ofNothingAreRefused(int successes, int trials, double error) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ClopperPearson.of(successes, trials, error));
        }

        /// A plan below the target is called deliverable at most as often as the error says: 400
        /// certificates of a plan of 94.9 % with a target of 95 %; more than 34 wrong ones would be
        /// rarer than one in a thousand runs if each were wrong with probability 0.05.
        @Test
        void areSeldomTooHigh() {
            Cases.check(
                    1,
                    random -> {
                        int wrong = 0;
                        for (int i = 0; i < 400; i++) {
                            SyntheticService service =
                                    new SyntheticService(random.nextLong(), _ -> 0.949);
                            Deliverability found =
                                    new DeliverabilityCertificate(service, OPTIONS)
                                            .certify(SyntheticService.plan(0));
                            wrong += found.lower() >= 0.95 ? 1 : 0;
                        }
                        assertTrue(wrong <= 34, wrong + " of 400");
                    });
        }
    }

    @Nested
    class ACertificate {
        @Test
        void countsWhatHeldAndNamesWhatBound() {
            List<Integer> told = new ArrayList<>();
            SyntheticService service = new SyntheticService(1, _ -> 0.9);
            Deliverability found =
                    new DeliverabilityCertificate(
                                    service, OPTIONS.withProgress(p -> told.add(p.done())))
                            .certify(SyntheticService.plan(0));
            int held = 0;
            for (int i = 0; i < 100; i++) {
                held += Cases.random(1_000_003 + i).nextDouble() < 0.9 ? 1 : 0;
            }
            assertEquals(held, found.held());
            assertEquals(held / 100.0, found.probability(), 1e-12);
            assertEquals(Ending.COMPLETE, found.ending());
            assertEquals(100, told.size());
            assertEquals(4, found.quarters().size());
            assertEquals(1, found.quarters().get(0).heldShare());
            assertEquals(held / 100.0, found.quarters().get(2).heldShare(), 1e-12);
            assertEquals("north staff:rare-disease", found.quarters().get(2).binding());
        }

        /// What fails does so in the third quarter: from the fourth on every level holds in all 100
        /// replications, whose lower limit is 0.05 to the power of 1/100.
        @Test
        void saysFromWhichQuarterOnEveryLevelHolds() {
            Deliverability found =
                    new DeliverabilityCertificate(new SyntheticService(1, _ -> 0.9), OPTIONS)
                            .certify(SyntheticService.plan(0));
            for (int q = 0; q < 3; q++) {
                assertEquals(found.probability(), found.quarters().get(q).heldFromShare());
            }
            assertEquals(1, found.quarters().get(3).heldFromShare());
            assertEquals(0.9705, found.quarters().get(3).heldFromLower(), 5e-5);
            assertEquals(OptionalInt.of(3), found.holdsFrom(0.95));
            assertEquals(OptionalInt.empty(), found.holdsFrom(0.99));
        }

        @Test
        void isTheSameOnAnyNumberOfThreads() {
            Deliverability one =
                    new DeliverabilityCertificate(
                                    new SyntheticService(3, _ -> 0.9), OPTIONS.withThreads(1))
                            .certify(SyntheticService.plan(0));
            Deliverability four =
                    new DeliverabilityCertificate(
                                    new SyntheticService(3, _ -> 0.9), OPTIONS.withThreads(4))
                            .certify(SyntheticService.plan(0));
            assertEquals(one, four);
        }

        @Test
        void endsEarlyOnceTheTargetIsOutOfReach() {
            SyntheticService service = new SyntheticService(1, _ -> 0.2);
            Deliverability found =
                    new DeliverabilityCertificate(service, OPTIONS.withThreads(1))
                            .certify(SyntheticService.plan(0), 0.95);
            assertEquals(Ending.REFUTED, found.ending());
            assertTrue(service.evaluated.get() < 20);
            assertTrue(found.lower() < 0.95);
        }

        @Test
        void stopsWhereTimeOrMemoryEnds() {
            DeliverabilityCertificate hurried =
                    new DeliverabilityCertificate(
                            new SyntheticService(1, _ -> 1), OPTIONS.withTime(Duration.ZERO));
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    IllegalArgumentException.class,
                                                    () -> hurried.certify(SyntheticService.plan(0)))
                                            .getMessage())
                            .startsWith("OGMS-6434"));
            byte[][] held = new byte[40][];
            for (int i = 0; i < held.length; i++) {
                held[i] = new byte[1 << 20];
            }
            System.gc();
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new DeliverabilityCertificate(
                                            new SyntheticService(1, _ -> 1),
                                            OPTIONS.withHeapMegabytes(1))
                                    .certify(SyntheticService.plan(0)));
            assertEquals(40, held.length);
        }

        /// As when the earliest dates that hold are sought, and then certified.
        @Test
        void runsNoReplicationOfAPlanTwice() {
            SyntheticService service = new SyntheticService(3, _ -> 0.9);
            DeliverabilityCertificate certificate = new DeliverabilityCertificate(service, OPTIONS);
            Deliverability refuted = certificate.certify(SyntheticService.plan(0), 0.95);
            assertEquals(Ending.REFUTED, refuted.ending());
            Deliverability whole = certificate.certify(SyntheticService.plan(0));
            assertEquals(100, service.evaluated.get());
            assertEquals(
                    new DeliverabilityCertificate(new SyntheticService(3, _ -> 0.9), OPTIONS)
                            .certify(SyntheticService.plan(0)),
                    whole);
        }

        @Test
        void tellsWhatFailedInAReplication() {
            PlanEvaluation broken =
                    new SyntheticService(
                            1,
                            _ -> {
                                throw new IllegalArgumentException("the model is broken");
                            });
            assertEquals(
                    "the model is broken",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () ->
                                            new DeliverabilityCertificate(broken, OPTIONS)
                                                    .certify(SyntheticService.plan(0)))
                            .getMessage());
        }
    }

    @Nested
    class ACheckpoint {
        @TempDir Path directory;

        private Path only() throws IOException {
            try (var files = Files.list(directory)) {
                return files.findFirst().orElseThrow();
            }
        }

        /// Stopped after any number of bytes of the file, the result is the same.
        @Test
        void resumesFromAnyByteWithTheSameResult() throws IOException {
            CertificateOptions options =
                    OPTIONS.withReplications(4).withThreads(1).withCheckpoints(directory);
            Deliverability whole =
                    new DeliverabilityCertificate(new SyntheticService(5, _ -> 0.7), options)
                            .certify(SyntheticService.plan(0));
            Path file = only();
            byte[] bytes = Files.readAllBytes(file);
            for (int length = 0; length <= bytes.length; length++) {
                Files.write(file, java.util.Arrays.copyOf(bytes, length));
                SyntheticService service = new SyntheticService(5, _ -> 0.7);
                Deliverability again =
                        new DeliverabilityCertificate(service, options)
                                .certify(SyntheticService.plan(0));
                assertEquals(whole, again);
                assertEquals(
                        new String(bytes, StandardCharsets.ISO_8859_1),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
                int lines = 0;
                for (int i = 0; i < length; i++) {
                    lines += bytes[i] == '\n' ? 1 : 0;
                }
                assertEquals(4 - Math.max(0, lines - 1), service.evaluated.get());
            }
        }

        /// The third replication is broken off, as by a server that stops: it is not counted, and
        /// run again.
        @Test
        void keepsNothingOfAReplicationThatWasInterrupted() {
            CertificateOptions options =
                    OPTIONS.withReplications(5).withThreads(1).withCheckpoints(directory);
            AtomicInteger runs = new AtomicInteger();
            SyntheticService stopping =
                    new SyntheticService(
                            5,
                            _ -> {
                                if (runs.incrementAndGet() == 3) {
                                    Thread.currentThread().interrupt();
                                    return 0;
                                }
                                return 1;
                            });
            assertThrows(
                    CancellationException.class,
                    () ->
                            new DeliverabilityCertificate(stopping, options)
                                    .certify(SyntheticService.plan(0)));
            SyntheticService again = new SyntheticService(5, _ -> 1);
            Deliverability found =
                    new DeliverabilityCertificate(again, options).certify(SyntheticService.plan(0));
            assertEquals(3, again.evaluated.get());
            assertEquals(5, found.held());
        }

        @Test
        void isNotRunAgainWhenComplete() {
            CertificateOptions options = OPTIONS.withCheckpoints(directory);
            new DeliverabilityCertificate(new SyntheticService(5, _ -> 0.7), options)
                    .certify(SyntheticService.plan(0));
            SyntheticService second = new SyntheticService(5, _ -> 0.7);
            new DeliverabilityCertificate(second, options).certify(SyntheticService.plan(0));
            assertEquals(0, second.evaluated.get());
        }

        @Test
        void isGoneOnWithByMoreReplications() {
            CertificateOptions options = OPTIONS.withCheckpoints(directory);
            new DeliverabilityCertificate(new SyntheticService(5, _ -> 0.7), options)
                    .certify(SyntheticService.plan(0));
            SyntheticService second = new SyntheticService(5, _ -> 0.7);
            new DeliverabilityCertificate(second, options.withReplications(150))
                    .certify(SyntheticService.plan(0));
            assertEquals(50, second.evaluated.get());
        }

        @Test
        void ofAnotherPlanIsAFileOfItsOwn() throws IOException {
            CertificateOptions options = OPTIONS.withCheckpoints(directory);
            DeliverabilityCertificate certificate =
                    new DeliverabilityCertificate(new SyntheticService(5, _ -> 0.7), options);
            certificate.certify(SyntheticService.plan(0));
            certificate.certify(SyntheticService.plan(1));
            try (var files = Files.list(directory)) {
                assertEquals(2, files.count());
            }
        }

        @Test
        void isKeptInAFolderThatWasNotThere() {
            Path file = directory.resolve("out/certificates/replications.txt");
            new Checkpoint(file, "one").close();
            assertTrue(Files.exists(file));
        }

        @Test
        void ofSomethingElseIsRefused() {
            Path file = directory.resolve("replications.txt");
            new Checkpoint(file, "one").close();
            assertRefused("OGMS-6431", file, "other");
        }

        @Test
        void damagedBeforeItsEndIsRefused() throws IOException {
            Path file = directory.resolve("replications.txt");
            SyntheticService service = new SyntheticService(5, _ -> 0.7);
            try (Checkpoint checkpoint = new Checkpoint(file, "one")) {
                for (int i = 0; i < 3; i++) {
                    checkpoint.add(i, service.evaluate(SyntheticService.plan(0), i));
                }
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(2, lines.get(2).replace("staff", "stuff"));
            Files.write(file, lines);
            assertRefused("OGMS-6432", file, "one");
        }

        @Test
        void keepsAnyName() {
            Path file = directory.resolve("replications.txt");
            PlanEvaluation.Outcome outcome =
                    new PlanEvaluation.Outcome(
                            List.of(
                                    new PlanEvaluation.Quarter(
                                            true, "Llŷn\tlab\n100 % \uD83E\uDDEC", 1 / 3.0)),
                            -0.1);
            try (Checkpoint checkpoint = new Checkpoint(file, "one")) {
                checkpoint.add(7, outcome);
            }
            try (Checkpoint checkpoint = new Checkpoint(file, "one")) {
                assertEquals(outcome, checkpoint.done().get(7));
            }
        }

        private static void assertRefused(String code, Path file, String digest) {
            String words =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> new Checkpoint(file, digest).close())
                                    .getMessage());
            assertTrue(words.startsWith(code), words);
        }
    }

    @Nested
    class TheEarliestRollout {
        private static EarliestRollout search(SyntheticService service) {
            return new EarliestRollout(
                    new DeliverabilityCertificate(service, OPTIONS.withReplications(200)),
                    0.9,
                    0.05);
        }

        @Test
        void isTheFirstDateThatHolds() {
            SyntheticService service =
                    new SyntheticService(
                            1, plan -> plan.investments().getFirst().startQuarter() < 5 ? 0.3 : 1);
            EarliestRollout.Result result =
                    search(service).search(SyntheticService.plan(2), Set.of("digitise-a"), 6);
            assertEquals(Optional.of(3), result.postponedQuarters());
            assertEquals(4, result.tried().size());
        }

        @Test
        void isNoneWhereNoDateHolds() {
            EarliestRollout.Result result =
                    search(new SyntheticService(1, _ -> 0.5))
                            .search(SyntheticService.plan(2), Set.of("digitise-a"), 3);
            assertEquals(Optional.empty(), result.postponedQuarters());
            assertEquals(4, result.tried().size());
        }
    }
}
