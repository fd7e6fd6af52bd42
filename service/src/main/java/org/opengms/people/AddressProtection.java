package org.opengms.people;

import java.time.Instant;
import java.util.Set;

/// Whose address is protected. Personal Demographics Service: `Patient.meta.security` is `R`
/// (restricted, the "sensitive" or S flag) for somebody who could come to harm if they were found;
/// then nothing that locates them is given out. Everything that shows or sends an address, a
/// telephone number, an email address or a practice asks here first.
public interface AddressProtection {
    /// What may be shown of a person's address and of everything else that locates them. Who makes
    /// a letter or a notice asks this at the moment of sending.
    Shown mayShow(PersonId person);

    /// Those of the persons of whom nothing may be shown.
    Set<PersonId> restricted(Set<PersonId> persons);

    /// Keeps that protection begins or ends.
    void add(Change change);

    /// What may be shown.
    enum Shown {
        EVERYTHING,
        /// No address, telephone, email, practice, or place of an organisation.
        NOTHING
    }

    /// That protection begins or ends.
    ///
    /// @param shown what may be shown from then on
    /// @param words why, for staff alone; never where the person lives
    /// @param by who recorded it
    record Change(PersonId person, Shown shown, String words, String by, Instant at) {}
}
