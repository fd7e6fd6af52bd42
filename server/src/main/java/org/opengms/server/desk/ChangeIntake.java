package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ReportDesk;
import org.opengms.fhir.Change;
import org.opengms.fhir.ChangeMessage;
import org.opengms.fhir.ChangeReader;
import org.opengms.fhir.ChangeResources;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.OrderMessage;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SearchKeys;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OrderStore;
import org.opengms.orders.SpecimenOutcome;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TestOrder;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;

/// Transactions that change what the service keeps: orders amended, held, revoked; tasks moved and
/// sent away; specimens, records of discussion, reports and further information that come. All of a
/// transaction is done or nothing; each part by whoever may do it.
public final class ChangeIntake {
    private final FhirContext fhir;
    private final ChangeReader reader;
    private final OrderDesk orders;
    private final OrderStore store;
    private final ReportDesk reports;
    private final ResourceStore resources;
    private final ResourceViews views;
    private final Clock clock;

    public ChangeIntake(
            FhirContext fhir,
            AcceptancePolicy policy,
            OrderDesk orders,
            OrderStore store,
            ReportDesk reports,
            ResourceStore resources,
            ResourceViews views,
            Clock clock) {
        this.fhir = fhir;
        this.reader = new ChangeReader(fhir, policy, this::kept);
        this.orders = orders;
        this.store = store;
        this.reports = reports;
        this.resources = resources;
        this.views = views;
        this.clock = clock;
    }

    private Optional<Resource> kept(String type, String id) {
        return resources.find(type, id).map(this::parsed);
    }

    private Resource parsed(Stored stored) {
        return new FhirText(fhir)
                .read(
                        stored.body(),
                        fhir.getResourceDefinition(stored.type())
                                .getImplementingClass()
                                .asSubclass(Resource.class));
    }

    /// Makes the changes of a transaction, inside one of the database.
    ///
    /// @param json as received
    /// @param bundle the same, parsed
    /// @param structural what its structure is found to be
    /// @return the answer
    /// @throws ChangeRefused if any of them is refused
    String change(String json, Bundle bundle, List<Finding> structural, Actor actor) {
        ChangeMessage message = reader.read(bundle);
        List<Finding> findings = new ArrayList<>(structural);
        findings.addAll(message.findings());
        if (AcceptancePolicy.refuses(findings)) {
            throw new ChangeRefused(422, OperationOutcomes.of(findings));
        }
        return new Making(json, message, findings, actor).make();
    }

    /// The making of one transaction's changes.
    private final class Making {
        private final String json;
        private final ChangeMessage message;
        private final List<Finding> findings;
        private final Actor actor;
        private final ChangeResources received;
        private final Instant now = clock.instant();
        private final Map<OrderId, TestOrder> touched = new HashMap<>();

        Making(String json, ChangeMessage message, List<Finding> findings, Actor actor) {
            this.json = json;
            this.message = message;
            this.findings = findings;
            this.actor = actor;
            this.received = new ChangeResources(json, message, () -> UUID.randomUUID().toString());
        }

        String make() {
            for (Change change : message.changes()) {
                switch (change) {
                    case Change.Information information -> keep(information);
                    case Change.SpecimenComes specimen -> take(specimen);
                    case Change.DiscussionComes discussion -> take(discussion);
                    case Change.ConsentEnds ends -> take(ends);
                    case Change.OfOrder order -> change(order);
                    case Change.OfTask task -> change(task);
                    case Change.ReportComes report -> take(report);
                }
            }
            keepMessage();
            return fhir.newJsonParser().encodeResourceToString(received.response());
        }

        /// The message itself, to the letter.
        private void keepMessage() {
            Optional<TestOrder> order = touched.values().stream().findFirst();
            resources.add(
                    new ResourceVersion(
                            "Bundle",
                            UUID.randomUUID().toString(),
                            1,
                            now,
                            json,
                            new SearchKeys(
                                    order.map(TestOrder::person),
                                    order.map(TestOrder::id),
                                    Optional.empty(),
                                    order.flatMap(TestOrder::orderingSite),
                                    Optional.of(actor.organisation()),
                                    "transaction",
                                    List.of(),
                                    Optional.empty())),
                    actor.id());
        }

        // ---- what belongs to an order

