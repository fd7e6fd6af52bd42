package org.opengms.gate;

/// What an actor, or their organisation, has to do with a person.
public enum Relation {
    /// It ordered a test for the person.
    ORDERED,
    /// It has, or had, a task on an order for the person.
    WORKS,
    /// It ordered a test for somebody who is tested as a member of the person's family.
    ORDERED_FOR_RELATIVE,
    /// The actor is the person.
    SELF,
    /// The actor is the person, and a clinician has told them what the test found.
    SELF_TOLD
}
