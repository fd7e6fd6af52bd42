package org.opengms.gate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.ProjectId;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStore;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyBook;
import org.opengms.proxies.ProxyStanding;

/// The one way to personal data. It puts together what [GateRules] decide from, as it is at the
/// moment of the reading, and writes every answer to the access log before any data leaves.
public final class Gate {
    private final CareRelations relations;
    private final ConsentStore consents;
    private final ProjectStandings projects;
    private final AccessLog log;
    private final ProxyBook proxies;
    private final Clock clock;

    /// Where no project is open and nobody acts for anybody.
    ///
    /// @param relations which organisations have to do with a person
    /// @param consents what persons said
    /// @param log where every answer is written
    public Gate(CareRelations relations, ConsentStore consents, AccessLog log, Clock clock) {
        this(relations, consents, ProjectStandings.NONE, ProxyBook.none(), log, clock);
    }

    /// @param relations which organisations have to do with a person
    /// @param consents what persons said
    /// @param projects which projects are open to whom
    /// @param proxies what proxies may do
    /// @param log where every answer is written
    public Gate(
            CareRelations relations,
            ConsentStore consents,
            ProjectStandings projects,
            ProxyBook proxies,
            AccessLog log,
            Clock clock) {
        this.relations = relations;
        this.consents = consents;
        this.projects = projects;
        this.log = log;
        this.proxies = proxies;
        this.clock = clock;
    }

    /// Decides, and writes the decision down.
    public Decision decide(AccessRequest request) {
        return decideAll(List.of(request)).getFirst();
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
        if (requests.stream().anyMatch(request -> !request.actor().equals(actor))) {
            throw new IllegalArgumentException(
                    "OGMS-2301 Readings of several actors are decided one by one");
        }
        OdsCode organisation = actor.organisation();
        Set<PersonId> ordered =
                asked(
                        requests,
                        EnumSet.of(Purpose.DIRECT_CARE, Purpose.AUDIT),
                        p -> relations.orderedFor(organisation, p));
        Set<PersonId> works =
                asked(
                        requests,
                        EnumSet.of(Purpose.LABORATORY_WORK),
                        p -> relations.worksFor(organisation, p));
        Set<PersonId> related =
                asked(
                        requests,
                        EnumSet.of(Purpose.CARE_OF_RELATIVE),
                        p -> relations.orderedForRelative(organisation, p));
        Set<PersonId> own = persons(requests, Purpose.OWN_RECORD::equals);
        Set<PersonId> told = own.isEmpty() ? Set.of() : relations.told(own);
        Set<PersonId> chose = persons(requests, Purpose::dependsOnConsent);
        Map<PersonId, ConsentHistory> histories =
                chose.isEmpty() ? Map.of() : consents.histories(chose);
        Map<ProjectId, AccessStanding> standings = standings(requests, actor);
        List<AccessLog.Entry> entries = new ArrayList<>();
        for (AccessRequest request : requests) {
            PersonId person = request.person();
            Set<Relation> known = EnumSet.noneOf(Relation.class);
            if (ordered.contains(person)) {
                known.add(Relation.ORDERED);
            }
            if (works.contains(person)) {
                known.add(Relation.WORKS);
            }
            if (related.contains(person)) {
                known.add(Relation.ORDERED_FOR_RELATIVE);
            }
            if (actor.is(person)) {
                known.add(Relation.SELF);
                if (told.contains(person)) {
                    known.add(Relation.SELF_TOLD);
                }
            }
            ConsentHistory history = histories.get(person);
            Optional<ProxyStanding> proxy =
                    history != null && request.purpose() == Purpose.ON_BEHALF
                            ? actor.proxy()
                                    .flatMap(one ->
                                            proxies.standing(one, person, history, clock.instant()))
                            : Optional.empty();
            entries.add(
                    new AccessLog.Entry(
                            request,
                            narrowed(
                                    request,
                                    GateRules.decide(
                                            new Question(
                                                    history == null
                                                            ? ConsentState.NOTHING
                                                            : history.now(clock.instant()),
                                                    known,
                                                    actor.roles(),
                                                    request.purpose(),
                                                    request.dataClass(),
                                                    request.justification(),
                                                    request.project().map(standings::get),
                                                    proxy))),
                            proxy.map(ProxyStanding::kind)));
        }
        log.appendAll(entries);
        return entries.stream().map(AccessLog.Entry::decision).toList();
    }

    /// What the rules permit, as far as the token reaches. Scopes never turn a refusal into a
    /// permit.
    private static Decision narrowed(AccessRequest request, Decision ruled) {
        if (!(ruled instanceof Decision.Permit)) {
            return ruled;
        }
        return request.actor()
                .scopes()
                .missing(request)
                .<Decision>map(Decision.Deny::new)
                .orElse(ruled);
    }

    /// Asked once for each project that a reading names.
    private Map<ProjectId, AccessStanding> standings(List<AccessRequest> requests, Actor actor) {
        Map<ProjectId, AccessStanding> standings = new HashMap<>();
        for (AccessRequest request : requests) {
            request.project()
                    .ifPresent(project ->
                            standings.computeIfAbsent(
                                    project,
                                    _ ->
                                            Account.find(actor.id())
                                                    .map(account ->
                                                            actor.has(Role.ENVIRONMENT)
                                                                    ? projects.environment(
                                                                            project, account)
                                                                    : projects.standing(
                                                                            project, account))
                                                    .orElseGet(() ->
                                                            new AccessStanding.Stopped(
                                                                    "You are in no team of such a project."))));
        }
        return standings;
    }

    private static Set<PersonId> asked(
            List<AccessRequest> requests,
            Set<Purpose> purposes,
            Function<Set<PersonId>, Set<PersonId>> relation) {
        Set<PersonId> persons = persons(requests, purposes::contains);
        return persons.isEmpty() ? Set.of() : relation.apply(persons);
    }

    private static Set<PersonId> persons(
            List<AccessRequest> requests, Predicate<Purpose> purposes) {
        return requests.stream()
                .filter(request -> purposes.test(request.purpose()))
                .map(AccessRequest::person)
                .collect(Collectors.toSet());
    }

    /// Releases data if the gate permits.
    ///
    /// @param data reads the data; called only after a permit has been logged
    /// @throws AccessDenied if the gate does not permit
    public <T> T release(AccessRequest request, Supplier<T> data) throws AccessDenied {
        return releaseAll(List.of(request), data);
    }

    /// Releases data that need several permits if the gate gives all of them.
    ///
    /// @param data reads the data; called only after the permits have been logged
    /// @throws AccessDenied if the gate does not give all
    public <T> T releaseAll(List<AccessRequest> requests, Supplier<T> data) throws AccessDenied {
        for (Decision decision : decideAll(requests)) {
            if (!(decision instanceof Decision.Permit)) {
                throw new AccessDenied(decision.reason());
            }
        }
        return data.get();
    }

    /// Releases what the gate permits of several classes of one person's data.
    ///
    /// @param data reads the data of the classes that are permitted; called only after the answers
    ///   have been logged
    /// @throws AccessDenied if the gate permits none
    public <T> T releaseSome(List<AccessRequest> requests, Function<Set<DataClass>, T> data)
            throws AccessDenied {
        List<Decision> decisions = decideAll(requests);
        Set<DataClass> permitted = EnumSet.noneOf(DataClass.class);
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i) instanceof Decision.Permit) {
                permitted.add(requests.get(i).dataClass());
            }
        }
        if (permitted.isEmpty()) {
            throw new AccessDenied(decisions.getFirst().reason());
        }
        return data.apply(permitted);
    }
}
