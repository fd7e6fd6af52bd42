package org.opengms.disclosure.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.beacon.BeaconAnswer.Answered;
import org.opengms.disclosure.beacon.BeaconAnswer.Reason;
import org.opengms.disclosure.beacon.BeaconAnswer.Refused;
import org.opengms.disclosure.epoch.Epoch;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

/// With the rules that come with the program: yes from 20 carriers on, 8 questions about rare
/// alleles, 20 expected carriers at least, 10 nats a person, 6 in a block. The cohort is 100,000
/// people, so a frequency of 0.0001 lets expect 20 carriers.
class PublicBeaconTest {
    private static final DisclosureRules RULES = DisclosureRules.standard();
    private static final int PEOPLE = 100_000;
    private static final Epoch FIRST =
            new Epoch(1, Instant.EPOCH, RoaringBitmap.bitmapOfRange(0, PEOPLE));
    private static final LegalEntity UNIVERSITY = new LegalEntity("university");

    private final Known alleles = new Known();
    private final MemoryLedger ledger = new MemoryLedger();
    private final PublicBeacon beacon = new PublicBeacon(RULES, alleles, ledger);

    /// Alleles by position.
    private static final class Known implements Alleles {
        private final Map<Integer, PublicAllele> known = new HashMap<>();
        private final Map<Integer, RoaringBitmap> carriers = new HashMap<>();

        AlleleQuestion allele(int position, double expected, RoaringBitmap who) {
            double frequency = expected / (2.0 * PEOPLE);
            known.put(position, new PublicAllele(frequency, frequency, position / 10));
            carriers.put(position, who);
            return question(position);
        }

        @Override
        public Optional<PublicAllele> publiclyKnown(AlleleQuestion question) {
            return Optional.ofNullable(known.get(question.position()));
        }

        @Override
        public RoaringBitmap carriers(AlleleQuestion question) {
            return carriers.getOrDefault(question.position(), new RoaringBitmap());
        }
    }

    private static AlleleQuestion question(int position) {
        return AlleleQuestion.of("GRCh38", "1", position, "A", "G");
    }

    private static RoaringBitmap people(int from, int to) {
        return RoaringBitmap.bitmapOfRange(from, to);
    }

    private static String told(BeaconAnswer answer) {
        return switch (answer) {
            case Answered(boolean exists, _) -> exists ? "yes" : "no";
            case Refused(Reason reason) -> reason.name();
        };
    }

    private String ask(AlleleQuestion question) {
        return told(beacon.ask(UNIVERSITY, question, FIRST));
    }

    @Nested
    class AnAnswer {
        @Test
        void isYesFromTwentyCarriersOn() {
            assertEquals("no", ask(alleles.allele(10, 25, people(0, 19))));
            assertEquals("yes", ask(alleles.allele(20, 25, people(0, 20))));
        }

        @Test
        void isAboutThePeopleOfTheEpochAlone() {
            Epoch second = new Epoch(2, Instant.EPOCH, people(1, PEOPLE));
            AlleleQuestion question = alleles.allele(10, 25, people(0, 20));
            assertEquals("yes", ask(question));
            assertEquals("no", told(beacon.ask(UNIVERSITY, question, second)));
        }

        @Test
        void isRefusedForRareAllelesWhoeverHasThem() {
            assertEquals("TOO_RARE", ask(alleles.allele(10, 19.9, people(0, 500))));
            assertEquals("TOO_RARE", ask(alleles.allele(20, 19.9, new RoaringBitmap())));
            assertEquals("NOT_PUBLICLY_KNOWN", ask(question(77)));
        }

        @Test
        void isFreeWhereANoIsOutOfTheQuestion() {
            for (int i = 0; i < 500; i++) {
                assertEquals("yes", ask(alleles.allele(10 * i + 1, 70, people(i, i + 70))));
            }
            assertEquals(0, ledger.told(30));
        }

