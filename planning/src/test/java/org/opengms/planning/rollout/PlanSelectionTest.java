package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class PlanSelectionTest {
    /// Plans whose values are normal around means that lie the indifference zone below the best,
    /// the hardest case, with and without common chance. Wrong choices among 400 are binomial with
    /// a probability of at most 0.05: more than 35 would be rarer than one in a thousand runs.
    @ParameterizedTest
    @CsvSource({"2, 0.0", "5, 0.0", "5, 0.8", "10, 0.5"})
    void choosesTheBestWithAtLeastTheProbabilityPromised(int plans, double common) {
        Cases.check(
                1,
                random -> {
                    int wrong = 0;
                    for (int run = 0; run < 400; run++) {
                        long seed = random.nextLong();
                        int best = random.nextInt(plans);
                        PlanSelection.Choice choice =
                                new PlanSelection(0.05, 0.5, 10, 100_000)
                                        .choose(
                                                plans,
                                                1,
                                                (plan, i) ->
                                                        (plan == best ? 0.5 : 0)
                                                                + normal(seed, plan, i, common));
                        assertTrue(choice.errorHeld());
                        wrong += choice.plan() == best ? 0 : 1;
                    }
                    assertTrue(wrong <= 35, wrong + " of 400");
                });
    }

    private static double normal(long seed, int plan, int replication, double common) {
        double shared = Cases.random(seed + 31L * replication).nextGaussian();
        double own = Cases.random(seed ^ (1_000_003L * plan + 7919L * replication)).nextGaussian();
        return Math.sqrt(common) * shared + Math.sqrt(1 - common) * own;
    }

    @Test
    void needsFewerReplicationsUnderCommonChance() {
        long[] runs = new long[2];
        for (int common = 0; common < 2; common++) {
            for (int seed = 0; seed < 50; seed++) {
                int run = seed;
                double share = common * 0.95;
                runs[common] +=
                        new PlanSelection(0.05, 0.5, 10, 100_000)
                                        .choose(
                                                4,
                                                1,
                                                (plan, i) ->
                                                        plan * 0.5 + normal(run, plan, i, share))
                                        .replications()
                                        .stream()
                                        .mapToInt(Integer::intValue)
                                        .sum();
            }
        }
        assertTrue(runs[1] < runs[0] / 2, runs[1] + " against " + runs[0]);
    }

    @Test
    void saysWhenReplicationsDidNotSuffice() {
        PlanSelection.Choice choice =
                new PlanSelection(0.05, 0.001, 5, 20)
                        .choose(3, 2, (plan, i) -> normal(1, plan, i, 0));
        assertFalse(choice.errorHeld());
        assertEquals(List.of(20, 20, 20), choice.replications());
    }

    @Test
    void ofOnePlanIsThatPlan() {
        PlanSelection.Choice choice =
                new PlanSelection(0.05, 1, 5, 20)
                        .choose(
                                List.of(SyntheticService.plan(0)),
                                new SyntheticService(1, _ -> 1),
                                1);
        assertEquals(0, choice.plan());
        assertTrue(choice.errorHeld());
    }

    @Test
    void ofNothingIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new PlanSelection(0.05, 1, 5, 20)
                                .choose(List.of(), new SyntheticService(1, _ -> 1), 1));
        assertThrows(IllegalArgumentException.class, () -> new PlanSelection(0, 1, 5, 20));
        assertThrows(IllegalArgumentException.class, () -> new PlanSelection(0.05, 0, 5, 20));
        assertThrows(IllegalArgumentException.class, () -> new PlanSelection(0.05, 1, 1, 20));
        assertThrows(IllegalArgumentException.class, () -> new PlanSelection(0.05, 1, 5, 4));
    }
}
