package org.opengms.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opengms.fhir.OrderSupplement.Death;
import org.opengms.fhir.OrderSupplement.LocalIdentifier;
import org.opengms.orders.FindingKind;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;

/// The person tested, from PID.
final class PatientFields {
    private static final Set<String> NHS_AUTHORITIES =
            Set.of("NHS", "NHSNBR", "NHSNUMBER", "NHSNO", "NHSN", "NHSNUM");
    private static final Set<String> NHS_TYPES =
            Set.of("NH", "NHS", "NHSNBR", "NHSNMBR", "NHSNUMBER", "NHSNO");

    /// *Ethnic Category Code*: "Not known", of a patient who was not asked.
    private static final String ETHNICITY_NOT_KNOWN = "99";

    /// The table whose suggested values are H, Hispanic or Latino, and N, not so.
    private static final String HL7_ETHNIC_GROUPS = "HL70189";

    private static final String NHS_OID = "2.16.840.1.113883.2.1.4.1";

    /// Types of HL7 table 0203 that hospitals give to their numbers.
    private static final Set<String> LOCAL_TYPES =
            Set.of("MR", "PI", "PT", "VN", "AN", "XX", "U", "LR", "PPN", "DL", "EI", "RI");

    /// NHS number status indicator (NHS Data Dictionary), as ITK messages give it in PID-32.
    private static final Map<String, String> STATUS =
            Map.of(
                    "01", "Number present and verified",
                    "02", "Number present but not traced",
                    "03", "Trace required",
                    "04", "Trace attempted: no match or several",
                    "05", "Trace needs to be resolved",
                    "06", "Trace in progress",
                    "07", "Number not present and trace not required",
                    "08", "Trace postponed (baby under six weeks old)");

    private final Er7Segment pid;
    private final Told told;
    private final Places places;
    private final Map<String, String> nhsNumbers = new LinkedHashMap<>();
    private final List<LocalIdentifier> local = new ArrayList<>();

    PatientFields(Er7Segment pid, Told told, Places places) {
        this.pid = pid;
        this.told = told;
        this.places = places;
        pid.pass(1);
        places.put(Places.Part.PATIENT, pid.location());
        places.put(Places.Part.NHS_NUMBER, pid.location(3));
        places.put(Places.Part.NAME, pid.location(5));
        places.put(Places.Part.BIRTH_DATE, pid.location(7));
        places.put(Places.Part.SEX, pid.location(8));
        places.put(Places.Part.ADDRESS, pid.location(11));
        identifiers();
    }

    SubjectDetails details() {
        if (nhsNumbers.values().stream().map(NhsNumber::unspaced).distinct().count() > 1) {
            told.find(
                    FindingKind.IDENTITY_CONFLICT,
                    nhsNumbers.keySet().stream().skip(1).findFirst().orElse(pid.location(3)),
                    "The message gives the patient two different NHS numbers.",
                    "Find out which is the patient's and send the order with that one.");
        }
        Optional<Map.Entry<String, String>> number = nhsNumbers.entrySet().stream().findFirst();
        number.ifPresent(n -> places.put(Places.Part.NHS_NUMBER, n.getKey()));
        Er7Value name = name();
        return new SubjectDetails(
                number.map(Map.Entry::getValue),
                number.isPresent() ? Optional.empty() : absenceReason(),
                name.part(1),
                (name.part(2) + " " + name.part(3)).strip(),
                birthDate(),
                sex(),
                postcode());
    }

    List<LocalIdentifier> localIdentifiers() {
        return List.copyOf(local);
    }