        @Test
        void isNotFreeIfTheAlleleIsRareInOnePopulation() {
            for (int i = 0; i < 9; i++) {
                alleles.known.put(i + 1, new PublicAllele(0.01, 0.0001, i));
                assertEquals(i < 8 ? "no" : "QUESTIONS_USED", ask(question(i + 1)));
            }
        }

        @Test
        void isTheSameAThousandTimesInAnyOrder() {
            List<AlleleQuestion> questions = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                questions.add(alleles.allele(10 * i + 1, 22, people(i, 2 * i + 13)));
            }
            Map<AlleleQuestion, String> first = new HashMap<>();
            Random order = new Random(20261126);
            for (int i = 0; i < 1000; i++) {
                Collections.shuffle(questions, order);
                for (AlleleQuestion question : questions) {
                    String answer = ask(question);
                    assertEquals(first.computeIfAbsent(question, _ -> answer), answer);
                }
            }
            assertEquals(8, first.size());
        }
    }

    @Nested
    class TheQuestionsOfAnEntity {
        @Test
        void areEightAboutRareAllelesForGood() {
            for (int i = 0; i < 8; i++) {
                assertEquals("yes", ask(alleles.allele(10 * i + 1, 25, people(0, 30))));
            }
            AlleleQuestion ninth = alleles.allele(91, 25, people(0, 30));
            assertEquals("QUESTIONS_USED", ask(ninth));
            assertEquals("yes", ask(question(1)), "asked before");
            assertEquals(
                    "yes", told(beacon.ask(new LegalEntity("other"), ninth, FIRST)), "another");
            Epoch second = new Epoch(2, Instant.EPOCH, people(0, PEOPLE));
            assertEquals(
                    "QUESTIONS_USED",
                    told(beacon.ask(UNIVERSITY, question(1), second)),
                    "another epoch's answer is another answer");
        }

        @Test
        void areNeverMoreWhenManyAskAtOnce() throws InterruptedException, ExecutionException {
            for (int i = 0; i < 400; i++) {
                alleles.allele(10 * i + 1, 20, people(0, 40));
            }
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                AlleleQuestion question = question(10 * i + 1);
                LegalEntity entity = new LegalEntity("entity " + i % 5);
                all.add(() -> told(beacon.ask(entity, question, FIRST)));
            }
            int answered = 0;
            try (ExecutorService many = Executors.newFixedThreadPool(16)) {
                for (Future<String> answer : many.invokeAll(all)) {
                    answered += answer.get().equals("QUESTIONS_USED") ? 0 : 1;
                }
            }
            assertEquals(5 * 8, answered);
            for (int person = 0; person < 40; person++) {
                assertTrue(ledger.told(person) <= 10_000_000, "told: " + ledger.told(person));
            }
        }
    }

    /// Refusals for two cohorts that have nothing in common: in one the same sixty people have
    /// every allele, in the other nobody has any.
    @Test
    void refusalsAreTheSameWhoeverHasWhat() {
        Cases.check(
                200,
                random -> {
                    Known everybody = new Known();
                    Known nobody = new Known();
                    for (int i = 0; i < 60; i++) {
                        double expected = random.nextDouble(10, 80);
                        everybody.allele(i + 1, expected, people(0, 60));
                        nobody.allele(i + 1, expected, new RoaringBitmap());
                    }
                    PublicBeacon first = new PublicBeacon(RULES, everybody, new MemoryLedger());
                    PublicBeacon second = new PublicBeacon(RULES, nobody, new MemoryLedger());
                    for (int i = 0; i < 120; i++) {
                        LegalEntity entity = new LegalEntity("entity " + random.nextInt(4));
                        AlleleQuestion question = question(random.nextInt(1, 65));
                        String one = told(first.ask(entity, question, FIRST));
                        String other = told(second.ask(entity, question, FIRST));
                        assertEquals(
                                one.replaceAll("yes|no", "answered"),
                                other.replaceAll("yes|no", "answered"));
                    }
                });
    }

    /// What one entity asks cannot change what another is told of other alleles, since nobody runs
    /// out by one entity's questions alone.
    @Test
    void oneEntityCannotDriveAnybodyOut() {
        Cases.check(
                200,
                random -> {
                    Known known = new Known();
                    for (int i = 1; i <= 20; i++) {
                        known.allele(
                                i, random.nextDouble(20, 40), people(0, random.nextInt(15, 26)));
                    }
                    PublicBeacon asked = new PublicBeacon(RULES, known, new MemoryLedger());
                    for (int i = 1; i <= 8; i++) {
                        asked.ask(new LegalEntity("attacker"), question(i), FIRST);
                    }
                    // The ninth question of the same carriers, by somebody else.
                    String beside =
                            told(
                                    new PublicBeacon(RULES, known, new MemoryLedger())
                                            .ask(UNIVERSITY, question(9), FIRST));
                    assertEquals(beside, told(asked.ask(UNIVERSITY, question(9), FIRST)));
                });
    }

    @Nested
    class WhatIsToldOfAPerson {
        /// Many entities ask what they like over twenty epochs, half of it about a few hundred
        /// people.
        private static void neverPassesTheLimit(RandomGenerator random, int questions) {
            Known known = new Known();
            int alleles = 3_000;
            for (int i = 1; i <= alleles; i++) {
                double expected = 20 + random.nextExponential() * 8;
                RoaringBitmap who = new RoaringBitmap();
                int count = random.nextInt(15, 45);
                // Half of them share carriers out of a few hundred, whom the attackers are after.
                int range = random.nextBoolean() ? 300 : PEOPLE;
                while (who.getCardinality() < count) {
                    who.add(random.nextInt(range));
                }
                known.allele(i, expected, who);
            }
            MemoryLedger ledger = new MemoryLedger();
            PublicBeacon beacon = new PublicBeacon(RULES, known, ledger);
            int entities = 1 + questions / 8;
            for (int i = 0; i < questions; i++) {
                int position = 1 + random.nextInt(alleles);
                beacon.ask(
                        new LegalEntity("entity " + random.nextInt(entities)),
                        question(position),
                        new Epoch(1 + i * 20 / questions, Instant.EPOCH, FIRST.people()));
            }
            long most = 0;
            for (int person = 0; person < 300; person++) {
                most = Math.max(most, ledger.told(person));
                for (int block = 0; block <= alleles / 10; block++) {
                    assertTrue(ledger.told(person, block) <= 6_000_000);
                }
            }
            assertTrue(most <= 10_000_000, "told: " + most);
            assertTrue(most > 5_000_000, "the attackers tried hard: " + most);
        }

        @Test
        void neverPassesTheLimitOverAllWhoAsk() {
            Cases.check(2, random -> neverPassesTheLimit(random, 20_000));
        }

        @Test
        @Tag("heavy")
        void neverPassesTheLimitInAMillionQuestions() {
            neverPassesTheLimit(Cases.random(20261126), 1_000_000);
        }

        @Test
        void isWhatAYesTellsAndNothingForANo() {
            ask(alleles.allele(10, 25, people(0, 20)));
            ask(alleles.allele(20, 25, people(0, 19)));
            // 1 − P(fewer than 20 | 25) = 0.8664, −ln of it 0.1434.
            assertEquals(143_400, (double) ledger.told(5), 200);
            assertEquals(0, ledger.told(25));
            ask(question(10));
            assertEquals(143_400, (double) ledger.told(5), 200);
        }

        @Test
        void isChargedToThoseWhoWereCountedAlone() {
            // 20 nats' worth of questions by other entities about the first 30 people.
            for (int i = 0; i < 60; i++) {
                beacon.ask(
                        new LegalEntity("entity " + i),
                        alleles.allele(100 * i + 7, 20, people(0, 30)),
                        FIRST);
            }
            // They have nothing left; with the rest there are 19, then 20.
            assertEquals("no", ask(alleles.allele(11, 20, people(15, 49))));
            assertEquals("yes", ask(alleles.allele(12, 20, people(15, 50))));
        }
    }
}
