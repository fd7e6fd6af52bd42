package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderField;
import org.opengms.orders.ParticipantRole;
import org.opengms.people.NhsNumber;

/// The reading of one Bundle: its envelope, where its references lead, and which orders it brings.
/// Each order is read by [OrderReading].
final class SubmissionReading {
    private final Bundle bundle;
    private final AcceptancePolicy policy;
    private final References references;
    private final Persons persons;
    private final NhsNumbers numbers;
    private final List<Finding> findings = new ArrayList<>();

    SubmissionReading(
            Bundle bundle, AcceptancePolicy policy, KnownResources known, NhsNumbers numbers) {
        this.bundle = bundle;
        this.policy = policy;
        this.references = new References(bundle, known);
        this.persons = new Persons(bundle, references);
        this.numbers = numbers;
    }

    OrderMessage read() {
        checkEnvelope();
        checkReferences();
        List<OrderMessage.Ordered> orders = new ArrayList<>();
        List<Integer> chosen = chooseOrders();
        for (int entry : chosen) {
            checkIsOrder(entry);
            OrderReading reading =
                    new OrderReading(
                            bundle, policy, references, persons, entry, role(entry, chosen));
            orders.add(reading.read());
            findings.addAll(reading.findings());
        }
        // The orders' own rules judge the numbers of the persons tested.
        Set<String> judged = new HashSet<>();
        orders.forEach(o -> judged.add(o.request().where(OrderField.NHS_NUMBER)));
        findings.addAll(numbers.check(bundle, testedPersons(), judged));
        return new OrderMessage(bundle, orders, findings);
    }

