package org.opengms.region;

import java.time.LocalDate;
import org.opengms.people.Sex;

/// An invented person.
///
/// @param nhsNumber ten digits of the test range 999; valid but where the order is faulty in it
/// @param postcode in the invented area ZZ
public record SyntheticPerson(
        String nhsNumber,
        String familyName,
        String givenName,
        LocalDate birthDate,
        Sex sex,
        String postcode) {}
