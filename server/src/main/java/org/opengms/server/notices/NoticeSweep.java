package org.opengms.server.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Recontact;
import org.opengms.notices.NoticeBook;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeRules;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.JdbcNotices;
import org.opengms.server.persistence.JdbcNotices.NewUse;
import org.springframework.transaction.support.TransactionTemplate;

/// Finds whom time gives something to see: new uses for research, gathered, and those who are to be
/// asked themselves. Goes through persons a part at a time, so that it can be stopped and begun
/// again anywhere.
public final class NoticeSweep {
    private static final int PART = 500;

    private final JdbcNotices notices;
    private final NoticeBook book;
    private final ConsentStore consents;
    private final NoticeRules rules;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public NoticeSweep(
            JdbcNotices notices,
            NoticeBook book,
            ConsentStore consents,
            NoticeRules rules,
            TransactionTemplate transactions,
            Clock clock) {
        this.notices = notices;
        this.book = book;
        this.consents = consents;
        this.rules = rules;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Looks at everybody once.
    public void run() {
        research();
        toBeAsked();
    }

    private void research() {
        Optional<PersonId> after = Optional.empty();
        while (true) {
            List<NewUse> uses =
                    notices.newUses(
                            after,
                            clock.instant().minus(Duration.ofDays(rules.researchPeriodDays())),
                            PART);
            if (uses.isEmpty()) {
                return;
            }
            Map<PersonId, List<NewUse>> byPerson = new LinkedHashMap<>();
            for (NewUse use : uses) {
                byPerson.computeIfAbsent(use.person(), _ -> new java.util.ArrayList<>()).add(use);
            }
            byPerson.forEach((person, theirs) ->
                    transactions.executeWithoutResult(status -> digest(person, theirs)));
            after = Optional.of(uses.getLast().person());
        }
    }

    private void digest(PersonId person, List<NewUse> uses) {
        String day = ConsentStatement.day(clock.instant()).toString();
        Optional<NoticeId> notice = book.newResearch(person, day);
        notice.ifPresent(id -> notices.addTold(id, uses));
    }

    private void toBeAsked() {
        Optional<PersonId> after = Optional.empty();
        while (true) {
            List<PersonId> persons = notices.chosenFor(after, PART);
            if (persons.isEmpty()) {
                return;
            }
            Map<PersonId, ConsentHistory> histories =
                    consents.histories(new LinkedHashSet<>(persons));
            Map<String, Recontact> due = new TreeMap<>();
            histories.forEach((person, history) ->
                    Recontact.due(history, ConsentStatement.day(clock.instant()))
                            .ifPresent(one -> due.put(person.value(), one)));
            transactions.executeWithoutResult(
                    status -> due.forEach((id, one) -> book.toBeAsked(new PersonId(id), one)));
            after = Optional.of(persons.getLast());
        }
    }
}
