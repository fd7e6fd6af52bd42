package org.opengms.workforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.opengms.workforce.Ward.MANAGER;
import static org.opengms.workforce.Ward.SITE;
import static org.opengms.workforce.Ward.TODAY;
import static org.opengms.workforce.Ward.clinician;
import static org.opengms.workforce.Ward.id;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;

class StaffDeskTest {
    private static final LessonId ORDERING = new LessonId("ordering-wgs");
    private static final Actor ELSEWHERE =
            new Actor("m2", "Other", new OdsCode("RBY01"), Set.of(Role.MANAGER));

    private final Ward ward = new Ward();

    @Nested
    class WhoRecords {
        @Test
        void managersOfTheOrganisationAndNoOthers() {
            StaffStep step = new StaffStep.Employed(SITE, JobRole.NURSE, "Ann");

            assertInstanceOf(
                    StaffAnswer.NotAllowed.class, ward.staff.record(id("ann"), step, ELSEWHERE));
            assertInstanceOf(
                    StaffAnswer.NotAllowed.class,
                    ward.staff.record(id("ann"), step, clinician("ben")));
            assertInstanceOf(StaffAnswer.Done.class, ward.staff.record(id("ann"), step, MANAGER));
            assertTrue(ward.staff.find(id("ann"), ELSEWHERE).isEmpty());
            assertTrue(ward.staff.find(id("ann"), clinician("ben")).isEmpty());
            assertTrue(ward.staff.find(id("ann"), clinician("ann")).isPresent());
            assertTrue(ward.staff.at(SITE, ELSEWHERE).isEmpty());
            assertEquals(1, ward.staff.at(SITE, MANAGER).size());
        }

        @Test
        void nobodyForThemselves() {
            ward.employed("manager");

            assertInstanceOf(
                    StaffAnswer.NotAllowed.class,
                    ward.staff.record(
                            id("manager"),
                            new StaffStep.EvidenceTaken(
                                    new Evidence.Recognised(
                                            Competence.ORDER_WGS, "A register", TODAY, "7")),
                            MANAGER));
        }

        @Test
        void anAssessmentAlsoWhoAssessed() {
            ward.employed("ann");
            ward.holder("cat", Competence.WET_LAB, TODAY, TODAY.plusDays(30));
            StaffStep step =
                    new StaffStep.EvidenceTaken(
                            new Evidence.Assessed(
                                    Competence.WET_LAB, id("cat"), TODAY, "three libraries"));

            assertInstanceOf(
                    StaffAnswer.NotAllowed.class,
                    ward.staff.record(id("ann"), step, clinician("ben")));
            assertInstanceOf(
                    StaffAnswer.Done.class, ward.staff.record(id("ann"), step, clinician("cat")));
        }
    }

    @Nested
    class ALesson {
        private final List<Integer> right =
                ward.book.lessons(TODAY).find(ORDERING).orElseThrow().questions().stream()
                        .map(Lesson.Question::right)
                        .toList();

        private StaffDesk.LessonResult answered(String who, List<Integer> answers) {
            return ward.staff.answer(ORDERING, answers, clinician(who))
                            instanceof
                            StaffAnswer.Done<StaffDesk.LessonResult>(StaffDesk.LessonResult result)
                    ? result
                    : fail("no result");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-01, 2026-03-02, 2027-03-01, 'ended yesterday'",
            "2026-03-31, 2026-04-01, 2027-03-31, 'ends this month'",
            "2026-05-01, 2026-05-02, 2027-05-01, 'ends within sixty days'",
        })
        void renewsWhatHasEndedOrEndsSoon(
                LocalDate ended, LocalDate from, LocalDate until, String why) {
            ward.holder("ann", Competence.ORDER_WGS, LocalDate.of(2025, 9, 1), ended);

            assertEquals(
                    Map.of(Competence.ORDER_WGS, until), answered("ann", right).renewed(), why);
            assertEquals(
                    from,
                    StaffMember.of(id("ann"), ward.store.history(id("ann")))
                            .grants()
                            .getLast()
                            .from());
        }

