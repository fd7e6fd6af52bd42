package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.opengms.orders.LabTask;
import org.opengms.orders.Submission;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Route;

/// The resources of an accepted order, as they are kept, and the answer to its sender.
///
/// Of what was sent only this changes: ids; references, and other addresses, that lead to an entry
/// of the Bundle; `meta.versionId` and `meta.lastUpdated`. The ServiceRequest gets one thing that
/// was not sent: the order's number as an identifier of system [Systems#ORDER_NUMBER].
///
/// The response has one entry for each entry of the request, in its order (FHIR R4, *Transaction
/// Processing Rules*). The outcome in the entry of the ServiceRequest tells the order's number,
/// every finding, and every laboratory task as `Task/…`; the tasks are found by
/// `Task?focus=ServiceRequest/…` as well.
///
/// @param versions first versions of every resource of the order, the Patient left out where the
///   service keeps that person's already; tasks come by [TaskMapping]
/// @param response the transaction-response Bundle
/// @param consentReference `Consent/…` of the record of discussion, if there is one
public record OrderResources(
        List<ResourceVersion> versions, Bundle response, Optional<String> consentReference) {
    /// Begins each line of the answer that says why this test was chosen.
    public static final String WHY = "Why this test: ";

    public OrderResources {
        versions = List.copyOf(versions);
    }

    /// Assembles an order of a person whose Patient the service does not keep yet, with random ids.
    ///
    /// @param received the text of the message
    /// @param message the same, read and accepted
    /// @param accepted what the service made of it
    /// @param at when it was accepted
    public static OrderResources assemble(
            String received, OrderMessage message, Submission.Accepted accepted, Instant at) {
        return assemble(
                received,
                message,
                accepted,
                at,
                Optional.empty(),
                () -> UUID.randomUUID().toString());
    }

    /// Assembles.
    ///
    /// @param received the text of the message: what is kept of each resource is its text in it
    /// @param message the same, read and accepted
    /// @param accepted what the service made of it
    /// @param at when it was accepted
    /// @param keptPatientVersion the version of this person's Patient that the service keeps
    ///   already; it stays as it is, and the response names it with status 200
    /// @param ids gives the ids of all but the ServiceRequest and the Patient
    public static OrderResources assemble(
            String received,
            OrderMessage message,
            Submission.Accepted accepted,
            Instant at,
            Optional<Integer> keptPatientVersion,
            Supplier<String> ids) {
        return new Assembly(received, message, accepted, at, keptPatientVersion, ids).assemble();
    }

    private static final class Assembly {
        private final List<@Nullable String> texts;
        private final OrderMessage message;
        private final Submission.Accepted accepted;
        private final Instant at;
        private final Optional<Integer> keptPatientVersion;
        private final References references;
        private final List<String> ids = new ArrayList<>();

        Assembly(
                String received,
                OrderMessage message,
                Submission.Accepted accepted,
                Instant at,
                Optional<Integer> keptPatientVersion,
                Supplier<String> supplier) {
            this.texts = ResourceText.entries(received);
            this.message = message;
            this.accepted = accepted;
            this.at = at;
            this.keptPatientVersion = keptPatientVersion;
            this.references = new References(message.bundle(), KnownResources.NONE);
            for (int i = 0; i < message.bundle().getEntry().size(); i++) {
                if (i == message.orderEntry()) {
                    ids.add(accepted.order().id().value());
                } else if (i == message.subjectEntry()) {
                    ids.add(accepted.person().id().value());
                } else {
                    ids.add(supplier.get());
                }
            }
        }

        OrderResources assemble() {
            List<ResourceVersion> versions = new ArrayList<>();
            Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
            List<Bundle.BundleEntryComponent> entries = message.bundle().getEntry();
            for (int i = 0; i < entries.size(); i++) {
                Resource sent = entries.get(i).getResource();
                if (sent == null) {
                    response.addEntry().getResponse().setStatus("204 No Content");
                    continue;
                }
                boolean kept = i == message.subjectEntry() && keptPatientVersion.isPresent();
                if (!kept) {
                    versions.add(version(i, sent));
                }
                answer(response, i, sent, kept ? keptPatientVersion.get() : 1, kept);
            }
            return new OrderResources(versions, response, consentReference());
        }

        private Optional<String> consentReference() {
            return message.consentEntry() < 0
                    ? Optional.empty()
                    : Optional.of("Consent/" + ids.get(message.consentEntry()));
        }

        private ResourceVersion version(int entry, Resource sent) {
            Resource resource = sent.copy();
            rewrite(resource, sent, entry);
            ResourceText text =
                    ResourceText.of(Objects.requireNonNull(texts.get(entry)))
                            .addresses(url -> rewritten(url, entry));
            if (entry == message.orderEntry() && resource instanceof ServiceRequest order) {
                addNumber(order, text);
            }
            TestOrder order = accepted.order();
            return Keeping.received(
                    text,
                    resource,
                    ids.get(entry),
                    1,
                    at,
                    Keeping.Belonging.to(
                            order,
                            isAboutSubject(entry, sent)
                                    ? Optional.of(accepted.person().id())
                                    : Optional.empty(),
                            laboratory(order.route().route())));
        }

        private static org.opengms.infrastructure.OdsCode laboratory(Route route) {
            return route.laboratory();
        }

        private void addNumber(ServiceRequest order, ResourceText text) {
            boolean there =
                    order.getIdentifier().stream()
                            .anyMatch(i -> Systems.ORDER_NUMBER.equals(i.getSystem()));
            if (!there) {
                order.addIdentifier(
                        new Identifier()
                                .setSystem(Systems.ORDER_NUMBER)
                                .setValue(accepted.order().number()));
                text.append(
                        "identifier",
                        "{\"system\":%s,\"value\":%s}"
                                .formatted(
                                        ResourceText.quoted(Systems.ORDER_NUMBER),
                                        ResourceText.quoted(accepted.order().number())));
            }
        }

        /// Whether a resource holds data of the person tested: the person, the order, the record of
        /// discussion, and all whose subject they are.
        private boolean isAboutSubject(int entry, Resource sent) {
            if (entry == message.subjectEntry()
                    || entry == message.orderEntry()
                    || entry == message.consentEntry()) {
                return true;
            }
            if (message.subjectEntry() < 0) {
                return false;
            }
            for (String name : List.of("subject", "patient", "for")) {
                Property property = sent.getNamedProperty(name);
                if (property != null) {
                    for (Base value : property.getValues()) {
                        if (value instanceof Reference reference
                                && references.entry(reference, entry) == message.subjectEntry()) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /// Makes references and other addresses that lead to an entry lead to what is kept of it.
        private void rewrite(Resource copy, Resource sent, int entry) {
            List<Elements.Referred> before = Elements.references(sent, "");
            List<Elements.Referred> after = Elements.references(copy, "");
            for (int i = 0; i < after.size(); i++) {
                Reference reference = after.get(i).reference();
                String url = text(reference.getReference());
                if (!url.isEmpty()) {
                    reference.setResource(null);
                    reference.setReference(
                            rewritten(text(before.get(i).reference().getReference()), entry));
                }
            }
        }

        /// Where an address leads in what is kept; an address that leads to no entry stays.
        private String rewritten(String url, int entry) {
            if (url.startsWith("#")) {
                return url;
            }
            int target = references.entry(new Reference(url), entry);
            return target < 0 ? url : kept(target);
        }

        private String kept(int entry) {
            return message.bundle().getEntry().get(entry).getResource().fhirType()
                    + "/"
                    + ids.get(entry);
        }

        private void answer(Bundle response, int entry, Resource sent, int version, boolean kept) {
            var answer = response.addEntry().getResponse();
            answer.setStatus(kept ? "200 OK" : "201 Created");
            answer.setLocation(kept(entry) + "/_history/" + version);
            answer.setEtag("W/\"" + version + "\"");
            if (!kept) {
                answer.setLastModifiedElement(Keeping.instant(at));
            }
            if (entry == message.orderEntry() && sent instanceof ServiceRequest) {
                answer.setOutcome(outcome());
            }
        }

        private OperationOutcome outcome() {
            OperationOutcome outcome = new OperationOutcome();
            TestOrder order = accepted.order();
            outcome.addIssue(
                    OperationOutcomes.information("Order %s accepted.".formatted(order.number())));
            for (LabTask task : accepted.tasks()) {
                outcome.addIssue(
                        OperationOutcomes.information(
                                "Task/%s: %s (%s) at laboratory %s."
                                        .formatted(
                                                task.id().value(),
                                                task.code().code(),
                                                task.status().code(),
                                                task.owner())));
            }
            for (String reason : order.route().reasons()) {
                outcome.addIssue(OperationOutcomes.information(WHY + reason));
            }
            if (!accepted.findings().isEmpty()) {
                OperationOutcomes.of(accepted.findings()).getIssue().forEach(outcome::addIssue);
            }
            return outcome;
        }
    }
}
