package org.opengms.notices;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.opengms.cases.Report;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Recontact;
import org.opengms.consent.Said;
import org.opengms.people.PersonId;

/// Lets notices wait, in the transaction of what they are about: what is rolled back tells nobody,
/// and what is committed is told.
public final class NoticeBook {
    private static final String BY_THE_PERSON = "the person themself";

    private final NoticeStore store;
    private final Consumer<NoticeId> queue;
    private final Clock clock;

    /// @param queue has a notice delivered soon, durable with the transaction around it
    public NoticeBook(NoticeStore store, Consumer<NoticeId> queue, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /// A clinician has told a result, and the person can read it. A result that has not been told
    /// has no notice.
    public void resultTold(PersonId person, Report report) {
        add(
                person,
                NoticeKind.RESULT_READY,
                report.id().value() + "/" + report.version(),
                Optional.empty());
    }

    /// A choice was recorded.
    ///
    /// @param first whether nothing had been recorded of the person before: what is said when a
    ///   test is ordered is no news to them
    public void choiceRecorded(ConsentStatement statement, boolean first) {
        boolean told =
                switch (statement.said()) {
                    case Said.Discussion _ -> !first;
                    case Said.Research _,
                            Said.YoungPersonsAssent _,
                            Said.ConsulteeAdvice _,
                            Said.NationalDataOptOut _,
                            Said.SharingWithRelatives _,
                            Said.FullWithdrawal _,
                            Said.PartialWithdrawal _ ->
                            true;
                    case Said.Death _, Said.Capacity _ -> false;
                };
        if (told) {
            add(
                    statement.person(),
                    NoticeKind.CHOICE_CHANGED,
                    statement.id().value(),
                    Optional.of(
                            statement.recordedBy().equals(BY_THE_PERSON)
                                    ? ChangedBy.PERSON
                                    : ChangedBy.CLINIC));
        }
    }

    /// A person is to be asked themselves. Who asked to be asked later is asked by the clinic.
    public void toBeAsked(PersonId person, Recontact recontact) {
        switch (recontact.why()) {
            case TURNED_16, TURNED_18, REGAINED_CAPACITY ->
                    add(
                            person,
                            NoticeKind.ASK_AGAIN,
                            recontact.why() + " " + recontact.from(),
                            Optional.empty());
            case ASKED_TO_BE_ASKED -> {}
        }
    }

    /// Data of a person served research in ways that they have not been told of.
    ///
    /// @param cause what tells this digest from the next
    /// @return the notice; empty if this digest is known
    public Optional<NoticeId> newResearch(PersonId person, String cause) {
        return add(person, NoticeKind.NEW_RESEARCH, cause, Optional.empty());
    }

    private Optional<NoticeId> add(
            PersonId person, NoticeKind kind, String cause, Optional<ChangedBy> by) {
        Notice notice = new Notice(NoticeId.random(), person, kind, cause, by, clock.instant());
        if (!store.add(notice)) {
            return Optional.empty();
        }
        queue.accept(notice.id());
        return Optional.of(notice.id());
    }
}
