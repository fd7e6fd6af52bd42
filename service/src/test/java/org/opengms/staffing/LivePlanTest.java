package org.opengms.staffing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.TestDemand;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.workforce.Competence;
import org.opengms.workforce.FundedPlaces;

/// The plan of the small example region, which starts on 5 January 2026, with the people of a
/// service on 2 March 2026: 56 days later.
class LivePlanTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");
    private static final WorkforcePlan PLAN = WorkforcePlan.named("regional-example");
    private static final Map<String, OdsCode> PLACES =
            Map.of(
                    "north", SmallService.NORTH,
                    "south", SmallService.SOUTH,
                    "site-1", SmallService.HOSPITAL);

    private final SmallService service = new SmallService();

    private LivePlan live(Map<String, OdsCode> places, Optional<Double> tests) {
        NetworkState state = service.states().at(SmallService.NOW);
        return LivePlan.of(
                REGION,
                PLAN,
                places,
                tests,
                new LivePlan.People(
                        service.register(),
                        service.network(),
                        state,
                        service.funded(),
                        service.growth));
    }

    private static WorkforcePlan.Post post(WorkforcePlan plan, String laboratory, String role) {
        return plan.posts().stream()
                .filter(p -> p.laboratory().equals(laboratory) && p.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /// The plan has 17.5 and 11.5 scientists in the north; the service 8.7, in the same proportion:
    /// 0.3 of each. Of those who are hired too.
    @Test
    void laboratoriesHaveThePeopleThatTheySay() {
        WorkforcePlan plan = live(PLACES, Optional.empty()).plan();
        assertEquals(
                5.25, post(plan, "north", "rare-disease-scientist").wteContracted().value(), 1e-9);
        assertEquals(
                3.45, post(plan, "north", "molecular-scientist").wteContracted().value(), 1e-9);
        assertEquals(
                0.315, post(plan, "north", "rare-disease-scientist").hiresPerYear().value(), 1e-9);
        // South: 3.9 of 19.5, a fifth.
        assertEquals(
                2.3, post(plan, "south", "rare-disease-scientist").wteContracted().value(), 1e-9);
        // Nobody said how many technologists there are.
        assertEquals(14, post(plan, "north", "technologist").wteContracted().value());
        assertTrue(
                live(PLACES, Optional.empty())
                        .notes()
                        .contains(
                                "ZL01 has not said how many technologists it has: they are the plan's."));
    }

    /// 12.6 scientists in place of 48.5 are asked for as much of the 30,000 tests.
    @Test
    void testsAreInProportionToThePeopleUnlessTheyAreGiven() {
        assertEquals(
                30_000 * 12.6 / 48.5,
                live(PLACES, Optional.empty()).scenario().testsPerYear().value(),
                1e-6);
        assertEquals(9_000, live(PLACES, Optional.of(9_000.0)).scenario().testsPerYear().value());
    }

    @Test
    void ordersGrowAsObservedWhereThereAreEnough() {
        assertEquals(REGION.demand(), live(PLACES, Optional.empty()).scenario().demand());
        service.growth = new OrderGrowth(1_100, 1_000);
        for (TestDemand demand : live(PLACES, Optional.empty()).scenario().demand()) {
            assertEquals(0.1, demand.growthPerYear().value(), 1e-9);
        }
    }

    @Test
    void whoHoldsWhatIsWhatTheRegisterSays() {
        service.holder(
                SmallService.HOSPITAL, Competence.RECORD_OF_DISCUSSION, LocalDate.of(2026, 6, 30));
        service.holder(
                SmallService.HOSPITAL, Competence.RECORD_OF_DISCUSSION, LocalDate.of(2026, 6, 30));
        service.holder(SmallService.NORTH, Competence.MDT_CHAIR, LocalDate.of(2040, 1, 1));
        service.holder(SmallService.CLINIC, Competence.ORDER_WGS, LocalDate.of(2027, 1, 1));
        List<WorkforcePlan.Holding> holdings = live(PLACES, Optional.empty()).plan().holdings();
        assertEquals(
                List.of("site-1 take-record-of-discussion 2", "north chair-meeting 1"),
                holdings.stream()
                        .map(h -> h.site() + " " + h.competence() + " " + h.holders())
                        .toList());
        // It ends on 1 July, 121 days after 2 March; so it does 121 days after 5 January.
        assertEquals(
                List.of(new WorkforcePlan.Expiry(LocalDate.of(2026, 5, 6), 2)),
                holdings.getFirst().expiring());
        assertEquals(List.of(), holdings.getLast().expiring());
    }

    @Test
    void traineesAreThoseOfTheRegisterWhereItHasAnybody() {
        service.trainee(SmallService.NORTH);
        service.trainee(SmallService.NORTH);
        LivePlan live = live(PLACES, Optional.empty());
        List<WorkforcePlan.UnderWay> north = underWay(live.plan(), "programme-north");
        // Entered 100 days ago.
        assertEquals(List.of(new WorkforcePlan.UnderWay(LocalDate.of(2025, 9, 27), 2)), north);
        assertEquals(List.of(), underWay(live.plan(), "molecular-north"));
        assertEquals(underWay(PLAN, "programme-south"), underWay(live.plan(), "programme-south"));
    }

    private static List<WorkforcePlan.UnderWay> underWay(WorkforcePlan plan, String pipeline) {
        return plan.pipelines().stream()
                .filter(p -> p.id().equals(pipeline))
                .findFirst()
                .orElseThrow()
                .underWay();
    }

    @Test
    void fundedPlacesBeginByTheNumberOfTheirSpend() {
        service.places =
                List.of(
                        new FundedPlaces(
                                SmallService.SOUTH,
                                StaffRole.CLINICAL_SCIENTIST,
                                2,
                                LocalDate.of(2026, 3, 12),
                                "S-7"),
                        new FundedPlaces(
                                SmallService.SOUTH,
                                StaffRole.TECHNOLOGIST,
                                1,
                                LocalDate.of(2026, 3, 12),
                                "S-8"));
        LivePlan live = live(PLACES, Optional.empty());
        assertEquals(
                List.of(
                        new WorkforcePlan.FundedPlaces(
                                "south",
                                "rare-disease-scientist",
                                2,
                                LocalDate.of(2026, 1, 15),
                                "S-7")),
                live.plan().funded());
        assertEquals(Optional.empty(), live.funded().getLast().pipeline());
    }

    @Test
    void placesStandForThoseOfTheirCodeElseInOrder() {
        assertEquals(
                Map.of(
                        "north", SmallService.NORTH,
                        "south", SmallService.SOUTH,
                        "site-1", SmallService.HOSPITAL,
                        "site-2", SmallService.CLINIC),
                LivePlan.inOrder(REGION, service.network()));
    }

    @Test
    void aPlaceStandsForNothingOfAnotherKind() {
        for (Map<String, OdsCode> wrong :
                List.of(
                        Map.of("north", SmallService.HOSPITAL),
                        Map.of("site-1", SmallService.NORTH),
                        Map.of("site-99", SmallService.HOSPITAL),
                        Map.of("north", new OdsCode("ZL99")))) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class, () -> live(wrong, Optional.empty()));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("OGMS-8864"),
                    String.valueOf(refused.getMessage()));
        }
    }
}
