package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.opengms.workforce.Ward.TODAY;
import static org.opengms.workforce.Ward.id;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaffRulesTest {
    private final Ward ward = new Ward();

    private static StaffStep.SupervisionBegun by(String supervisor, LocalDate from, int days) {
        return new StaffStep.SupervisionBegun(
                Competence.ORDER_WGS, id(supervisor), from, from.plusDays(days));
    }

    @Test
    void nothingIsRecordedOfSomebodyWhoWorksNowhere() {
        assertEquals(
                "OGMS-8810",
                ward.refused(
                        "stranger",
                        new StaffStep.Withdrawn(Competence.ORDER_WGS, "not known here")));
    }

    @Nested
    class Evidence_ {
        @ParameterizedTest
        @CsvSource({
            "discussing-wgs,    2026-03-01, done,      'in the catalogue'",
            "discussing-wgs,    2026-03-03, OGMS-8814, 'tomorrow'",
            "no-such-course,    2026-03-01, OGMS-8816, 'unknown'",
            "discussing-wgs,    2018-09-30, OGMS-8816, 'before it counted'",
        })
        void ofACourseIsTakenIfTheCourseCounted(
                String course, LocalDate on, String answer, String why) {
            ward.employed("ann");

            assertEquals(
                    answer,
                    ward.refused(
                            "ann",
                            new StaffStep.EvidenceTaken(
                                    new Evidence.OfCourse(
                                            new CourseId(course),
                                            on,
                                            "certificate 7",
                                            Optional.of(80)))),
                    why);
        }

        @Test
        void isTakenOnce() {
            ward.employed("ann");
            ward.course("ann", "discussing-wgs", TODAY);

            assertEquals(
                    "OGMS-8815",
                    ward.refused(
                            "ann",
                            new StaffStep.EvidenceTaken(
                                    new Evidence.OfCourse(
                                            new CourseId("discussing-wgs"),
                                            TODAY,
                                            "certificate",
                                            Optional.empty()))));
        }

        @Test
        void ofAnAssessmentNeedsAnAssessorWhoHoldsTheCompetence() {
            ward.employed("ann");
            ward.employed("ben");
            ward.holder("cat", Competence.WET_LAB, TODAY, TODAY.plusMonths(1));

            assertEquals("OGMS-8817", assessed("ann", "ben"));
            assertEquals("OGMS-8817", assessed("cat", "cat"));
            assertEquals("done", assessed("ann", "cat"));
        }

        private String assessed(String who, String by) {
            return ward.refused(
                    who,
                    new StaffStep.EvidenceTaken(
                            new Evidence.Assessed(
                                    Competence.WET_LAB, id(by), TODAY, "three libraries")));
        }
    }

    @Nested
    class AGrant {
        @ParameterizedTest
        @CsvSource({
            "2026-03-02, 2028-03-01, done,      'the whole two years'",
            "2026-03-02, 2028-03-02, OGMS-8821, 'a day too long'",
            "2026-03-02, 2026-03-01, OGMS-8818, 'backwards'",
            "2026-03-02, 2026-03-02, done,      'one day'",
            "2026-02-28, 2026-06-01, OGMS-8818, 'before the evidence'",
            "2028-03-01, 2028-06-01, done,      'evidence on its last day'",
            "2028-03-02, 2028-06-01, OGMS-8823, 'evidence expired the day before'",
        })
        void lastsAsLongAsTheRulesLetIt(
                LocalDate from, LocalDate until, String answer, String why) {
            ward.employed("ann");
            int course = ward.course("ann", "ordering-genomic-tests", LocalDate.of(2026, 3, 1));

            assertEquals(
                    answer,
                    ward.refused(
                            "ann",
                            new StaffStep.Granted(
                                    Competence.ORDER_WGS, from, until, List.of(course))),
                    why);
        }

        @Test
        void needsEvidenceOfTheRightKind() {
            ward.employed("ann");
            int other = ward.course("ann", "discussing-wgs", TODAY);
            int half = ward.course("ann", "variant-interpretation", TODAY);

            assertEquals("OGMS-8822", granted("ann", Competence.ORDER_WGS, other));
            assertEquals(
                    "OGMS-8820",
                    granted("ann", Competence.INTERPRET, half),
                    "an assessment is missing");
            assertEquals("OGMS-8819", granted("ann", Competence.ORDER_WGS, 9));
        }

        @Test
        void isNotGivenByALessonAlone() {
            ward.employed("ann");
            ward.done(
                    "ann",
                    new StaffStep.EvidenceTaken(
                            new Evidence.OfLesson(new LessonId("ordering-wgs"), "1", TODAY, 100)));

            assertEquals("OGMS-8820", granted("ann", Competence.ORDER_WGS, 1));
        }

        private String granted(String who, Competence competence, int evidence) {
            return ward.refused(
                    who,
                    new StaffStep.Granted(competence, TODAY, TODAY.plusDays(9), List.of(evidence)));
        }

        @ParameterizedTest
        @CsvSource({
            "2026-04-01, 2026-04-30, done,      'after it'",
            "2026-03-31, 2026-04-30, OGMS-8824, 'on its last day'",
            "2026-03-10, 2026-03-20, OGMS-8824, 'within it'",
            "2026-03-02, 2026-05-31, OGMS-8824, 'around it'",
        })
        void doesNotOverlapAnother(LocalDate from, LocalDate until, String answer, String why) {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, LocalDate.of(2026, 3, 31));

            assertEquals(
                    answer,
                    ward.refused(
                            "ann",
                            new StaffStep.Granted(Competence.ORDER_WGS, from, until, List.of(1))),
                    why);
        }

        @Test
        void mayFollowAWithdrawalOnTheSameDay() {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, LocalDate.of(2026, 3, 31));
            ward.done("ann", new StaffStep.Withdrawn(Competence.ORDER_WGS, "a mistake in entry"));
            assertInstanceOf(Standing.Lacks.class, ward.standing("ann", Competence.ORDER_WGS));

            ward.grant("ann", Competence.ORDER_WGS, TODAY, LocalDate.of(2026, 4, 30));

            assertEquals(
                    new Standing.Holds(LocalDate.of(2026, 4, 30)),
                    ward.standing("ann", Competence.ORDER_WGS));
        }
    }

    @Nested
    class Supervision {
        @Test
        void needsASupervisorWhoHoldsTheCompetenceAndWorksThere() {
            ward.employed("ann");
            ward.employed("ben");
            ward.holder("cat", Competence.ORDER_WGS, TODAY, TODAY.plusMonths(1));
            ward.employed("far", Ward.LABORATORY);
            ward.grant("far", Competence.ORDER_WGS, TODAY, TODAY.plusMonths(1));

            assertEquals("OGMS-8827", ward.refused("ann", by("ben", TODAY, 30)));
            assertEquals("OGMS-8827", ward.refused("ann", by("far", TODAY, 30)));
            assertEquals("OGMS-8826", ward.refused("ann", by("ann", TODAY, 30)));
            assertEquals("OGMS-8818", ward.refused("ann", by("cat", TODAY, -1)));
            assertEquals("OGMS-8821", ward.refused("ann", by("cat", TODAY, 800)));
            assertEquals("done", ward.refused("ann", by("cat", TODAY, 30)));
        }

        @Test
        void isNotForWhatNeedsTheCompetenceItself() {
            ward.employed("ann");
            ward.holder("cat", Competence.AUTHORISE_REPORT, TODAY, TODAY.plusMonths(1));

            assertEquals(
                    "OGMS-8825",
                    ward.refused(
                            "ann",
                            new StaffStep.SupervisionBegun(
                                    Competence.AUTHORISE_REPORT,
                                    id("cat"),
                                    TODAY,
                                    TODAY.plusDays(9))));
        }

        @Test
        void doesNotGoRound() {
            for (String name : List.of("ann", "ben", "cat")) {
                ward.holder(name, Competence.ORDER_WGS, TODAY, TODAY.plusMonths(6));
            }
            ward.done("ann", by("ben", TODAY, 30));

            assertEquals("OGMS-8826", ward.refused("ben", by("ann", TODAY, 30)));

            ward.done("ben", by("cat", TODAY, 60));
            assertEquals(
                    "OGMS-8826", ward.refused("cat", by("ann", TODAY, 90)), "over three people");
            assertEquals(
                    "done",
                    ward.refused("cat", by("ann", TODAY.plusDays(31), 30)),
                    "when the first supervision is over");
        }

        @Test
        void mayTurnRoundOnceItHasEnded() {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, TODAY.plusMonths(6));
            ward.holder("ben", Competence.ORDER_WGS, TODAY, TODAY.plusMonths(6));
            ward.done("ann", by("ben", TODAY, 30));
            ward.done(
                    "ann",
                    new StaffStep.SupervisionEnded(
                            Competence.ORDER_WGS, id("ben"), "moved to another ward"));

            assertEquals("done", ward.refused("ben", by("ann", TODAY.plusDays(1), 30)));
            assertEquals(
                    "OGMS-8812",
                    ward.refused(
                            "ann",
                            new StaffStep.SupervisionEnded(
                                    Competence.ORDER_WGS, id("ben"), "once more")));
        }
    }

    @Test
    void onlyWhatIsHeldIsWithdrawn() {
        ward.employed("ann");

        assertEquals(
                "OGMS-8813",
                ward.refused("ann", new StaffStep.Withdrawn(Competence.WET_LAB, "an incident")));
    }
}
