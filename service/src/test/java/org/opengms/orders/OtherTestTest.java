package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Route;
import org.opengms.routing.RouteOverride;

/// A clinician or a scientist chooses another test than the policy recommended.
class OtherTestTest {
    private static final OtherTest PANEL_IN_THE_SOUTH = new OtherTest("R901.2", World.SOUTH_LAB);

    private final World world = new World();
    private final TestOrder order = world.accept(new OrderDraft());

    private OrderOutcome choose(OtherTest test, String reason, Actor actor) {
        return world.desk.chooseAnotherTest(
                order.id(), test, because(reason), Optional.empty(), actor);
    }

    private static OverrideReason because(String words) {
        return new OverrideReason(OverrideReason.Kind.KNOWN_BEFORE, words);
    }

    private List<String> open(TestOrder of) {
        return world.orders.tasks(of.id()).stream()
                .filter(t -> !t.status().isClosed())
                .map(t -> t.code().code() + " " + t.owner())
                .toList();
    }

    @Test
    void everyTestOfTheIndicationIsOfferedInEveryLaboratoryThatDoesIt() {
        OrderChoices choices = world.desk.choices(order.id(), World.CLINICIAN);
        assertTrue(choices.allows(OrderChoices.Deed.CHOOSE_ANOTHER_TEST));
        assertEquals(
                List.of("R901.1 ZLS01", "R901.2 ZLN01", "R901.2 ZLS01"),
                choices.otherTests().stream()
                        .map(t -> t.testCode() + " " + t.laboratory())
                        .toList());
    }

    @Test
    void theChoiceStandsBesideTheRecommendation() {
        TestOrder after =
                assertInstanceOf(
                                OrderOutcome.Changed.class,
                                choose(
                                        PANEL_IN_THE_SOUTH,
                                        " The variant is known. ",
                                        World.CLINICIAN))
                        .order();
        assertEquals(after, world.now(order));
        Route.Test chosen = after.test().orElseThrow();
        assertEquals("R901.2", chosen.testCode());
        assertEquals(TestMethod.PANEL, chosen.method());
        RouteOverride override = after.route().override().orElseThrow();
        assertEquals(because("The variant is known."), override.reason());
        assertEquals("Dr A. Requester", override.by());
        assertEquals(order.test().orElseThrow(), override.recommended());
        assertEquals(order.route().policyVersion(), after.route().policyVersion());
        assertEquals(order.route().options(), after.route().options());
        assertEquals(
                List.of(
                        "Dr A. Requester chose this test: The variant is known.",
                        "The policy had recommended R901.1 (whole genome sequencing) at laboratory ZLN01."),
                after.route().reasons().subList(0, 2));
        assertEquals(Optional.of(new Turnaround("standard", 42)), after.turnaround());
        assertTrue(
                world.orders.events(order.id()).stream()
                        .map(OrderEvent::what)
                        .anyMatch(
                                "Test chosen against the recommendation: The variant is known."
                                        ::equals));
    }

    @Test
    void recommendationAndChoiceAreKeptOnce() {
        choose(PANEL_IN_THE_SOUTH, "The variant is known.", World.CLINICIAN);
        assertEquals(List.of(order.route(), world.now(order).route()), world.orders.routings());
        world.processSample(order);
        assertEquals(2, world.orders.routings().size(), "work on an order routes nothing");
    }

    @Test
    void theWorkIsAskedForAnewWhereItIsDoneNow() {
        choose(PANEL_IN_THE_SOUTH, "The variant is known.", World.CLINICIAN);
        assertTrue(
                open(order).stream()
                        .filter(t -> t.startsWith("sample-processing"))
                        .allMatch(t -> t.endsWith("ZLS01")),
                open(order)::toString);
        assertTrue(open(order).stream().anyMatch(t -> t.startsWith("sample-processing")));
    }

    @Test
    void aSecondChoiceIsAgainstTheSameRecommendation() {
        choose(PANEL_IN_THE_SOUTH, "The variant is known.", World.CLINICIAN);
        choose(new OtherTest("R901.2", World.NORTH_LAB), "It is nearer.", World.NORTH_SCIENTIST);
        RouteOverride override = world.now(order).route().override().orElseThrow();
        assertEquals("Dr N. Scientist", override.by());
        assertEquals(order.test().orElseThrow(), override.recommended());
        assertEquals(order.route().reasons().size() + 2, world.now(order).route().reasons().size());
    }

    @ParameterizedTest
    @CsvSource({
        "R901.1, ZLN01, it is what is planned already",
        "R902.1, ZLN01, it belongs to another indication",
        "R901.2, ZL99, there is no such laboratory"
    })
    void whatCannotBeDoneIsRefused(String test, String laboratory, String why) {
        OrderOutcome outcome =
                choose(
                        new OtherTest(test, new org.opengms.infrastructure.OdsCode(laboratory)),
                        "Reason",
                        World.CLINICIAN);
        assertInstanceOf(OrderOutcome.Refused.class, outcome, why);
        assertEquals(order, world.now(order));
    }

    @Test
    void aReasonIsNeeded() {
        assertEquals(
                new OrderOutcome.Refused("Give the reason for the choice."),
                choose(PANEL_IN_THE_SOUTH, " ", World.CLINICIAN));
    }

    @Test
    void onlyWhoOrderedAndTheHomeLaboratoryChoose() {
        for (Actor other : Set.of(World.OTHER_CLINICIAN, World.SOUTH_SCIENTIST)) {
            assertInstanceOf(
                    OrderOutcome.NotYours.class, choose(PANEL_IN_THE_SOUTH, "Reason", other));
            assertEquals(List.of(), world.desk.choices(order.id(), other).otherTests());
        }
    }

    @Test
    void whoLookedAtAnOlderVersionIsTold() {
        choose(PANEL_IN_THE_SOUTH, "The variant is known.", World.CLINICIAN);
        assertInstanceOf(
                OrderOutcome.Stale.class,
                world.desk.chooseAnotherTest(
                        order.id(),
                        new OtherTest("R901.1", World.SOUTH_LAB),
                        because("Reason"),
                        Optional.of(order.version()),
                        World.CLINICIAN));
    }

    @Test
    void onceALaboratoryHasBegunAnotherOrderIsNeeded() {
        world.processSample(order);
        OrderOutcome.Refused refused =
                assertInstanceOf(
                        OrderOutcome.Refused.class,
                        choose(PANEL_IN_THE_SOUTH, "Reason", World.CLINICIAN));
        assertTrue(refused.reason().contains("has begun"), refused.reason());
        assertEquals(List.of(), world.desk.choices(order.id(), World.CLINICIAN).otherTests());
    }

    @Test
    void relativesTakePartInTheOtherTest() {
        World family = new World();
        List<TestOrder> orders =
                family.acceptTogether(
                        new OrderDraft().inFamily("REQ-1", ParticipantRole.PROBAND),
                        new OrderDraft()
                                .nhsNumber("999 000 1030")
                                .samples("T-3")
                                .inFamily("REQ-1", ParticipantRole.CONSULTAND));
        family.desk.chooseAnotherTest(
                orders.getFirst().id(),
                PANEL_IN_THE_SOUTH,
                because("The variant is known."),
                Optional.empty(),
                World.CLINICIAN);
        for (TestOrder member : orders) {
            assertEquals(
                    "R901.2", family.now(member).test().orElseThrow().testCode(), member.number());
        }
    }
}
