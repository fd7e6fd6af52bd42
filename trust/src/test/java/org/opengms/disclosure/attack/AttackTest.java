package org.opengms.disclosure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.disclosure.attack.DifferencingAttack.Found;
import org.opengms.disclosure.attack.MembershipAttack.Linkage;
import org.opengms.disclosure.attack.PlainBeaconAttack.Relative;
import org.opengms.disclosure.attack.ReleaseDifferenceAttack.Move;
import org.opengms.disclosure.attack.ReleaseDifferenceAttack.Reconstruction;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

/// The rules that come with the program under attack: a seeded sample each day, the whole under the
/// heavy tag. The same programs print their figures in `benchmark`.
class AttackTest {
    private static final long SEED = 20261126;
    private static final DisclosureRules RULES = DisclosureRules.standard();
    private static final double MOST_POWER = 0.15;

    /// A weak attacker would prove nothing: against a Beacon without protection these must be as
    /// strong as was measured elsewhere.
    @Nested
    class TheAttacker {
        private static final int[] QUESTIONS = {
            1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500,
            2000
        };

        /// Questions for 95 % power at 5 % false alarms, from an independent simulation with the
        /// same set-up; one step of the scale either way.
        @ParameterizedTest
        @CsvSource({
            "SELF, 1, 1000, 1",
            "SELF, 1, 10000, 1",
            "SELF, 1, 100000, 2",
            "SELF, 1, 500000, 7",
            "SELF, 2, 1000, 20",
            "SELF, 2, 500000, 20",
            "SELF, 5, 10000, 75",
            "SELF, 10, 1000, 150",
            "SELF, 10, 100000, 200",
            "SELF, 20, 100000, 400",
            "SIBLING, 1, 1000, 5",
            "SIBLING, 1, 10000, 7",
            "SIBLING, 1, 100000, 15",
            "SIBLING, 1, 500000, 75",
            "SIBLING, 10, 100000, 750"
        })
        void needsAsFewQuestionsAsElsewhere(
                Relative relative, int carriers, int people, int published) {
            int needed =
                    new PlainBeaconAttack(people, carriers, relative)
                            .questionsFor(0.95, QUESTIONS, 1_000, Cases.random(SEED));
            int step = java.util.Arrays.binarySearch(QUESTIONS, published);
            int measured = java.util.Arrays.binarySearch(QUESTIONS, needed);
            assertTrue(Math.abs(step - measured) <= 1, "needs " + needed);
        }

        @ParameterizedTest
        @CsvSource({
            "10, 5, 0.16", "10, 10, 0.21", "10, 20, 0.32", "10, 50, 0.60", "10, 100, 0.85",
            "20, 5, 0.10", "20, 10, 0.15", "20, 20, 0.20", "20, 50, 0.38", "20, 100, 0.59"
        })
        void isAsPowerfulAsElsewhere(int carriers, int questions, double published) {
            Power power =
                    new PlainBeaconAttack(100_000, carriers, Relative.SELF)
                            .power(new int[] {questions}, 6_000, Cases.random(SEED))[0];
            assertEquals(published, power.value(), 0.06, power::toString);
        }

        /// Φ(√(m/n) − 1.645), the published power of the most powerful test, for 200 people.
        @ParameterizedTest
        @CsvSource({"20, 0.093", "200, 0.259", "1000, 0.723"})
        void findsPeopleInFrequenciesAsTheory(int sites, double published) {
            Power power =
                    FrequencyAttack.power(
                            200, sites, Math.min(3_000, 200_000 / sites), Cases.random(SEED));
            assertEquals(published, power.value(), 0.05, power::toString);
        }
    }

    /// P1.
    @Nested
    class TheBeaconHoldsOutAgainst {
        private static void holds(Power power) {
            assertTrue(power.value() <= MOST_POWER, power::toString);
        }

        @ParameterizedTest
        @CsvSource({"1000", "10000", "100000", "500000"})
        void theMostTellingAlleles(int people) {
            holds(new MembershipAttack(RULES, people).bestVariants(2_000, Cases.random(SEED)));
        }

        @Test
        void aSiblingsGenome() {
            holds(new MembershipAttack(RULES, 100_000).sibling(2_000, Cases.random(SEED)));
        }

        @ParameterizedTest
        @EnumSource
        void linkage(Linkage linkage) {
            holds(
                    new MembershipAttack(RULES, 100_000)
                            .linked(linkage, 60_000, 3_000, Cases.random(SEED)));
        }

        @ParameterizedTest
        @CsvSource({"1000", "10000", "100000", "500000"})
        @Tag("heavy")
        void allOfThemWithManyRepetitions(int people) {
            MembershipAttack attack = new MembershipAttack(RULES, people);
            RandomGenerator random = Cases.random(SEED);
            List<Power> powers = new ArrayList<>();
            powers.add(attack.bestVariants(20_000, random));
            powers.add(attack.sibling(20_000, random));
            for (Linkage linkage : Linkage.values()) {
                powers.add(attack.linked(linkage, 1_000_000, 20_000, random));
            }
            for (Power power : powers) {
                assertTrue(power.high() <= MOST_POWER, powers::toString);
            }
        }

