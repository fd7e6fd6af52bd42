package org.opengms.hl7;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Writes order forms as hospitals' systems do; written from the HL7 standard for the tests, and
/// not from the reader.
final class Er7Writer {
    private final OrderForm form;
    private final String version;
    private final Delimiters delimiters;
    private final List<String> segments = new ArrayList<>();

    private Er7Writer(OrderForm form, String version, Delimiters delimiters) {
        this.form = form;
        this.version = version;
        this.delimiters = delimiters;
    }

    static String write(OrderForm form, String version, Delimiters delimiters, String controlId) {
        return new Er7Writer(form, version, delimiters).write(controlId);
    }

    /// Whether the version has specimen segments, order messages for laboratories and TQ1.
    static boolean isLate(String version) {
        return version.startsWith("2.5");
    }

    private String write(String controlId) {
        Delimiters d = delimiters;
        boolean late = isLate(version);
        String type =
                late
                        ? join(d.component(), "OML", "O21", "OML_O21")
                        : join(d.component(), "ORM", "O01");
        segments.add(
                String.join(
                        String.valueOf(d.field()),
                        "MSH",
                        "" + d.component() + d.repetition() + d.escape() + d.subcomponent(),
                        "EPR",
                        "SENDER",
                        "OPENGMS",
                        "HUB",
                        "20260301120000",
                        "",
                        type,
                        controlId,
                        "P",
                        version,
                        "",
                        "",
                        "",
                        "",
                        "",
                        "UNICODE UTF-8"));
        patient();
        relatives();
        if (!form.specialty().isEmpty()) {
            segment("PV1", Map.of(1, "1", 10, text(form.specialty())));
        }
        order();
        form.notes().forEach(note -> segment("NTE", Map.of(1, "1", 3, text(note))));
        form.phenotypes().forEach(this::feature);
        form.supplement().statements().forEach(this::statement);
        form.recordOfDiscussion().ifPresent(this::discussion);
        if (late) {
            specimens();
        }
        return String.join("\r", segments) + "\r";
    }

    private void patient() {
        var patient = form.patient();
        Map<Integer, String> pid = new TreeMap<>();
        List<String> identifiers = new ArrayList<>();
        patient.nhsNumberAsGiven()
                .ifPresent(n -> identifiers.add(components(n, "", "", "NHS", "NH")));
        form.supplement()
                .patientIdentifiers()
                .forEach(i ->
                        identifiers.add(components(i.value(), "", "", i.assigner(), i.type())));
        pid.put(3, join(delimiters.repetition(), identifiers.toArray(String[]::new)));
        String[] given = patient.givenName().split(" ", 2);
        pid.put(5, components(patient.familyName(), given[0], given.length > 1 ? given[1] : ""));
        patient.birthDate().ifPresent(day -> pid.put(7, day(day)));
        pid.put(8, sex(patient.sex()));
        List<String> lines = form.supplement().addressLines();
        pid.put(
                11,
                components(
                        !lines.isEmpty() ? lines.get(0) : "",
                        lines.size() > 1 ? lines.get(1) : "",
                        lines.size() > 2 ? lines.get(2) : "",
                        "",
                        patient.postcode()));
        form.supplement().ethnicity().ifPresent(e -> pid.put(22, components(e.code(), e.words())));
        form.supplement()
                .death()
                .ifPresent(death -> {
                    death.on().ifPresent(on -> pid.put(29, day(on)));
                    pid.put(30, "Y");
                });
        patient.nhsNumberAbsenceReason().ifPresent(reason -> pid.put(32, text(reason)));
        segment("PID", pid);
    }

    private void relatives() {
        int number = 1;
        for (OrderSupplement.Relative relative : form.supplement().relatives()) {
            segment(
                    "NK1",
                    Map.of(
                            1, String.valueOf(number++),
                            2, components(relative.familyName(), relative.givenName()),
                            3, components("", relative.relationship())));
        }
    }

    private void order() {
        boolean late = isLate(version);
        String doctor = doctor();
        Map<Integer, String> orc = new TreeMap<>();
        orc.put(1, "NW");
        orc.put(2, text(form.referenceNumber()));
        orc.put(4, text(form.supplement().requisition()));
        orc.put(9, day(form.authoredOn()) + "0930");
        orc.put(12, doctor);
        String organisation = form.supplement().requesterOrganisationName();
        if (late || version.equals("2.4")) {
            orc.put(
                    21,
                    late
                            ? components(
                                    organisation,
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    form.requesterOds())
                            : components(organisation, "", form.requesterOds()));
        } else {
            orc.put(17, components(form.requesterOds(), organisation));
        }
        segment("ORC", orc);
        String priority = form.priority() == Priority.URGENT ? "S" : "R";
        if (late) {
            segment("TQ1", Map.of(1, "1", 9, priority));
        }
        Map<Integer, String> obr = new TreeMap<>();
        obr.put(1, "1");
        obr.put(2, text(form.referenceNumber()));
        if (form.testCode().isEmpty()) {
            obr.put(4, components(form.indicationCode(), form.indicationName(), "NGTD"));
        } else {
            obr.put(4, components(form.testCode(), form.testName(), "NGTD"));
            obr.put(31, components(form.indicationCode(), form.indicationName(), "NGTD"));
        }
        obr.put(16, doctor);
        if (!late) {
            obr.put(27, components("", "", "", "", "", priority));
            if (!form.specimens().isEmpty()) {
                obr.put(11, form.specimens().getFirst().available() ? "O" : "P");
                obr.put(15, text(form.specimens().getFirst().type()));
                form.supplement()
                        .specimens()
                        .getFirst()
                        .collectedOn()
                        .ifPresent(on -> obr.put(7, day(on) + "1100"));
            }
        }
        segment("OBR", obr);
    }