    /// Where the numbers of the persons stand whom the Bundle asks tests for.
    private Set<String> testedPersons() {
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof ServiceRequest asked) {
                int patient = persons.named(asked.getSubject(), i).entry();
                if (patient >= 0) {
                    paths.add(path(patient) + ".identifier[");
                }
            }
        }
        return paths;
    }

    // ---- the envelope

    private void checkEnvelope() {
        if (bundle.getType() != Bundle.BundleType.TRANSACTION) {
            find(
                    FindingKind.ORDER_MISSING,
                    "Bundle.type",
                    "An order is a Bundle of type transaction, and this is another.",
                    "Send the order as a transaction.");
            return;
        }
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
            Bundle.@Nullable HTTPVerb method =
                    entry.hasRequest() ? entry.getRequest().getMethod() : null;
            if (method != null && method != Bundle.HTTPVerb.POST) {
                find(
                        entry.getResource() instanceof ServiceRequest
                                ? FindingKind.ORDER_MISSING
                                : FindingKind.STRUCTURE_INVALID,
                        "Bundle.entry[" + i + "].request.method",
                        "The entry asks for something else than to create a resource (POST).",
                        "Send a new order with every entry as POST; orders and tasks are changed through their own addresses.");
            }
        }
    }

    private void checkReferences() {
        List<String> tolerated = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            if (resource == null) {
                continue;
            }
            for (Elements.Referred referred : Elements.references(resource, path(i))) {
                switch (references.target(referred.reference(), i)) {
                    case References.Target.Nowhere ignored ->
                            find(
                                    FindingKind.REFERENCE_DANGLING,
                                    referred.path() + ".reference",
                                    "The reference leads to nothing in the Bundle and to nothing that the service keeps.",
                                    "Add what it refers to as an entry, or leave the reference out.");
                    case References.Target.Entry entry -> {
                        if (!entry.byRule()) {
                            tolerated.add(referred.path() + ".reference");
                        }
                        checkTarget(referred, entry);
                    }
                    case References.Target.Contained ignored -> {}
                    case References.Target.Kept ignored -> {}
                    case References.Target.Outside ignored -> {}
                }
            }
        }
        if (!tolerated.isEmpty()) {
            find(
                    FindingKind.STRUCTURE_ADVICE,
                    tolerated.getFirst(),
                    "%d references are written as type and id although their entries are known by another fullUrl; they are taken to mean the entries with those ids. This is the first."
                            .formatted(tolerated.size()),
                    "Write the fullUrl of the entry.");
        }
    }

    private void checkTarget(Elements.Referred referred, References.Target.Entry target) {
        Identifier said = referred.reference().getIdentifier();
        if (target.resource() instanceof Patient patient
                && Systems.NHS_NUMBER.equals(said.getSystem())
                && said.hasValue()) {
            Optional<String> number =
                    Elements.identifier(patient.getIdentifier(), Set.of(Systems.NHS_NUMBER));
            if (number.isPresent()
                    && !NhsNumber.unspaced(number.get())
                            .equals(NhsNumber.unspaced(text(said.getValue())))) {
                find(
                        FindingKind.IDENTITY_CONFLICT,
                        referred.path() + ".identifier.value",
                        "The reference names one patient by its address and another by NHS number.",
                        "Find out who is meant; do not send the sample until both agree.");
            }
        }
    }

    // ---- which orders

    /// The ServiceRequests that are orders: those for probands first, those for their relatives
    /// last, and what is based on another after that.
    private List<Integer> chooseOrders() {
        List<Integer> orders = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof ServiceRequest) {
                orders.add(i);
            }
        }
        if (orders.isEmpty()) {
            find(
                    FindingKind.ORDER_MISSING,
                    "Bundle",
                    "There is no ServiceRequest in the Bundle.",
                    "Add the order.");
            return List.of();
        }
        if (orders.stream().noneMatch(i -> hasRole(i, "proband")) && isForSeveral(orders)) {
            find(
                    FindingKind.ORDER_MISSING,
                    "Bundle",
                    "There are %d ServiceRequests for different persons in the Bundle, and nothing says which of them is for the proband."
                            .formatted(orders.size()),
                    "Give each request the role proband or consultand.");
            return List.of();
        }
        orders.sort(
                Comparator.comparing((Integer i) -> hasRole(i, "consultand"))
                        .thenComparing(i -> !hasRole(i, "proband"))
                        .thenComparingInt(i -> depth(i, orders)));
        return orders;
    }

    /// Whether the requests that might be for a proband are for more than one person.
    private boolean isForSeveral(List<Integer> orders) {
        List<Integer> candidates =
                orders.stream()
                        .filter(i -> !hasRole(i, "consultand"))
                        .filter(i -> !isBasedOnAnother(i, orders))
                        .toList();
        return candidates.stream().anyMatch(i -> !isForSame(i, candidates.getFirst()));
    }

    private boolean isForSame(int one, int other) {
        return one == other
                || persons.isAbout(
                        request(one).getSubject(),
                        one,
                        persons.named(request(other).getSubject(), other));
    }

    /// The role that a request states; without one, that of a relative where the same requisition
    /// has another person as its proband.
    private ParticipantRole role(int entry, List<Integer> orders) {
        boolean relative =
                hasRole(entry, "consultand")
                        || (!hasRole(entry, "proband")
                                && orders.stream()
                                        .filter(i -> hasRole(i, "proband"))
                                        .filter(i ->
                                                Persons.areOfOneFamily(request(i), request(entry)))
                                        .anyMatch(i -> !isForSame(entry, i)));
        return relative ? ParticipantRole.CONSULTAND : ParticipantRole.PROBAND;
    }

    private boolean hasRole(int entry, String role) {
        Optional<Type> said =
                Elements.extension(request(entry).getExtension(), Systems.PATIENT_ROLE);
        return said.isPresent()
                && said.get() instanceof CodeableConcept concept
                && concept.getCoding().stream().anyMatch(c -> role.equals(c.getCode()));
    }

    /// How many others of the Bundle an order builds on, one behind the other; a circle ends.
    private int depth(int entry, List<Integer> orders) {
        int depth = 0;
        Optional<Integer> before = basis(entry, orders);
        while (before.isPresent() && depth < orders.size()) {
            depth++;
            before = basis(before.get(), orders);
        }
        return depth;
    }

    private Optional<Integer> basis(int entry, List<Integer> orders) {
        return request(entry).getBasedOn().stream()
                .map(b -> references.entry(b, entry))
                .filter(orders::contains)
                .findFirst();
    }

    private boolean isBasedOnAnother(int entry, List<Integer> orders) {
        return basis(entry, orders).isPresent();
    }

    private void checkIsOrder(int entry) {
        ServiceRequest request = request(entry);
        if (request.getStatus() != null
                && request.getStatus() != ServiceRequest.ServiceRequestStatus.ACTIVE) {
            find(
                    FindingKind.ORDER_MISSING,
                    path(entry) + ".status",
                    "The order is not active: its status is %s."
                            .formatted(request.getStatus().toCode()),
                    "Send it when it is active.");
        }
        if (request.getIntent() != null) {
            boolean isOrder =
                    switch (request.getIntent()) {
                        case ORDER, ORIGINALORDER, REFLEXORDER, FILLERORDER, INSTANCEORDER -> true;
                        case PROPOSAL, PLAN, DIRECTIVE, OPTION, NULL -> false;
                    };
            if (!isOrder) {
                find(
                        FindingKind.ORDER_MISSING,
                        path(entry) + ".intent",
                        "The ServiceRequest is a %s, not an order."
                                .formatted(request.getIntent().toCode()),
                        "Send it with intent order.");
            }
        }
    }

    private ServiceRequest request(int entry) {
        return (ServiceRequest) bundle.getEntry().get(entry).getResource();
    }

    private static String path(int entry) {
        return "Bundle.entry[" + entry + "].resource";
    }

    private void find(FindingKind kind, String path, String words, String advice) {
        findings.add(policy.finding(kind, path, words, advice));
    }
}
