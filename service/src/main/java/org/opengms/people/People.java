package org.opengms.people;

import java.util.Optional;

/// Where persons are kept. Reading goes through the gate; what is here serves the service's own
/// bookkeeping inside a transaction.
public interface People {
    /// The person with this NHS number, if known.
    Optional<Person> findByNhsNumber(NhsNumber number);

    /// The person with this identifier, if known.
    Optional<Person> find(PersonId id);

    /// Keeps a new person.
    void add(Person person);
}
