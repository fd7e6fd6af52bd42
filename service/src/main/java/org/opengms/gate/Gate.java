package org.opengms.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// The one way to personal data. What is not allowed here is denied, and every answer is written to
/// the access log before any data leaves.
public final class Gate {
    private final CareRelations relations;
    private final AccessLog log;

    /// @param relations which organisations have to do with a person
    /// @param log where every answer is written
    public Gate(CareRelations relations, AccessLog log) {
        this.relations = relations;
        this.log = log;
    }

    /// Decides, and writes the decision down.
    public Decision decide(AccessRequest request) {
        Decision decision = judge(request);
        log.append(request, decision);
        return decision;
    }

    /// Decides on several readings of one actor at once, with few questions to the records and one
    /// writing of the log.
    ///
    /// @return the decisions in the order of the requests
    public List<Decision> decideAll(List<AccessRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        Actor actor = requests.getFirst().actor();
        Set<PersonId> persons =
                requests.stream().map(AccessRequest::person).collect(Collectors.toSet());
        Gate known =
                new Gate(
                        new Answered(
                                actor.organisation(),
                                relations.orderedFor(actor.organisation(), persons),
                                relations.worksFor(actor.organisation(), persons)),
                        log);
        List<AccessLog.Entry> entries = new ArrayList<>();
        for (AccessRequest request : requests) {
            if (!request.actor().equals(actor)) {
                throw new IllegalArgumentException(
                        "OGMS-2301 Readings of several actors are decided one by one");
            }
            entries.add(new AccessLog.Entry(request, known.judge(request)));
        }
        log.appendAll(entries);
        return entries.stream().map(AccessLog.Entry::decision).toList();
    }

    /// Relations of one organisation that have been asked for already.
    private record Answered(OdsCode organisation, Set<PersonId> ordered, Set<PersonId> works)
            implements CareRelations {
        @Override
        public boolean orderedFor(OdsCode asked, PersonId person) {
            return asked.equals(organisation) && ordered.contains(person);
        }

        @Override
        public boolean worksFor(OdsCode asked, PersonId person) {
            return asked.equals(organisation) && works.contains(person);
        }
    }

    /// Releases data if the gate permits.
    ///
    /// @param data reads the data; called only after a permit has been logged
    /// @throws AccessDenied if the gate denies
    public <T> T release(AccessRequest request, Supplier<T> data) throws AccessDenied {
        return switch (decide(request)) {
            case Decision.Permit _ -> data.get();
            case Decision.Deny(String reason) -> throw new AccessDenied(reason);
        };
    }

    private Decision judge(AccessRequest request) {
        Actor actor = request.actor();
        return switch (request.purpose()) {
            case DIRECT_CARE -> {
                if (!actor.has(Role.CLINICIAN)) {
                    yield new Decision.Deny("Only clinicians read data for direct care.");
                }
                if (request.dataClass() == DataClass.GENOME) {
                    yield new Decision.Deny(
                            "The genome itself is read by the laboratory; a clinician reads the report.");
                }
                yield relations.orderedFor(actor.organisation(), request.person())
                        ? new Decision.Permit("Your organisation ordered a test for this person.")
                        : new Decision.Deny(
                                "Your organisation has ordered no test for this person.");
            }
            case LABORATORY_WORK -> {
                if (!actor.has(Role.LABORATORY) && !actor.has(Role.SCIENTIST)) {
                    yield new Decision.Deny("Only laboratory staff read data for laboratory work.");
                }
                yield relations.worksFor(actor.organisation(), request.person())
                        ? new Decision.Permit("Your laboratory works on a test for this person.")
                        : new Decision.Deny("Your laboratory has no task for this person.");
            }
            case CHOOSING_A_TEST -> {
                // Whoever orders a test for a person takes part in their care from then on.
                if (!actor.has(Role.CLINICIAN)) {
                    yield new Decision.Deny("Only clinicians order tests.");
                }
                yield request.dataClass() == DataClass.REPORT
                        ? new Decision.Permit(
                                "Your organisation orders a test for this person; what earlier ones found decides what another adds.")
                        : new Decision.Deny(
                                "Choosing a test needs to know what earlier ones found, and nothing else.");
            }
            case SERVICE_MANAGEMENT ->
                    new Decision.Deny("Running the service needs no data about one person.");
        };
    }
}
