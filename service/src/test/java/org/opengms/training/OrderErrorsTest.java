package org.opengms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.training.OrderErrors.Group;
import org.opengms.workforce.CourseId;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.opengms.workforce.TrainingBook;

/// Whose first orders had errors.
class OrderErrorsTest {
    private static final Instant FIRST = Instant.parse("2026-03-02T09:00:00Z");
    private static final Set<CourseId> COURSES = Set.of(new CourseId("exercise-order-genome"));

    private static StaffMember member(String account, String course, String on) {
        List<StaffStep> steps =
                course.isEmpty()
                        ? List.of(employed())
                        : List.of(
                                employed(),
                                new StaffStep.EvidenceTaken(
                                        new Evidence.OfCourse(
                                                new CourseId(course),
                                                LocalDate.parse(on),
                                                "r",
                                                Optional.empty())));
        return StaffMember.of(
                new StaffId(account),
                steps.stream().map(s -> new StaffEntry(FIRST, "manager", s)).toList());
    }

    private static StaffStep employed() {
        return new StaffStep.Employed(new OdsCode("RAX01"), JobRole.CONSULTANT, "Dr");
    }

    @ParameterizedTest
    @CsvSource({
        "exercise-order-genome, 2026-03-01, trained",
        // on the day itself nobody knows which came first
        "exercise-order-genome, 2026-03-02, untrained",
        "exercise-order-genome, 2026-04-02, untrained",
        "exercise-book-sample, 2026-03-01, untrained",
    })
    void belongToThoseWhoLearnedBeforeTheirFirstOrder(String course, String on, String group) {
        OrderErrors errors =
                OrderErrors.of(
                        List.of(new FirstOrders("ann", FIRST, 7, 2)),
                        COURSES,
                        account -> Optional.of(member(account, course, on)));

        Group counted = new Group(1, 7, 2);
        Group none = new Group(0, 0, 0);
        assertEquals(
                new OrderErrors(
                        group.equals("trained") ? counted : none,
                        group.equals("untrained") ? counted : none,
                        none),
                errors);
    }

    @Test
    void areAddedUpByGroup() {
        Map<String, StaffMember> staff =
                Map.of(
                        "ann", member("ann", "exercise-order-genome", "2026-01-01"),
                        "bob", member("bob", "exercise-order-genome", "2026-01-01"),
                        "cat", member("cat", "", ""));

        assertEquals(
                new OrderErrors(new Group(2, 30, 3), new Group(1, 5, 5), new Group(1, 100, 9)),
                OrderErrors.of(
                        List.of(
                                new FirstOrders("ann", FIRST, 10, 1),
                                new FirstOrders("bob", FIRST, 20, 2),
                                new FirstOrders("cat", FIRST, 5, 5),
                                new FirstOrders("site-zr101", FIRST, 100, 9)),
                        COURSES,
                        account -> Optional.ofNullable(staff.get(account))));
    }

    @Test
    void theCoursesAreThoseOfOrderingAndTheExercisesForIt() {
        TrainingBook book = TrainingBook.shipped();
        LocalDate day = LocalDate.of(2026, 3, 2);

        assertEquals(
                Set.of(
                        new CourseId("discussing-wgs"),
                        new CourseId("ordering-genomic-tests"),
                        new CourseId("exercise-order-genome"),
                        new CourseId("exercise-record-choice")),
                OrderErrorDesk.courses(book.rules(day), book.courses(day), Exercises.shipped()));
    }

    @Test
    void cannotBeMoreThanOrders() {
        assertInstanceOf(
                IllegalArgumentException.class,
                assertThrows(Exception.class, () -> new FirstOrders("ann", FIRST, 1, 2)));
    }
}
