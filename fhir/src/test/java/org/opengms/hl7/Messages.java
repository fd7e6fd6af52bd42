package org.opengms.hl7;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;

/// Messages for the tests, all invented, and orders in words that can be compared.
final class Messages {
    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final Hl7Orders READER = new Hl7Orders(FHIR, AcceptancePolicy.STANDARD);

    private Messages() {}

    /// A file of this package's test resources as a message: each line is a segment.
    static String message(String name) {
        return resource(name + ".hl7").replace('\n', '\r');
    }

    static String resource(String file) {
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no test resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything that was read, a line for each part that is not empty.
    static String describe(Hl7Order order) {
        List<String> lines = new ArrayList<>();
        lines.add("asks for: " + order.control().map(Enum::name).orElse("-"));
        lines.add("sender's number: " + order.placerNumber());
        order.form().ifPresent(form -> describe(form, lines));
        lines.add("findings:");
        for (Finding finding : order.findings()) {
            lines.add(
                    "  %s %s %s"
                            .formatted(
                                    finding.grade().name().toLowerCase(Locale.ROOT),
                                    finding.kind().code(),
                                    finding.path()));
            lines.add("    " + finding.words());
        }
        return String.join("\n", lines) + "\n";
    }

    private static void describe(OrderForm form, List<String> lines) {
        var patient = form.patient();
        add(lines, "NHS number", patient.nhsNumberAsGiven());
        add(lines, "no NHS number because", patient.nhsNumberAbsenceReason());
        add(lines, "family name", patient.familyName());
        add(lines, "given name", patient.givenName());
        add(lines, "born", patient.birthDate());
        add(lines, "sex", patient.sex().name().toLowerCase(Locale.ROOT));
        add(lines, "postcode", patient.postcode());
        OrderSupplement more = form.supplement();
        add(lines, "ethnicity", more.ethnicity().map(e -> e.code() + " " + e.words()));
        more.addressLines().forEach(l -> add(lines, "address", l));
        more.patientIdentifiers()
                .forEach(
                        i -> add(lines, "number", i.value() + " " + i.type() + " " + i.assigner()));
        more.death().ifPresent(d -> add(lines, "died", d.on().map(Object::toString).orElse("yes")));
        add(lines, "site", form.requesterOds());
        add(lines, "organisation", more.requesterOrganisationName());
        add(lines, "requester", form.requesterName());
        more.requesterIdentifier()
                .ifPresent(i -> add(lines, "requester's number", i.value() + " " + i.assigner()));
        add(lines, "specialty", form.specialty());
        add(lines, "indication", (form.indicationCode() + " " + form.indicationName()).strip());
        add(lines, "test", (form.testCode() + " " + form.testName()).strip());
        add(lines, "priority", form.priority().name().toLowerCase(Locale.ROOT));
        add(lines, "written", form.authoredOn().toString());
        add(lines, "requisition", more.requisition());
        form.phenotypes()
                .forEach(p ->
                        add(
                                lines,
                                "feature",
                                p.presence().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + p.termId()
                                        + " "
                                        + p.label()));
        more.statements()
                .forEach(s ->
                        add(
                                lines,
                                "statement",
                                s.asked().display()
                                        + s.answer().map(a -> ": " + a.display()).orElse("")));
        more.relatives()
                .forEach(r ->
                        add(
                                lines,
                                "relative",
                                r.givenName() + " " + r.familyName() + ", " + r.relationship()));
        form.recordOfDiscussion()
                .ifPresent(r ->
                        add(
                                lines,
                                "record of discussion",
                                "%s, test %s, research %s, on %s"
                                        .formatted(
                                                r.state().name().toLowerCase(Locale.ROOT),
                                                r.testAgreed()
                                                        .map(a -> a ? "agreed" : "refused")
                                                        .orElse("not said"),
                                                r.research().name().toLowerCase(Locale.ROOT),
                                                r.takenOn().map(Object::toString).orElse("-"))));
        for (int i = 0; i < form.specimens().size(); i++) {
            var specimen = form.specimens().get(i);
            var taken = more.specimens().get(i);
            add(
                    lines,
                    "specimen",
                    "%s|%s|%s|%s|%s|%s"
                            .formatted(
                                    specimen.identifier(),
                                    specimen.type(),
                                    taken.code().map(OrderSupplement.Code::code).orElse("-"),
                                    specimen.available() ? "at hand" : "to follow",
                                    taken.collectedOn().map(Object::toString).orElse("-"),
                                    taken.site()));
        }
        form.notes().forEach(n -> add(lines, "note", n.replace("\n", "\n      ")));
    }

    private static void add(List<String> lines, String name, Optional<?> value) {
        value.ifPresent(v -> add(lines, name, v.toString()));
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name + ": " + value.stripTrailing());
        }
    }
}