        @ParameterizedTest
        @CsvSource({
            "2024-03-01, 2025-09-01, 'ended six months and a day ago'",
            "2026-03-02, 2026-05-02, 'ends in sixty-one days'",
        })
        void isEvidenceAndNoMoreOtherwise(LocalDate from, LocalDate until, String why) {
            ward.holder("ann", Competence.ORDER_WGS, from, until);

            StaffDesk.LessonResult result = answered("ann", right);

            assertTrue(result.isPassed());
            assertTrue(result.renewed().isEmpty(), why);
            assertEquals(
                    2, StaffMember.of(id("ann"), ward.store.history(id("ann"))).evidence().size());
        }

        @Test
        void doesNotUndoAWithdrawal() {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, TODAY.plusDays(10));
            ward.done("ann", new StaffStep.Withdrawn(Competence.ORDER_WGS, "an incident"));

            assertTrue(answered("ann", right).renewed().isEmpty());
        }

        @Test
        void isNotPassedWithAWrongAnswer() {
            ward.holder("ann", Competence.ORDER_WGS, TODAY, TODAY.plusDays(10));
            List<Integer> answers = new java.util.ArrayList<>(right);
            answers.set(1, 3);

            StaffDesk.LessonResult result = answered("ann", answers);

            assertFalse(result.isPassed());
            assertEquals(List.of(2), result.wrong());
            assertEquals(List.of(1, 2, 3, 4), answered("ann", List.of()).wrong());
            assertEquals(
                    1, StaffMember.of(id("ann"), ward.store.history(id("ann"))).evidence().size());
        }

        @Test
        void passedTwiceOnADayRenewsOnce() {
            ward.holder("ann", Competence.ORDER_WGS, LocalDate.of(2025, 9, 1), TODAY.minusDays(1));

            assertEquals(1, answered("ann", right).renewed().size());
            assertTrue(answered("ann", right).renewed().isEmpty());
        }
    }

    @Nested
    class AnImport {
        private StaffDesk.ImportResult done(StaffAnswer<StaffDesk.ImportResult> answer) {
            return answer
                            instanceof
                            StaffAnswer.Done<StaffDesk.ImportResult>(StaffDesk.ImportResult result)
                    ? result
                    : fail("no result");
        }

        private static String statement(
                String id, String who, String verb, String object, String rest) {
            return """
            {"id":"%s","actor":{"account":{"homePage":"https://sso.example.org","name":"%s"}},
             "verb":{"id":"http://adlnet.gov/expapi/verbs/%s"},
             "object":{"id":"%s"},"timestamp":"2026-03-01T10:00:00+00:00"%s}
            """
                    .formatted(id, who, verb, object, rest);
        }

        private static final String COURSE = "https://courses.example.org/xapi/discussing-wgs";
        private static final String ONE = "11111111-2222-4333-8444-000000000001";

        @Test
        void ofStatementsTakesTheGoodAndTellsTheBad() {
            ward.employed("ann");
            String json =
                    "["
                            + String.join(
                                    ",",
                                    statement(
                                            ONE,
                                            "ann",
                                            "completed",
                                            COURSE,
                                            ",\"result\":{\"success\":true,\"score\":{\"scaled\":0.95}}"),
                                    statement(
                                            "11111111-2222-4333-8444-000000000002",
                                            "ann",
                                            "launched",
                                            COURSE,
                                            ""),
                                    statement("no-uuid", "ann", "passed", COURSE, ""),
                                    statement(
                                            "11111111-2222-4333-8444-000000000003",
                                            "stranger",
                                            "passed",
                                            COURSE,
                                            ""),
                                    statement(
                                            "11111111-2222-4333-8444-000000000004",
                                            "ann",
                                            "passed",
                                            "https://courses.example.org/xapi/unknown",
                                            ""),
                                    statement(
                                            "11111111-2222-4333-8444-000000000005",
                                            "ann",
                                            "completed",
                                            COURSE,
                                            ",\"result\":{\"success\":false}"),
                                    "7")
                            + "]";

            StaffDesk.ImportResult result =
                    done(ward.staff.importXapi(json.getBytes(UTF_8), MANAGER));

            assertEquals(1, result.taken());
            assertEquals(
                    Set.of(
                            "statement 2 verb.id",
                            "statement 3 id",
                            "statement 4 subject",
                            "statement 5 course",
                            "statement 6 result.success",
                            "statement 7 "),
                    Set.copyOf(
                            result.problems().stream()
                                    .map(p -> p.where() + " " + p.field())
                                    .toList()));
            assertEquals(
                    List.of(
                            new Evidence.OfCourse(
                                    new CourseId("discussing-wgs"),
                                    LocalDate.of(2026, 3, 1),
                                    "xapi:" + ONE,
                                    Optional.of(95))),
                    StaffMember.of(id("ann"), ward.store.history(id("ann"))).evidence());
            assertEquals(
                    List.of(
                            new StaffStore.ImportReceipt(
                                    SITE, "manager", ward.clock.instant(), "xAPI", 1, 0, 6)),
                    ward.store.receipts);
        }

        @Test
        void takesNothingTwice() {
            ward.employed("ann");
            byte[] one = statement(ONE, "ann", "passed", COURSE, "").getBytes(UTF_8);
            byte[] csv =
                    "subject,course,completed_on,score_percent,reference\nann,discussing-wgs,2026-02-01,,LMS 7\n"
                            .getBytes(UTF_8);

            assertEquals(1, done(ward.staff.importXapi(one, MANAGER)).taken());
            assertEquals(
                    new StaffDesk.ImportResult(0, 1, List.of()),
                    done(ward.staff.importXapi(one, MANAGER)));
            assertEquals(1, done(ward.staff.importCsv(csv, MANAGER)).taken());
            assertEquals(
                    new StaffDesk.ImportResult(0, 1, List.of()),
                    done(ward.staff.importCsv(csv, MANAGER)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ann,discussing-wgs,2026-02-30,,x     | row 2 completed_on",
                    "ann,discussing-wgs,2026-02-03,101,x  | row 2 score_percent",
                    "ann,discussing-wgs,2026-02-03,9,     | row 2 reference",
                    "a b,discussing-wgs,2026-02-03,9,x    | row 2 subject",
                    "ann,,2026-02-03,9,x                  | row 2 course",
                    "ann,unknown-one,2026-02-03,9,x       | row 2 course",
                    "ann,discussing-wgs,2026-03-03,9,x    | row 2 ",
                    "bob,discussing-wgs,2026-03-01,9,x    | row 2 subject",
                })
        void ofAListTellsRowAndField(String row, String place) {
            ward.employed("ann");

            StaffDesk.ImportResult result =
                    done(
                            ward.staff.importCsv(
                                    ("subject,course,completed_on,score_percent,reference\n" + row)
                                            .getBytes(UTF_8),
                                    MANAGER));

            assertEquals(0, result.taken());
            assertEquals(
                    List.of(place.strip()),
                    result.problems().stream()
                            .map(p -> (p.where() + " " + p.field()).strip())
                            .toList());
        }

        @Test
        void isRefusedWholeIfItCannotBeRead() {
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    Exception.class,
                                                    () ->
                                                            ward.staff.importXapi(
                                                                    "{".getBytes(UTF_8), MANAGER))
                                            .getMessage())
                            .contains("OGMS-8840"));
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    Exception.class,
                                                    () ->
                                                            ward.staff.importCsv(
                                                                    "a,b".getBytes(UTF_8), MANAGER))
                                            .getMessage())
                            .contains("OGMS-8842"));
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    Exception.class,
                                                    () ->
                                                            ward.staff.importXapi(
                                                                    ("[" + "1,".repeat(5000) + "1]")
                                                                            .getBytes(UTF_8),
                                                                    MANAGER))
                                            .getMessage())
                            .contains("OGMS-8841"));
            assertInstanceOf(
                    StaffAnswer.NotAllowed.class,
                    ward.staff.importCsv(new byte[0], clinician("ann")));
        }
    }
}
