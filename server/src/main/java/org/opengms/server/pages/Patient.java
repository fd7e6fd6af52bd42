package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.Sex;

/// A patient as a page names them.
///
/// @param name family name in capitals and given name
/// @param nhsNumber in the printed form
public record Patient(
        String name, Optional<String> nhsNumber, Optional<LocalDate> birthDate, Sex sex) {
    /// The particulars of a person that identify them on a page.
    public static Patient of(Person person) {
        return new Patient(
                person.displayName(),
                person.nhsNumber().map(NhsNumber::printed),
                person.birthDate(),
                person.sex());
    }

    @Override
    public String toString() {
        return "Patient[…]";
    }
}
