package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A service whose truth is known: what begins before the third quarter never holds, what begins
/// then or later always does.
class EarliestRolloutTest {
    private static final Set<String> GO_LIVES = Set.of("digitise-a");

    private static EarliestRollout.Result search(
            SyntheticService service, double target, int most) {
        return new EarliestRollout(
                        new DeliverabilityCertificate(
                                service,
                                CertificateOptions.defaults().withReplications(120).withThreads(1)),
                        target,
                        0.05)
                .search(SyntheticService.plan(0), GO_LIVES, most);
    }

    private static int start(RolloutPlan plan) {
        return plan.investments().getFirst().startQuarter();
    }

    @Test
    void findsTheFirstDateThatHolds() {
        SyntheticService service = new SyntheticService(1, plan -> start(plan) >= 2 ? 1 : 0);
        EarliestRollout.Result found = search(service, 0.95, 4);
        assertEquals(Optional.of(2), found.postponedQuarters());
        assertEquals(3, found.tried().size());
        assertTrue(found.tried().getLast().lower() >= 0.95);
    }

    /// With 120 replications and the error shared by five dates, a date is refuted by its second
    /// failure: no more are run.
    @Test
    void leavesADateAsSoonAsItIsRefuted() {
        SyntheticService service = new SyntheticService(1, plan -> start(plan) >= 2 ? 1 : 0);
        EarliestRollout.Result found = search(service, 0.95, 4);
        assertEquals(Deliverability.Ending.REFUTED, found.tried().getFirst().ending());
        assertTrue(service.evaluated.get() <= 120 + 2 * 5, service.evaluated + " evaluations");
    }

    /// With an error of 0.01 for each of five dates, 0.95 to the power of n falls below it at 90.
    @Test
    void refusesFewerReplicationsThanCouldEverShowIt() {
        EarliestRollout few =
                new EarliestRollout(
                        new DeliverabilityCertificate(
                                new SyntheticService(1, _ -> 1),
                                CertificateOptions.defaults().withReplications(89)),
                        0.95,
                        0.05);
        String words =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> few.search(SyntheticService.plan(0), GO_LIVES, 4))
                                .getMessage());
        assertTrue(words.startsWith("OGMS-6463") && words.contains("at least 90"), words);
    }

    @Test
    void saysSoWhereNoDateHolds() {
        EarliestRollout.Result found = search(new SyntheticService(1, _ -> 0.5), 0.95, 3);
        assertEquals(Optional.empty(), found.postponedQuarters());
        assertEquals(4, found.tried().size());
    }
}
