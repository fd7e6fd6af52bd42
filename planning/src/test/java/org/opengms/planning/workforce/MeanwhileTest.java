package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;

/// What is changed in the network beside a plan of the workforce.
class MeanwhileTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");
    private static final WorkforcePlan PLAN = WorkforcePlan.named("regional-example");
    private static final BudgetComparison.Options OPTIONS =
            new BudgetComparison.Options(3, 2, 2, SimulationLimits.STANDARD);

    private static BudgetComparison compare(IntFunction<List<DatedChange>> meanwhile) {
        return BudgetComparison.of(
                REGION, PLAN, List.of(100_000_000L), OPTIONS, (_, _) -> {}, meanwhile, () -> false);
    }

    private static double onTime(BudgetComparison comparison) {
        return comparison.budgets().getFirst().outcome().allQuarters().onTimeShare().estimate();
    }

    /// 1,500 trios more a year, with 8 hours each, are twice as many as the small region asks for:
    /// fewer reports are on time than without.
    @Test
    void loadsTheSamePeople() {
        BudgetComparison without = compare(_ -> List.of());
        BudgetComparison with =
                compare(_ ->
                        List.of(
                                new DatedChange.DemandAdded(
                                        LocalDate.of(2027, 1, 4), "wgs-rare-trio", 1_500)));
        assertTrue(onTime(with) < onTime(without), onTime(with) + " " + onTime(without));
        assertEquals(
                without.budgets().getFirst().forecast().posts(),
                with.budgets().getFirst().forecast().posts());
    }

    @Test
    void isTheSameAsBeforeWhereNothingElseIsChanged() {
        assertEquals(
                BudgetComparison.of(REGION, PLAN, List.of(100_000_000L), OPTIONS, (_, _) -> {}),
                compare(_ -> List.of()));
    }

    @Test
    void isAskedForEachReplicationOnce() {
        AtomicInteger asked = new AtomicInteger();
        var _ =
                compare(_ -> {
                    asked.incrementAndGet();
                    return List.of();
                });
        assertEquals(2, asked.get());
    }

    @Test
    void stopsWhereItIsCancelled() {
        assertThrows(
                CancellationException.class,
                () ->
                        BudgetComparison.of(
                                REGION,
                                PLAN,
                                List.of(0L),
                                OPTIONS,
                                (_, _) -> {},
                                _ -> List.of(),
                                () -> true));
    }

    @Test
    void takesOtherPeopleAndTests() {
        WorkforcePlan other =
                PLAN.with(PLAN.posts(), PLAN.pipelines(), List.of(), PLAN.demandSteps());
        assertEquals(List.of(), other.holdings());
        assertEquals(PLAN.posts(), other.posts());
        assertThrows(
                IllegalArgumentException.class,
                () -> PLAN.with(List.of(), PLAN.pipelines(), List.of(), List.of()));
        assertEquals(
                7, REGION.withDemand(SmallPlan.exactly(7), REGION.demand()).testsPerYear().value());
    }
}
