package org.opengms.staffing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.workforce.WorkforceForecast;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.workforce.FundedPlaces;

class FundedPlanTest {
    private static final WorkforcePlan PLAN = WorkforcePlan.named("regional-example");
    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);

    private static FundedPlaces bought(String laboratory, StaffRole role, LocalDate since) {
        return new FundedPlaces(new OdsCode(laboratory), role, 2, since, "S-7");
    }

    @ParameterizedTest
    @CsvSource({
        "NORTH, CLINICAL_SCIENTIST, 2026-02-02, programme-north",
        "SOUTH, CLINICAL_SCIENTIST, 2026-02-02, programme-south",
        "SOUTH, CLINICAL_SCIENTIST, 2020-02-02, programme-south",
        // No pipeline leads there; no such laboratory; bought after the plan has ended.
        "SOUTH, TECHNOLOGIST, 2026-02-02,",
        "WEST, CLINICAL_SCIENTIST, 2026-02-02,",
        "SOUTH, CLINICAL_SCIENTIST, 2036-02-02,",
    })
    void fillsPlacesWhereAPipelineLeadsToTheirRole(
            String laboratory, StaffRole role, LocalDate since, String pipeline) {
        FundedPlan plan = FundedPlan.of(PLAN, () -> List.of(bought(laboratory, role, since)));
        FundedPlan.Placed placed = plan.places().getFirst();
        assertEquals(Optional.ofNullable(pipeline), placed.pipeline());
        assertEquals("S-7", placed.places().reference());
        assertEquals(
                pipeline == null ? List.of() : List.of("S-7"),
                plan.plan().funded().stream().map(WorkforcePlan.FundedPlaces::reference).toList());
    }

    /// Two begin in the quarter after they were paid and cost no budget.
    @Test
    void beginBesideTheBudget() {
        WorkforcePlan plan =
                FundedPlan.of(
                                PLAN,
                                () -> List.of(bought("SOUTH", StaffRole.CLINICAL_SCIENTIST, DAY)))
                        .plan();
        WorkforceForecast forecast =
                WorkforceForecast.of(plan, ServiceScenario.named("regional-example"), 0, 1, 2);
        assertEquals(
                2,
                forecast.allocation().places().stream()
                        .filter(p -> p.pipeline().equals("programme-south"))
                        .findFirst()
                        .orElseThrow()
                        .fundedBegun()
                        .get(1));
        assertEquals(0, forecast.costs().get(1).budgetPence());
    }

    @Test
    void leavesThePlanAsItIsWhereNothingStands() {
        assertSame(PLAN, FundedPlan.of(PLAN, List::of).plan());
    }
}
