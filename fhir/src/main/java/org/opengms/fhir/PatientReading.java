package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Type;
import org.opengms.orders.OrderField;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.Sex;

/// The person tested, as a Patient gives them.
final class PatientReading {
    private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

    private PatientReading() {}

    /// Reads a Patient.
    ///
    /// @param path FHIRPath of the Patient
    /// @param paths is told where each part stands
    static SubjectDetails read(Patient patient, String path, Map<OrderField, String> paths) {
        paths.put(OrderField.NHS_NUMBER, path + ".identifier");
        Optional<String> number = Optional.empty();
        Optional<String> absence = Optional.empty();
        List<Identifier> identifiers = patient.getIdentifier();
        for (int i = identifiers.size() - 1; i >= 0; i--) {
            Identifier identifier = identifiers.get(i);
            if (Systems.NHS_NUMBER.equals(identifier.getSystem())) {
                if (identifier.hasValue()) {
                    number = Optional.ofNullable(identifier.getValue());
                    paths.put(OrderField.NHS_NUMBER, path + ".identifier[" + i + "].value");
                }
                absence = absenceReason(identifier).or(() -> absenceReason(patient));
            }
        }
        if (number.isEmpty() && absence.isEmpty()) {
            absence = absenceReason(patient);
        }
        paths.put(OrderField.BIRTH_DATE, path + ".birthDate");
        HumanName name = name(patient);
        return new SubjectDetails(
                number,
                number.isPresent() ? Optional.empty() : absence,
                text(name.getFamily()),
                name.getGivenAsSingleString() == null ? "" : name.getGivenAsSingleString().strip(),
                day(patient.getBirthDateElement()),
                sex(patient),
                patient.getAddress().stream()
                        .map(a -> text(a.getPostalCode()))
                        .filter(p -> !p.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /// The name in use: official or usual before the rest, never an old one unless it is all there
    /// is.
    static HumanName name(Patient patient) {
        return patient.getName().stream()
                .min(
                        java.util.Comparator.comparingInt(n -> {
                            if (n.getUse() == null) {
                                return 2;
                            }
                            return switch (n.getUse()) {
                                case OFFICIAL -> 0;
                                case USUAL -> 1;
                                case TEMP, NICKNAME, ANONYMOUS, NULL -> 3;
                                case OLD, MAIDEN -> 4;
                            };
                        }))
                .orElseGet(HumanName::new);
    }

    /// Sex recorded at birth (UK Core extension), else the administrative gender.
    private static Sex sex(Patient patient) {
        Optional<Type> atBirth = Elements.extension(patient.getExtension(), Systems.BIRTH_SEX);
        if (atBirth.isPresent() && atBirth.get() instanceof CodeableConcept concept) {
            for (Coding coding : concept.getCoding()) {
                switch (text(coding.getCode()).toUpperCase(java.util.Locale.ROOT)) {
                    case "M", "MALE" -> {
                        return Sex.MALE;
                    }
                    case "F", "FEMALE" -> {
                        return Sex.FEMALE;
                    }
                    default -> {
                        // Undifferentiated and unknown: the gender below says more.
                    }
                }
            }
        }
        if (patient.getGender() == null) {
            return Sex.UNKNOWN;
        }
        return switch (patient.getGender()) {
            case MALE -> Sex.MALE;
            case FEMALE -> Sex.FEMALE;
            case OTHER -> Sex.OTHER;
            case UNKNOWN, NULL -> Sex.UNKNOWN;
        };
    }

    private static Optional<String> absenceReason(org.hl7.fhir.r4.model.Base element) {
        List<Extension> extensions =
                element instanceof Patient patient
                        ? patient.getExtension()
                        : element instanceof Identifier identifier
                                ? java.util.stream.Stream.concat(
                                                identifier.getExtension().stream(),
                                                identifier
                                                        .getValueElement()
                                                        .getExtension()
                                                        .stream())
                                        .toList()
                                : List.of();
        return extensions.stream()
                .filter(e ->
                        Systems.NHS_NUMBER_UNAVAILABLE.equals(e.getUrl())
                                || (Systems.DATA_ABSENT.equals(e.getUrl())
                                        && element instanceof Identifier))
                .map(e ->
                        e.getValue() instanceof CodeableConcept concept
                                ? words(concept)
                                : e.hasValue() ? text(e.getValue().primitiveValue()) : "")
                .filter(w -> !w.isEmpty())
                .findFirst();
    }

    /// A concept in words: its text, else the first display, else the first code.
    static String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return text(concept.getText()).strip();
        }
        return concept.getCoding().stream()
                .map(c -> text(c.getDisplay()).strip())
                .filter(d -> !d.isEmpty())
                .findFirst()
                .orElseGet(() ->
                        concept.getCoding().stream()
                                .map(c -> text(c.getCode()))
                                .collect(Collectors.joining(", ")));
    }

    /// The day of a date that is given to the day; an instant is taken in UK time.
    static Optional<LocalDate> day(BaseDateTimeType date) {
        String given = date.getValueAsString();
        if (given == null) {
            return Optional.empty();
        }
        return switch (date.getPrecision()) {
            case YEAR, MONTH -> Optional.empty();
            case DAY -> Optional.of(LocalDate.parse(given.substring(0, 10)));
            case MINUTE, SECOND, MILLI ->
                    Optional.of(LocalDate.ofInstant(date.getValue().toInstant(), UNITED_KINGDOM));
        };
    }
}
