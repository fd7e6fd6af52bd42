package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.ServiceScenario;

/// Plans side by side in a service whose truth is known.
class PlanComparisonTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");
    private static final InvestmentCatalogue OPTIONS =
            InvestmentCatalogue.named("regional-investments");
    private static final CertificateOptions OPTION_40 =
            CertificateOptions.defaults().withReplications(40).withThreads(2);

    private static RolloutPlan plan(String id, int start, int units) {
        return RolloutPlan.of(
                id,
                "Plan " + id,
                List.of(
                        Investment.proposed(
                                "sequencer:north",
                                start,
                                units,
                                new InvestmentState.Proposed(Instant.EPOCH, "board")),
                        Investment.proposed(
                                "digitise:site-1",
                                start,
                                1,
                                new InvestmentState.Proposed(Instant.EPOCH, "board"))));
    }

    private static PlanComparison compare(SyntheticService service, RolloutPlan... plans) {
        return PlanComparison.of(
                List.of(plans), REGION, OPTIONS, new DeliverabilityCertificate(service, OPTION_40));
    }

    /// A sequencer costs £900,000 at once, digitising £100,000 in each of three quarters.
    @Test
    void hasARowForEachPlanInTheOrderGivenWithWhatItSpends() {
        PlanComparison found =
                compare(new SyntheticService(1, _ -> 1), plan("late", 6, 2), plan("early", 0, 1));
        assertEquals(
                List.of("late", "early"),
                found.rows().stream().map(PlanComparison.Row::plan).toList());
        assertEquals("Plan late", found.rows().getFirst().title());
        assertEquals(3, found.rows().getFirst().investments());
        assertEquals(2, found.rows().getLast().investments());
        assertEquals(
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 190_000_000L, 10_000_000L),
                found.rows().getFirst().spendingPence());
        assertEquals(200_000_000, found.rows().getFirst().totalPence());
        assertEquals(120_000_000, found.rows().getLast().totalPence());
    }

    /// A plan that holds whenever another does, on the same chance, holds at least as often in
    /// every run, not only on average.
    @Test
    void showsEveryPlanTheSameChance() {
        SyntheticService service = new SyntheticService(7, p -> p.id().equals("good") ? 0.6 : 0.4);
        // Titles and ids do not tell plans apart, quarters do.
        PlanComparison found = compare(service, plan("good", 0, 1), plan("poor", 1, 1));
        List<Integer> held = found.rows().stream().map(row -> row.deliverability().held()).toList();
        assertTrue(held.getFirst() > held.getLast(), held.toString());
        RolloutPlan good = plan("good", 0, 1);
        RolloutPlan poor = plan("poor", 1, 1);
        long onlyPoor =
                IntStream.range(0, 40)
                        .filter(r ->
                                service.evaluate(poor, r).held()
                                        && !service.evaluate(good, r).held())
                        .count();
        assertEquals(0, onlyPoor);
    }

    @Test
    void refusesAPlanOfWhatCannotBeInvestedIn() {
        RolloutPlan nowhere =
                RolloutPlan.of(
                        "nowhere",
                        "Nowhere",
                        List.of(
                                Investment.proposed(
                                        "digitise:nowhere",
                                        0,
                                        1,
                                        new InvestmentState.Proposed(Instant.EPOCH, "board"))));
        SyntheticService service = new SyntheticService(1, _ -> 1);
        String words =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> compare(service, nowhere))
                                .getMessage());
        assertTrue(words.startsWith("OGMS-6454"), words);
        assertEquals(0, service.evaluated.get());
    }
}
