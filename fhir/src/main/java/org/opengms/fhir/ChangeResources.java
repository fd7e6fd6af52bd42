package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.Finding;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;

/// The resources of a transaction that changes what the service keeps, as they are kept: to the
/// letter but for ids, addresses of entries and the version's `meta`; and the answer to its sender,
/// entry by entry.
public final class ChangeResources {
    private final List<@Nullable String> texts;
    private final ChangeMessage message;
    private final References references;
    private final List<String> ids = new ArrayList<>();
    private final List<Bundle.BundleEntryResponseComponent> answers = new ArrayList<>();

    /// @param received the text of the message
    /// @param message the same, read
    /// @param newIds gives the ids of what is new
    public ChangeResources(String received, ChangeMessage message, Supplier<String> newIds) {
        this.texts = ResourceText.entries(received);
        this.message = message;
        this.references = new References(message.bundle(), KnownResources.NONE);
        for (Bundle.BundleEntryComponent entry : message.bundle().getEntry()) {
            String url = text(entry.getRequest().getUrl());
            ids.add(
                    entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT
                            ? url.substring(url.lastIndexOf('/') + 1)
                            : newIds.get());
            answers.add(new Bundle.BundleEntryResponseComponent());
        }
    }

    /// The id of an entry's resource as it is kept.
    public String id(int entry) {
        return ids.get(entry);
    }

    /// The text of an entry's resource with addresses as they are kept.
    public String keptText(int entry) {
        return edited(entry).text();
    }

    /// The text of a kept resource with one more element in an array of references.
    ///
    /// @param member such as `specimen`
    /// @param reference `Type/id`; nothing changes where the text has it already
    public static String referring(String kept, String member, String reference) {
        String quoted = ResourceText.quoted(reference);
        return kept.contains(quoted)
                ? kept
                : ResourceText.of(kept).append(member, "{\"reference\":" + quoted + "}").text();
    }

    private ResourceText edited(int entry) {
        return ResourceText.of(Objects.requireNonNull(texts.get(entry)))
                .addresses(url -> rewritten(url, entry));
    }

    private String rewritten(String url, int entry) {
        if (url.startsWith("#")) {
            return url;
        }
        int target = references.entry(new Reference(url), entry);
        return target < 0
                ? url
                : message.bundle().getEntry().get(target).getResource().fhirType()
                        + "/"
                        + ids.get(target);
    }

    /// A version of an entry's resource.
    ///
    /// @param order that it belongs to; absent for a specimen that comes before its order
    /// @param laboratory that works on it or has it
    /// @param sender the organisation that sent it
    public ResourceVersion version(
            int entry,
            int version,
            Instant at,
            Optional<TestOrder> order,
            Optional<OdsCode> laboratory,
            OdsCode sender) {
        Resource sent = message.bundle().getEntry().get(entry).getResource();
        Resource read = sent.copy();
        Elements.references(read, "")
                .forEach(referred -> {
                    Reference reference = referred.reference();
                    if (reference.hasReference()) {
                        reference.setResource(null);
                        reference.setReference(rewritten(reference.getReference(), entry));
                    }
                });
        Keeping.Belonging belonging =
                new Keeping.Belonging(
                        order.map(TestOrder::person).filter(person -> isAbout(read, person)),
                        order.map(TestOrder::id),
                        laboratory,
                        order.flatMap(TestOrder::orderingSite),
                        Optional.of(order.map(TestOrder::submittedBy).orElse(sender)));
        return Keeping.received(edited(entry), read, ids.get(entry), version, at, belonging);
    }

    private static boolean isAbout(Resource resource, PersonId person) {
        String patient = "Patient/" + person.value();
        for (String name : List.of("subject", "patient", "for")) {
            Property property = resource.getNamedProperty(name);
            if (property != null) {
                for (Base value : property.getValues()) {
                    if (value instanceof Reference reference
                            && text(reference.getReference()).equals(patient)) {
                        return true;
                    }
                }
            }
        }
        return resource.fhirType().equals("Patient")
                && text(resource.getIdElement().getIdPart()).equals(person.value());
    }

    /// Answers an entry.
    ///
    /// @param reference `Type/id` of what is kept
    /// @param isNew whether it was made by this
    /// @param findings what its sender must know
    public void answer(
            int entry,
            String reference,
            int version,
            Instant at,
            boolean isNew,
            List<Finding> findings) {
        Bundle.BundleEntryResponseComponent answer = answers.get(entry);
        answer.setStatus(isNew ? "201 Created" : "200 OK");
        answer.setLocation(reference + "/_history/" + version);
        answer.setEtag("W/\"" + version + "\"");
        answer.setLastModifiedElement(Keeping.instant(at));
        if (!findings.isEmpty()) {
            answer.setOutcome(OperationOutcomes.of(findings));
        }
    }

    /// Tells the sender more about an entry.
    public void tell(int entry, List<String> words) {
        OperationOutcome outcome =
                answers.get(entry).getOutcome() instanceof OperationOutcome there
                        ? there
                        : new OperationOutcome();
        words.forEach(one -> outcome.addIssue(OperationOutcomes.information(one)));
        answers.get(entry).setOutcome(outcome);
    }

    /// The answer, one entry for each entry of the request and in its order.
    public Bundle response() {
        Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        answers.forEach(answer -> response.addEntry().setResponse(answer));
        return response;
    }
}
