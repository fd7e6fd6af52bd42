package org.opengms.orders;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;

/// The person to be tested, as the order describes them; nothing is corrected.
///
/// @param nhsNumberAsGiven the text given as NHS number, with its spaces, or absent
/// @param nhsNumberAbsenceReason why there is none, if said
/// @param familyName may be empty
/// @param givenName may be empty
/// @param birthDate if given in full
/// @param sex as recorded at birth
/// @param postcode may be empty
public record SubjectDetails(
        Optional<String> nhsNumberAsGiven,
        Optional<String> nhsNumberAbsenceReason,
        String familyName,
        String givenName,
        Optional<LocalDate> birthDate,
        Sex sex,
        String postcode) {
    /// The NHS number, if the one given is valid.
    public Optional<NhsNumber> nhsNumber() {
        return nhsNumberAsGiven.flatMap(NhsNumber::read);
    }

    @Override
    public String toString() {
        return "SubjectDetails[…]";
    }
}
