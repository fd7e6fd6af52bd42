package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.Actor;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.security.CurrentActor;

/// Tasks, which laboratories poll and change.
final class Tasks extends StoredResources<Task> {
    private final ServiceDesk desk;
    private final TaskMapping mapping;
    private final ResourceStore store;
    private final Release release;

    Tasks(
            ResourceStore store,
            Release release,
            Searches searches,
            Validation validation,
            ServiceDesk desk,
            TaskMapping mapping) {
        super(Task.class, store, release, searches, validation);
        this.desk = desk;
        this.mapping = mapping;
        this.store = store;
        this.release = release;
    }

    /// Changes a task's status; `If-Match` guards against changing what somebody else changed
    /// first.
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam Task task) {
        Actor actor = CurrentActor.require();
        TaskChange wish = mapping.readChange(task);
        TaskChange change =
                new TaskChange(
                        wish.status(),
                        wish.statusReason(),
                        wish.businessStatus(),
                        id.hasVersionIdPart()
                                ? Optional.of(Answers.version(id.getVersionIdPart()))
                                : Optional.empty());
        TaskOutcome outcome = desk.changeTask(taskId(id), change, actor);
        return switch (outcome) {
            case TaskOutcome.Changed(var _, var changed) -> {
                Task view =
                        (Task)
                                release.one(
                                        store.find("Task", changed.id().value()).orElseThrow(),
                                        actor);
                MethodOutcome answer = new MethodOutcome(view.getIdElement(), false);
                answer.setResource(view);
                yield answer;
            }
            case TaskOutcome.NotFound _ -> throw Answers.notFound("Task");
            case TaskOutcome.Stale(int current) -> throw Answers.stale("Task", current);
            case TaskOutcome.Refused(String reason) -> throw Answers.refused("Task", reason);
            case TaskOutcome.NotYours(String reason) -> throw Answers.notAllowed("Task", reason);
        };
    }

    private static TaskId taskId(IdType id) {
        try {
            return new TaskId(id.getIdPart());
        } catch (IllegalArgumentException e) {
            throw Answers.notFound("Task");
        }
    }
}
