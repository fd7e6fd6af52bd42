package org.opengms.planning.simulation;

import java.util.List;

/// Who is next in a queue.
public sealed interface QueueOrder {
    /// The most urgent class first, first come first served within it.
    record ByPriority() implements QueueOrder {}

    /// Priority that rises towards the due date: the earliest due date less the class's head start
    /// first, first come first served at equal rank. The due date is the journey's beginning plus
    /// its target.
    ///
    /// @param headStartHours for each priority class, from class 0 on; 0 for classes not listed
    record ByDueDate(List<Double> headStartHours) implements QueueOrder {
        /// @throws IllegalArgumentException if a head start is not of this world
        public ByDueDate {
            headStartHours = List.copyOf(headStartHours);
            for (double hours : headStartHours) {
                Check.between(
                        "OGMS-6015",
                        "A head start",
                        "hours",
                        hours,
                        -Model.LONGEST_HOURS,
                        Model.LONGEST_HOURS);
            }
            if (headStartHours.size() > Flow.PRIORITIES) {
                throw new IllegalArgumentException(
                        "OGMS-6015 There are %d head starts. There are %d priority classes."
                                .formatted(headStartHours.size(), Flow.PRIORITIES));
            }
        }
    }

    /// By class.
    QueueOrder BY_PRIORITY = new ByPriority();

    /// By due date alone.
    QueueOrder BY_DUE_DATE = new ByDueDate(List.of());
}
