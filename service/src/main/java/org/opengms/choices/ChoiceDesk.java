package org.opengms.choices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Recontact;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.Role;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;

/// Records what patients choose. A statement is kept with who said it, on which evidence and when,
/// or refused with the reason; nothing is corrected in passing.
public final class ChoiceDesk {
    /// From this age a young person can decide about research themselves (Mental Capacity Act 2005,
    /// section 2(5); the national assent form is for ages 6 to 15).
    static final int OWN_CHOICE_FROM_AGE = 16;

    /// From this age nobody decides as a parent (Family Law Reform Act 1969, section 1).
    static final int ADULT_FROM_AGE = 18;

    private static final int LONGEST_EVIDENCE = 500;

    private final People people;
    private final ConsentStore consents;
    private final CareRelations relations;
    private final Clock clock;

    public ChoiceDesk(People people, ConsentStore consents, CareRelations relations, Clock clock) {
        this.people = people;
        this.consents = consents;
        this.relations = relations;
        this.clock = clock;
    }

    /// Records a statement.
    public ChoiceOutcome record(Wish wish, Actor actor) {
        Optional<Person> person = people.find(wish.person());
        if (person.isEmpty()) {
            return new ChoiceOutcome.NotFound();
        }
        boolean own = actor.is(wish.person());
        boolean cares =
                actor.has(Role.CLINICIAN)
                        && relations.orderedFor(actor.organisation(), wish.person());
        if (!own && !cares) {
            return new ChoiceOutcome.NotYours(
                    "Only clinicians of an organisation that ordered a test for this person record their choices.");
        }
        Instant now = clock.instant();
        ConsentHistory history = consents.history(wish.person());
        ConsentState state = history.now(now);
        Optional<String> wrong =
                wrong(wish, person.get(), state, ConsentStatement.day(now))
                        .or(() -> own ? wrongOfOneself(wish, state) : Optional.empty());
        if (wrong.isPresent()) {
            return new ChoiceOutcome.Refused(wrong.get());
        }
        ConsentStatement statement =
                new ConsentStatement(
                        StatementId.random(),
                        wish.person(),
                        wish.said(),
                        wish.by(),
                        wish.evidence().strip(),
                        wish.saidOn(),
                        now,
                        own
                                ? "the person themself"
                                : "%s of %s".formatted(actor.id(), actor.organisation().value()));
        consents.append(statement);
        return new ChoiceOutcome.Recorded(statement, consents.history(wish.person()).now(now));
    }

    private static Optional<String> wrong(
            Wish wish, Person person, ConsentState state, LocalDate today) {
        if (wish.subject().filter(subject -> !subject.equals(person.id())).isPresent()) {
            return Optional.of(
                    "The evidence is about somebody else. Record it with the person that it is about.");
        }
        if (wish.evidence().isBlank() || wish.evidence().length() > LONGEST_EVIDENCE) {
            return Optional.of(
                    "Say where it is written down, or how it was said, in at most %d characters."
                            .formatted(LONGEST_EVIDENCE));
        }
        if (wish.saidOn().isAfter(today)) {
            return Optional.of(
                    "The day on which it was said lies in the future. Record it once it has been said.");
        }
        if (person.birthDate().filter(wish.saidOn()::isBefore).isPresent()) {
            return Optional.of("The day on which it was said lies before the person's birth.");
        }
        return switch (wish.said()) {
            case Said.Death(LocalDate on) ->
                    on.isAfter(today)
                            ? Optional.of("The day of death lies in the future.")
                            : Optional.empty();
            case Said.NationalDataOptOut _, Said.Capacity _ -> Optional.empty();
            case Said.YoungPersonsAssent _ ->
                    isAtLeast(person, wish.saidOn(), OWN_CHOICE_FROM_AGE)
                            ? Optional.of(
                                    "From %d a young person makes the choice themselves; record it as their own."
                                            .formatted(OWN_CHOICE_FROM_AGE))
                            : Optional.empty();
            case Said.ConsulteeAdvice _ ->
                    wish.by().filter(WhoChose.CONSULTEE::equals).isPresent()
                            ? Optional.empty()
                            : Optional.of("Advice comes from a consultee.");
            case Said.Discussion _,
                    Said.Research _,
                    Said.SharingWithRelatives _,
                    Said.FullWithdrawal _,
                    Said.PartialWithdrawal _ ->
                    wrongSpeaker(wish, person, state);
        };
    }

