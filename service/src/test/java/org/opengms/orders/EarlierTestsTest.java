package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Decision;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.planning.routing.AssayMethod;

/// A test that found nothing before counts when another is ordered.
class EarlierTestsTest {
    private final World world = new World();

    /// The person's panel was negative.
    private TestOrder negativePanel() {
        TestOrder order = world.accept(new OrderDraft().asksFor("R901", "R901.2"));
        world.cases.addReport(
                new Report(
                        ReportId.random(),
                        order.id(),
                        1,
                        ReportStatus.FINAL,
                        ResultKind.NO_CAUSE_FOUND,
                        "Nothing found",
                        List.of(),
                        Optional.empty(),
                        World.NOW,
                        Optional.of("Dr N. Scientist")));
        world.orders.update(world.now(order).inState(OrderState.REPORTED));
        world.readings.clear();
        return order;
    }

    private static Set<AssayMethod> negativeBefore(TestOrder order) {
        return order.route().trace().orElseThrow().record().inputs().negativeBefore();
    }

    @Test
    void isCountedForTheSamePersonAndIndication() {
        TestOrder before = negativePanel();
        TestOrder order = world.accept(new OrderDraft());
        assertEquals(before.person(), order.person());
        assertEquals(Set.of(AssayMethod.PANEL), negativeBefore(order));
        assertTrue(
                order.route().reasons().stream()
                        .anyMatch(r -> r.contains("gene panel found nothing in")),
                order.route().reasons()::toString);
    }

    @Test
    void isReadThroughTheGateAndWrittenDown() {
        TestOrder before = negativePanel();
        world.accept(new OrderDraft());
        assertEquals(1, world.readings.size());
        assertEquals(Purpose.CHOOSING_A_TEST, world.readings.getFirst().request().purpose());
        assertEquals(before.person(), world.readings.getFirst().request().person());
        assertEquals(World.CLINICIAN, world.readings.getFirst().request().actor());
        assertInstanceOf(Decision.Permit.class, world.readings.getFirst().decision());
    }

    @Test
    void countsForNoOtherIndication() {
        negativePanel();
        assertEquals(
                Set.of(), negativeBefore(world.accept(new OrderDraft().asksFor("R902", "R902.1"))));
    }

    @Test
    void isNotReadForWhoeverIsNoClinician() {
        negativePanel();
        Actor system = new Actor("x", "X", World.DIGITAL_TRUST, Set.of(Role.MANAGER));
        EarlierTests earlier = world.earlier;
        assertEquals(
                List.of(),
                earlier.negative(world.orders.all().getFirst().person(), "R901", system));
        assertInstanceOf(Decision.Deny.class, world.readings.getFirst().decision());
    }
}
