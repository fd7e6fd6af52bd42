package org.opengms.environment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.cohort.CohortStore;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DataUse;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.UseDecision;
import org.opengms.consent.UseMatcher;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.GateRules;
import org.opengms.gate.ProjectStandings;
import org.opengms.gate.Purpose;
import org.opengms.gate.Question;
import org.opengms.metering.Meter;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.UseKind;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyBook;

/// Lets an approved project use the data of those who agree to it, one use at a time: the gate
/// decides for each person from what they said until now, the terms of their choice are matched
/// with what the project was approved for, every answer is in the transparency log and the use is
/// metered, all in one transaction, before anything is read.
public final class ProjectData {
    private static final String CHANNEL = "environment";

    private final CareRelations relations;
    private final ConsentStore consents;
    private final ProjectStandings projects;
    private final UseMatcher matcher;
    private final Meter meter;
    private final Clock clock;

    /// @param projects which projects are open to whom
    /// @param matcher which uses terms permit
    /// @param meter writes uses down
    public ProjectData(
            CareRelations relations,
            ConsentStore consents,
            ProjectStandings projects,
            UseMatcher matcher,
            Meter meter,
            Clock clock) {
        this.relations = relations;
        this.consents = consents;
        this.projects = projects;
        this.matcher = matcher;
        this.meter = meter;
        this.clock = clock;
    }

    /// Whose data a use would read.
    ///
    /// @param member of the cohort
    /// @param bytes that would be handed over
    public record Wanted(CohortStore.Member member, long bytes) {}

    /// What a use is.
    ///
    /// @param kind in which way
    /// @param subject what asked for it, for [MeteredUse]
    /// @param queries 1, or 0 for a further part of the same question. A file of which nothing may
    ///   be read is refused, and no question
    /// @param data the most telling class of what is read
    public record Use(UseKind kind, String subject, int queries, DataClass data) {}

    /// Decides for each person, and writes it down.
    ///
    /// @param wanted each person once
    /// @return whose data may be read now, once
    /// @throws org.opengms.gate.AccessLogUnavailable if it cannot be written down; nothing may be
    ///   read then
    public List<CohortStore.Member> permit(
            Standing.Approved standing, Actor actor, Use use, List<Wanted> wanted) {
        UUID id = TimeOrderedUuid.next(clock.instant());
        List<AccessLog.Entry> entries = new ArrayList<>();
        // Held back until the terms are matched too: what is written down is what comes of both.
        Gate gate =
                new Gate(
                        relations,
                        consents,
                        projects,
                        ProxyBook.none(),
                        (request, decision) -> entries.add(new AccessLog.Entry(request, decision)),
                        clock);
        gate.decideAll(
                wanted.stream()
                        .map(one ->
                                new AccessRequest(
                                        actor,
                                        Purpose.of(standing.question().reach()),
                                        one.member().person(),
                                        use.data(),
                                        MeteredUse.resource(
                                                one.member().participant(),
                                                standing.project(),
                                                id,
                                                one.bytes()),
                                        CHANNEL,
                                        Optional.empty(),
                                        Optional.of(standing.open().project())))
                        .toList());
        Map<PersonId, ConsentHistory> histories = histories(entries);
        entries.replaceAll(entry ->
                new AccessLog.Entry(
                        entry.request(),
                        matched(
                                entry.decision(),
                                Optional.ofNullable(histories.get(entry.request().person())),
                                standing.question())));
        List<CohortStore.Member> permitted = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).decision() instanceof Decision.Permit) {
                permitted.add(wanted.get(i).member());
                bytes += wanted.get(i).bytes();
            }
        }
        meter.write(
                new MeteredUse(
                        id,
                        standing.project(),
                        use.kind(),
                        use.subject(),
                        permitted.size(),
                        permitted.size(),
                        use.kind() == UseKind.FILE && permitted.isEmpty() ? 0 : use.queries(),
                        bytes),
                entries);
        return permitted;
    }

    private Map<PersonId, ConsentHistory> histories(List<AccessLog.Entry> entries) {
        Set<PersonId> persons =
                entries.stream()
                        .filter(entry -> entry.decision() instanceof Decision.Permit)
                        .map(entry -> entry.request().person())
                        .collect(Collectors.toSet());
        return persons.isEmpty() ? Map.of() : consents.histories(persons);
    }

    /// Those whose data a project may not use, or no longer: what was found of them is left out.
    /// Nothing is read of anybody, and nothing is told but to leave somebody out, so nothing is
    /// written down.
    ///
    /// @param actor for whom it was read
    public Set<PersonId> refused(Standing.Approved standing, Actor actor, Set<PersonId> persons) {
        if (persons.isEmpty()) {
            return Set.of();
        }
        Map<PersonId, ConsentHistory> histories = consents.histories(persons);
        Set<PersonId> refused = new HashSet<>();
        for (PersonId person : persons) {
            Optional<ConsentHistory> history = Optional.ofNullable(histories.get(person));
            Decision decision =
                    GateRules.decide(
                            new Question(
                                    history.map(h -> h.now(clock.instant()))
                                            .orElse(ConsentState.NOTHING),
                                    Set.of(),
                                    actor.roles(),
                                    Purpose.of(standing.question().reach()),
                                    DataClass.RESEARCH_TERMS,
                                    Optional.empty(),
                                    Optional.of(standing.open()),
                                    Optional.empty()));
            if (!(matched(decision, history, standing.question()) instanceof Decision.Permit)) {
                refused.add(person);
            }
        }
        return refused;
    }

    private Decision matched(
            Decision decision, Optional<ConsentHistory> history, ResearchQuestion question) {
        if (!(decision instanceof Decision.Permit)) {
            return decision;
        }
        Optional<DataUse> terms =
                history.flatMap(h -> ConsentRules.shipped().dataUse(h.now(clock.instant())));
        if (terms.isEmpty()) {
            return new Decision.Deny("The participant withdrew just now.");
        }
        return switch (matcher.decide(terms.get(), question)) {
            case UseDecision.Permit _ -> decision;
            case UseDecision.Deny(String why) -> new Decision.Deny(why);
            case UseDecision.Abstain(String why) -> new Decision.Abstain(why);
        };
    }
}