    /// What a person cannot say of themself. A no is heard whoever can speak for them.
    private static Optional<String> wrongOfOneself(Wish wish, ConsentState state) {
        boolean theirs =
                switch (wish.said()) {
                    case Said.Research _,
                            Said.FullWithdrawal _,
                            Said.PartialWithdrawal _,
                            Said.SharingWithRelatives _ ->
                            wish.by().filter(WhoChose.ADULT::equals).isPresent();
                    case Said.Discussion _,
                            Said.YoungPersonsAssent _,
                            Said.ConsulteeAdvice _,
                            Said.NationalDataOptOut _,
                            Said.Death _,
                            Said.Capacity _ ->
                            false;
                };
        if (!theirs) {
            return Optional.of("This is recorded by the clinic. Talk to them.");
        }
        boolean agrees =
                wish.said() instanceof Said.Research research
                        && research.choice() == ResearchChoice.AGREED;
        return agrees && state.capacity().filter(can -> !can).isPresent()
                ? Optional.of(
                        "A yes is recorded together with somebody who knows you well. Talk to the clinic.")
                : Optional.empty();
    }

    private static Optional<String> wrongSpeaker(Wish wish, Person person, ConsentState state) {
        if (wish.by().isEmpty()) {
            return Optional.of("Say who made the choice.");
        }
        boolean withdraws =
                wish.said() instanceof Said.FullWithdrawal
                        || wish.said() instanceof Said.PartialWithdrawal;
        if (withdraws) {
            // Whoever may have a right to speak is heard when the answer is no.
            return Optional.empty();
        }
        return switch (wish.by().get()) {
            case ADULT ->
                    isBelow(person, wish.saidOn(), OWN_CHOICE_FROM_AGE)
                            ? Optional.of(
                                    "Below %d a parent or guardian chooses. Record the young person's answer as assent."
                                            .formatted(OWN_CHOICE_FROM_AGE))
                            : state.diedOn().filter(wish.saidOn()::isAfter).isPresent()
                                    ? Optional.of(
                                            "The person had died by then. Record who chose on their behalf.")
                                    : Optional.empty();
            case PARENT_OR_GUARDIAN ->
                    isAtLeast(person, wish.saidOn(), ADULT_FROM_AGE)
                            ? Optional.of(
                                    "The person is an adult: they choose themselves, or a consultee advises.")
                            : Optional.empty();
            case CONSULTEE ->
                    isBelow(person, wish.saidOn(), OWN_CHOICE_FROM_AGE)
                            ? Optional.of(
                                    "A consultee advises for adults. For a child a parent or guardian chooses.")
                            : Optional.empty();
            case CLINICIAN ->
                    wish.said() instanceof Said.Discussion
                            ? Optional.empty()
                            : Optional.of(
                                    "A clinician agrees to a test in the patient's best interest, never to research.");
            case FOR_THE_DECEASED ->
                    state.diedOn().isEmpty()
                            ? Optional.of("No death is recorded. Record it first.")
                            : Optional.empty();
        };
    }

    private static boolean isAtLeast(Person person, LocalDate day, int years) {
        return person.birthDate().filter(b -> !b.plusYears(years).isAfter(day)).isPresent();
    }

    private static boolean isBelow(Person person, LocalDate day, int years) {
        return person.birthDate().filter(b -> b.plusYears(years).isAfter(day)).isPresent();
    }

    /// A person who is to be asked.
    ///
    /// @param recontact why, and since when
    public record Due(PersonId person, Recontact recontact) {}

    /// Who of several persons is to be asked now, longest due first.
    public List<Due> due(Set<PersonId> persons) {
        LocalDate today = ConsentStatement.day(clock.instant());
        return consents.histories(persons).values().stream()
                .flatMap(history ->
                        Recontact.due(history, today).stream()
                                .map(recontact -> new Due(history.person(), recontact)))
                .sorted(
                        Comparator.comparing((Due due) -> due.recontact().from())
                                .thenComparing(due -> due.person().value()))
                .toList();
    }
}
