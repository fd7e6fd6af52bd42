package org.opengms.gate;

import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// Which organisations have to do with a person's tests.
public interface CareRelations {
    /// Whether the organisation ordered a test for the person.
    boolean orderedFor(OdsCode organisation, PersonId person);

    /// Whether the laboratory has, or had, a task on an order for the person.
    boolean worksFor(OdsCode laboratory, PersonId person);
}
