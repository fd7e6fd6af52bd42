package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.network.ServiceScenario;

class WorkforcePlanTest {
    private static final WorkforcePlan EXAMPLE = WorkforcePlan.named("regional-example");

    @ParameterizedTest
    @ValueSource(strings = {"regional-example", "national-today"})
    void comesWithTheProgramAndGoesWithTheScenarioOfItsName(String name) {
        WorkforcePlan plan = WorkforcePlan.named(name);
        BudgetAllocation allocation =
                BudgetAllocation.of(plan, ServiceScenario.named(name), plan.budgetPencePerYear());
        assertTrue(allocation.spentPencePerYear() > 0);
        assertTrue(allocation.spentPencePerYear() <= plan.budgetPencePerYear());
    }

    @Test
    void isReadAsItWasWritten() {
        assertEquals(EXAMPLE, WorkforcePlan.parse(EXAMPLE.text(), "plan.json"));
    }

    @Test
    void takesFundedPlacesOnTop() {
        WorkforcePlan.FundedPlaces places =
                new WorkforcePlan.FundedPlaces(
                        "south", "rare-disease-scientist", 2, SmallPlan.START, "S-7");
        assertEquals(List.of(places), EXAMPLE.withFunded(List.of(places)).funded());
    }

    /// Each row changes the example in one place.
    @Nested
    class Refuses {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "another format | \"format\" : \"opengms-workforce-plan/1\" | \"format\" : \"opengms-workforce-plan/2\" | format is",
                    "an unknown field | \"quarters\" : 20 | \"quarter\" : 20 | quarter",
                    "a start that is no Monday | \"start\" : \"2026-01-05\" | \"start\" : \"2026-01-06\" | must be a Monday",
                    "no time | \"quarters\" : 20 | \"quarters\" : 1 | quarters is 1.0 and must lie within 2.0 and 60.0",
                    "negative people | \"value\" : 17.5 | \"value\" : -17.5 | in this order",
                    "nothing but ramp | \"rampQuarters\" : 4 | \"rampQuarters\" : 20 | rampQuarters",
                    "a negative budget | \"budgetPencePerYear\" : 50000000 | \"budgetPencePerYear\" : -1 | budgetPencePerYear",
                    "an unknown role | \"role\" : \"technologist\" | \"role\" : \"tecnologist\" | names \"tecnologist\"",
                    "an unknown laboratory of a pipeline | \"laboratory\" : \"north\",\\n      \"role\" : \"rare-disease-scientist\",\\n      \"supervisedBy\" | \"laboratory\" : \"west\",\\n      \"role\" : \"rare-disease-scientist\",\\n      \"supervisedBy\" | no post is of it",
                    "trainees who began after the start | \"began\" : \"2024-09-02\" | \"began\" : \"2026-09-02\" | not before the plan starts",
                    "a competence that has lapsed | \"lapses\" : \"2026-09-30\" | \"lapses\" : \"2025-09-30\" | no holder",
                    "more who lapse than hold | \"holders\" : 6, | \"holders\" : 1, | more than all lapse",
                    "a step after the end | \"date\" : \"2027-01-04\" | \"date\" : \"2036-01-04\" | must lie within the plan",
                    "courses in a circle | \"requires\" : [ ] | \"requires\" : [\"order-course\"] | in a circle",
                    "a role that leads to itself | \"from\" : \"technologist\" | \"from\" : \"rare-disease-scientist\" | to itself",
                    "upskilling of years | \"high\" : 4.0 | \"high\" : 8.0 | durationQuarters",
                    "an unknown source | \"source\" : \"stp\" | \"source\" : \"hearsay\" | names \"hearsay\"",
                    "all who teach and more | \"mostSupervisingShare\" : 0.15 | \"mostSupervisingShare\" : 1.5 | mostSupervisingShare",
                    "a place for nothing | \"pencePerPlace\" : 17500000 | \"pencePerPlace\" : 0 | pencePerPlace",
                })
        void whatCannotBe(String what, String found, String instead, String told) {
            String text = EXAMPLE.text();
            String change = text.replace(found.translateEscapes(), instead.translateEscapes());
            assertTrue(!change.equals(text), "the example has " + found);
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> WorkforcePlan.parse(change, "plan.json"),
                            what);
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("OGMS-8850 plan.json is not a workforce plan"), message);
            assertTrue(message.contains(told), message);
        }

        /// Technologists become scientists and scientists technologists.
        @Test
        void peopleWhoGoRoundInACircle() {
            WorkforcePlan.Pipeline there = SmallPlan.upskilling("north", 2, 0, 3);
            WorkforcePlan.Pipeline back =
                    new WorkforcePlan.Pipeline(
                            "back",
                            "Back",
                            there.kind(),
                            "north",
                            "technologist",
                            java.util.Optional.of("scientist"),
                            "scientist",
                            there.durationQuarters(),
                            there.dropoutShare(),
                            1,
                            there.supervisionWtePerTrainee(),
                            there.pencePerPlace(),
                            3,
                            List.of());
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    SmallPlan.plan(
                                            8,
                                            List.of(
                                                    SmallPlan.post("north", "scientist", 3),
                                                    SmallPlan.post("north", "technologist", 3)),
                                            List.of(there, back)));
            assertTrue(String.valueOf(refused.getMessage()).contains("in a circle"));
        }

        @Test
        void fundedPlacesThatNoPipelineLeadsTo() {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    EXAMPLE.withFunded(
                                            List.of(
                                                    new WorkforcePlan.FundedPlaces(
                                                            "south",
                                                            "technologist",
                                                            2,
                                                            SmallPlan.START,
                                                            "S-7"))));
            assertTrue(String.valueOf(refused.getMessage()).contains("S-7"));
        }

        @ParameterizedTest
        @CsvSource({
            "national-today, names \"north\"",
            "national-2018, starts on 2026-01-05",
        })
        void anotherScenario(String scenario, String told) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> BudgetAllocation.of(EXAMPLE, ServiceScenario.named(scenario), 0));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("OGMS-8852"), message);
            assertTrue(message.contains(told), message);
        }

        @Test
        void aNameThatIsNone() {
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    IllegalArgumentException.class,
                                                    () -> WorkforcePlan.named("../secret"))
                                            .getMessage())
                            .startsWith("OGMS-8851"));
        }
    }
}
