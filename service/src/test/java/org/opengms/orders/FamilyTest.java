package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ResultKind;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.routing.Route;

/// The orders of a family: a proband's, and those of the relatives who take part in the test.
class FamilyTest {
    private static final String REQUISITION = "urn:family|1";

    private final World world = new World();

    private static OrderDraft child() {
        return new OrderDraft()
                .asksFor("R901", "R901.2")
                .inFamily(REQUISITION, ParticipantRole.PROBAND);
    }

    private static OrderDraft mother() {
        return new OrderDraft()
                .asksFor("R901", "R901.2")
                .nhsNumber("999 000 1022")
                .born("1990-01-31")
                .samples("T-2")
                .inFamily(REQUISITION, ParticipantRole.CONSULTAND);
    }

    private static OrderDraft father() {
        return mother().nhsNumber("999 000 1030").samples("T-3");
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(f -> f.kind().code()).toList();
    }

    private OrderState state(TestOrder order) {
        return world.now(order).state();
    }

    private List<String> timeline(TestOrder order) {
        return world.orders.events(order.id()).stream().map(OrderEvent::what).toList();
    }

    @Nested
    class Submitted {
        @Test
        void eachMemberHasAnOrderThatNamesTheOthers() {
            List<TestOrder> orders = world.acceptTogether(child(), mother(), father());
            assertEquals(
                    List.of(OrderKind.NORMAL, OrderKind.FAMILY_MEMBER, OrderKind.FAMILY_MEMBER),
                    orders.stream().map(TestOrder::kind).toList());
            assertEquals(3, orders.stream().map(TestOrder::person).distinct().count());
            assertTrue(
                    timeline(orders.get(1))
                            .contains(
                                    "Ordered together with %s, %s (relative)"
                                            .formatted(
                                                    orders.get(0).number(),
                                                    orders.get(2).number())));
        }

        @Test
        void aRelativesPartEndsWithTheData() {
            TestOrder relative = world.acceptTogether(child(), mother()).get(1);
            assertEquals(
                    List.of(
                            "process-genomic-test-request",
                            "request-sample-alignment",
                            "sample-preparation",
                            "sample-processing",
                            "genetic-genomic-data-processing"),
                    world.orders.tasks(relative.id()).stream().map(t -> t.code().code()).toList());
        }

        @Test
        void oneThatIsRefusedRefusesAll() {
            Submission submission =
                    world.submitTogether(child(), mother().nhsNumber("999 000 1023"));
            assertInstanceOf(Submission.Refused.class, submission);
            assertEquals(List.of("nhs-number-invalid"), kinds(submission.findings()));
            assertEquals(List.of(), world.orders.all());
            assertEquals(List.of(), world.people.all());
        }

        @Test
        void theCriteriaOfTheIndicationAreTheProbands() {
            Submission alone =
                    new World()
                            .submit(
                                    mother().specialty("Cardiology")
                                            .inFamily(REQUISITION, ParticipantRole.PROBAND));
            assertEquals(
                    List.of("specialty-not-listed", "age-outside-criteria"),
                    kinds(alone.findings()));
            Submission together = world.submitTogether(child(), mother().specialty("Cardiology"));
            assertEquals(List.of(), kinds(together.findings()));
        }

        @Test
        void whatHoldsForAllOfThemIsSaidOnce() {
            Submission submission =
                    world.submitTogether(child().site(World.OUTSIDE), mother().site(World.OUTSIDE));
            assertEquals(List.of("site-unknown"), kinds(submission.findings()));
        }

        @Test
        void aMotherTakesPartInTheTestsOfTwoOfHerChildren() {
            world.acceptTogether(child(), mother());
            Submission second =
                    world.submitTogether(
                            child().nhsNumber("999 000 1049")
                                    .samples("T-4")
                                    .inFamily("urn:family|2", ParticipantRole.PROBAND),
                            mother().samples("T-5")
                                    .inFamily("urn:family|2", ParticipantRole.CONSULTAND));
            assertInstanceOf(Submission.Accepted.class, second);
            assertEquals(List.of(), kinds(second.findings()));
        }

        @Test
        void twoOrdersOfOnePersonForOneIndicationAreDuplicates() {
            AskedOrder one = new AskedOrder(child().request(), "", 0, -1);
            Submission submission =
                    world.desk.submit(List.of(one, one), List.of(), World.CLINICIAN);
            assertTrue(kinds(submission.findings()).contains("duplicate-order"));
        }

        @Test
        void oneMayBuildOnAnotherThatCameWithIt() {
            AskedOrder test = new AskedOrder(child().request(), "", 0, -1);
            AskedOrder again =
                    new AskedOrder(new OrderDraft().asksFor("R387", "R387.1").request(), "", 0, 0);
            Submission.Accepted accepted =
                    assertInstanceOf(
                            Submission.Accepted.class,
                            world.desk.submit(List.of(test, again), List.of(), World.CLINICIAN));
            assertEquals(
                    Optional.of(accepted.orders().get(0).order().id()),
                    accepted.orders().get(1).order().context().parent());
            assertEquals(1, world.people.all().size());
        }

        @Test
        void aGenomeOfARelativeWaitsForTheirOwnRecordOfDiscussion() {
            List<TestOrder> orders =
                    world.acceptTogether(
                            child().asksFor("R901", "R901.1"),
                            mother().asksFor("R901", "R901.1").withoutDiscussion());
            assertEquals(OrderState.IN_LABORATORY, state(orders.get(0)));
            assertEquals(OrderState.ON_HOLD, state(orders.get(1)));
        }
    }

