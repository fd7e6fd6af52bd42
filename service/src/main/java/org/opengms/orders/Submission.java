package org.opengms.orders;

import java.util.List;
import org.opengms.people.Person;

/// The answer to a submitted order.
public sealed interface Submission {
    /// Everything that was found, refusing or not.
    List<Finding> findings();

    /// The order is accepted and kept.
    ///
    /// @param order as accepted
    /// @param person who is tested; known before, or new
    /// @param tasks what the laboratory is asked to do
    record Accepted(TestOrder order, Person person, List<LabTask> tasks, List<Finding> findings)
            implements Submission {}

    /// The order is refused; nothing of it is kept.
    record Refused(List<Finding> findings) implements Submission {}
}
