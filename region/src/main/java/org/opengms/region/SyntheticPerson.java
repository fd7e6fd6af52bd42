package org.opengms.region;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.people.EthnicCategory;
import org.opengms.people.Sex;

/// An invented person.
///
/// @param nhsNumber ten digits of the test range 999; valid but where the order is faulty in it
/// @param ethnicity what they say of it, if they were asked
/// @param postcode in the invented area ZZ
public record SyntheticPerson(
        String nhsNumber,
        String familyName,
        String givenName,
        LocalDate birthDate,
        Sex sex,
        Optional<EthnicCategory> ethnicity,
        String postcode) {}