    @Nested
    class WhenTheProbandIsReported {
        private void report(TestOrder order) {
            world.processSample(order);
            DeskAnswer.Reported entered =
                    assertInstanceOf(
                            DeskAnswer.Reported.class,
                            world.reports.resultEntered(
                                    order.id(),
                                    ResultKind.NO_CAUSE_FOUND,
                                    "Nothing found.",
                                    World.staffOf(order.route().route().laboratory())));
            assertInstanceOf(
                    DeskAnswer.Reported.class,
                    world.reports.sign(
                            entered.report().id(),
                            entered.report().version(),
                            ResultKind.NO_CAUSE_FOUND,
                            "Nothing found.",
                            World.NORTH_SCIENTIST));
        }

        @Test
        void theRelativeWhoseSampleWasWorkedOnIsReportedWithThem() {
            List<TestOrder> orders = world.acceptTogether(child(), mother());
            world.processSample(orders.get(1));
            report(orders.get(0));
            assertEquals(OrderState.REPORTED, state(orders.get(1)));
            assertEquals(
                    List.of(),
                    world.orders.tasks(orders.get(1).id()).stream()
                            .filter(t -> !t.status().isClosed())
                            .toList());
            assertTrue(
                    timeline(orders.get(1))
                            .contains(
                                    "Order %s, in which this takes part, is reported"
                                            .formatted(orders.get(0).number())));
        }

        @Test
        void theRelativeWhoseSampleNeverCameIsNotWaitedForAnyLonger() {
            List<TestOrder> orders = world.acceptTogether(child(), mother().sampleToFollow());
            report(orders.get(0));
            assertEquals(OrderState.CANCELLED, state(orders.get(1)));
        }

        @Test
        void aRelativeIsKeptWhileAnotherProbandOfTheFamilyIsTested() {
            List<TestOrder> orders =
                    world.acceptTogether(
                            child(), child().nhsNumber("999 000 1049").samples("T-4"), mother());
            report(orders.get(0));
            assertEquals(OrderState.IN_LABORATORY, state(orders.get(2)));
            report(orders.get(1));
            assertTrue(!state(orders.get(2)).isOpen());
        }

        @Test
        void aRelativeHasNoReportOfTheirOwn() {
            TestOrder relative = world.acceptTogether(child(), mother()).get(1);
            world.processSample(relative);
            DeskAnswer answer =
                    world.reports.resultEntered(
                            relative.id(),
                            ResultKind.NO_CAUSE_FOUND,
                            "Nothing found.",
                            World.staffOf(relative.route().route().laboratory()));
            assertTrue(
                    assertInstanceOf(DeskAnswer.Refused.class, answer)
                            .reason()
                            .contains("proband's order"));
        }
    }

    @Nested
    class WhenTheProbandIsCancelled {
        @Test
        void theirRelativesAreCancelledToo() {
            List<TestOrder> orders = world.acceptTogether(child(), mother(), father());
            OrderOutcome outcome =
                    world.desk.revoke(
                            orders.get(0).id(), "Not needed", Optional.empty(), World.CLINICIAN);
            assertInstanceOf(OrderOutcome.Changed.class, outcome);
            assertEquals(
                    List.of(OrderState.CANCELLED, OrderState.CANCELLED, OrderState.CANCELLED),
                    orders.stream().map(FamilyTest.this::state).toList());
        }

        @Test
        void workThatHasBegunForARelativeIsForItsLaboratoryToClose() {
            List<TestOrder> orders = world.acceptTogether(child(), mother());
            world.move(orders.get(1), TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskStatus.ACCEPTED);
            world.move(orders.get(1), TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskStatus.IN_PROGRESS);
            OrderOutcome.Changed outcome =
                    assertInstanceOf(
                            OrderOutcome.Changed.class,
                            world.desk.revoke(
                                    orders.get(0).id(),
                                    "Not needed",
                                    Optional.empty(),
                                    World.CLINICIAN));
            assertEquals(
                    List.of(orders.get(1).id()),
                    outcome.toClose().stream().map(LabTask::order).toList());
            assertEquals(OrderState.CLOSING, state(orders.get(1)));
        }

        @Test
        void aRelativeAloneMayBeWithdrawn() {
            List<TestOrder> orders = world.acceptTogether(child(), mother());
            world.desk.revoke(orders.get(1).id(), "Moved away", Optional.empty(), World.CLINICIAN);
            assertEquals(OrderState.IN_LABORATORY, state(orders.get(0)));
            assertEquals(OrderState.CANCELLED, state(orders.get(1)));
        }

        @Test
        void strangersWithTheSameRequisitionAreNotTouched() {
            TestOrder ours = world.accept(child());
            TestOrder theirs =
                    assertInstanceOf(
                                    Submission.Accepted.class,
                                    world.desk.submit(
                                            mother().site(World.PAPER_SITE).request(),
                                            List.of(),
                                            World.OTHER_CLINICIAN,
                                            ""))
                            .order();
            world.desk.revoke(ours.id(), "Not needed", Optional.empty(), World.CLINICIAN);
            assertEquals(OrderState.IN_LABORATORY, state(theirs));
        }
    }

    @Test
    void theTestThatAScientistChoosesIsChosenForTheRelativesToo() {
        List<TestOrder> orders =
                world.acceptTogether(
                        child().asksFor("R999", "R999.1"), mother().asksFor("R999", "R999.1"));
        world.desk.chooseTest(
                orders.get(0).id(), "R901", "R901.2", "It fits.", World.NORTH_SCIENTIST);
        assertEquals(
                List.of("R901.2", "R901.2"),
                orders.stream()
                        .map(o -> ((Route.Test) world.now(o).route().route()).testCode())
                        .collect(Collectors.toList()));
        assertEquals(OrderKind.FAMILY_MEMBER, world.now(orders.get(1)).kind());
    }
}
