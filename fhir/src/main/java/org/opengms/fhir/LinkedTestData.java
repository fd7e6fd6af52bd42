package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.dataset.Fact;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Truth;

/// What an order says of other tests that it rests on: an earlier one of the patient, or one of a
/// relative in whom a variant was found. They are what `basedOn` leads to, and reports among the
/// supporting information; orders of the same Bundle are the same family's and are none.
final class LinkedTestData {
    private final Bundle bundle;
    private final References references;
    private final Persons persons;
    private final Persons.Someone patient;
    private final int order;
    private final ServiceRequest request;
    private final String orderPath;

    LinkedTestData(
            Bundle bundle,
            References references,
            Persons persons,
            Persons.Someone patient,
            int order,
            ServiceRequest request) {
        this.bundle = bundle;
        this.references = references;
        this.persons = persons;
        this.patient = patient;
        this.order = order;
        this.request = request;
        this.orderPath = "Bundle.entry[" + order + "].resource";
    }

    /// @param isExpected whether the test asked for rests on another
    List<OrderData.Part> read(boolean isExpected) {
        List<OrderData.Part> parts = new ArrayList<>();
        read(request.getBasedOn(), "basedOn", parts);
        read(request.getSupportingInfo(), "supportingInfo", parts);
        if (parts.isEmpty()) {
            parts.add(none(isExpected));
        }
        return parts;
    }

    private void read(List<Reference> all, String element, List<OrderData.Part> parts) {
        for (int i = 0; i < all.size(); i++) {
            Reference reference = all.get(i);
            if (isLinkedTest(reference, element)) {
                parts.add(
                        read(
                                reference,
                                orderPath + "." + element + "[" + i + "]",
                                parts.size() + 1));
            }
        }
    }

    private boolean isLinkedTest(Reference reference, String element) {
        return switch (references.target(reference, order)) {
            case References.Target.Entry found -> isReport(found.resource());
            case References.Target.Kept found ->
                    isReport(found.resource()) || found.resource() instanceof ServiceRequest;
            case References.Target.Contained found -> isReport(found.resource());
            case References.Target.Outside ignored -> element.equals("basedOn") || named(reference);
            case References.Target.Nowhere ignored -> element.equals("basedOn") || named(reference);
        };
    }

    private static boolean named(Reference reference) {
        return text(reference.getReference()).contains("DiagnosticReport/")
                || text(reference.getType()).equals("DiagnosticReport");
    }

    private static boolean isReport(Resource resource) {
        return resource instanceof DiagnosticReport || resource instanceof DocumentReference;
    }

    private OrderData.Part none(boolean isExpected) {
        Answers answers = new Answers("", "Linked test - ");
        String at = orderPath + ".basedOn";
        for (String item :
                List.of(
                        "Clinical report service id",
                        "Clinical report / result",
                        "Relationship to patient",
                        "Name",
                        "Date of birth",
                        "Reporting organisation",
                        "Reporting organisation identifier (lab number)")) {
            answers.item(item, Optional.empty(), at);
        }
        return answers.part(
                Facts.NONE.with(
                        Fact.LINKED_TEST_AT_HAND, isExpected ? Truth.CANNOT_TELL : Truth.NO));
    }

    private OrderData.Part read(Reference reference, String path, int number) {
        Optional<Resource> test = references.resource(reference, order);
        int entry = references.entry(reference, order);
        String at = entry >= 0 ? "Bundle.entry[" + entry + "].resource" : path;
        Optional<Reference> subject = test.map(LinkedTestData::subject);
        int from = entry >= 0 ? entry : order;
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.LINKED_TEST_AT_HAND, test.isPresent() ? Truth.YES : Truth.CANNOT_TELL);
        facts.put(
                Fact.LINKED_TEST_OF_RELATIVE,
                subject.filter(s -> s.hasReference() || s.getIdentifier().hasValue())
                        .map(s -> Truth.of(!persons.isAbout(s, from, patient)))
                        .orElse(Truth.CANNOT_TELL));
        Optional<Patient> who = subject.flatMap(s -> persons.patient(persons.named(s, from)));
        Answers answers = new Answers("linked test " + number, "Linked test - ");
        answers.item(
                "Clinical report service id",
                test.filter(t -> identifiers(t).stream().anyMatch(Identifier::hasValue))
                        .map(t -> entry >= 0 ? at + ".identifier" : at)
                        .or(() ->
                                Optional.of(path + ".identifier.value")
                                        .filter(p -> reference.getIdentifier().hasValue())),
                path + ".identifier.value");
        answers.item(
                "Clinical report / result",
                test.filter(LinkedTestData::isReport).map(t -> path),
                orderPath + ".supportingInfo");
        answers.item(
                "Relationship to patient",
                subject.flatMap(s -> relationship(persons.named(s, from))),
                orderPath + ".supportingInfo");
        answers.item(
                "Name", who.filter(Patient::hasName).map(p -> at + ".subject"), at + ".subject");
        answers.item(
                "Date of birth",
                who.filter(Patient::hasBirthDate).map(p -> at + ".subject"),
                at + ".subject");
        Optional<Reference> laboratory = test.flatMap(LinkedTestData::laboratory);
        answers.item(
                "Reporting organisation",
                laboratory
                        .filter(l ->
                                l.hasDisplay() || l.hasReference() || l.getIdentifier().hasValue())
                        .map(l -> at + ".performer"),
                at + ".performer");
        answers.item(
                "Reporting organisation identifier (lab number)",
                laboratory
                        .filter(l -> l.getIdentifier().hasValue())
                        .map(l -> at + ".performer.identifier"),
                at + ".performer.identifier");
        return answers.part(new Facts(facts));
    }

    private static Reference subject(Resource test) {
        return switch (test) {
            case DiagnosticReport report -> report.getSubject();
            case DocumentReference document -> document.getSubject();
            case ServiceRequest earlier -> earlier.getSubject();
            default -> new Reference();
        };
    }

    private static List<Identifier> identifiers(Resource test) {
        return switch (test) {
            case DiagnosticReport report -> report.getIdentifier();
            case DocumentReference document ->
                    document.hasMasterIdentifier()
                            ? List.of(document.getMasterIdentifier())
                            : document.getIdentifier();
            case ServiceRequest earlier -> earlier.getIdentifier();
            default -> List.of();
        };
    }

    private static Optional<Reference> laboratory(Resource test) {
        return switch (test) {
            case DiagnosticReport report -> report.getPerformer().stream().findFirst();
            case DocumentReference document -> document.getAuthor().stream().findFirst();
            case ServiceRequest earlier -> earlier.getPerformer().stream().findFirst();
            default -> Optional.empty();
        };
    }

    /// The relationship of a person to the patient, as a RelatedPerson states it.
    Optional<String> relationship(Persons.Someone person) {
        return IntStream.range(0, bundle.getEntry().size())
                .filter(i ->
                        bundle.getEntry().get(i).getResource() instanceof RelatedPerson related
                                && related.hasRelationship()
                                && persons.isAbout(related.getPatient(), i, patient)
                                && related.getIdentifier().stream()
                                        .anyMatch(known ->
                                                persons.identifiers(person).stream()
                                                        .anyMatch(
                                                                own -> Persons.isSame(own, known))))
                .mapToObj(i -> "Bundle.entry[" + i + "].resource.relationship")
                .findFirst();
    }
}
