package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.workforce.Ward.SITE;
import static org.opengms.workforce.Ward.TODAY;
import static org.opengms.workforce.Ward.id;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.infrastructure.OdsCode;

class CompetenceGateTest {
    private final Ward ward = new Ward();

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T23:59:59Z, false, 'the evening before'",
        "2026-03-10T00:00:00Z, true,  'its first instant'",
        "2026-04-10T22:59:59Z, true,  'its last instant, in summer time'",
        "2026-04-10T23:00:00Z, false, 'midnight in England'",
    })
    void aGrantHoldsFromTheFirstToTheLastDayInEngland(Instant at, boolean holds, String why) {
        ward.holder(
                "ann", Competence.ORDER_WGS, LocalDate.of(2026, 3, 10), LocalDate.of(2026, 4, 10));

        assertEquals(
                holds,
                ward.gate.standing(id("ann"), Competence.ORDER_WGS, SITE, at)
                        instanceof Standing.Holds,
                why);
    }

    @ParameterizedTest
    @CsvSource({"RAX, true", "RAX01, true", "RAX02, true", "RBY01, false"})
    void peopleOfATrustWorkAtAllItsSites(String organisation, boolean works) {
        ward.employed("ann", new OdsCode("RAX"));
        ward.grant("ann", Competence.ORDER_WGS, TODAY, TODAY.plusDays(9));

        assertEquals(
                works,
                ward.gate.standing(
                                id("ann"),
                                Competence.ORDER_WGS,
                                new OdsCode(organisation),
                                ward.clock.instant())
                        instanceof Standing.Holds);
    }

    @Nested
    class WhoLacksIt {
        @Test
        void isToldThatTheyAreOnNoList() {
            assertEquals(
                    new Standing.Lacks(
                            "You are not on the staff list of RAX01.",
                            "Ask a manager of your organisation to enter you."),
                    ward.standing("stranger", Competence.ORDER_WGS));
        }

        @Test
        void isToldWhatItNeeds() {
            ward.employed("ann");

            assertEquals(
                    new Standing.Lacks(
                            "Nobody has entered that you can authorise a report.",
                            "It needs a completed course and an assessment by somebody who holds the competence, or recognition by another body. Your page says what you have; your manager enters the rest."),
                    ward.standing("ann", Competence.AUTHORISE_REPORT));
        }

        @Test
        void isToldThatALessonRenewsIt() {
            ward.holder(
                    "ann",
                    Competence.ORDER_WGS,
                    LocalDate.of(2026, 1, 1),
                    LocalDate.of(2026, 3, 1));

            assertEquals(
                    new Standing.Lacks(
                            "Your competence to order whole genome sequencing ended on 1 March 2026.",
                            "Read the short lesson and pass its check on your page, and it is renewed at once."),
                    ward.standing("ann", Competence.ORDER_WGS));
        }

        @Test
        void isToldOfAWithdrawalAndNotOfItsReason() {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, TODAY.plusDays(90));
            ward.done("ann", new StaffStep.Withdrawn(Competence.ORDER_WGS, "an incident"));

            assertEquals(
                    "Your competence to order whole genome sequencing was withdrawn on 2 March 2026.",
                    assertInstanceOf(
                                    Standing.Lacks.class,
                                    ward.standing("ann", Competence.ORDER_WGS))
                            .reason());
        }
    }

    @Nested
    class WhoIsSupervised {
        @Test
        void goesOnAsLongAsTheSupervisorHoldsIt() {
            ward.employed("ann");
            ward.holder("cat", Competence.ORDER_WGS, TODAY, TODAY.plusDays(90));
            ward.done(
                    "ann",
                    new StaffStep.SupervisionBegun(
                            Competence.ORDER_WGS, id("cat"), TODAY, TODAY.plusDays(30)));
            assertEquals(
                    new Standing.Supervised(id("cat"), TODAY.plusDays(30)),
                    ward.standing("ann", Competence.ORDER_WGS));

            ward.done("cat", new StaffStep.Withdrawn(Competence.ORDER_WGS, "an incident"));

            assertTrue(
                    assertInstanceOf(
                                    Standing.Lacks.class,
                                    ward.standing("ann", Competence.ORDER_WGS))
                            .reason()
                            .contains("supervisor no longer"),
                    assertInstanceOf(
                                    Standing.Lacks.class,
                                    ward.standing("ann", Competence.ORDER_WGS))
                            .reason());
        }

        @Test
        void isNotOnesWhoseSupervisorHasLeft() {
            ward.employed("ann");
            ward.holder("cat", Competence.ORDER_WGS, TODAY, TODAY.plusDays(90));
            ward.done(
                    "ann",
                    new StaffStep.SupervisionBegun(
                            Competence.ORDER_WGS, id("cat"), TODAY, TODAY.plusDays(30)));
            ward.done("cat", new StaffStep.Left(SITE));

            assertInstanceOf(Standing.Lacks.class, ward.standing("ann", Competence.ORDER_WGS));
        }
    }
}
