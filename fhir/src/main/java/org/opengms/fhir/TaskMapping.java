package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.FhirContext;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.LabTask;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;

/// Laboratory tasks as FHIR Tasks and back, in the shape of the profile `NHSEngland-Task-Genomics`
/// (0.3.0): `code`, `focus`, `for`, `authoredOn` and `requester` are there, `basedOn`,
/// `description` and `owner.reference` never are, and the owner is an ODS code alone.
public final class TaskMapping {
    /// The type, in words, of the input that names the test to be done.
    public static final String TEST_TO_DO = "Test to be done";

    private final FhirContext fhir;

    /// @param fhir a context for FHIR R4
    public TaskMapping(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// A task as FHIR.
    ///
    /// @param order the order that it serves
    public ResourceVersion toFhir(TestOrder order, LabTask task) {
        Task resource = new Task();
        resource.setGroupIdentifier(
                new Identifier().setSystem(Systems.ORDER_NUMBER).setValue(order.number()));
        resource.setStatus(status(task.status()));
        task.statusReason()
                .ifPresent(reason ->
                        resource.setStatusReason(coded(Systems.TASK_STATUS_REASON, reason)));
        task.businessStatus()
                .ifPresent(business ->
                        resource.setBusinessStatus(coded(Systems.BUSINESS_STATUS, business)));
        resource.setIntent(Task.TaskIntent.ORDER);
        resource.setPriority(
                order.priority() == Priority.URGENT
                        ? Task.TaskPriority.URGENT
                        : Task.TaskPriority.ROUTINE);
        resource.setCode(
                new CodeableConcept(
                        new Coding(Systems.TASK_CODE, task.code().code(), task.code().words())));
        resource.setFocus(new Reference("ServiceRequest/" + order.id().value()));
        resource.setFor(new Reference("Patient/" + order.person().value()));
        resource.setAuthoredOnElement(moment(task.createdAt()));
        resource.setLastModifiedElement(moment(task.changedAt()));
        resource.setRequester(requester(order));
        resource.setOwner(organisation(task.owner()));
        order.test().ifPresent(test -> resource.addInput(toDo(test)));
        return Keeping.version(
                fhir,
                resource,
                task.id().value(),
                task.version(),
                task.changedAt(),
                new Keeping.Belonging(
                        Optional.of(order.person()),
                        Optional.of(order.id()),
                        Optional.of(task.owner()),
                        order.orderingSite()));
    }

    /// The change that a laboratory sends: the Task with its new status, and the version that the
    /// laboratory saw in `meta.versionId`, if it says so.
    ///
    /// @throws FhirProblem if the status is not one of the national process, a code is not one of
    ///   the national lists, or the Task is based on something
    public TaskChange readChange(Task sent) {
        Task task = Elements.valued(sent);
        if (task.hasBasedOn()) {
            throw FhirProblem.invalid(
                    "OGMS-3121",
                    "Task.basedOn",
                    "A task says what it serves by focus, never by basedOn.",
                    "Leave basedOn out.");
        }
        return new TaskChange(
                readStatus(task),
                code(
                        task.getStatusReason(),
                        Systems.TASK_STATUS_REASON,
                        Set.copyOf(TaskChange.STATUS_REASONS),
                        "Task.statusReason"),
                code(
                        task.getBusinessStatus(),
                        Systems.BUSINESS_STATUS,
                        Set.copyOf(TaskChange.BUSINESS_STATUSES),
                        "Task.businessStatus"),
                version(task));
    }

    private static TaskStatus readStatus(Task task) {
        if (task.getStatus() == null) {
            throw FhirProblem.invalid(
                    "OGMS-3122",
                    "Task.status",
                    "The status is missing.",
                    "Send the whole Task with its new status.");
        }
        return switch (task.getStatus()) {
            case DRAFT -> TaskStatus.DRAFT;
            case REQUESTED -> TaskStatus.REQUESTED;
            case ACCEPTED -> TaskStatus.ACCEPTED;
            case INPROGRESS -> TaskStatus.IN_PROGRESS;
            case ONHOLD -> TaskStatus.ON_HOLD;
            case COMPLETED -> TaskStatus.COMPLETED;
            case REJECTED -> TaskStatus.REJECTED;
            case FAILED -> TaskStatus.FAILED;
            case CANCELLED -> TaskStatus.CANCELLED;
            case ENTEREDINERROR -> TaskStatus.ENTERED_IN_ERROR;
            case RECEIVED, READY, NULL ->
                    throw FhirProblem.invalid(
                            "OGMS-3123",
                            "Task.status",
                            "The national process does not use the status %s."
                                    .formatted(text(task.getStatus().toCode())),
                            "Use requested, accepted, in-progress, on-hold, completed, rejected, failed, cancelled or entered-in-error.");
        };
    }

    private static Optional<String> code(
            CodeableConcept concept, String system, Set<String> known, String path) {
        if (concept.isEmpty()) {
            return Optional.empty();
        }
        for (Coding coding : concept.getCoding()) {
            boolean itsSystem = !coding.hasSystem() || system.equals(coding.getSystem());
            if (itsSystem && known.contains(text(coding.getCode()))) {
                return Optional.of(coding.getCode());
            }
        }
        throw FhirProblem.invalid(
                "OGMS-3124",
                path,
                "There is no code of %s.".formatted(system),
                "Give one of: %s. Where none fits, give other and say why in text."
                        .formatted(String.join(", ", known.stream().sorted().toList())));
    }

    private static Optional<Integer> version(Task task) {
        if (!task.getMeta().hasVersionId()) {
            return Optional.empty();
        }
        String version = task.getMeta().getVersionId();
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw FhirProblem.invalid(
                    "OGMS-3125",
                    "Task.meta.versionId",
                    "The version is not one of this service.",
                    "Send the version that was read, or none.");
        }
        return Optional.of(Integer.parseInt(version, 10));
    }