    private void identifiers() {
        for (int field : List.of(3, 2, 4)) {
            List<Er7Value> values = pid.values(field);
            for (int i = 0; i < values.size(); i++) {
                Er7Value value = values.get(i);
                String at = pid.location(field, i, 1);
                if (value.part(1).isEmpty()) {
                    continue;
                }
                if (isNhs(value)) {
                    nhsNumbers.put(at, value.part(1));
                } else if (field == 2 && isUntyped(value) && looksLikeNhs(value.part(1))) {
                    taken(at, value.part(1), "PID-2");
                } else {
                    tellIfLikeNhs(value, at);
                    local.add(localIdentifier(value));
                }
            }
        }
        // The number of the state's insurance in PID-19 is the NHS number in older British systems.
        Er7Value social = pid.value(19);
        if (!social.part(1).isEmpty()) {
            if (looksLikeNhs(social.part(1))) {
                taken(pid.location(19), social.part(1), "PID-19");
            } else {
                local.add(new LocalIdentifier(social.part(1), "PID-19", ""));
            }
        }
    }

    /// Hospitals have ten-digit numbers too, and one in eleven of them passes the check.
    private void tellIfLikeNhs(Er7Value value, String at) {
        if (isUntyped(value) && looksLikeNhs(value.part(1))) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    at,
                    "The number passes the check of NHS numbers, but nothing calls it one; it was taken for a number of the hospital.",
                    "If it is the NHS number, say so: assigning authority NHS, type NH.");
        }
    }

    private void taken(String at, String number, String field) {
        boolean known =
                nhsNumbers.values().stream()
                        .anyMatch(n -> NhsNumber.unspaced(n).equals(NhsNumber.unspaced(number)));
        if (known) {
            return;
        }
        nhsNumbers.put(at, number);
        told.find(
                FindingKind.STRUCTURE_ADVICE,
                at,
                "The number in %s passes the check of NHS numbers and was taken for the patient's, though nothing calls it so."
                        .formatted(field),
                "Give the NHS number in PID-3 with assigning authority NHS and type NH.");
    }

    private static boolean isNhs(Er7Value value) {
        String authority = spelled(value.part(4));
        return NHS_AUTHORITIES.contains(authority)
                || NHS_TYPES.contains(spelled(value.part(5)))
                || value.part(4, 2).equals(NHS_OID)
                || value.part(4).equals(NHS_OID)
                || value.part(4, 2).toLowerCase(Locale.ROOT).endsWith("/id/nhs-number");
    }

    private static String spelled(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static boolean isUntyped(Er7Value value) {
        return value.part(4).isEmpty() && value.part(5).isEmpty();
    }

    private static boolean looksLikeNhs(String text) {
        NhsNumber.Verdict verdict = NhsNumber.check(NhsNumber.unspaced(text));
        return verdict == NhsNumber.Verdict.VALID || verdict == NhsNumber.Verdict.PLACEHOLDER;
    }

    static LocalIdentifier localIdentifier(Er7Value value) {
        return local(value.part(1), value.part(4), value.part(5));
    }

    /// A type that HL7 does not know says who gave the number.
    static LocalIdentifier local(String number, String assigner, String type) {
        return LOCAL_TYPES.contains(type)
                ? new LocalIdentifier(number, assigner, type)
                : new LocalIdentifier(number, (assigner + " " + type).strip(), "");
    }

    private Optional<String> absenceReason() {
        String given = pid.value(32).words(1);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String code = given.toUpperCase(Locale.ROOT).replaceFirst("^NSTS", "");
        return Optional.of(STATUS.getOrDefault(code, given));
    }

    /// The name in use; of several the first that is legal or of no type.
    private Er7Value name() {
        Er7Value name = chosen(5, v -> Set.of("", "L", "D", "C").contains(v.part(7)), "name");
        if (Stream.of(name.part(1), name.part(2), name.part(3))
                .anyMatch(n -> n.matches(".*\\p{L}\\?\\p{L}.*"))) {
            told.cleaned(Cleaning.LOST_CHARACTER, pid.location(5));
        }
        return name;
    }

    private Er7Value chosen(int field, java.util.function.Predicate<Er7Value> fits, String what) {
        List<Er7Value> values = pid.values(field);
        int best = -1;
        for (int i = values.size() - 1; i >= 0; i--) {
            boolean better = fits.test(values.get(i)) || best < 0;
            if (!values.get(i).isEmpty() && better) {
                best = i;
            }
        }
        for (int i = 0; i < values.size(); i++) {
            if (i != best && !values.get(i).isEmpty()) {
                told.find(
                        FindingKind.NOT_MAPPED,
                        pid.location(field, i, 0),
                        "Another %s of the patient has no place in an order; it stays in the message as received."
                                .formatted(what),
                        "Nothing need be done.");
            }
        }
        return best < 0 ? Er7Value.NOTHING : values.get(best);
    }

    private Optional<LocalDate> birthDate() {
        String given = pid.part(7);
        Optional<LocalDate> day = Dates.day(given);
        if (day.isEmpty() && !given.isEmpty()) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    pid.location(7),
                    "The date of birth is not a date in full, so it was not taken.",
                    "Give it as YYYYMMDD.");
        }
        return day;
    }

    private Sex sex() {
        String given = pid.part(8).toUpperCase(Locale.ROOT);
        Sex sex =
                switch (given) {
                    case "F", "2", "FEMALE" -> Sex.FEMALE;
                    case "M", "1", "MALE" -> Sex.MALE;
                    case "O", "A", "9", "I" -> Sex.OTHER;
                    default -> Sex.UNKNOWN;
                };
        if (given.matches("[0129]|FEMALE|MALE")) {
            told.cleaned(Cleaning.OLD_SEX_CODE, pid.location(8));
        } else if (!given.matches("[FMOAUNIX]?")) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    pid.location(8),
                    "The sex is given by a code that is not of HL7 table 0001, so it is not known.",
                    "Use M, F, O, U, A or N.");
        }
        return sex;
    }

    /// What the patient says of their ethnicity, in PID-22: table 0189 is defined by its users, and
    /// those of the NHS send the Data Dictionary's codes. HL7's own suggestions for the table mean
    /// other things by the same letters; where a value says that it is of these, it is not taken.
    Optional<EthnicCategory> ethnicity() {
        List<Er7Value> given = pid.values(22).stream().filter(v -> !v.isEmpty()).toList();
        List<Optional<EthnicCategory>> read =
                given.stream().map(PatientFields::ethnicity).distinct().toList();
        if (read.size() > 1) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    pid.location(22),
                    "The ethnic category is given more than once, and not the same each time, so none was taken.",
                    "Give the one that the patient chose.");
            return Optional.empty();
        }
        boolean isKnown = !given.stream().allMatch(v -> v.part(1).equals(ETHNICITY_NOT_KNOWN));
        if (read.size() == 1 && read.getFirst().isEmpty() && isKnown) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    pid.location(22),
                    "The ethnic category is no code of the NHS Data Dictionary, so it was not taken.",
                    "Give the letter of the category in PID-22.1: A to H, J to N, P, R, S, or Z if it was not stated.");
        }
        return read.isEmpty() ? Optional.empty() : read.getFirst();
    }

    /// The code, or the alternate one beside a system's own.
    private static Optional<EthnicCategory> ethnicity(Er7Value value) {
        return Stream.of(1, 4)
                .filter(code -> !spelled(value.part(code + 2)).equals(HL7_ETHNIC_GROUPS))
                .map(code -> value.part(code).toUpperCase(Locale.ROOT))
                .flatMap(code -> EthnicCategory.find(code).stream())
                .findFirst();
    }

    private Er7Value address = Er7Value.NOTHING;

    private String postcode() {
        address = chosen(11, v -> Set.of("", "H", "C", "P").contains(v.part(7)), "address");
        return address.part(5);
    }

    /// The lines of the address that the postcode is of.
    List<String> addressLines() {
        return Stream.of(1, 2, 3, 4, 6)
                .map(address::words)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    Optional<Death> death() {
        Optional<LocalDate> on = Dates.day(pid.part(29));
        boolean said = pid.part(30).equalsIgnoreCase("Y") || on.isPresent();
        return said ? Optional.of(new Death(on)) : Optional.empty();
    }
}
