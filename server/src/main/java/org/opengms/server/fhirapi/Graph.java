package org.opengms.server.fhirapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What belongs to an order or a report, as a graph of references: what `$graph` gives. The graphs
/// are those of the national implementation guide (GraphDefinitions genomics-test-order,
/// genomics-test-orders-group, genomics-test-result and genomics-results-group, 2026-03-24), with
/// the names that its interface description gives them beside their own.
///
/// @param name such as `genomics-test-order`
/// @param start the type that it starts from
/// @param links from there
record Graph(String name, String start, List<Link> links) {
    Graph {
        links = List.copyOf(links);
    }

    /// A step from a resource to others.
    sealed interface Link {
        /// To what an element refers to.
        ///
        /// @param path elements joined by dots, below the resource
        /// @param target its type; `Resource` for any
        /// @param links from there
        record Forward(String path, String target, List<Link> links) implements Link {}

        /// To what refers to the resource.
        ///
        /// @param type of what refers
        /// @param parameter search parameter by which it refers
        /// @param links from there
        record Backward(String type, String parameter, List<Link> links) implements Link {}

        /// To the orders of the same requisition.
        ///
        /// @param links from there
        record SameRequisition(List<Link> links) implements Link {}
    }

    private static final List<Link> SPECIMEN =
            List.of(
                    to("subject", "Patient"),
                    to("parent", "Specimen"),
                    to("collection.collector", "PractitionerRole"),
                    to("collection.extension.valueReference", "BodyStructure"));

    private static final List<Link> OBSERVATION =
            List.of(
                    to("extension.valueReference", "BodyStructure"),
                    to("focus", "Specimen"),
                    to("performer", "Resource"),
                    to("hasMember", "Observation"));

    private static final List<Link> CONSENT =
            List.of(
                    to(
                            "sourceReference",
                            "QuestionnaireResponse",
                            to("author", "PractitionerRole"),
                            to("source", "Resource")),
                    to("sourceReference", "DocumentReference"),
                    to("patient", "Patient"));

    private static final List<Link> INFORMATION =
            List.of(
                    to("supportingInfo", "RelatedPerson", by("Patient", "link")),
                    new Link.Forward("supportingInfo", "Observation", OBSERVATION),
                    to(
                            "supportingInfo",
                            "Condition",
                            to("recorder", "Resource"),
                            to("asserter", "Resource")),
                    to("supportingInfo", "Procedure"),
                    to(
                            "supportingInfo",
                            "FamilyMemberHistory",
                            to("extension.valueReference", "Observation"),
                            to("extension.valueReference", "Patient")),
                    to("supportingInfo", "DocumentReference"),
                    to("supportingInfo", "DiagnosticReport"),
                    to("supportingInfo", "QuestionnaireResponse"),
                    new Link.Forward("supportingInfo", "Specimen", SPECIMEN),
                    new Link.Forward("supportingInfo", "Consent", CONSENT));

    private static final List<Link> ORDER =
            joined(
                    List.of(
                            to("extension.valueReference", "PractitionerRole"),
                            to("basedOn", "ServiceRequest"),
                            to("subject", "Patient"),
                            to("requester", "PractitionerRole"),
                            to("reasonReference", "Condition"),
                            new Link.Forward("specimen", "Specimen", SPECIMEN),
                            new Link.Backward("Specimen", "request", SPECIMEN)),
                    INFORMATION);

    private static final List<Link> RESULT =
            List.of(
                    to("extension.valueReference", "Task"),
                    to(
                            "extension.valueReference",
                            "Procedure",
                            to("extension.valueReference", "Procedure")),
                    to("extension.valueReference", "Resource"),
                    to("subject", "Patient"),
                    to("basedOn", "ServiceRequest"),
                    new Link.Forward("specimen", "Specimen", SPECIMEN),
                    to(
                            "result",
                            "Observation",
                            to("performer", "Resource"),
                            to("hasMember", "Observation")));

    private static final List<Graph> ALL =
            List.of(
                    new Graph("genomics-test-order", "ServiceRequest", ORDER),
                    new Graph(
                            "genomics-test-orders-group",
                            "ServiceRequest",
                            joined(ORDER, List.of(new Link.SameRequisition(ORDER)))),
                    new Graph("genomics-test-result", "DiagnosticReport", RESULT),
                    new Graph(
                            "genomics-trio-test-order",
                            "RequestGroup",
                            List.of(new Link.Forward("action.resource", "ServiceRequest", ORDER))),
                    new Graph(
                            "genomics-results-group",
                            "RequestGroup",
                            List.of(
                                    to(
                                            "action.resource",
                                            "ServiceRequest",
                                            new Link.Backward(
                                                    "DiagnosticReport", "based-on", RESULT)))));

    private static Link to(String path, String target, Link... links) {
        return new Link.Forward(path, target, List.of(links));
    }

    private static Link by(String type, String parameter, Link... links) {
        return new Link.Backward(type, parameter, List.of(links));
    }

    private static List<Link> joined(List<Link> first, List<Link> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    /// Every graph.
    static List<Graph> all() {
        return ALL;
    }

    /// The graph of a name, in which capitals do not matter.
    static Optional<Graph> find(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        String known =
                asked.equals("genomics-trio-result-grouping") ? "genomics-results-group" : asked;
        return ALL.stream().filter(g -> g.name().equals(known)).findFirst();
    }

    /// The graph of a type where none is named.
    static Optional<Graph> usual(String type) {
        return ALL.stream().filter(g -> g.start().equals(type)).findFirst();
    }
}
