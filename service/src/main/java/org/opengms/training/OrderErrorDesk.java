package org.opengms.training;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.workforce.Competence;
import org.opengms.workforce.CompetenceRules;
import org.opengms.workforce.Course;
import org.opengms.workforce.CourseCatalogue;
import org.opengms.workforce.CourseId;
import org.opengms.workforce.StaffAnswer;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStore;

/// Says in the real service whether those who learned before make fewer errors in their orders.
public final class OrderErrorDesk {
    private static final Set<Competence> OF_ORDERING =
            Set.of(Competence.ORDER_WGS, Competence.RECORD_OF_DISCUSSION);

    private final FirstOrders.Source orders;
    private final StaffStore staff;
    private final Set<CourseId> courses;

    /// @param courses those that teach to order, as [#courses] gives them
    public OrderErrorDesk(FirstOrders.Source orders, StaffStore staff, Set<CourseId> courses) {
        this.orders = orders;
        this.staff = staff;
        this.courses = Set.copyOf(courses);
    }

    /// The courses that teach to order: those that the rules name for ordering a genome and for the
    /// record of discussion, and the exercises for either.
    public static Set<CourseId> courses(
            CompetenceRules rules, CourseCatalogue catalogue, Exercises exercises) {
        Set<CourseId> courses = new HashSet<>();
        rules.requirements().stream()
                .filter(r -> OF_ORDERING.contains(r.competence()))
                .forEach(r -> courses.addAll(r.courses()));
        exercises.exercises().stream()
                .filter(e -> e.competence().filter(OF_ORDERING::contains).isPresent())
                .forEach(e ->
                        catalogue
                                .findByActivity(e.activity().toString())
                                .map(Course::id)
                                .ifPresent(courses::add));
        return Set.copyOf(courses);
    }

    /// The errors of first days.
    public StaffAnswer<OrderErrors> errors(Actor actor) {
        if (!actor.has(Role.MANAGER) && !actor.has(Role.OPERATOR)) {
            return new StaffAnswer.NotAllowed<>(
                    "Only managers and operators see how often orders have errors.");
        }
        return new StaffAnswer.Done<>(
                OrderErrors.of(orders.first(OrderErrors.DAYS), courses, this::member));
    }

    private Optional<StaffMember> member(String account) {
        Optional<StaffId> id = StaffId.find(account);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<StaffEntry> history = staff.history(id.get());
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(StaffMember.of(id.get(), history));
    }
}
