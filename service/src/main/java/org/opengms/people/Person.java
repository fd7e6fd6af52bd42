package org.opengms.people;

import java.time.LocalDate;
import java.util.Optional;

/// A person known to the service.
///
/// @param id the service's identifier
/// @param nhsNumber valid NHS number; absent where none was given or the one given is not valid
/// @param familyName as given, may be empty for an unborn or unidentified person
/// @param givenName as given, may be empty
/// @param birthDate date of birth, if known
/// @param sex as recorded at birth
/// @param postcode as given, may be empty
public record Person(
        PersonId id,
        Optional<NhsNumber> nhsNumber,
        String familyName,
        String givenName,
        Optional<LocalDate> birthDate,
        Sex sex,
        String postcode) {

    /// Family name in capitals and given name, in the order of NHS patient banners.
    public String displayName() {
        if (familyName.isEmpty() && givenName.isEmpty()) {
            return "Name not given";
        }
        return (familyName.toUpperCase(java.util.Locale.ROOT) + ", " + givenName)
                .replaceAll("^, |, $", "");
    }

    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "Person[" + id.value() + "]";
    }
}
