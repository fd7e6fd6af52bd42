package org.opengms.gate;

import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// Which organisations have to do with a person's tests.
public interface CareRelations {
    /// Whether the organisation ordered a test for the person.
    boolean orderedFor(OdsCode organisation, PersonId person);

    /// Whether the laboratory has, or had, a task on an order for the person.
    boolean worksFor(OdsCode laboratory, PersonId person);

    /// Whether the organisation ordered a test for somebody who is tested as a member of the
    /// person's family.
    boolean orderedForRelative(OdsCode organisation, PersonId person);

    /// Those of the persons whom a clinician has told what their test found. A relation that is not
    /// known is none.
    default Set<PersonId> told(Set<PersonId> persons) {
        return Set.of();
    }

    /// Those of the persons for whose relatives the organisation ordered a test.
    default Set<PersonId> orderedForRelative(OdsCode organisation, Set<PersonId> persons) {
        return persons.stream()
                .filter(person -> orderedForRelative(organisation, person))
                .collect(Collectors.toSet());
    }

    /// Those of the persons for whom the organisation ordered a test.
    default Set<PersonId> orderedFor(OdsCode organisation, Set<PersonId> persons) {
        return persons.stream()
                .filter(person -> orderedFor(organisation, person))
                .collect(Collectors.toSet());
    }

    /// Those of the persons on whose orders the laboratory has, or had, a task.
    default Set<PersonId> worksFor(OdsCode laboratory, Set<PersonId> persons) {
        return persons.stream()
                .filter(person -> worksFor(laboratory, person))
                .collect(Collectors.toSet());
    }
}
