package org.opengms.cohort;

import java.time.Instant;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// Who is in the research cohort.
public interface CohortStore {
    /// Adds a person with the order that brought them in; once in, adding again changes nothing.
    void add(PersonId person, OrderId order, Instant at);

    /// How many persons are in and agree now.
    int size();
}