        private void keep(Change.Information information) {
            TestOrder order = entitled(information.order(), information.entry());
            int version = nextVersion(information.kept(), information.entry());
            if (information.expectedVersion().filter(v -> v != version - 1).isPresent()) {
                throw stale(information.entry(), version - 1);
            }
            add(information.entry(), version, Optional.of(order));
        }

        /// The order, for its requester and the laboratories that work on it.
        private TestOrder entitled(OrderId id, int entry) {
            TestOrder order = store.findForUpdate(id).orElseThrow(() -> notFound(entry, "order"));
            boolean isRequester =
                    actor.has(Role.CLINICIAN) && order.belongsTo(actor.organisation());
            boolean works =
                    actor.has(Role.LABORATORY)
                            && (order.homeLaboratory().equals(actor.organisation())
                                    || store.tasks(id).stream()
                                            .map(LabTask::owner)
                                            .anyMatch(actor.organisation()::equals));
            if (!isRequester && !works) {
                throw notYours(
                        entry,
                        "Only the organisation that ordered the test and the laboratories that work on it add to it.");
            }
            touched.put(id, order);
            return order;
        }

        private int nextVersion(Optional<String> kept, int entry) {
            if (kept.isEmpty()) {
                return 1;
            }
            String type = message.bundle().getEntry().get(entry).getResource().fhirType();
            return resources
                            .find(type, kept.get())
                            .orElseThrow(() -> notFound(entry, type))
                            .version()
                    + 1;
        }

        private void add(int entry, int version, Optional<TestOrder> order) {
            Optional<OdsCode> laboratory =
                    order.map(o -> o.route().route().laboratory())
                            .or(() ->
                                    actor.has(Role.LABORATORY)
                                            ? Optional.of(actor.organisation())
                                            : Optional.empty());
            ResourceVersion kept =
                    received.version(entry, version, now, order, laboratory, actor.organisation());
            resources.add(kept, actor.id());
            received.answer(entry, kept.reference(), version, now, version == 1, findingsOf(entry));
        }

        private void take(Change.SpecimenComes specimen) {
            int version = nextVersion(specimen.kept(), specimen.entry());
            if (specimen.order().isEmpty()) {
                SpecimenOutcome outcome =
                        orders.specimenArrived(specimen.details(), specimen.onTheTube(), actor);
                add(specimen.entry(), version, settled(specimen.entry(), outcome));
                if (outcome instanceof SpecimenOutcome.Waiting) {
                    received.tell(
                            specimen.entry(),
                            List.of("No order for this specimen is here yet; it waits for one."));
                }
                return;
            }
            TestOrder order = entitled(specimen.order().get(), specimen.entry());
            String text =
                    ChangeResources.referring(
                            serviceRequest(order),
                            "specimen",
                            "Specimen/" + received.id(specimen.entry()));
            SpecimenOutcome outcome =
                    views.withContent(
                            order.id(),
                            text,
                            () ->
                                    orders.specimenArrived(
                                            order.id(),
                                            specimen.details(),
                                            specimen.onTheTube(),
                                            Optional.empty(),
                                            actor));
            add(specimen.entry(), version, settled(specimen.entry(), outcome));
        }

        private Optional<TestOrder> settled(int entry, SpecimenOutcome outcome) {
            return switch (outcome) {
                case SpecimenOutcome.Matched(var order, var _) -> {
                    touched.put(order.id(), order);
                    yield Optional.of(order);
                }
                case SpecimenOutcome.Waiting _ -> Optional.empty();
                case SpecimenOutcome.NotFound _ -> throw notFound(entry, "order");
                case SpecimenOutcome.Stale(int current) -> throw stale(entry, current);
                case SpecimenOutcome.Refused(String reason) -> throw refused(entry, reason);
                case SpecimenOutcome.NotYours(String reason) -> throw notYours(entry, reason);
            };
        }

        private void take(Change.DiscussionComes discussion) {
            int version = nextVersion(discussion.kept(), discussion.entry());
            TaskOutcome outcome =
                    orders.takeDiscussion(
                            discussion.order(),
                            discussion.record(),
                            discussion.by(),
                            "Consent/" + received.id(discussion.entry()),
                            actor);
            TestOrder order = settled(discussion.entry(), outcome).order();
            add(discussion.entry(), version, Optional.of(order));
        }

