package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.people.NhsNumber;

/// Sample and order travel apart and arrive in either order.
class SpecimenArrivalTest {
    private static final Optional<NhsNumber> ADA = Optional.of(new NhsNumber("9990001014"));
    private static final Optional<NhsNumber> BEN = Optional.of(new NhsNumber("9990001022"));
    private static final TaskCode REQUEST = TaskCode.PROCESS_GENOMIC_TEST_REQUEST;

    private final World world = new World();

    private static SpecimenDetails tube(String label) {
        return new SpecimenDetails(label, "Blood specimen", true);
    }

    private SpecimenOutcome booked(String label, Optional<NhsNumber> person) {
        return world.desk.specimenArrived(tube(label), person, World.NORTH_STAFF);
    }

    @Nested
    class TheOrderFirst {
        private final TestOrder order = world.accept(new OrderDraft().expecting("T-7"));

        @Test
        void waitsForItsSample() {
            assertEquals(OrderState.ON_HOLD, order.state());
            assertEquals(Optional.of("awaiting-sample"), world.task(order, REQUEST).statusReason());
        }

        @Test
        void goesOnWhenTheTubeWithItsLabelAndPersonComes() {
            SpecimenOutcome.Matched matched =
                    assertInstanceOf(SpecimenOutcome.Matched.class, booked("T-7", ADA));
            assertEquals(OrderState.IN_LABORATORY, matched.order().state());
            assertEquals(world.now(order), matched.order());
            assertEquals(Optional.of(World.NORTH_LAB), matched.specimen().laboratory());
            assertEquals(List.of(matched.specimen()), world.orders.specimens(order.id()));
            assertEquals(TaskStatus.REQUESTED, world.task(order, REQUEST).status());
            LabTask alignment = world.task(order, TaskCode.REQUEST_SAMPLE_ALIGNMENT);
            assertEquals(TaskStatus.REQUESTED, alignment.status());
            assertEquals(Optional.of(matched.specimen().id()), alignment.specimen());
            assertTrue(
                    world.orders.events(order.id()).stream()
                            .anyMatch(e -> e.what().equals("Sample arrived")));
        }

        @Test
        void doesNotTakeATubeOfSomebodyElse() {
            assertInstanceOf(SpecimenOutcome.Waiting.class, booked("T-7", BEN));
            assertEquals(order, world.now(order));
            SpecimenOutcome.Refused refused =
                    assertInstanceOf(
                            SpecimenOutcome.Refused.class,
                            world.desk.specimenArrived(
                                    order.id(),
                                    tube("T-7"),
                                    BEN,
                                    Optional.empty(),
                                    World.NORTH_STAFF));
            assertTrue(refused.reason().contains("NHS number on the tube"), refused.reason());
        }

        @Test
        void doesNotTakeATubeThatNamesNobodyByItself() {
            assertInstanceOf(SpecimenOutcome.Waiting.class, booked("T-7", Optional.empty()));
            assertEquals(OrderState.ON_HOLD, world.now(order).state());
        }

        @Test
        void takesATubeThatIsBookedInForIt() {
            assertInstanceOf(
                    SpecimenOutcome.Matched.class,
                    world.desk.specimenArrived(
                            order.id(),
                            tube("T-7"),
                            Optional.empty(),
                            Optional.of(order.version()),
                            World.NORTH_STAFF));
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
        }

        @Test
        void isNotTouchedByAnOutdatedScreenOrAStranger() {
            assertEquals(
                    new SpecimenOutcome.Stale(order.version()),
                    world.desk.specimenArrived(
                            order.id(),
                            tube("T-7"),
                            ADA,
                            Optional.of(order.version() - 1),
                            World.NORTH_STAFF));
            assertInstanceOf(
                    SpecimenOutcome.NotYours.class,
                    world.desk.specimenArrived(
                            order.id(), tube("T-7"), ADA, Optional.empty(), World.OTHER_CLINICIAN));
            assertInstanceOf(
                    SpecimenOutcome.NotFound.class,
                    world.desk.specimenArrived(
                            OrderId.random(),
                            tube("T-7"),
                            ADA,
                            Optional.empty(),
                            World.NORTH_STAFF));
            assertEquals(order, world.now(order));
        }
    }

    @Nested
    class TheSampleFirst {
        @Test
        void waitsAndIsFoundByItsOrder() {
            OrderSpecimen waiting =
                    assertInstanceOf(SpecimenOutcome.Waiting.class, booked("T-8", ADA)).specimen();
            assertEquals(List.of(waiting), world.orders.waitingSpecimens(World.NORTH_LAB));
            Submission.Accepted accepted =
                    assertInstanceOf(
                            Submission.Accepted.class,
                            world.submit(new OrderDraft().expecting("T-8")));
            TestOrder order = accepted.order();
            assertEquals(OrderState.IN_LABORATORY, order.state(), "the sample is at hand");
            assertEquals(
                    List.of(waiting.id()),
                    world.orders.specimens(order.id()).stream().map(OrderSpecimen::id).toList());
            assertEquals(List.of(), world.orders.waitingSpecimens(World.NORTH_LAB));
            assertEquals(
                    Optional.of(waiting.id()),
                    world.task(order, TaskCode.SAMPLE_PREPARATION).specimen());
            assertTrue(
                    accepted.findings().stream()
                            .noneMatch(f -> f.kind() == FindingKind.SPECIMEN_TO_FOLLOW));
        }

