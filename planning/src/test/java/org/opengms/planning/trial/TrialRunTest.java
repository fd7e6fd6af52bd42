package org.opengms.planning.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.opengms.planning.solver.SolverChoice;
import org.opengms.planning.trial.TrialSettings.Features;
import org.opengms.testing.Cases;

class TrialRunTest {
    @Test
    void whoIsAdmittedIsReportedCancelledOrOpen() {
        TrialWorld world = new TrialWorld(TrialSettings.halfYear(Features.REAL), 5, 0);
        int[] count = new int[1];
        TrialPolicy everySecond =
                (request, run) -> {
                    if (request % 2 == 0) {
                        count[0]++;
                        return world.region[request];
                    }
                    return TrialPolicy.CONVENTIONAL;
                };
        TrialTally tally = TrialRun.run(world, everySecond);
        int cancelledAtMost = 0;
        for (int request = 0; request < world.requests(); request += 2) {
            cancelledAtMost += world.cancelledAfter[request] > 0 ? 1 : 0;
        }
        long closed = tally.reported + tally.unfinished;
        assertTrue(closed <= count[0] && closed >= count[0] - cancelledAtMost);
    }

    /// Whatever a policy does, at random too, its value stays below the bound.
    @Test
    void noPolicyBettersTheBound() {
        Cases.check(
                4,
                random -> {
                    Features features = random.nextBoolean() ? Features.REAL : Features.BARE;
                    TrialWorld world =
                            new TrialWorld(
                                    TrialSettings.halfYear(features), random.nextInt(1_000), 0);
                    double bound = TrialBound.of(world, SolverChoice.choose().solver());
                    double share = random.nextDouble();
                    TrialTally tally =
                            TrialRun.run(
                                    world,
                                    (_, run) -> {
                                        int lab = random.nextInt(world.settings.regions());
                                        return random.nextDouble() < share && run.admits(lab)
                                                ? lab
                                                : TrialPolicy.CONVENTIONAL;
                                    });
                    assertTrue(tally.onTimeValue <= bound + 1e-6);
                });
    }

    @Test
    void anotherYieldErrorLeavesEverythingElseAsItIs() {
        TrialSettings settings = TrialSettings.halfYear(Features.REAL);
        TrialWorld right = new TrialWorld(settings, 9, 0);
        TrialWorld wrong = new TrialWorld(settings, 9, 0.3);
        assertTrue(Arrays.equals(right.benefit, wrong.benefit));
        assertTrue(!Arrays.equals(right.believedBenefit, wrong.believedBenefit));
        assertTrue(Arrays.equals(right.kind, wrong.kind));
        assertTrue(Arrays.deepEquals(right.genomeCapacity, wrong.genomeCapacity));
    }

    @Test
    void demandAndCapacityAreAsDescribed() {
        TrialWorld world = new TrialWorld(TrialSettings.threeYears(Features.REAL), 2, 0);
        // 79 a day at 7 regions for three years with 12 % growth each: 79 · 7 · 365 · (1 + 1.12 +
        // 1.2544)
        // = 0.68 million before regional and class factors, whose means are 1 and spread some per
        // cent.
        assertEquals(681_000, world.requests(), 120_000);
        int failed = 0;
        int genomes = 0;
        int cancelled = 0;
        for (int request = 0; request < world.requests(); request++) {
            failed += world.failedGenomes[request];
            genomes += world.genomes[world.kind[request]];
            cancelled += world.cancelledAfter[request] > 0 ? 1 : 0;
        }
        assertEquals(0.02, (double) failed / genomes, 0.001);
        assertEquals(0.02, (double) cancelled / world.requests(), 0.001);
        double all = 0;
        for (double[] lab : world.hourCapacity) {
            for (int day = 5; day < lab.length; day += 7) {
                all += lab[day] + (day + 1 < lab.length ? lab[day + 1] : 0);
            }
        }
        assertEquals(0, all, "nobody interprets at weekends");
    }

    @Test
    void aHeapGivesThoseWithPrecedenceThenTheLowest() {
        RequestHeap heap = new RequestHeap();
        heap.add(5);
        heap.add(3);
        heap.addFirst(9);
        heap.add(4);
        assertEquals(9, heap.removeFirst());
        assertEquals(3, heap.removeFirst());
        assertEquals(4, heap.removeFirst());
        assertEquals(5, heap.removeFirst());
        assertTrue(heap.isEmpty());
    }
}
