package org.opengms.choices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.choices.ChoiceOutcome.Part;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Recontact;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.Role;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyBook;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStanding;
import org.opengms.workforce.CompetenceCheck;
import org.opengms.workforce.GatedTask;

/// Records what patients choose. A statement is kept with who said it, on which evidence and when,
/// or refused with the reason; nothing is corrected in passing.
public final class ChoiceDesk {
    /// From which ages a young person can decide about research themselves (Mental Capacity Act
    /// 2005, section 2(5); the national assent form is for ages 6 to 15), and nobody decides as a
    /// parent any more (Family Law Reform Act 1969, section 1).
    private static final ConsentRules RULES = ConsentRules.shipped();

    private static final int LONGEST_EVIDENCE = 500;

    private static final Set<Use> ALL_RESEARCH =
            Set.of(Use.RESEARCH_NOT_FOR_PROFIT, Use.RESEARCH_BY_COMPANIES);

    private final People people;
    private final ConsentStore consents;
    private final CareRelations relations;
    private final ProxyBook proxies;
    private final CompetenceCheck competences;
    private final Clock clock;

    /// @param proxies what proxies may do
    /// @param competences asked before a clinician records what was discussed
    public ChoiceDesk(
            People people,
            ConsentStore consents,
            CareRelations relations,
            ProxyBook proxies,
            CompetenceCheck competences,
            Clock clock) {
        this.people = people;
        this.consents = consents;
        this.relations = relations;
        this.proxies = proxies;
        this.competences = competences;
        this.clock = clock;
    }

