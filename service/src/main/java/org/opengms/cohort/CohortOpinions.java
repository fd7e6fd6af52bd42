package org.opengms.cohort;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.opengms.access.AccessDesk;
import org.opengms.access.Application;
import org.opengms.access.FirstOpinion;
import org.opengms.access.HardRefusals;
import org.opengms.access.ProjectId;
import org.opengms.consent.ClauseIndex;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.UseDecision;
import org.opengms.consent.UseMatcher;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.people.PersonId;

/// What the consents of the whole cohort say to an application. The clauses are kept in memory as
/// bitmaps and brought up to date before each opinion, by what was said since and by the birthdays
/// on which a parent's yes ended. It opens nobody's data: that is asked for each person, each time.
public final class CohortOpinions implements AccessDesk.Opinions {
    private static final int AT_ONCE = 2000;

    private final CohortChanges changes;
    private final ConsentStore consents;
    private final UseMatcher matcher;
    private final ConsentRules consentRules;
    private final DisclosureRules disclosure;
    private final HardRefusals refusals;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final ClauseIndex index = new ClauseIndex();
    private final Map<PersonId, Integer> numbers = new HashMap<>();
    private final NavigableMap<LocalDate, Set<PersonId>> birthdays = new TreeMap<>();
    private CohortChanges.Mark mark = CohortChanges.Mark.START;

    /// @param matcher which uses terms permit
    /// @param consentRules by which choices are read
    /// @param disclosure how numbers of people are shown
    /// @param refusals whose words are looked for
    public CohortOpinions(
            CohortChanges changes,
            ConsentStore consents,
            UseMatcher matcher,
            ConsentRules consentRules,
            DisclosureRules disclosure,
            HardRefusals refusals,
            Clock clock) {
        this.changes = changes;
        this.consents = consents;
        this.matcher = matcher;
        this.consentRules = consentRules;
        this.disclosure = disclosure;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public FirstOpinion of(ProjectId project, Application application, LocalDate on) {
        ResearchQuestion question =
                application
                        .purpose()
                        .question(
                                project,
                                application.agreements().getFirst().institution().value(),
                                on);
        ClauseIndex.Match match = match(question);
        return new FirstOpinion(
                on,
                match.clauses().stream()
                        .map(clause ->
                                new FirstOpinion.Clause(
                                        clause.clause(),
                                        switch (clause.decision()) {
                                            case UseDecision.Permit _ -> FirstOpinion.Answer.MET;
                                            case UseDecision.Deny _ -> FirstOpinion.Answer.NOT_MET;
                                            case UseDecision.Abstain _ ->
                                                    FirstOpinion.Answer.A_PERSON_MUST_DECIDE;
                                        },
                                        clause.decision().reason(),
                                        shown(clause.people())))
                        .toList(),
                shown(match.permitted().getCardinality()),
                shown(match.agreed()),
                disclosure.version(),
                refusals.spokenOf(application, on).stream()
                        .map(HardRefusals.Refusal::code)
                        .toList());
    }

    private Optional<Long> shown(long people) {
        return switch (disclosure.counts().show(people)) {
            case PublishedCount.Shown(long rounded) when rounded > 0 -> Optional.of(rounded);
            case PublishedCount.Shown _, PublishedCount.Hidden _ -> Optional.empty();
        };
    }

    /// What all consents of the cohort say, as they are now; exact, so for this package alone.
    ClauseIndex.Match match(ResearchQuestion question) {
        lock.lock();
        try {
            bringUpToDate();
            return index.match(matcher, question);
        } finally {
            lock.unlock();
        }
    }

    private void bringUpToDate() {
        Instant now = clock.instant();
        boolean more = true;
        while (more) {
            CohortChanges.Changes next = changes.after(mark, AT_ONCE);
            read(Set.copyOf(next.persons()), now);
            mark = next.mark();
            more = next.more();
        }
        LocalDate today = ConsentStatement.day(now);
        List<PersonId> grown = new ArrayList<>();
        Map<LocalDate, Set<PersonId>> past = birthdays.headMap(today, true);
        past.values().forEach(grown::addAll);
        past.clear();
        for (int from = 0; from < grown.size(); from += AT_ONCE) {
            read(Set.copyOf(grown.subList(from, Math.min(grown.size(), from + AT_ONCE))), now);
        }
    }

    private void read(Set<PersonId> persons, Instant now) {
        if (persons.isEmpty()) {
            return;
        }
        Map<PersonId, ConsentHistory> histories = consents.histories(persons);
        for (PersonId person : persons) {
            ConsentHistory history = histories.get(person);
            ConsentState state = history == null ? ConsentState.NOTHING : history.now(now);
            Integer number = numbers.get(person);
            if (number == null) {
                number = numbers.size();
                numbers.put(person, number);
            }
            index.put(number, state, consentRules);
            if (history != null
                    && state.chosenBy().filter(WhoChose.PARENT_OR_GUARDIAN::equals).isPresent()) {
                history.birthDate()
                        .map(birth -> birth.plusYears(consentRules.parentsChoiceEndsAtAge()))
                        .filter(end -> end.isAfter(ConsentStatement.day(now)))
                        .ifPresent(end ->
                                birthdays.computeIfAbsent(end, _ -> new HashSet<>()).add(person));
            }
        }
    }
}
