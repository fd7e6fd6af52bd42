package org.opengms.orders;

import java.util.List;
import org.opengms.people.Person;

/// The answer to submitted orders.
public sealed interface Submission {
    /// Everything that was found, refusing or not.
    List<Finding> findings();

    /// One order that is accepted and kept.
    ///
    /// @param order as accepted
    /// @param person who is tested; known before, or new
    /// @param tasks what the laboratory is asked to do
    /// @param findings about it; what holds for the whole submission is with its first order
    record Kept(TestOrder order, Person person, List<LabTask> tasks, List<Finding> findings) {
        public Kept {
            tasks = List.copyOf(tasks);
            findings = List.copyOf(findings);
        }
    }

    /// The orders are accepted and kept.
    ///
    /// @param orders as they were asked for, at least one
    record Accepted(List<Kept> orders) implements Submission {
        public Accepted {
            orders = List.copyOf(orders);
        }

        /// An order that was submitted alone.
        public Accepted(
                TestOrder order, Person person, List<LabTask> tasks, List<Finding> findings) {
            this(List.of(new Kept(order, person, tasks, findings)));
        }

        /// The first order.
        public TestOrder order() {
            return orders.getFirst().order();
        }

        /// Who is tested by the first order.
        public Person person() {
            return orders.getFirst().person();
        }

        /// What the laboratory is asked to do for the first order.
        public List<LabTask> tasks() {
            return orders.getFirst().tasks();
        }

        @Override
        public List<Finding> findings() {
            return orders.stream().flatMap(kept -> kept.findings().stream()).toList();
        }
    }

    /// The orders are refused; nothing of them is kept.
    record Refused(List<Finding> findings) implements Submission {}
}