    /// Records a statement.
    public ChoiceOutcome record(Wish wish, Actor actor) {
        Optional<Person> person = people.find(wish.person());
        if (person.isEmpty()) {
            return new ChoiceOutcome.NotFound();
        }
        boolean own = actor.is(wish.person());
        Instant now = clock.instant();
        ConsentHistory history = consents.history(wish.person());
        if (actor.has(Role.PROXY)) {
            if (!mayChooseFor(wish, history, actor, now)) {
                return new ChoiceOutcome.NotYours(
                        "You may not choose for this person here. Ask the clinic.");
            }
        } else if (!own && !mayRecord(wish.person(), actor)) {
            return new ChoiceOutcome.NotYours(
                    "Only clinicians of an organisation that ordered a test for this person record their choices.");
        }
        ConsentState state = history.now(now);
        Optional<ChoiceOutcome.Refused> wrong =
                wrong(wish, person.get(), state, ConsentStatement.day(now))
                        .or(() -> own ? wrongOfOneself(wish, state) : Optional.empty())
                        .or(() -> actor.has(Role.PROXY) ? wrongOfAProxy(wish) : Optional.empty());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!own && !actor.has(Role.PROXY) && isDiscussed(wish.said())) {
            Optional<String> lacking = competences.refusal(actor, GatedTask.RECORD_CHOICE);
            if (lacking.isPresent()) {
                return new ChoiceOutcome.Refused(Part.SAID, lacking.get());
            }
        }
        ConsentStatement statement = statement(wish, now, actor);
        consents.append(statement);
        return new ChoiceOutcome.Recorded(statement, consents.history(wish.person()).now(now));
    }

    /// Whether it comes of a discussion, for which the clinician has to be competent. A withdrawal
    /// and a fact are taken from anybody: they protect the person.
    private static boolean isDiscussed(Said said) {
        return switch (said) {
            case Said.Discussion _,
                    Said.Research _,
                    Said.YoungPersonsAssent _,
                    Said.ConsulteeAdvice _,
                    Said.SharingWithRelatives _ ->
                    true;
            case Said.NationalDataOptOut _,
                    Said.FullWithdrawal _,
                    Said.PartialWithdrawal _,
                    Said.Death _,
                    Said.Capacity _ ->
                    false;
        };
    }

    /// Whether a proxy may choose for the person now: their role is in force with that scope, and
    /// they speak as what they are.
    private boolean mayChooseFor(Wish wish, ConsentHistory history, Actor actor, Instant now) {
        return actor.proxy()
                .flatMap(proxy -> proxies.standing(proxy, wish.person(), history, now))
                .flatMap(ChoiceDesk::speaksAs)
                .filter(as -> wish.by().filter(as::equals).isPresent())
                .isPresent();
    }

    /// As whom a proxy chooses for a person while their access stands so; empty if they may not.
    public static Optional<WhoChose> speaksAs(ProxyStanding standing) {
        return standing instanceof ProxyStanding.InForce(var kind, var scopes)
                        && scopes.contains(ProxyScope.CHOOSING)
                ? speaksAs(kind)
                : Optional.empty();
    }

    /// As whom a proxy speaks in the forms of consent. An attorney, a deputy or a carer is none of
    /// those who choose about research there.
    private static Optional<WhoChose> speaksAs(ProxyKind kind) {
        return switch (kind) {
            case PARENT -> Optional.of(WhoChose.PARENT_OR_GUARDIAN);
            case CONSULTEE -> Optional.of(WhoChose.CONSULTEE);
            case ATTORNEY, DEPUTY, CHOSEN_CARER -> Optional.empty();
        };
    }

    /// What nobody says for another on a page.
    private static Optional<ChoiceOutcome.Refused> wrongOfAProxy(Wish wish) {
        return switch (wish.said()) {
            case Said.Research _, Said.FullWithdrawal _, Said.PartialWithdrawal _ ->
                    Optional.empty();
            case Said.SharingWithRelatives _,
                    Said.Discussion _,
                    Said.YoungPersonsAssent _,
                    Said.ConsulteeAdvice _,
                    Said.NationalDataOptOut _,
                    Said.Death _,
                    Said.Capacity _ ->
                    refused(Part.SAID, "This is recorded by the clinic. Talk to them.");
        };
    }

    /// What somebody should look at twice before a statement is recorded: it can be recorded, and
    /// yet does not fit what is known. Empty where nothing is doubtful, and where the statement
    /// would be refused.
    public List<String> doubts(Wish wish, Actor actor) {
        Optional<Person> person = people.find(wish.person());
        if (person.isEmpty() || !mayRecord(wish.person(), actor)) {
            return List.of();
        }
        Instant now = clock.instant();
        ConsentHistory history = consents.history(wish.person());
        LocalDate today = ConsentStatement.day(now);
        ConsentState before = history.now(now);
        if (wrong(wish, person.get(), before, today).isPresent()) {
            return List.of();
        }
        List<String> doubts = new ArrayList<>();
        if (wish.saidOn().isBefore(today.minusYears(1))) {
            doubts.add("It was said more than a year ago. Check the year.");
        }
        boolean isOwn = wish.by().filter(WhoChose.ADULT::equals).isPresent();
        boolean isConsultees = wish.by().filter(WhoChose.CONSULTEE::equals).isPresent();
        if (isOwn && before.capacity().filter(can -> !can).isPresent()) {
            doubts.add(
                    "It is recorded that the person cannot decide for themselves, and this is their own choice.");
        }
        if (isConsultees && before.capacity().orElse(false)) {
            doubts.add(
                    "It is recorded that the person can decide for themselves, and this comes from a consultee.");
        }
        if (wish.said() instanceof Said.Death(LocalDate on)
                && before.diedOn().filter(day -> !day.equals(on)).isPresent()) {
            doubts.add("Another day of death is recorded already.");
        }
        if (wish.said() instanceof Said.Research(var choice, var _, var _)
                && choice == ResearchChoice.AGREED
                && before.assent().filter(given -> !given).isPresent()) {
            doubts.add(
                    "The young person did not say yes themselves. A parent decides, but should know.");
        }
        doubts.addAll(doubtsOfOrder(history, statement(wish, now, actor), before, now));
        return doubts;
    }

    /// What the order of the statements does to a new one.
    private static List<String> doubtsOfOrder(
            ConsentHistory history, ConsentStatement added, ConsentState before, Instant now) {
        List<ConsentStatement> statements = new ArrayList<>(history.statements());
        statements.add(added);
        ConsentState after =
                new ConsentHistory(history.person(), history.birthDate(), statements).now(now);
        List<String> told = after.told().subList(before.told().size(), after.told().size());
        return added.said() instanceof Said.YoungPersonsAssent ? List.of() : told;
    }

    /// Whether somebody records choices of a person: a clinician of an organisation that ordered a
    /// test for them.
    public boolean mayRecord(PersonId person, Actor actor) {
        return actor.has(Role.CLINICIAN) && relations.orderedFor(actor.organisation(), person);
    }

    private static ConsentStatement statement(Wish wish, Instant now, Actor actor) {
        return new ConsentStatement(
                StatementId.random(),
                wish.person(),
                wish.said(),
                wish.by(),
                wish.evidence().strip(),
                wish.saidOn(),
                now,
                actor.is(wish.person())
                        ? "the person themself"
                        : actor.has(Role.PROXY)
                                ? "a proxy on their page"
                                : "%s of %s".formatted(actor.id(), actor.organisation().value()));
    }

    private static Optional<ChoiceOutcome.Refused> wrong(
            Wish wish, Person person, ConsentState state, LocalDate today) {
        if (wish.subject().filter(subject -> !subject.equals(person.id())).isPresent()) {
            return refused(
                    Part.SUBJECT,
                    "The evidence is about somebody else. Record it with the person that it is about.");
        }
        if (wish.evidence().isBlank() || wish.evidence().length() > LONGEST_EVIDENCE) {
            return refused(
                    Part.EVIDENCE,
                    "Say where it is written down, or how it was said, in at most %d characters."
                            .formatted(LONGEST_EVIDENCE));
        }
        if (wish.saidOn().isAfter(today)) {
            return refused(
                    Part.SAID_ON,
                    "The day on which it was said lies in the future. Record it once it has been said.");
        }
        if (person.birthDate().filter(wish.saidOn()::isBefore).isPresent()) {
            return refused(
                    Part.SAID_ON, "The day on which it was said lies before the person's birth.");
        }
        return switch (wish.said()) {
            case Said.Death(LocalDate on) -> {
                if (on.isAfter(today)) {
                    yield refused(Part.DIED_ON, "The day of death lies in the future.");
                }
                yield person.birthDate().filter(on::isBefore).isPresent()
                        ? refused(Part.DIED_ON, "The day of death lies before the person's birth.")
                        : Optional.empty();
            }
            case Said.NationalDataOptOut _, Said.Capacity _ -> Optional.empty();
            case Said.YoungPersonsAssent _ ->
                    isAtLeast(person, wish.saidOn(), RULES.ownChoiceFromAge())
                            ? refused(
                                    Part.SAID,
                                    "From %d a young person makes the choice themselves; record it as their own."
                                            .formatted(RULES.ownChoiceFromAge()))
                            : Optional.empty();
            case Said.ConsulteeAdvice _ ->
                    wish.by().filter(WhoChose.CONSULTEE::equals).isPresent()
                            ? Optional.empty()
                            : refused(Part.BY, "Advice comes from a consultee.");
            case Said.Research(var choice, var leftOut, var again) -> {
                if (choice == ResearchChoice.AGREED && leftOut.containsAll(ALL_RESEARCH)) {
                    yield refused(
                            Part.SAID,
                            "A yes that leaves out all research is a no. Record it as a no.");
                }
                yield again.filter(day -> !day.isAfter(wish.saidOn())).isPresent()
                        ? refused(
                                Part.ASK_AGAIN_ON,
                                "The day to ask again does not lie after the day on which it was said.")
                        : wrongSpeaker(wish, person, state);
            }
            case Said.Discussion _,
                    Said.SharingWithRelatives _,
                    Said.FullWithdrawal _,
                    Said.PartialWithdrawal _ ->
                    wrongSpeaker(wish, person, state);
        };
    }

    /// What a person cannot say of themself. A no is heard whoever can speak for them.
    private static Optional<ChoiceOutcome.Refused> wrongOfOneself(Wish wish, ConsentState state) {
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
            return refused(Part.SAID, "This is recorded by the clinic. Talk to them.");
        }
        boolean agrees =
                wish.said() instanceof Said.Research research
                        && research.choice() == ResearchChoice.AGREED;
        return agrees && state.capacity().filter(can -> !can).isPresent()
                ? refused(
                        Part.SAID,
                        "A yes is recorded together with somebody who knows you well. Talk to the clinic.")
                : Optional.empty();
    }

    private static Optional<ChoiceOutcome.Refused> refused(Part part, String reason) {
        return Optional.of(new ChoiceOutcome.Refused(part, reason));
    }

    private static Optional<ChoiceOutcome.Refused> wrongSpeaker(
            Wish wish, Person person, ConsentState state) {
        if (wish.by().isEmpty()) {
            return refused(Part.BY, "Say who made the choice.");
        }
        boolean withdraws =
                wish.said() instanceof Said.FullWithdrawal
                        || wish.said() instanceof Said.PartialWithdrawal;
        if (withdraws) {
            // Whoever may have a right to speak is heard when the answer is no.
            return Optional.empty();
        }
        return switch (wish.by().get()) {
            case ADULT -> {
                if (isBelow(person, wish.saidOn(), RULES.ownChoiceFromAge())) {
                    yield refused(
                            Part.BY,
                            "Below %d a parent or guardian chooses. Record the young person's answer as assent."
                                    .formatted(RULES.ownChoiceFromAge()));
                }
                yield state.diedOn().filter(wish.saidOn()::isAfter).isPresent()
                        ? refused(
                                Part.BY,
                                "The person had died by then. Record who chose on their behalf.")
                        : Optional.empty();
            }
            case PARENT_OR_GUARDIAN ->
                    isAtLeast(person, wish.saidOn(), RULES.parentsChoiceEndsAtAge())
                            ? refused(
                                    Part.BY,
                                    "The person is an adult: they choose themselves, or a consultee advises.")
                            : Optional.empty();
            case CONSULTEE ->
                    isBelow(person, wish.saidOn(), RULES.ownChoiceFromAge())
                            ? refused(
                                    Part.BY,
                                    "A consultee advises for adults. For a child a parent or guardian chooses.")
                            : Optional.empty();
            case CLINICIAN ->
                    wish.said() instanceof Said.Discussion
                            ? Optional.empty()
                            : refused(
                                    Part.BY,
                                    "A clinician agrees to a test in the patient's best interest, never to research.");
            case FOR_THE_DECEASED ->
                    state.diedOn().isEmpty()
                            ? refused(Part.BY, "No death is recorded. Record it first.")
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
