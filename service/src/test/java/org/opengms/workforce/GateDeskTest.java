package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.workforce.Ward.MANAGER;
import static org.opengms.workforce.Ward.OPERATOR;
import static org.opengms.workforce.Ward.SITE;
import static org.opengms.workforce.Ward.TODAY;
import static org.opengms.workforce.Ward.clinician;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Hands;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;

class GateDeskTest {
    private final Ward ward = new Ward();

    @BeforeEach
    void people() {
        ward.holder("holder", Competence.ORDER_WGS, TODAY, TODAY.plusDays(300));
        ward.grant("holder", Competence.RECORD_OF_DISCUSSION, TODAY, TODAY.plusDays(300));
        ward.employed("lacking");
        ward.employed("overseen");
        ward.done(
                "overseen",
                new StaffStep.SupervisionBegun(
                        Competence.ORDER_WGS, Ward.id("holder"), TODAY, TODAY.plusDays(30)));
    }

    private void mode(GateMode mode) {
        if (ward.desk.mode(SITE) != mode) {
            assertInstanceOf(
                    StaffAnswer.Done.class,
                    ward.desk.switchMode(SITE, mode, digest(mode), MANAGER));
        }
    }

    private ModePreview preview(GateMode mode) {
        return ward.desk.preview(SITE, mode, MANAGER)
                        instanceof StaffAnswer.Done<ModePreview>(ModePreview preview)
                ? preview
                : org.junit.jupiter.api.Assertions.fail("no preview");
    }

    private String digest(GateMode mode) {
        return preview(mode).digest();
    }

