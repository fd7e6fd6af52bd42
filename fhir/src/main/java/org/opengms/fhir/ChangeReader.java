package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Task;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderId;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.people.NhsNumber;

/// Reads transactions that change what the service keeps: `PUT` of an order, a task or anything
/// that belongs to an order, `POST` of a specimen, a record of discussion, a report or further
/// information for an order. An entry belongs to the order that it refers to, directly or through
/// another entry; what refers to none belongs to the one order that the rest of the Bundle is
/// about.
///
/// Safe for use by many threads.
public final class ChangeReader {
    private static final Pattern TARGET =
            Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+)/([A-Za-z0-9.\\-]{1,64})");
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?([1-9][0-9]{0,8})\"?");

    /// The base under which kept resources stand in a Bundle that is read as a whole order.
    private static final String KEPT = "https://opengms.org/kept/";

    private final FhirContext fhir;
    private final AcceptancePolicy policy;
    private final KnownResources known;

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    /// @param known what the service keeps
    public ChangeReader(FhirContext fhir, AcceptancePolicy policy, KnownResources known) {
        this.fhir = fhir;
        this.policy = policy;
        this.known = known;
    }

    /// Reads a transaction.
    ///
    /// @param bundle parsed, for instance by [FhirText]; not changed
    public ChangeMessage read(Bundle bundle) {
        return new Reading(bundle).read();
    }

    /// The whole order that an order with new content is: the new ServiceRequest and the new
    /// entries of the message, with all that is kept of it.
    ///
    /// @param message that brings the new content
    /// @param change the order's
    /// @param kept the newest version of everything that belongs to the order
    public OrderMessage amended(ChangeMessage message, Change.OfOrder change, List<Resource> kept) {
        Bundle whole = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        Set<String> replaced = new HashSet<>();
        List<Bundle.BundleEntryComponent> entries = message.bundle().getEntry();
        for (int i = 0; i < entries.size(); i++) {
            Bundle.BundleEntryComponent entry = entries.get(i);
            if (entry.getResource() == null || entry.getResource() instanceof Task) {
                continue;
            }
            if (entry.getResource() instanceof ServiceRequest && i != change.entry()) {
                continue;
            }
            Resource copy = entry.getResource().copy();
            Optional<String> id =
                    i == change.entry()
                            ? Optional.of(change.order().value())
                            : isPut(entry) ? targetId(entry) : Optional.empty();
            id.ifPresent(known -> {
                copy.setId(known);
                replaced.add(copy.fhirType() + "/" + known);
            });
            Bundle.BundleEntryComponent added = whole.addEntry();
            added.setResource(copy);
            added.setFullUrl(
                    id.map(known -> KEPT + copy.fhirType() + "/" + known)
                            .orElse(entry.getFullUrl()));
            added.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(copy.fhirType());
        }
        for (Resource resource : kept) {
            String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            if (!replaced.contains(reference) && isContent(resource)) {
                Bundle.BundleEntryComponent added = whole.addEntry();
                added.setResource(resource);
                added.setFullUrl(KEPT + reference);
                added.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(resource.fhirType());
            }
        }
        OrderMessage read = new OrderReader(fhir, policy, known).read(whole);
        return new OrderMessage(
                read.bundle(),
                read.orders(),
                // How kept resources are referred to here is this class's doing, not the sender's.
                read.findings().stream()
                        .filter(f -> f.kind() != FindingKind.STRUCTURE_ADVICE)
                        .toList());
    }

    /// What an order says, as against what the service or a laboratory adds to it.
    private static boolean isContent(Resource resource) {
        return !(resource instanceof Task
                || resource instanceof DiagnosticReport
                || resource instanceof Bundle
                || resource instanceof ServiceRequest);
    }

    private static boolean isPut(Bundle.BundleEntryComponent entry) {
        return entry.hasRequest() && entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT;
    }

    private static Optional<String> targetId(Bundle.BundleEntryComponent entry) {
        Matcher target = TARGET.matcher(text(entry.getRequest().getUrl()));
        return target.matches() ? Optional.of(target.group(2)) : Optional.empty();
    }

    /// The reading of one Bundle.
    private final class Reading {
        private final Bundle bundle;
        private final References references;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<Integer, OrderId> orders = new HashMap<>();

        Reading(Bundle bundle) {
            this.bundle = Elements.valued(bundle);
            this.references = new References(this.bundle, known);
        }

        ChangeMessage read() {
            List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
            for (int i = 0; i < entries.size(); i++) {
                checkRequest(entries.get(i), i);
            }
            if (!findings.isEmpty()) {
                return new ChangeMessage(bundle, List.of(), findings);
            }
            findOrders();
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                change(entries.get(i), i).ifPresent(changes::add);
            }
            changes.sort(Comparator.comparingInt(Reading::turn));
            return new ChangeMessage(bundle, changes, findings);
        }

        /// What others rest on is done first.
        private static int turn(Change change) {
            return switch (change) {
                case Change.Information ignored -> 0;
                case Change.SpecimenComes ignored -> 1;
                case Change.DiscussionComes ignored -> 2;
                case Change.ConsentEnds ignored -> 2;
                case Change.OfOrder ignored -> 3;
                case Change.OfTask ignored -> 4;
                case Change.ReportComes ignored -> 5;
            };
        }

        private void checkRequest(Bundle.BundleEntryComponent entry, int at) {
            String path = "Bundle.entry[" + at + "].request";
            if (!entry.hasResource()) {
                find(path, "The entry has no resource.", "Send the resource that it is about.");
                return;
            }
            Bundle.HTTPVerb method = entry.getRequest().getMethod();
            if (method != Bundle.HTTPVerb.POST && method != Bundle.HTTPVerb.PUT) {
                find(
                        path + ".method",
                        "The entry asks for something else than POST or PUT.",
                        "Resources are made and changed here; workflow resources are never deleted, their status says that they are void.");
                return;
            }
            if (method == Bundle.HTTPVerb.PUT) {
                Matcher target = TARGET.matcher(text(entry.getRequest().getUrl()));
                if (!target.matches() || !target.group(1).equals(entry.getResource().fhirType())) {
                    find(
                            path + ".url",
                            "The address does not name a resource of the entry's type by its id.",
                            "Write it as Type/id with the id that the service gave.");
                } else if (known.find(target.group(1), target.group(2)).isEmpty()) {
                    findings.add(
                            policy.finding(
                                    FindingKind.TARGET_UNKNOWN,
                                    path + ".url",
                                    "The service keeps no such %s.".formatted(target.group(1)),
                                    "Use the id that the service gave when it was made."));
                }
            } else if (entry.getResource() instanceof Task) {
                find(
                        path + ".method",
                        "Tasks are made by the service alone.",
                        "Change the tasks that are there, or send an order.");
            }
        }

        private void find(String path, String words, String advice) {
            findings.add(policy.finding(FindingKind.CHANGE_UNCLEAR, path, words, advice));
        }

        // ---- which order an entry belongs to

        private void findOrders() {
            List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).getResource() instanceof ServiceRequest) {
                    Optional<OrderId> order =
                            targetId(entries.get(i)).flatMap(ChangeReader::orderId);
                    if (order.isPresent()) {
                        orders.put(i, order.get());
                    }
                }
            }
            boolean found = true;
            while (found) {
                found = false;
                for (int i = 0; i < entries.size(); i++) {
                    if (!orders.containsKey(i)) {
                        Optional<OrderId> order = referredOrder(entries.get(i).getResource(), i);
                        if (order.isPresent()) {
                            orders.put(i, order.get());
                            found = true;
                        }
                    }
                }
            }
            Set<OrderId> all = new HashSet<>(orders.values());
            if (all.size() == 1) {
                for (int i = 0; i < entries.size(); i++) {
                    orders.putIfAbsent(i, all.iterator().next());
                }
            }
        }

        private Optional<OrderId> referredOrder(Resource resource, int entry) {
            for (Elements.Referred referred : Elements.references(resource, "")) {
                Reference reference = referred.reference();
                switch (references.target(reference, entry)) {
                    case References.Target.Entry target -> {
                        if (orders.containsKey(target.entry())) {
                            return Optional.of(orders.get(target.entry()));
                        }
                    }
                    case References.Target.Kept kept -> {
                        if (kept.resource() instanceof ServiceRequest) {
                            return orderId(kept.resource().getIdElement().getIdPart());
                        }
                    }
                    case References.Target.Contained ignored -> {}
                    case References.Target.Outside ignored -> {}
                    case References.Target.Nowhere ignored -> {}
                }
            }
            return Optional.empty();
        }

        // ---- what an entry wants

        private Optional<Change> change(Bundle.BundleEntryComponent entry, int at) {
            Resource resource = entry.getResource();
            Optional<String> kept = isPut(entry) ? targetId(entry) : Optional.empty();
            Optional<OrderId> order = Optional.ofNullable(orders.get(at));
            return switch (resource) {
                case ServiceRequest request ->
                        Optional.of(
                                new Change.OfOrder(
                                        at,
                                        order.orElseThrow(),
                                        expectedVersion(entry),
                                        wish(request),
                                        reason(request)));
                case Task task -> Optional.of(ofTask(entry, at, task));
                case Specimen specimen ->
                        Optional.of(
                                new Change.SpecimenComes(
                                        at,
                                        order,
                                        SpecimenReading.read(specimen),
                                        numberOnTheTube(specimen, at),
                                        kept));
                case DiagnosticReport report when kept.isEmpty() -> reportComes(report, order, at);
                case Consent consent when ConsentReading.isRecordOfDiscussion(consent) ->
                        belonging(order, at)
                                .map(o ->
                                        new Change.DiscussionComes(
                                                at,
                                                o,
                                                ConsentReading.read(consent, Optional.empty()),
                                                ConsentReading.details(
                                                                consent,
                                                                Optional.empty(),
                                                                Optional.empty())
                                                        .whoChose(),
                                                kept));
                case Consent consent when kept.isPresent() && ConsentReading.ends(consent) ->
                        belonging(order, at).map(o -> new Change.ConsentEnds(at, o, kept.get()));
                default ->
                        belonging(order, at)
                                .map(o ->
                                        new Change.Information(
                                                at, o, kept, expectedVersion(entry)));
            };
        }

        private Optional<Change> reportComes(
                DiagnosticReport report, Optional<OrderId> order, int at) {
            return belonging(order, at)
                    .map(o -> new Change.ReportComes(at, ReportReading.read(report, o, at)));
        }

        private Optional<OrderId> belonging(Optional<OrderId> order, int at) {
            if (order.isEmpty()) {
                find(
                        "Bundle.entry[" + at + "].resource",
                        "Nothing says which order this belongs to.",
                        "Refer to the order as ServiceRequest/ and its id.");
            }
            return order;
        }

        private Change ofTask(Bundle.BundleEntryComponent entry, int at, Task task) {
            TaskChange change = new TaskMapping(fhir).readChange(task);
            Identifier owner = task.getOwner().getIdentifier();
            return new Change.OfTask(
                    at,
                    new TaskId(targetId(entry).orElseThrow()),
                    new TaskChange(
                            change.status(),
                            change.statusReason(),
                            change.businessStatus(),
                            expectedVersion(entry).or(change::expectedVersion)),
                    owner.hasValue() && OdsCode.isValid(owner.getValue())
                            ? Optional.of(new OdsCode(owner.getValue()))
                            : Optional.empty());
        }

        private Optional<NhsNumber> numberOnTheTube(Specimen specimen, int at) {
            Optional<Resource> subject = references.resource(specimen.getSubject(), at);
            List<Identifier> identifiers =
                    subject.isPresent() && subject.get() instanceof Patient patient
                            ? patient.getIdentifier()
                            : List.of(specimen.getSubject().getIdentifier());
            return Elements.identifier(identifiers, Set.of(Systems.NHS_NUMBER))
                    .flatMap(NhsNumber::read);
        }
    }

    private static Optional<OrderId> orderId(String id) {
        try {
            return Optional.of(new OrderId(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Change.OfOrder.Wish wish(ServiceRequest request) {
        if (request.getStatus() == null) {
            return Change.OfOrder.Wish.AMEND;
        }
        return switch (request.getStatus()) {
            case DRAFT, ACTIVE, UNKNOWN, NULL -> Change.OfOrder.Wish.AMEND;
            case ONHOLD -> Change.OfOrder.Wish.HOLD;
            case COMPLETED -> Change.OfOrder.Wish.COMPLETE;
            case REVOKED -> Change.OfOrder.Wish.REVOKE;
            case ENTEREDINERROR -> Change.OfOrder.Wish.ENTERED_IN_ERROR;
        };
    }

    /// Why an order is withdrawn: its last note.
    private static String reason(ServiceRequest request) {
        List<Annotation> notes = request.getNote();
        return notes.isEmpty() ? "" : text(notes.getLast().getText()).strip();
    }

    /// The version that the sender saw: `ifMatch` of the entry.
    private static Optional<Integer> expectedVersion(Bundle.BundleEntryComponent entry) {
        Matcher version = VERSION.matcher(text(entry.getRequest().getIfMatch()));
        return version.matches()
                ? Optional.of(Integer.parseInt(version.group(1), 10))
                : Optional.empty();
    }
}
