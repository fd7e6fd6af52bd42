package org.opengms.cohort;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.ProjectId;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DataUse;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.UseDecision;
import org.opengms.consent.UseMatcher;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.ProjectStandings;
import org.opengms.gate.Purpose;
import org.opengms.people.PersonId;

/// Answers researchers, at the moment of the use, whose data may serve the project for which they
/// ask. What for stands in the project as the access committee approved it, and not in the
/// question. Nothing is remembered from one question to the next, so a withdrawal, and whatever
/// stops a project, bites at the next one.
public final class ResearchDesk {
    private final CohortStore cohort;
    private final ConsentStore consents;
    private final ProjectStandings projects;
    private final Gate gate;
    private final UseMatcher matcher;
    private final Clock clock;

    /// @param projects which projects are open to whom
    /// @param matcher which uses terms permit
    public ResearchDesk(
            CohortStore cohort,
            ConsentStore consents,
            ProjectStandings projects,
            Gate gate,
            UseMatcher matcher,
            Clock clock) {
        this.cohort = cohort;
        this.consents = consents;
        this.projects = projects;
        this.gate = gate;
        this.matcher = matcher;
        this.clock = clock;
    }

    /// What a researcher is told of one participant.
    public sealed interface Answer {
        /// Their data may be used for the purpose, now.
        ///
        /// @param terms under which
        record Permitted(ParticipantId participant, DataUse terms, String reason)
                implements Answer {}

        /// It may not, for now or for good.
        record Refused(ParticipantId participant, String reason) implements Answer {}
    }

    /// Some participants whose data may be used.
    ///
    /// @param permitted the participants
    /// @param next the last one that was looked at, to go on after; absent at the end
    public record Page(List<Answer.Permitted> permitted, Optional<ParticipantId> next) {
        public Page {
            permitted = List.copyOf(permitted);
        }
    }

    /// Whether a project is open to a researcher now. Where it is not, nobody's data is looked at.
    public AccessStanding standing(ProjectId project, Actor actor) {
        return Account.find(actor.id())
                .map(account -> projects.standing(project, account))
                .orElseGet(
                        () -> new AccessStanding.Stopped("You are in no team of such a project."));
    }

    /// Looks at members one after the other and gives those whose data may be used. How many it
    /// left out is not told.
    ///
    /// @param after where to begin
    /// @param limit how many members to look at
    /// @param open the project, as [#standing] gave it
    public Page participants(
            Optional<ParticipantId> after, int limit, AccessStanding.Open open, Actor actor) {
        List<CohortStore.Member> members = cohort.members(after, limit);
        List<Answer.Permitted> permitted = new ArrayList<>();
        for (Answer answer : answers(members, open, actor)) {
            if (answer instanceof Answer.Permitted one) {
                permitted.add(one);
            }
        }
        return new Page(
                permitted,
                members.size() < limit
                        ? Optional.empty()
                        : Optional.of(members.getLast().participant()));
    }

    /// Asks about participants by name: what a running job does before each step. Whom nobody knows
    /// is refused like everybody else.
    ///
    /// @param open the project, as [#standing] gave it
    public List<Answer> check(
            List<ParticipantId> participants, AccessStanding.Open open, Actor actor) {
        Map<ParticipantId, CohortStore.Member> known =
                cohort.find(Set.copyOf(participants)).stream()
                        .collect(Collectors.toMap(CohortStore.Member::participant, m -> m));
        List<CohortStore.Member> members = new ArrayList<>();
        List<Answer> unknown = new ArrayList<>();
        for (ParticipantId participant : participants) {
            CohortStore.Member member = known.get(participant);
            if (member == null) {
                unknown.add(new Answer.Refused(participant, "There is no such participant."));
            } else {
                members.add(member);
            }
        }
        List<Answer> answers = answers(members, open, actor);
        answers.addAll(unknown);
        return answers;
    }

    private List<Answer> answers(
            List<CohortStore.Member> members, AccessStanding.Open open, Actor actor) {
        ResearchQuestion question =
                open.purpose()
                        .question(
                                open.project(),
                                open.institution(),
                                ConsentStatement.day(clock.instant()));
        Purpose purpose = Purpose.of(question.reach());
        List<Decision> decisions =
                gate.decideAll(
                        members.stream()
                                .map(member ->
                                        new AccessRequest(
                                                actor,
                                                purpose,
                                                member.person(),
                                                DataClass.RESEARCH_TERMS,
                                                "Participant/" + member.participant().value(),
                                                "research",
                                                Optional.empty(),
                                                Optional.of(open.project())))
                                .toList());
        // Read after the gate has answered, once for all.
        Map<PersonId, ConsentHistory> histories =
                consents.histories(
                        members.stream()
                                .map(CohortStore.Member::person)
                                .collect(Collectors.toSet()));
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            CohortStore.Member member = members.get(i);
            answers.add(
                    switch (decisions.get(i)) {
                        case Decision.Permit(String reason) ->
                                matched(
                                        member,
                                        Optional.ofNullable(histories.get(member.person())),
                                        question,
                                        reason);
                        case Decision.Deny(String reason) ->
                                new Answer.Refused(member.participant(), reason);
                        case Decision.Abstain(String reason) ->
                                new Answer.Refused(member.participant(), reason);
                    });
        }
        return answers;
    }

    private Answer matched(
            CohortStore.Member member,
            Optional<ConsentHistory> history,
            ResearchQuestion question,
            String reason) {
        Optional<DataUse> terms =
                history.flatMap(h -> ConsentRules.shipped().dataUse(h.now(clock.instant())));
        if (terms.isEmpty()) {
            return new Answer.Refused(member.participant(), "The participant withdrew just now.");
        }
        return switch (matcher.decide(terms.get(), question)) {
            case UseDecision.Permit _ ->
                    new Answer.Permitted(member.participant(), terms.get(), reason);
            case UseDecision.Deny(String why) -> new Answer.Refused(member.participant(), why);
            case UseDecision.Abstain(String why) -> new Answer.Refused(member.participant(), why);
        };
    }
}
