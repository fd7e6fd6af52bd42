package org.opengms.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.opengms.consent.ConsentStatement;
import org.opengms.workforce.CourseId;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.StaffMember;

/// Errors in the orders of people's first days: of those who had practised or learned before their
/// first order, and of those who had not.
///
/// @param trained people with evidence of one of the courses from before the day of their first
///   order
/// @param untrained the other members of staff
/// @param unnamed accounts of whom no member of staff is known, such as hospitals' systems: who sat
///   before them is kept nowhere here
public record OrderErrors(Group trained, Group untrained, Group unnamed) {
    /// The first days that are looked at.
    public static final int DAYS = 90;

    /// Some accounts together.
    ///
    /// @param accounts how many
    /// @param orders that they sent in their first days
    /// @param errors orders among them with an error
    public record Group(int accounts, long orders, long errors) {
        private static final Group NONE = new Group(0, 0, 0);

        private Group and(FirstOrders more) {
            return new Group(accounts + 1, orders + more.orders(), errors + more.errors());
        }
    }

    /// @param courses those that teach to order
    /// @param staff the member of staff behind an account, if one is known
    static OrderErrors of(
            List<FirstOrders> all,
            Set<CourseId> courses,
            Function<String, Optional<StaffMember>> staff) {
        Group trained = Group.NONE;
        Group untrained = Group.NONE;
        Group unnamed = Group.NONE;
        for (FirstOrders one : all) {
            Optional<StaffMember> who = staff.apply(one.account());
            if (who.isEmpty()) {
                unnamed = unnamed.and(one);
            } else if (isTrained(who.get(), courses, ConsentStatement.day(one.first()))) {
                trained = trained.and(one);
            } else {
                untrained = untrained.and(one);
            }
        }
        return new OrderErrors(trained, untrained, unnamed);
    }

    private static boolean isTrained(StaffMember who, Set<CourseId> courses, LocalDate first) {
        return who.evidence().stream()
                .anyMatch(evidence ->
                        evidence instanceof Evidence.OfCourse course
                                && courses.contains(course.course())
                                && course.on().isBefore(first));
    }
}