        private void take(Change.ConsentEnds ends) {
            int version = nextVersion(Optional.of(ends.kept()), ends.entry());
            TestOrder order =
                    settled(
                                    ends.entry(),
                                    orders.withdraw(ends.order(), "Consent/" + ends.kept(), actor))
                            .order();
            add(ends.entry(), version, Optional.of(order));
            received.tell(
                    ends.entry(),
                    List.of(
                            "The person counts as withdrawn from research and from helping relatives, from now on. The test goes on; revoke the order to end it."));
        }

        // ---- orders

        private void change(Change.OfOrder wish) {
            TestOrder before =
                    store.findForUpdate(wish.order())
                            .orElseThrow(() -> notFound(wish.entry(), "order"));
            if (namesAnother(wish.entry(), before)) {
                throw refused(
                        wish.entry(),
                        "The new content names somebody else. Revoke this order and send another for them.");
            }
            String text = withSpecimens(received.keptText(wish.entry()), before);
            OrderOutcome outcome = views.withContent(wish.order(), text, () -> done(wish, before));
            switch (outcome) {
                case OrderOutcome.Changed(var order, var toClose, var found) -> {
                    touched.put(order.id(), order);
                    List<Finding> all = new ArrayList<>(findingsOf(wish.entry()));
                    all.addAll(found);
                    received.answer(
                            wish.entry(),
                            "ServiceRequest/" + order.id().value(),
                            order.version(),
                            now,
                            false,
                            all.stream().distinct().toList());
                    received.tell(
                            wish.entry(),
                            toClose.stream()
                                    .map(task ->
                                            "Task/%s (%s) had begun at laboratory %s, which is asked to close it."
                                                    .formatted(
                                                            task.id().value(),
                                                            task.code().code(),
                                                            task.owner()))
                                    .toList());
                }
                case OrderOutcome.NotFound _ -> throw notFound(wish.entry(), "order");
                case OrderOutcome.Stale(int current) -> throw stale(wish.entry(), current);
                case OrderOutcome.NotYours(String reason) -> throw notYours(wish.entry(), reason);
                case OrderOutcome.Refused(String reason, List<Finding> found) ->
                        throw found.isEmpty()
                                ? refused(wish.entry(), reason)
                                : new ChangeRefused(422, OperationOutcomes.of(found));
            }
        }

        /// New content of an order with the specimens that have come to it, whether its sender
        /// names them again or not.
        private String withSpecimens(String content, TestOrder order) {
            ServiceRequest kept =
                    new FhirText(fhir).read(serviceRequest(order), ServiceRequest.class);
            String text = content;
            for (Reference specimen : kept.getSpecimen()) {
                if (specimen.hasReference()) {
                    text = ChangeResources.referring(text, "specimen", specimen.getReference());
                }
            }
            return text;
        }

        /// Whether an order's new content refers to a Patient that is kept and is not the one
        /// tested.
        private boolean namesAnother(int entry, TestOrder order) {
            ServiceRequest request =
                    (ServiceRequest) message.bundle().getEntry().get(entry).getResource();
            var subject = request.getSubject().getReferenceElement();
            return "Patient".equals(subject.getResourceType())
                    && resources.find("Patient", subject.getIdPart()).isPresent()
                    && !order.person().value().equals(subject.getIdPart());
        }

        private OrderOutcome done(Change.OfOrder wish, TestOrder before) {
            OrderId id = wish.order();
            Optional<Integer> expected = wish.expectedVersion();
            return switch (wish.wish()) {
                case AMEND -> amended(wish, before);
                case HOLD -> orders.hold(id, "other", expected, actor);
                case COMPLETE -> orders.complete(id, expected, actor);
                case REVOKE -> orders.revoke(id, reason(wish, "Revoked"), expected, actor);
                case ENTERED_IN_ERROR ->
                        orders.enteredInError(
                                id, reason(wish, "Entered in error"), expected, actor);
            };
        }

        private String reason(Change.OfOrder wish, String otherwise) {
            return wish.reason().isEmpty()
                    ? otherwise + " by the sender, who gave no reason."
                    : wish.reason();
        }

        private OrderOutcome amended(Change.OfOrder wish, TestOrder before) {
            List<Resource> kept =
                    resources.ofOrder(wish.order()).stream()
                            .map(ChangeIntake.this::parsed)
                            .toList();
            OrderMessage whole = reader.amended(message, wish, kept);
            if (whole.request().isEmpty()) {
                return new OrderOutcome.Refused(
                        "The order cannot be read with its new content.", whole.findings());
            }
            OrderOutcome outcome =
                    orders.amend(
                            before.id(),
                            whole.request().get(),
                            whole.findings(),
                            whole.consentFullUrl().orElse(""),
                            wish.expectedVersion(),
                            actor);
            if (outcome instanceof OrderOutcome.Changed changed) {
                OrderOutcome released = orders.release(before.id(), Optional.empty(), actor);
                return released instanceof OrderOutcome.Changed after
                        ? new OrderOutcome.Changed(
                                after.order(), changed.toClose(), changed.findings())
                        : outcome;
            }
            return outcome;
        }

