package org.opengms.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A search parameter of one type of resource: its name, what is compared, and where it stands.
///
/// The parameters are those of the national Genomic Order Management Service (beta v0.5.3), with
/// `focus`, `subject` and `group-identifier` beside them. `_id`, `_lastUpdated`, `_count` and the
/// includes apply to every type and are not listed here.
///
/// @param type such as `Task`
/// @param name such as `business-status`
/// @param kind how values are compared
/// @param paths elements below the resource, names joined by dots
public record SearchParameter(String type, String name, Kind kind, List<String> paths) {
    /// How values are compared, in FHIR's words.
    public enum Kind {
        /// `code`, `system|code` or `|code`.
        TOKEN,
        /// `Type/id` or `id`; with `:identifier` the reference's identifier as a token.
        REFERENCE,
        /// A day or instant, with `eq`, `ge`, `gt`, `le` or `lt` before it.
        DATE;

        /// The code in a CapabilityStatement.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, List<SearchParameter>> BY_TYPE = new TreeMap<>();

    static {
        type(
                "ServiceRequest",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                date("authored", "authoredOn"),
                reference("requester", "requester"),
                reference("performer", "performer"),
                token("status", "status"),
                token("category", "category"),
                token("code", "code", "reasonCode"),
                token("requisition", "requisition"),
                reference("based-on", "basedOn"),
                reference("specimen", "specimen"),
                reference("supporting-info", "supportingInfo"));
        type(
                "RequestGroup",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                token("status", "status"),
                token("group-identifier", "groupIdentifier"));
        type(
                "Task",
                token("identifier", "identifier"),
                reference("patient", "for"),
                reference("subject", "for"),
                date("authored-on", "authoredOn"),
                reference("requester", "requester"),
                reference("owner", "owner"),
                token("status", "status"),
                token("code", "code"),
                token("business-status", "businessStatus"),
                reference("focus", "focus"),
                reference("input", "input.value"),
                token("group-identifier", "groupIdentifier"));
        type(
                "DiagnosticReport",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                reference("based-on", "basedOn"),
                date("issued", "issued"),
                reference("performer", "performer"),
                reference("results-interpreter", "resultsInterpreter"),
                token("status", "status"),
                token("code", "code"),
                reference("result", "result"),
                reference("specimen", "specimen"));
        type(
                "Specimen",
                token("identifier", "identifier", "accessionIdentifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                reference("request", "request"),
                date("collected", "collection.collected"),
                token("container-id", "container.identifier"),
                token("status", "status"),
                token("type", "type"),
                reference("parent", "parent"));
        type("Patient", token("identifier", "identifier"), reference("link", "link.other"));
        type("RelatedPerson", token("identifier", "identifier"), reference("patient", "patient"));
        type(
                "PractitionerRole",
                token("identifier", "identifier"),
                reference("practitioner", "practitioner"),
                reference("organization", "organization"));
        type(
                "Consent",
                token("identifier", "identifier"),
                reference("patient", "patient"),
                token("status", "status"));
        type(
                "Observation",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                token("status", "status"),
                token("code", "code"),
                reference("based-on", "basedOn"),
                reference("specimen", "specimen"));
        type(
                "Condition",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                token("code", "code"));
        type(
                "Procedure",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                reference("subject", "subject"),
                token("status", "status"),
                token("code", "code"));
        type(
                "FamilyMemberHistory",
                token("identifier", "identifier"),
                reference("patient", "patient"),
                token("status", "status"));
        type("BodyStructure", token("identifier", "identifier"), reference("patient", "patient"));
        type(
                "DocumentReference",
                token("identifier", "identifier"),
                reference("patient", "subject"),
                token("status", "status"));
        type("Device", token("identifier", "identifier"), reference("patient", "patient"));
        type(
                "QuestionnaireResponse",
                token("identifier", "identifier"),
                reference("subject", "subject"),
                reference("patient", "subject"),
                token("status", "status"));
        type("Bundle");
        type("Practitioner", token("identifier", "identifier"));
        type("Organization", token("identifier", "identifier"));
        type("Media", token("identifier", "identifier"), reference("patient", "subject"));
        type("Provenance", reference("target", "target"));
        type("Group", token("identifier", "identifier"), reference("member", "member.entity"));
        type(
                "Composition",
                token("identifier", "identifier"),
                reference("subject", "subject"),
                reference("patient", "subject"),
                token("status", "status"));
    }

    public SearchParameter {
        paths = List.copyOf(paths);
    }

    /// Every type that can be searched, in alphabetical order.
    public static List<String> types() {
        return List.copyOf(BY_TYPE.keySet());
    }

    /// The parameters of a type; none for a type that is not searched.
    public static List<SearchParameter> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /// One parameter of a type.
    public static Optional<SearchParameter> find(String type, String name) {
        return of(type).stream().filter(p -> p.name().equals(name)).findFirst();
    }

    private static void type(String type, SearchParameter... parameters) {
        BY_TYPE.put(
                type,
                List.of(parameters).stream()
                        .map(p -> new SearchParameter(type, p.name(), p.kind(), p.paths()))
                        .toList());
    }

    private static SearchParameter token(String name, String... paths) {
        return new SearchParameter("", name, Kind.TOKEN, List.of(paths));
    }

    private static SearchParameter reference(String name, String... paths) {
        return new SearchParameter("", name, Kind.REFERENCE, List.of(paths));
    }

    private static SearchParameter date(String name, String... paths) {
        return new SearchParameter("", name, Kind.DATE, List.of(paths));
    }
}