    private static Task.TaskStatus status(TaskStatus status) {
        return switch (status) {
            case DRAFT -> Task.TaskStatus.DRAFT;
            case REQUESTED -> Task.TaskStatus.REQUESTED;
            case ACCEPTED -> Task.TaskStatus.ACCEPTED;
            case IN_PROGRESS -> Task.TaskStatus.INPROGRESS;
            case ON_HOLD -> Task.TaskStatus.ONHOLD;
            case COMPLETED -> Task.TaskStatus.COMPLETED;
            case REJECTED -> Task.TaskStatus.REJECTED;
            case FAILED -> Task.TaskStatus.FAILED;
            case CANCELLED -> Task.TaskStatus.CANCELLED;
            case ENTERED_IN_ERROR -> Task.TaskStatus.ENTEREDINERROR;
        };
    }

    /// The test that was chosen, by its directory code and its method in words: what is to be done
    /// may differ from what was asked for.
    private static Task.ParameterComponent toDo(Route.Test test) {
        Task.ParameterComponent input = new Task.ParameterComponent();
        input.setType(new CodeableConcept().setText(TEST_TO_DO));
        input.setValue(
                new CodeableConcept(
                                new Coding()
                                        .setSystem(Systems.TEST_DIRECTORY)
                                        .setCode(test.testCode())
                                        .setDisplay(test.testName()))
                        .setText(test.method().words()));
        return input;
    }

    private static CodeableConcept coded(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    private static DateTimeType moment(java.time.Instant at) {
        return new DateTimeType(Keeping.instant(at).getValueAsString());
    }

    /// The organisation that ordered, and the clinician's name; or that nobody is named.
    private static Reference requester(TestOrder order) {
        Reference requester =
                order.orderingSite().map(TaskMapping::organisation).orElseGet(Reference::new);
        requester.setDisplay(
                order.requesterName().isEmpty() ? "Requester not given" : order.requesterName());
        return requester;
    }

    /// An organisation by its ODS code alone.
    static Reference organisation(OdsCode ods) {
        Reference organisation = new Reference();
        organisation.setIdentifier(new Identifier().setSystem(Systems.ODS).setValue(ods.value()));
        return organisation;
    }
}