    private String doctor() {
        List<String> words = new ArrayList<>(List.of(form.requesterName().split(" ")));
        String family = words.removeLast();
        String prefix =
                !words.isEmpty() && words.getFirst().matches("Dr|Prof\\.")
                        ? words.removeFirst()
                        : "";
        var own = form.supplement().requesterIdentifier();
        return components(
                own.map(OrderSupplement.LocalIdentifier::value).orElse(""),
                family,
                String.join(" ", words),
                "",
                "",
                prefix,
                "",
                "",
                own.map(OrderSupplement.LocalIdentifier::assigner).orElse(""));
    }

    private void feature(PhenotypeObservation feature) {
        String answer =
                switch (feature.presence()) {
                    case PRESENT -> components("Y", "Yes", "HL70136");
                    case ABSENT -> components("N", "No", "HL70136");
                    case UNCLEAR -> "";
                };
        observation("CE", components(feature.termId(), feature.label(), "HPO"), answer);
    }

    private void statement(OrderSupplement.CodedStatement statement) {
        observation(
                "CE",
                components(statement.asked().code(), statement.asked().display(), "SCT"),
                statement.answer().map(a -> components(a.code(), a.display(), "SCT")).orElse(""));
    }

    private void discussion(RecordOfDiscussion record) {
        observation(
                "ST",
                components("rod-state", "State", "OPENGMS"),
                record.state() == DiscussionState.TAKEN ? "TAKEN" : "TO-FOLLOW");
        record.testAgreed()
                .ifPresent(agreed ->
                        observation(
                                "ST",
                                components("rod-test-agreed", "Agreed", "OPENGMS"),
                                agreed ? "Y" : "N"));
        if (record.state() == DiscussionState.TAKEN) {
            switch (record.research()) {
                case AGREED -> research("Y", "Y");
                case DECLINED -> research("Y", "N");
                case UNDECIDED -> research("N", "");
            }
        }
        record.takenOn()
                .ifPresent(on ->
                        observation(
                                "DT",
                                components("datePatientCompletedForm", "Signed", "01-NGIS-ROD"),
                                day(on)));
    }

    private void research(String discussed, String agreed) {
        observation(
                "ST", components("researchConfirmation1", "Discussed", "01-NGIS-ROD"), discussed);
        if (!agreed.isEmpty()) {
            observation("ST", components("researchConfirmation2", "Agrees", "01-NGIS-ROD"), agreed);
        }
    }

    private void observation(String type, String question, String answer) {
        segment("OBX", Map.of(1, "1", 2, type, 3, question, 5, answer, 11, "F"));
    }

    private void specimens() {
        for (int i = 0; i < form.specimens().size(); i++) {
            var specimen = form.specimens().get(i);
            var taken = form.supplement().specimens().get(i);
            Map<Integer, String> spm = new TreeMap<>();
            spm.put(1, String.valueOf(i + 1));
            spm.put(2, text(specimen.identifier()));
            spm.put(
                    4,
                    taken.code()
                            .map(c -> components(c.code(), c.display(), "SCT"))
                            .orElse(components("", specimen.type())));
            spm.put(8, components("", taken.site()));
            taken.collectedOn().ifPresent(on -> spm.put(17, day(on)));
            spm.put(20, specimen.available() ? "Y" : "N");
            segment("SPM", spm);
        }
    }

    private static String sex(Sex sex) {
        return switch (sex) {
            case FEMALE -> "F";
            case MALE -> "M";
            case OTHER -> "O";
            case UNKNOWN -> "U";
        };
    }

    private static String day(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private void segment(String name, Map<Integer, String> fields) {
        int last = fields.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<String> all = new ArrayList<>(List.of(name));
        for (int i = 1; i <= last; i++) {
            all.add(fields.getOrDefault(i, ""));
        }
        segments.add(String.join(String.valueOf(delimiters.field()), all));
    }

    private String components(String... parts) {
        String[] escaped = new String[parts.length];
        for (int i = 0; i < parts.length; i++) {
            escaped[i] = text(parts[i]);
        }
        return join(delimiters.component(), escaped);
    }

    private static String join(char by, String... parts) {
        return String.join(String.valueOf(by), parts);
    }

    private String text(String words) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            String letter =
                    c == delimiters.field()
                            ? "F"
                            : c == delimiters.component()
                                    ? "S"
                                    : c == delimiters.subcomponent()
                                            ? "T"
                                            : c == delimiters.repetition()
                                                    ? "R"
                                                    : c == delimiters.escape()
                                                            ? "E"
                                                            : c == '\n' ? ".br" : "";
            escaped.append(
                    letter.isEmpty()
                            ? String.valueOf(c)
                            : delimiters.escape() + letter + delimiters.escape());
        }
        return escaped.toString();
    }
}