    private boolean goesOn(Actor actor) {
        return ward.desk.refusal(actor, GatedTask.ORDER_GENOME).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "holder,   OBSERVE, true,  none",
        "holder,   ENFORCE, true,  none",
        "overseen, OBSERVE, true,  SUPERVISED",
        "overseen, ENFORCE, true,  SUPERVISED",
        "lacking,  OBSERVE, true,  OBSERVED",
        "lacking,  WARN,    true,  WARNED",
        "lacking,  ENFORCE, false, REFUSED",
        "stranger, WARN,    true,  WARNED",
        "stranger, ENFORCE, false, REFUSED",
    })
    void theModeSaysWhatBecomesOfWhoDoesNotPlainlyHoldIt(
            String who, GateMode mode, boolean goesOn, String recorded) {
        mode(mode);

        assertEquals(goesOn, goesOn(clinician(who)));
        assertEquals(
                recorded.equals("none") ? List.of() : List.of(recorded),
                ward.gates.decisions.stream().map(d -> d.outcome().name()).toList());
    }

    @Test
    void aRefusalSaysWhyAndHowToGetIt() {
        mode(GateMode.ENFORCE);

        assertEquals(
                Optional.of(
                        "OGMS-8830 You may not order a whole genome: Nobody has entered that you can order whole genome sequencing. It needs a completed course, or recognition by another body, or a supervisor who answers for it. Your page says what you have; your manager enters the rest. If a patient would come to harm by waiting, say why, and go on as an emergency."),
                ward.desk.refusal(clinician("lacking"), GatedTask.ORDER_GENOME));
    }

    @Test
    void programsAreNotAsked() {
        mode(GateMode.ENFORCE);

        assertTrue(goesOn(clinician("site-rax01").by(Hands.PROGRAM)));
        assertTrue(ward.gates.decisions.isEmpty());
    }

    @Nested
    class InAnEmergency {
        private final Actor urgent =
                clinician("lacking").by(new Hands.OwnUrgently("The child deteriorates tonight."));

        @Test
        void peopleGoOnAtOnceAndASecondPersonLooks() {
            mode(GateMode.ENFORCE);

            assertTrue(goesOn(urgent));
            GateDecision kept = ward.gates.decisions.getFirst();
            assertEquals(GateOutcome.OVERRIDDEN, kept.outcome());
            assertEquals(Optional.of("The child deteriorates tonight."), kept.urgency());
            assertEquals(List.of(kept), ward.desk.toReview(MANAGER));

            assertInstanceOf(
                    StaffAnswer.Done.class,
                    ward.desk.review(
                            kept.id(), OverrideReview.Verdict.JUSTIFIED, "R14, at night", MANAGER));
            assertTrue(ward.desk.toReview(MANAGER).isEmpty());
            assertInstanceOf(
                    StaffAnswer.Refused.class,
                    ward.desk.review(
                            kept.id(), OverrideReview.Verdict.NOT_JUSTIFIED, "once more", MANAGER));
        }

        @Test
        void nobodyReviewsThemselves() {
            mode(GateMode.ENFORCE);
            Actor both = new Actor("lacking", "Both", SITE, Set.of(Role.CLINICIAN, Role.MANAGER));
            goesOn(both.by(new Hands.OwnUrgently("The child deteriorates tonight.")));

            assertTrue(
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.review(
                                            ward.gates.decisions.getFirst().id(),
                                            OverrideReview.Verdict.JUSTIFIED,
                                            "all well",
                                            both))
                            .reason()
                            .startsWith("OGMS-8837"),
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.review(
                                            ward.gates.decisions.getFirst().id(),
                                            OverrideReview.Verdict.JUSTIFIED,
                                            "all well",
                                            both))
                            .reason());
        }

        @Test
        void nobodyOfAnotherOrganisationReviews() {
            mode(GateMode.ENFORCE);
            goesOn(urgent);
            Actor other = new Actor("m2", "Other", new OdsCode("RBY01"), Set.of(Role.MANAGER));

            assertTrue(ward.desk.toReview(other).isEmpty());
            assertInstanceOf(
                    StaffAnswer.NotFound.class,
                    ward.desk.review(
                            ward.gates.decisions.getFirst().id(),
                            OverrideReview.Verdict.JUSTIFIED,
                            "all well",
                            other));
        }

        @Test
        void whoHoldsItNeedsNone() {
            mode(GateMode.ENFORCE);

            assertTrue(
                    goesOn(
                            clinician("holder")
                                    .by(new Hands.OwnUrgently("Just to be on the safe side."))));
            assertTrue(ward.gates.decisions.isEmpty());
        }
    }

    @Nested
    class SwitchingToEnforce {
        @Test
        void showsWhoWouldBeRefused() {
            goesOn(clinician("lacking"));
            goesOn(clinician("lacking"));
            goesOn(clinician("overseen"));

            ModePreview preview = preview(GateMode.ENFORCE);

            assertEquals(
                    List.of("lacking 2"),
                    preview.lacking().stream()
                            .map(l -> l.who().value() + " " + l.times())
                            .toList());
            assertEquals(
                    List.of(new ModePreview.Cover(Competence.ORDER_WGS, 1, 0, true)),
                    preview.cover().stream()
                            .filter(c -> c.competence() == Competence.ORDER_WGS)
                            .toList());
        }

        @Test
        void forgetsWhatIsOlderThanNinetyDaysAndWhoHoldsItSince() {
            goesOn(clinician("lacking"));
            goesOn(clinician("stranger"));
            ward.grant("lacking", Competence.ORDER_WGS, TODAY, TODAY.plusDays(300));
            assertEquals(
                    List.of("stranger"),
                    preview(GateMode.ENFORCE).lacking().stream()
                            .map(l -> l.who().value())
                            .toList());

            ward.clock.pass(Duration.ofDays(91));

            assertTrue(preview(GateMode.ENFORCE).lacking().isEmpty());
        }

        @Test
        void needsThePreviewThatWasSeen() {
            String seen = digest(GateMode.ENFORCE);
            goesOn(clinician("lacking"));

            assertTrue(
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(SITE, GateMode.ENFORCE, seen, MANAGER))
                            .reason()
                            .startsWith("OGMS-8835"),
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(SITE, GateMode.ENFORCE, seen, MANAGER))
                            .reason());
            assertInstanceOf(
                    StaffAnswer.Refused.class,
                    ward.desk.switchMode(SITE, GateMode.ENFORCE, "", MANAGER));
            assertEquals(GateMode.OBSERVE, ward.desk.mode(SITE));
        }

        @Test
        void isRefusedWhereNobodyWouldBeLeft() {
            ward.done(
                    "holder",
                    new StaffStep.Withdrawn(Competence.RECORD_OF_DISCUSSION, "an incident"));

            assertTrue(
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(
                                            SITE,
                                            GateMode.ENFORCE,
                                            digest(GateMode.ENFORCE),
                                            MANAGER))
                            .reason()
                            .startsWith("OGMS-8836"),
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(
                                            SITE,
                                            GateMode.ENFORCE,
                                            digest(GateMode.ENFORCE),
                                            MANAGER))
                            .reason());
            assertTrue(
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(
                                            SITE,
                                            GateMode.ENFORCE,
                                            digest(GateMode.ENFORCE),
                                            MANAGER))
                            .reason()
                            .contains("take a record of discussion"),
                    assertInstanceOf(
                                    StaffAnswer.Refused.class,
                                    ward.desk.switchMode(
                                            SITE,
                                            GateMode.ENFORCE,
                                            digest(GateMode.ENFORCE),
                                            MANAGER))
                            .reason());
            assertInstanceOf(
                    StaffAnswer.Done.class,
                    ward.desk.switchMode(SITE, GateMode.WARN, digest(GateMode.WARN), MANAGER));
        }

        @Test
        void isForManagersThereAndOperators() {
            Actor other = new Actor("m2", "Other", new OdsCode("RBY01"), Set.of(Role.MANAGER));

            assertInstanceOf(
                    StaffAnswer.NotAllowed.class, ward.desk.preview(SITE, GateMode.ENFORCE, other));
            assertInstanceOf(
                    StaffAnswer.NotAllowed.class,
                    ward.desk.switchMode(SITE, GateMode.ENFORCE, digest(GateMode.ENFORCE), other));
            assertInstanceOf(
                    StaffAnswer.Done.class,
                    ward.desk.switchMode(
                            SITE, GateMode.ENFORCE, digest(GateMode.ENFORCE), OPERATOR));
        }
    }

    @Test
    void careGoesOnWhereTheLastHolderIsGone() {
        mode(GateMode.ENFORCE);
        assertFalse(goesOn(clinician("lacking")));
        ward.done("holder", new StaffStep.Withdrawn(Competence.ORDER_WGS, "an incident"));

        assertTrue(goesOn(clinician("lacking")));
        assertEquals(
                List.of(GateOutcome.UNCOVERED),
                ward.desk.toReview(MANAGER).stream().map(GateDecision::outcome).toList());
    }

    @Test
    void oneWordIsNoReason() {
        @org.jspecify.annotations.Nullable
        String told =
                assertThrows(IllegalArgumentException.class, () -> new Hands.OwnUrgently("urgent"))
                        .getMessage();

        assertTrue(String.valueOf(told).startsWith("OGMS-8808"), told);
    }

    /// Asked beforehand it says what would become of it, and nothing is kept.
    @ParameterizedTest
    @CsvSource({
        "holder,   ENFORCE, false",
        "overseen, ENFORCE, false",
        "lacking,  OBSERVE, false",
        "lacking,  WARN,    false",
        "lacking,  ENFORCE, true",
    })
    void saysBeforehandWhetherItWouldRefuse(String who, GateMode mode, boolean refused) {
        mode(mode);
        int told = ward.told.size();
        assertEquals(
                refused, ward.desk.wouldRefuse(Ward.clinician(who), GatedTask.ORDER_GENOME, SITE));
        assertEquals(told, ward.told.size());
    }

    @ParameterizedTest
    @CsvSource({
        "RAX01, ORDER_WGS, true",
        "RAX01, WET_LAB, false",
        "RAX01, MDT_CHAIR, true",
        "699X0, WET_LAB, true",
        "699X0, ORDER_WGS, false",
        "RZZ99, ORDER_WGS, false",
    })
    void aWorkplaceNeedsWhatTheRulesSayOfItsKind(
            String organisation, Competence competence, boolean needed) {
        assertEquals(needed, ward.desk.isNeededAt(new OdsCode(organisation), competence));
    }
}
