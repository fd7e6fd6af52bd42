package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.PostalAddress;

/// How a person is reached, as far as a Patient says it and it can be used: what is old, over, or
/// no address is left out.
///
/// @param post with the person's name in the first line
public record PatientContact(
        Optional<PostalAddress> post, Optional<EmailAddress> email, Optional<MobileNumber> mobile) {
    /// Nothing is known.
    public static final PatientContact NONE =
            new PatientContact(Optional.empty(), Optional.empty(), Optional.empty());

    /// Reads a Patient.
    ///
    /// @param today what is over by then is not used
    public static PatientContact of(Patient patient, LocalDate today) {
        return new PatientContact(
                patient.getAddress().stream()
                        .filter(address -> isUsed(address, today))
                        .sorted(Comparator.comparingInt(PatientContact::rank))
                        .flatMap(address -> post(patient, address).stream())
                        .findFirst(),
                telecoms(patient, ContactPointSystem.EMAIL, today)
                        .flatMap(written -> EmailAddress.of(written).stream())
                        .findFirst(),
                Stream.concat(
                                telecoms(patient, ContactPointSystem.SMS, today),
                                telecoms(patient, ContactPointSystem.PHONE, today))
                        .flatMap(written -> MobileNumber.of(written).stream())
                        .findFirst());
    }

    private static Stream<String> telecoms(
            Patient patient, ContactPointSystem system, LocalDate today) {
        return patient.getTelecom().stream()
                .filter(point -> point.getSystem() == system)
                .filter(point -> point.getUse() != ContactPoint.ContactPointUse.OLD)
                .filter(point -> !isOver(point.getPeriod(), today))
                .sorted(
                        Comparator.comparingInt(
                                point -> point.hasRank() ? point.getRank() : Integer.MAX_VALUE))
                .map(point -> text(point.getValue()));
    }

    private static boolean isUsed(Address address, LocalDate today) {
        return address.getUse() != Address.AddressUse.OLD
                && address.getUse() != Address.AddressUse.BILLING
                && address.getType() != Address.AddressType.PHYSICAL
                && !isOver(address.getPeriod(), today);
    }

    /// A temporary address counts while it lasts.
    private static int rank(Address address) {
        return address.getUse() == Address.AddressUse.TEMP && address.getPeriod().hasEnd() ? 0 : 1;
    }

    private static boolean isOver(Period period, LocalDate today) {
        return period.hasEnd()
                && LocalDate.ofInstant(period.getEnd().toInstant(), ZoneOffset.UTC).isBefore(today);
    }

    private static Optional<PostalAddress> post(Patient patient, Address address) {
        String postcode = text(address.getPostalCode());
        List<String> lines = new ArrayList<>();
        lines.add(name(patient));
        address.getLine().stream().map(StringType::getValue).forEach(l -> lines.add(text(l)));
        lines.add(text(address.getCity()));
        lines.add(text(address.getDistrict()));
        lines.removeIf(String::isBlank);
        // The name, a line and the postcode are the least that a letter arrives by.
        if (lines.size() < 2 || postcode.isEmpty()) {
            return Optional.empty();
        }
        while (lines.size() > PostalAddress.MOST_LINES - 1) {
            String joined = lines.get(1) + ", " + lines.remove(2);
            lines.set(1, joined);
        }
        lines.add(postcode);
        return lines.stream().allMatch(line -> line.length() <= PostalAddress.LONGEST_LINE)
                ? Optional.of(new PostalAddress(lines))
                : Optional.empty();
    }

    private static String name(Patient patient) {
        HumanName name = PatientReading.name(patient);
        return (text(name.getGivenAsSingleString()) + " " + text(name.getFamily())).strip();
    }
}