        /// Without a limit of what is told of a person their 400 questions would find 95 %.
        @ParameterizedTest
        @EnumSource
        void fiftyEntitiesThatCollude(MembershipAttack.Choice choice) {
            Power power =
                    new MembershipAttack(RULES, 100_000)
                            .colluding(50, choice, 400, Cases.random(SEED));
            assertTrue(power.value() <= 0.45, power::toString);
        }

        /// Genomes made by copying from few founders, so that alleles hang together over long
        /// stretches; the real ones are attacked in `benchmark`.
        @Test
        void aCohortWithLinkage() {
            RandomGenerator random = Cases.random(SEED);
            int people = 2_400;
            List<RoaringBitmap> alleles = new ArrayList<>();
            for (int block = 0; block < 60; block++) {
                RoaringBitmap founder = new RoaringBitmap();
                for (int p = 0; p < people; p++) {
                    if (random.nextDouble() < 0.045) {
                        founder.add(p);
                    }
                }
                for (int a = 0; a < 6; a++) {
                    RoaringBitmap allele = new RoaringBitmap();
                    double kept = random.nextDouble(0.5, 1);
                    founder.forEach((int p) -> {
                        if (random.nextDouble() < kept) {
                            allele.add(p);
                        }
                    });
                    alleles.add(allele);
                }
            }
            CohortAttack.Outcome outcome =
                    new CohortAttack(RULES, alleles, people, 400).run(true, 10, 60, random);
            assertTrue(outcome.questions() > 6, () -> "asked " + outcome.questions());
            assertTrue(outcome.power().low() <= MOST_POWER, outcome::toString);
        }
    }

    /// P3: of the alleles that changed no more are the target's than are anybody's who moved.
    @Nested
    class ReleasesAroundOnePersonsMove {
        @ParameterizedTest
        @EnumSource
        void giveTheirAllelesAwayWhereAnswersChangeAtOnce(Move move) {
            Reconstruction found =
                    ReleaseDifferenceAttack.run(
                            RULES, 5_000, 10_000, move, false, 0, 40, Cases.random(SEED));
            assertTrue(found.changed() > 50, found::toString);
            assertEquals(1, found.right());
        }

        @Test
        void tellNothingOfWhoLeft() {
            withinChance(
                    ReleaseDifferenceAttack.run(
                            RULES, 5_000, 10_000, Move.LEFT, true, 0, 40, Cases.random(SEED)));
        }

        @Test
        void tellNothingOfWhoJoinedBesideFiftyOthers() {
            withinChance(
                    ReleaseDifferenceAttack.run(
                            RULES, 5_000, 10_000, Move.JOINED, true, 55, 40, Cases.random(SEED)));
        }

        @Test
        void doNotChangeForOneWhoJoined() {
            Reconstruction found =
                    ReleaseDifferenceAttack.run(
                            RULES, 5_000, 5_000, Move.JOINED, true, 0, 5, Cases.random(SEED));
            assertEquals(0, found.changed());
        }

        private static void withinChance(Reconstruction found) {
            assertTrue(found.changed() > 1_000, found::toString);
            double spread = Math.sqrt(found.chance() / found.changed());
            assertTrue(found.chance() < 0.04, found::toString);
            assertTrue(found.right() <= found.chance() + 4 * spread, found::toString);
        }
    }

    /// P5.
    @Nested
    class Differencing {
        private static final CountRules TENS = new CountRules(10, 10, Zeros.HIDDEN);

        @Test
        void findsHiddenCountsBehindThresholdsAlone() {
            RandomGenerator random = Cases.random(SEED);
            DifferencingAttack attack = new DifferencingAttack(4_000, random);
            Found found = attack.run(4_000, TENS, false, random);
            assertTrue(found.exact() > 200, found::toString);
        }

        @Test
        void findsNothingAmongWhatTheRegistryLetsOut() {
            RandomGenerator random = Cases.random(SEED);
            DifferencingAttack attack = new DifferencingAttack(4_000, random);
            Found found = attack.run(4_000, TENS, true, random);
            assertEquals(0, found.exact());
            assertTrue(found.published() > 800, found::toString);
        }
    }

    /// P6.
    @Nested
    class Averaging {
        @Test
        void gainsNothingByAskingForTheSamePeopleAgain() {
            double once =
                    AveragingAttack.error(
                            AveragingAttack.Way.SAME_PEOPLE, 1, 0.5, 60, Cases.random(SEED));
            double often =
                    AveragingAttack.error(
                            AveragingAttack.Way.SAME_PEOPLE, 1_000, 0.5, 60, Cases.random(SEED));
            assertEquals(once, often, 1e-9);
            assertTrue(once > 1.5, "error " + once);
        }
    }
}
