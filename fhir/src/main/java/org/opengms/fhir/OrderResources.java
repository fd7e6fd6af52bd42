package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.opengms.people.PersonId;

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
/// Each resource belongs to one order of the message: that of the person it is about, else the
/// first that refers to it or that it refers to, else the first of all.
///
/// @param versions first versions of every resource of the orders, a Patient left out where the
///   service keeps that person's already; tasks come by [TaskMapping]
/// @param response the transaction-response Bundle
/// @param consentReference `Consent/…` of the first order's record of discussion, if there is one
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
                _ -> Optional.empty(),
                () -> UUID.randomUUID().toString());
    }

    /// Assembles.
    ///
    /// @param received the text of the message: what is kept of each resource is its text in it
    /// @param message the same, read and accepted
    /// @param accepted what the service made of it
    /// @param at when it was accepted
    /// @param keptPatientVersion the version of a person's Patient that the service keeps already;
    ///   it stays as it is, and the response names it with status 200
    /// @param ids gives the ids of all but the ServiceRequests and the Patients tested
    public static OrderResources assemble(
            String received,
            OrderMessage message,
            Submission.Accepted accepted,
            Instant at,
            Function<PersonId, Optional<Integer>> keptPatientVersion,
            Supplier<String> ids) {
        return new Assembly(received, message, accepted, at, keptPatientVersion, ids).assemble();
    }

    private static final class Assembly {
        private final List<@Nullable String> texts;
        private final OrderMessage message;
        private final List<Submission.Kept> accepted;
        private final Instant at;
        private final References references;
        private final List<String> ids = new ArrayList<>();

        /// For the entry of each Patient tested: the version of it that is kept already.
        private final Map<Integer, Integer> keptPatients = new HashMap<>();

        Assembly(
                String received,
                OrderMessage message,
                Submission.Accepted accepted,
                Instant at,
                Function<PersonId, Optional<Integer>> keptPatientVersion,
                Supplier<String> supplier) {
            this.texts = ResourceText.entries(received);
            this.message = message;
            this.accepted = accepted.orders();
            this.at = at;
            this.references = new References(message.bundle(), KnownResources.NONE);
            Map<Integer, String> given = new HashMap<>();
            for (int i = 0; i < this.accepted.size(); i++) {
                OrderMessage.Ordered order = message.orders().get(i);
                PersonId person = this.accepted.get(i).person().id();
                given.put(order.orderEntry(), this.accepted.get(i).order().id().value());
                if (order.subjectEntry() >= 0 && !given.containsKey(order.subjectEntry())) {
                    // a second Patient of one person is that person, as one kept before would be
                    Optional<Integer> version =
                            given.containsValue(person.value())
                                    ? Optional.of(1)
                                    : keptPatientVersion.apply(person);
                    version.ifPresent(v -> keptPatients.put(order.subjectEntry(), v));
                    given.put(order.subjectEntry(), person.value());
                }
            }
            for (int i = 0; i < message.bundle().getEntry().size(); i++) {
                String id = given.get(i);
                ids.add(id == null ? supplier.get() : id);
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
                Optional<Integer> kept = Optional.ofNullable(keptPatients.get(i));
                if (kept.isEmpty()) {
                    versions.add(version(i, sent));
                }
                answer(response, i, kept);
            }
            return new OrderResources(versions, response, consentReference());
        }

        private Optional<String> consentReference() {
            return message.chief()
                    .map(OrderMessage.Ordered::consentEntry)
                    .filter(entry -> entry >= 0)
                    .map(entry -> "Consent/" + ids.get(entry));
        }

        private ResourceVersion version(int entry, Resource sent) {
            Resource resource = sent.copy();
            rewrite(resource, sent, entry);
            ResourceText text =
                    ResourceText.of(Objects.requireNonNull(texts.get(entry)))
                            .addresses(url -> rewritten(url, entry));
            Optional<Integer> about = about(entry, sent);
            Submission.Kept owner = accepted.get(about.orElseGet(() -> linked(entry, sent)));
            if (orderAt(entry).isPresent() && resource instanceof ServiceRequest request) {
                addNumber(request, owner.order(), text);
            }
            return Keeping.received(
                    text,
                    resource,
                    ids.get(entry),
                    1,
                    at,
                    Keeping.Belonging.to(
                            owner.order(),
                            about.map(_ -> owner.person().id()),
                            owner.order().route().route().laboratory()));
        }

        private static void addNumber(ServiceRequest request, TestOrder order, ResourceText text) {
            boolean there =
                    request.getIdentifier().stream()
                            .anyMatch(i -> Systems.ORDER_NUMBER.equals(i.getSystem()));
            if (!there) {
                request.addIdentifier(
                        new Identifier().setSystem(Systems.ORDER_NUMBER).setValue(order.number()));
                text.append(
                        "identifier",
                        "{\"system\":%s,\"value\":%s}"
                                .formatted(
                                        ResourceText.quoted(Systems.ORDER_NUMBER),
                                        ResourceText.quoted(order.number())));
            }
        }

        // ---- which order a resource belongs to

        /// The order, by its place, whose ServiceRequest an entry is.
        private Optional<Integer> orderAt(int entry) {
            return firstOrder(o -> o.orderEntry() == entry);
        }

        private Optional<Integer> firstOrder(Predicate<OrderMessage.Ordered> wanted) {
            for (int i = 0; i < accepted.size(); i++) {
                if (wanted.test(message.orders().get(i))) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        /// The order whose person a resource is about: the person, the order, the record of
        /// discussion, and all whose subject they are. Of several orders for one person it is the
        /// one that refers to it.
        private Optional<Integer> about(int entry, Resource sent) {
            Optional<Integer> itself =
                    orderAt(entry).or(() -> firstOrder(o -> o.consentEntry() == entry));
            if (itself.isPresent()) {
                return itself;
            }
            Set<Integer> subjects = new HashSet<>();
            subjects.add(entry);
            for (String name : List.of("subject", "patient", "for")) {
                Property property = sent.getNamedProperty(name);
                if (property != null) {
                    for (Base value : property.getValues()) {
                        if (value instanceof Reference reference) {
                            subjects.add(references.entry(reference, entry));
                        }
                    }
                }
            }
            Predicate<OrderMessage.Ordered> theirs =
                    o -> o.subjectEntry() >= 0 && subjects.contains(o.subjectEntry());
            boolean several = message.orders().stream().filter(theirs).count() > 1;
            return several
                    ? firstOrder(o -> theirs.test(o) && areLinked(o, entry, sent))
                            .or(() -> firstOrder(theirs))
                    : firstOrder(theirs);
        }

        /// The order that a resource about nobody tested belongs to.
        private int linked(int entry, Resource sent) {
            return accepted.size() == 1 ? 0 : firstOrder(o -> areLinked(o, entry, sent)).orElse(0);
        }

        /// Whether an order refers to an entry, or the entry to the order.
        private boolean areLinked(OrderMessage.Ordered order, int entry, Resource sent) {
            Resource request = message.bundle().getEntry().get(order.orderEntry()).getResource();
            return leadsTo(request, order.orderEntry(), entry)
                    || leadsTo(sent, entry, order.orderEntry());
        }

        private boolean leadsTo(Resource from, int entry, int target) {
            return Elements.references(from, "").stream()
                    .anyMatch(r -> references.entry(r.reference(), entry) == target);
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

        private void answer(Bundle response, int entry, Optional<Integer> keptVersion) {
            var answer = response.addEntry().getResponse();
            int version = keptVersion.orElse(1);
            answer.setStatus(keptVersion.isPresent() ? "200 OK" : "201 Created");
            answer.setLocation(kept(entry) + "/_history/" + version);
            answer.setEtag("W/\"" + version + "\"");
            if (keptVersion.isEmpty()) {
                answer.setLastModifiedElement(Keeping.instant(at));
            }
            orderAt(entry).ifPresent(i -> answer.setOutcome(outcome(accepted.get(i))));
        }

        private static OperationOutcome outcome(Submission.Kept accepted) {
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
