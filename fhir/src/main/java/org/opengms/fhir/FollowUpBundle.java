package org.opengms.fhir;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;

/// The message that orders a genome which was kept behind a conventional test: the same patients,
/// features, samples and requester as the orders before, each request based on the one before, with
/// the intent that FHIR has for it (*reflex-order*: made automatically from a parent's
/// authorisation and its first results). What people said is not in it: statements are kept once,
/// and read where they are.
///
/// The same orders give the same ids, so that two copies of it are one message.
public final class FollowUpBundle {
    private static final String ENTRY = "urn:uuid:";

    private FollowUpBundle() {}

    /// An order that is followed.
    ///
    /// @param order the order
    /// @param resources what is kept of it, with its Patient; what the genome does not need is left
    ///   out
    /// @param isSampleAtHand whether a sample of it has come
    public record Followed(TestOrder order, List<Resource> resources, boolean isSampleAtHand) {
        public Followed {
            resources = List.copyOf(resources);
        }

        /// Never the content: it is personal data.
        @Override
        public String toString() {
            return "Followed[" + order.number() + "]";
        }
    }

    /// Writes it.
    ///
    /// @param orders the patient's first, then those of relatives who take part
    /// @param genome what is ordered
    /// @param today in the United Kingdom
    public static Bundle of(List<Followed> orders, Route.Test genome, LocalDate today) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        for (Followed followed : orders) {
            add(bundle, followed, genome, today);
        }
        return bundle;
    }

    private static void add(Bundle bundle, Followed followed, Route.Test genome, LocalDate today) {
        Map<String, String> moved = new HashMap<>();
        List<Resource> copies =
                followed.resources().stream()
                        .filter(FollowUpBundle::isNeeded)
                        .map(Resource::copy)
                        .toList();
        for (Resource copy : copies) {
            String type = copy.fhirType();
            String before = copy.getIdElement().getIdPart();
            String id = copy instanceof Patient ? before : newId(type + "/" + before);
            moved.put(type + "/" + before, ENTRY + id);
            copy.setId(id);
            copy.setMeta(null);
        }
        for (Resource copy : copies) {
            for (Elements.Referred referred : Elements.references(copy, "")) {
                Reference reference = referred.reference();
                String to = moved.get(Elements.text(reference.getReference()));
                if (to != null) {
                    reference.setResource(null);
                    reference.setReference(to);
                }
            }
            switch (copy) {
                case ServiceRequest request -> ask(request, followed.order(), genome, today);
                case Specimen specimen when followed.isSampleAtHand() ->
                        specimen.setStatus(Specimen.SpecimenStatus.AVAILABLE);
                default -> {}
            }
            bundle.addEntry()
                    .setFullUrl(ENTRY + copy.getIdElement().getIdPart())
                    .setResource(copy)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(copy.fhirType());
        }
    }

    private static boolean isNeeded(Resource resource) {
        return switch (resource) {
            case Patient _, ServiceRequest _ -> true;
            case Specimen specimen ->
                    specimen.getStatus() == null
                            || specimen.getStatus() == Specimen.SpecimenStatus.AVAILABLE;
            case Observation feature -> PhenotypeReading.read(feature).isPresent();
            default -> false;
        };
    }

    private static void ask(
            ServiceRequest request, TestOrder before, Route.Test genome, LocalDate today) {
        request.setText(null);
        request.setIdentifier(null);
        request.setInstantiatesCanonical(null);
        request.setInstantiatesUri(null);
        request.setReplaces(null);
        request.setPerformer(null);
        request.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        request.setIntent(ServiceRequest.ServiceRequestIntent.REFLEXORDER);
        request.setPriority(
                before.priority() == Priority.URGENT
                        ? ServiceRequest.ServiceRequestPriority.URGENT
                        : ServiceRequest.ServiceRequestPriority.ROUTINE);
        request.setAuthoredOnElement(new DateTimeType(today.toString()));
        request.setBasedOn(List.of(new Reference("ServiceRequest/" + before.id().value())));
        request.setCode(concept(genome.testCode(), genome.testName()));
        boolean hasReason =
                request.getReasonCode().stream()
                        .flatMap(reason -> reason.getCoding().stream())
                        .anyMatch(c ->
                                Systems.DIRECTORY_SYSTEMS.contains(Elements.text(c.getSystem())));
        if (!hasReason && before.indicationCode().isPresent()) {
            request.addReasonCode(concept(before.indicationCode().get(), before.indicationName()));
        }
        request.addNote()
                .setText(
                        "Kept behind order %s, whose test found no cause."
                                .formatted(before.number()));
    }

    private static CodeableConcept concept(String code, String words) {
        String system =
                code.startsWith("TP") || code.startsWith("GT")
                        ? Systems.DIGITAL_TEST_DIRECTORY
                        : Systems.TEST_DIRECTORY;
        return new CodeableConcept(new Coding(system, code, words.isEmpty() ? null : words));
    }

    private static String newId(String of) {
        return UUID.nameUUIDFromBytes(("follow-up of " + of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