        @Test
        void isNotGivenToAnotherPersonWithTheSameLabel() {
            booked("T-8", ADA);
            TestOrder order =
                    world.accept(new OrderDraft().nhsNumber("999 000 1022").expecting("T-8"));
            assertEquals(OrderState.ON_HOLD, order.state());
            assertEquals(1, world.orders.waitingSpecimens(World.NORTH_LAB).size());
            assertTrue(
                    world.orders.events(order.id()).stream()
                            .anyMatch(e -> e.what().contains("not for this person")));
        }

        @Test
        void isBookedInOnce() {
            booked("T-8", ADA);
            assertInstanceOf(SpecimenOutcome.Refused.class, booked("T-8", ADA));
        }

        @Test
        void isBookedInByALaboratoryWithALabel() {
            assertInstanceOf(SpecimenOutcome.Refused.class, booked(" ", ADA));
            assertInstanceOf(
                    SpecimenOutcome.NotYours.class,
                    world.desk.specimenArrived(tube("T-8"), ADA, World.CLINICIAN));
        }
    }

    @Test
    void anOrderThatLacksBothWaitsForTheOtherWhenOneIsHere() {
        TestOrder order = world.accept(new OrderDraft().withoutDiscussion().expecting("T-9"));
        assertEquals(
                Optional.of("awaiting-rod-and-or-sample"),
                world.task(order, REQUEST).statusReason());
        world.desk.takeDiscussion(
                order.id(), OrderDraft.taken(ResearchChoice.AGREED), "Consent/2", World.CLINICIAN);
        assertEquals(OrderState.ON_HOLD, world.now(order).state());
        assertEquals(Optional.of("awaiting-sample"), world.task(order, REQUEST).statusReason());
        booked("T-9", ADA);
        assertEquals(OrderState.IN_LABORATORY, world.now(order).state());

        TestOrder other =
                world.accept(
                        new OrderDraft()
                                .nhsNumber("999 000 1022")
                                .withoutDiscussion()
                                .expecting("T-10"));
        booked("T-10", BEN);
        assertEquals(OrderState.ON_HOLD, world.now(other).state());
        assertEquals(
                Optional.of("awaiting-rod-and-or-sample"),
                world.task(other, REQUEST).statusReason());
        world.desk.takeDiscussion(
                other.id(), OrderDraft.taken(ResearchChoice.AGREED), "Consent/2", World.CLINICIAN);
        assertEquals(OrderState.IN_LABORATORY, world.now(other).state());
    }

    /// Published examples hold the alignment, not the request.
    @Test
    void aTaskThatItsLaboratoryHeldForTheSampleIsAskedForAgain() {
        TestOrder order = world.accept(new OrderDraft());
        world.change(
                order, TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskStatus.ON_HOLD, "no-sample-provided");
        assertInstanceOf(
                SpecimenOutcome.Matched.class,
                world.desk.specimenArrived(
                        order.id(), tube("T-2"), ADA, Optional.empty(), World.NORTH_STAFF));
        assertEquals(
                List.of(TaskStatus.REQUESTED, TaskStatus.REQUESTED),
                world.orders.tasks(order.id()).stream()
                        .filter(t -> t.code() == TaskCode.REQUEST_SAMPLE_ALIGNMENT)
                        .map(LabTask::status)
                        .toList());
    }

    @Test
    void aSecondTubeHasTasksOfItsOwn() {
        TestOrder order = world.accept(new OrderDraft());
        world.processSample(order);
        assertInstanceOf(
                SpecimenOutcome.Matched.class,
                world.desk.specimenArrived(
                        order.id(), tube("T-2"), ADA, Optional.empty(), World.CLINICIAN));
        List<LabTask> preparations =
                world.orders.tasks(order.id()).stream()
                        .filter(t -> t.code() == TaskCode.SAMPLE_PREPARATION)
                        .toList();
        assertEquals(
                List.of(TaskStatus.COMPLETED, TaskStatus.DRAFT),
                preparations.stream().map(LabTask::status).toList());
        assertInstanceOf(
                SpecimenOutcome.Refused.class,
                world.desk.specimenArrived(
                        order.id(), tube("T-2"), ADA, Optional.empty(), World.CLINICIAN),
                "the same label twice");
    }

    @Test
    void aReanalysisAndAClosedOrderTakeNone() {
        TestOrder again = world.accept(new OrderDraft().asksFor("R387", "R387.1").withoutSample());
        TestOrder revoked = world.accept(new OrderDraft());
        world.desk.revoke(revoked.id(), "Not needed", Optional.empty(), World.CLINICIAN);
        for (TestOrder order : List.of(again, revoked)) {
            assertInstanceOf(
                    SpecimenOutcome.Refused.class,
                    world.desk.specimenArrived(
                            order.id(), tube("T-3"), ADA, Optional.empty(), World.CLINICIAN));
        }
    }
}