        private String serviceRequest(TestOrder order) {
            return resources
                    .find("ServiceRequest", order.id().value())
                    .map(Stored::body)
                    .orElseThrow();
        }

        // ---- tasks and reports

        private void change(Change.OfTask wish) {
            boolean isSentAway =
                    wish.owner().isPresent()
                            && store.findTask(wish.task())
                                    .filter(task -> !task.owner().equals(wish.owner().get()))
                                    .isPresent();
            TaskOutcome outcome =
                    isSentAway
                            ? orders.sendAway(
                                    wish.task(),
                                    wish.owner().get(),
                                    wish.change().expectedVersion(),
                                    actor)
                            : orders.changeTask(wish.task(), wish.change(), actor);
            TaskOutcome.Changed changed = settled(wish.entry(), outcome);
            received.answer(
                    wish.entry(),
                    "Task/" + changed.task().id().value(),
                    changed.task().version(),
                    now,
                    false,
                    findingsOf(wish.entry()));
        }

        private TaskOutcome.Changed settled(int entry, TaskOutcome outcome) {
            return switch (outcome) {
                case TaskOutcome.Changed changed -> {
                    touched.put(changed.order().id(), changed.order());
                    yield changed;
                }
                case TaskOutcome.NotFound _ -> throw notFound(entry, "task");
                case TaskOutcome.Stale(int current) -> throw stale(entry, current);
                case TaskOutcome.Refused(String reason) -> throw refused(entry, reason);
                case TaskOutcome.NotYours(String reason) -> throw notYours(entry, reason);
            };
        }

        private void take(Change.ReportComes report) {
            DeskAnswer answer =
                    reports.resultEntered(
                            report.result().order(),
                            report.result().kind(),
                            report.result().conclusion(),
                            actor);
            switch (answer) {
                case DeskAnswer.Reported(var order, var entered) -> {
                    touched.put(order.id(), order);
                    received.answer(
                            report.entry(),
                            "DiagnosticReport/" + entered.id().value(),
                            entered.version(),
                            now,
                            true,
                            findingsOf(report.entry()));
                    received.tell(
                            report.entry(),
                            List.of(
                                    "The report is preliminary here until a scientist of laboratory %s signs it."
                                            .formatted(actor.organisation())));
                }
                case DeskAnswer.NotFound _ -> throw notFound(report.entry(), "order");
                case DeskAnswer.NotAllowed(String reason) -> throw notYours(report.entry(), reason);
                case DeskAnswer.Refused(String reason) -> throw refused(report.entry(), reason);
                case DeskAnswer.Done _ ->
                        throw new IllegalStateException("OGMS-4507 A report was done, not entered");
            }
        }

        // ---- what is told

        private List<Finding> findingsOf(int entry) {
            String path = "Bundle.entry[" + entry + "]";
            return findings.stream()
                    .filter(f -> f.path().equals(path) || f.path().startsWith(path + "."))
                    .toList();
        }

        private static String path(int entry) {
            return "Bundle.entry[" + entry + "].resource";
        }

        private static ChangeRefused notFound(int entry, String what) {
            return new ChangeRefused(
                    404,
                    OperationOutcomes.problem(
                            "NOT_FOUND", "There is no such %s here.".formatted(what), path(entry)));
        }

        private static ChangeRefused stale(int entry, int current) {
            return new ChangeRefused(
                    412,
                    OperationOutcomes.problem(
                            "CONFLICT",
                            "Somebody else changed it first: it is at version %d now. Read it again."
                                    .formatted(current),
                            path(entry)));
        }

        private static ChangeRefused refused(int entry, String reason) {
            return new ChangeRefused(
                    422, OperationOutcomes.problem("UNPROCESSABLE_ENTITY", reason, path(entry)));
        }

        private static ChangeRefused notYours(int entry, String reason) {
            return new ChangeRefused(
                    403, OperationOutcomes.problem("NOT_ALLOWED", reason, path(entry)));
        }
    }
}
