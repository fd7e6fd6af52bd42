package org.opengms.safeguards;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.Role;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.proxies.Proxy;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyRules;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStanding;
import org.opengms.proxies.ProxyStep;
import org.opengms.proxies.ProxyStore;

/// Where clinicians of an organisation that ordered a test for a person record who acts for them,
/// what is held back, and that their address is protected. Everything is kept with who, when and
/// why; nothing is changed afterwards.
public final class SafeguardDesk {
    private static final int SHORTEST_WORDS = 10;
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_NAME = 100;

    /// How many withholdings the list to review holds at most.
    private static final int MOST = 2000;

    private final People people;
    private final ConsentStore consents;
    private final CareRelations relations;
    private final ProxyStore proxies;
    private final WithholdingStore withholdings;
    private final AddressProtection addresses;
    private final ProxyRules proxyRules;
    private final WithholdingRules withholdingRules;
    private final Clock clock;

    /// By the rules that come with the program.
    public SafeguardDesk(
            People people,
            ConsentStore consents,
            CareRelations relations,
            ProxyStore proxies,
            WithholdingStore withholdings,
            AddressProtection addresses,
            Clock clock) {
        this.people = people;
        this.consents = consents;
        this.relations = relations;
        this.proxies = proxies;
        this.withholdings = withholdings;
        this.addresses = addresses;
        this.proxyRules = ProxyRules.shipped();
        this.withholdingRules = WithholdingRules.shipped();
        this.clock = clock;
    }

    /// Whether somebody records this of a person.
    public boolean mayRecord(PersonId person, Actor actor) {
        return actor.has(Role.CLINICIAN) && relations.orderedFor(actor.organisation(), person);
    }

    // ---- Proxies

    /// Somebody who is to act for a person.
    ///
    /// @param holder the NHS number that is vouched for when they sign in
    /// @param until the last day; absent for the longest that the rule allows
    public record ProxyWish(
            PersonId person,
            Optional<NhsNumber> holder,
            String name,
            Optional<ProxyKind> kind,
            String evidence,
            Optional<LocalDate> until) {}

    /// Records a proxy. A role that the rules open to nobody at the person's age, or with what is
    /// recorded of their capacity, is refused: it would be access that nobody notices until later.
    public SafeguardOutcome record(ProxyWish wish, Actor actor) {
        return of(wish.person(), actor, person -> record(wish, person, actor));
    }

    private SafeguardOutcome record(ProxyWish wish, Person person, Actor actor) {
        Instant now = clock.instant();
        LocalDate today = ConsentStatement.day(now);
        LocalDate longest = today.plusYears(proxyRules.longestYears());
        LocalDate until = wish.until().orElse(longest);
        if (wish.kind().isEmpty()) {
            return refused("kind", "Say in which role they act.");
        }
        if (wish.holder().isEmpty()) {
            return refused("holder", "Give the NHS number that they sign in with.");
        }
        if (wish.holder().equals(person.nhsNumber())) {
            return refused("holder", "This is the patient's own NHS number.");
        }
        if (wish.name().isBlank() || wish.name().strip().length() > LONGEST_NAME) {
            return refused(
                    "name", "Give their name, in at most %d characters.".formatted(LONGEST_NAME));
        }
        if (until.isBefore(today) || until.isAfter(longest)) {
            return refused(
                    "until",
                    "The last day lies between today and %d years from now."
                            .formatted(proxyRules.longestYears()));
        }
        Optional<SafeguardOutcome> wrong = wrongWords("evidence", wish.evidence());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Proxy proxy =
                new Proxy(
                        ProxyId.random(),
                        person.id(),
                        wish.holder().get(),
                        wish.name().strip(),
                        wish.kind().get(),
                        wish.evidence().strip(),
                        until,
                        by(actor),
                        now,
                        List.of());
        ConsentHistory history = consents.history(person.id());
        // As if everything were agreed to: agreement is a step of its own.
        Proxy agreed =
                proxy.with(
                        new ProxyStep.Agreed(
                                ProxyStep.Decider.A_CLINICIAN,
                                EnumSet.allOf(ProxyScope.class),
                                today,
                                "",
                                "",
                                now));
        if (proxyRules.standing(agreed, history.birthDate(), history.now(now), today)
                instanceof ProxyStanding.Ended(var _, String why)) {
            return refused("kind", "They would see nothing. The page would say: " + why);
        }
        proxies.add(proxy);
        return new SafeguardOutcome.Recorded(proxy.id().value());
    }

    /// What the person agreed that a proxy may do, or a clinician decided for them; nothing closes
    /// it.
    public SafeguardOutcome agree(
            PersonId person,
            ProxyId proxy,
            Optional<ProxyStep.Decider> decider,
            Set<ProxyScope> scopes,
            String words,
            Actor actor) {
        return ofProxy(
                person,
                proxy,
                actor,
                found -> {
                    if (decider.isEmpty()) {
                        return refused("decider", "Say whose decision it is.");
                    }
                    Optional<SafeguardOutcome> wrong = wrongWords("words", words);
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    Instant now = clock.instant();
                    proxies.add(
                            found.id(),
                            new ProxyStep.Agreed(
                                    decider.get(),
                                    scopes,
                                    ConsentStatement.day(now),
                                    words.strip(),
                                    by(actor),
                                    now));
                    return new SafeguardOutcome.Recorded(found.id().value());
                });
    }

    /// Ends a proxy's access: it bites at their next request, on every server.
    public SafeguardOutcome stop(
            PersonId person,
            ProxyId proxy,
            Optional<ProxyStep.Why> why,
            String words,
            Actor actor) {
        return ofProxy(
                person,
                proxy,
                actor,
                found -> {
                    if (why.isEmpty()) {
                        return refused("why", "Say why it ends.");
                    }
                    Optional<SafeguardOutcome> wrong = wrongWords("words", words);
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    if (found.stopped().isPresent()) {
                        return refused("", "It was ended already.");
                    }
                    proxies.add(
                            found.id(),
                            new ProxyStep.Stopped(
                                    why.get(), words.strip(), by(actor), clock.instant()));
                    return new SafeguardOutcome.Recorded(found.id().value());
                });
    }

    private SafeguardOutcome ofProxy(
            PersonId person, ProxyId proxy, Actor actor, Function<Proxy, SafeguardOutcome> record) {
        return of(
                person,
                actor,
                _ ->
                        proxies.find(proxy)
                                .filter(one -> one.person().equals(person))
                                .map(record)
                                .orElseGet(SafeguardOutcome.NotFound::new));
    }

    // ---- Withholding

    /// Something that is to be held back.
    ///
    /// @param reviewOn the first day on which it is shown unless it was renewed
    /// @param opinion who, in which role, gave it as their opinion; may be empty
    /// @param opinionOn on which day
    public record WithholdingWish(
            PersonId person,
            Optional<Held> held,
            Optional<Withholding.Audience> from,
            Optional<WithholdingReason> reason,
            String words,
            Optional<LocalDate> reviewOn,
            String opinion,
            Optional<LocalDate> opinionOn) {}

    /// Holds something back.
    public SafeguardOutcome withhold(WithholdingWish wish, Actor actor) {
        return of(
                wish.person(),
                actor,
                person -> {
                    if (wish.held().filter(h -> withholdings.isOf(h, person.id())).isEmpty()) {
                        return refused("held", "Choose what is held back.");
                    }
                    if (wish.reason().isEmpty()) {
                        return refused("reason", "Choose the reason.");
                    }
                    WithholdingReason reason = wish.reason().get();
                    WithholdingRules.Rule rule = withholdingRules.of(reason);
                    if (wish.from().filter(rule.from()::contains).isEmpty()) {
                        return refused(
                                "from",
                                wish.from().isEmpty()
                                        ? "Choose from whom."
                                        : "For this reason something is held back from proxies alone.");
                    }
                    Instant now = clock.instant();
                    Optional<SafeguardOutcome> wrong =
                            wrongWords("words", wish.words())
                                    .or(() ->
                                            wrongDays(
                                                    rule,
                                                    wish.reviewOn(),
                                                    wish.opinion(),
                                                    wish.opinionOn(),
                                                    now));
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    Withholding made =
                            new Withholding(
                                    WithholdingId.random(),
                                    person.id(),
                                    wish.held().get(),
                                    wish.from().get(),
                                    reason,
                                    wish.words().strip(),
                                    opinion(wish.opinion(), wish.opinionOn()),
                                    wish.reviewOn().orElseThrow(),
                                    by(actor),
                                    now,
                                    List.of());
                    withholdings.add(made);
                    return new SafeguardOutcome.Recorded(made.id().value());
                });
    }

    /// Lets a withholding hold on, by the same rules as a new one.
    public SafeguardOutcome renew(
            PersonId person,
            WithholdingId id,
            Optional<LocalDate> reviewOn,
            String opinion,
            Optional<LocalDate> opinionOn,
            String words,
            Actor actor) {
        return ofWithholding(
                person,
                id,
                actor,
                found -> {
                    Instant now = clock.instant();
                    if (!found.holds(ConsentStatement.day(now))) {
                        return refused(
                                "", "It does not hold any more. Hold it back anew, if it must be.");
                    }
                    Optional<SafeguardOutcome> wrong =
                            wrongWords("words", words)
                                    .or(() ->
                                            wrongDays(
                                                    withholdingRules.of(found.reason()),
                                                    reviewOn,
                                                    opinion,
                                                    opinionOn,
                                                    now));
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    withholdings.add(
                            id,
                            new Withholding.Step.Renewed(
                                    reviewOn.orElseThrow(),
                                    opinion(opinion, opinionOn),
                                    words.strip(),
                                    by(actor),
                                    now));
                    return new SafeguardOutcome.Recorded(id.value());
                });
    }

    /// Ends a withholding.
    public SafeguardOutcome lift(PersonId person, WithholdingId id, String words, Actor actor) {
        return ofWithholding(
                person,
                id,
                actor,
                found -> {
                    Optional<SafeguardOutcome> wrong = wrongWords("words", words);
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    if (found.isLifted()) {
                        return refused("", "It was lifted already.");
                    }
                    withholdings.add(
                            id,
                            new Withholding.Step.Lifted(words.strip(), by(actor), clock.instant()));
                    return new SafeguardOutcome.Recorded(id.value());
                });
    }

    private SafeguardOutcome ofWithholding(
            PersonId person,
            WithholdingId id,
            Actor actor,
            Function<Withholding, SafeguardOutcome> record) {
        return of(
                person,
                actor,
                _ ->
                        withholdings
                                .find(id)
                                .filter(one -> one.person().equals(person))
                                .map(record)
                                .orElseGet(SafeguardOutcome.NotFound::new));
    }

    private static Optional<Withholding.Opinion> opinion(String by, Optional<LocalDate> on) {
        return by.isBlank()
                ? Optional.empty()
                : on.map(day -> new Withholding.Opinion(by.strip(), day));
    }

    /// What is wrong with the day of review or the opinion.
    private static Optional<SafeguardOutcome> wrongDays(
            WithholdingRules.Rule rule,
            Optional<LocalDate> reviewOn,
            String opinion,
            Optional<LocalDate> opinionOn,
            Instant now) {
        LocalDate today = ConsentStatement.day(now);
        if (reviewOn.filter(
                        day ->
                                day.isAfter(today)
                                        && !day.isAfter(today.plusMonths(rule.longestMonths())))
                .isEmpty()) {
            return Optional.of(
                    refused(
                            "reviewOn",
                            "The day of review lies after today, and at most %d months from now."
                                    .formatted(rule.longestMonths())));
        }
        if (opinion.strip().length() > LONGEST_NAME) {
            return Optional.of(
                    refused(
                            "opinion",
                            "Say in at most %d characters who gave the opinion."
                                    .formatted(LONGEST_NAME)));
        }
        if (opinionOn.filter(day -> day.isAfter(today)).isPresent()) {
            return Optional.of(refused("opinionOn", "The day of the opinion lies in the future."));
        }
        if (rule.opinionMonths().isEmpty()) {
            return Optional.empty();
        }
        int months = rule.opinionMonths().get();
        if (opinion.isBlank()) {
            return Optional.of(
                    refused(
                            "opinion",
                            "The law asks for the opinion of the health professional who is responsible for the care, beside yours. Say who gave it."));
        }
        return opinionOn.filter(day -> !day.isBefore(today.minusMonths(months))).isEmpty()
                ? Optional.of(
                        refused(
                                "opinionOn",
                                "The opinion counts for %d months. Say on which day it was given, or ask again."
                                        .formatted(months)))
                : Optional.empty();
    }

    // ---- Addresses

    /// Begins or ends the protection of a person's address.
    public SafeguardOutcome protect(
            PersonId person, Optional<AddressProtection.Shown> shown, String words, Actor actor) {
        return of(
                person,
                actor,
                found -> {
                    if (shown.isEmpty()) {
                        return refused("shown", "Choose whether the address is protected.");
                    }
                    Optional<SafeguardOutcome> wrong = wrongWords("words", words);
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    addresses.add(
                            new AddressProtection.Change(
                                    found.id(),
                                    shown.get(),
                                    words.strip(),
                                    by(actor),
                                    clock.instant()));
                    return new SafeguardOutcome.Recorded("");
                });
    }

    // ---- Reading

    /// Everything that is recorded of a person. It is for staff; the gate stands before it.
    ///
    /// @param proxies with what each may do now
    /// @param statements about the use of the data, of which each can be held back
    public record Recorded(
            List<StandingProxy> proxies,
            List<Withholding> withholdings,
            List<ConsentStatement> statements,
            AddressProtection.Shown address) {
        public Recorded {
            proxies = List.copyOf(proxies);
            statements = List.copyOf(statements);
            withholdings = List.copyOf(withholdings);
        }
    }

    /// A proxy with what they may do now.
    ///
    /// @param toReview whether it is to be looked at with the young person
    public record StandingProxy(Proxy proxy, ProxyStanding standing, boolean toReview) {}

    /// Everything that is recorded of a person.
    public Recorded recorded(PersonId person) {
        Instant now = clock.instant();
        LocalDate today = ConsentStatement.day(now);
        ConsentHistory history = consents.history(person);
        return new Recorded(
                proxies.ofPerson(person).stream()
                        .map(proxy ->
                                new StandingProxy(
                                        proxy,
                                        proxyRules.standing(
                                                proxy,
                                                history.birthDate(),
                                                history.now(now),
                                                today),
                                        proxyRules.isToReview(proxy, history.birthDate(), today)))
                        .toList(),
                withholdings.ofPerson(person),
                history.statements(),
                addresses.mayShow(person));
    }

    /// Withholdings that end soon, of the persons for whom the actor's organisation ordered a test;
    /// those that end first come first. Nothing for others than clinicians.
    public List<Withholding> toReview(Actor actor) {
        LocalDate today = ConsentStatement.day(clock.instant());
        return actor.has(Role.CLINICIAN)
                ? withholdings
                        .ending(
                                actor.organisation(),
                                today,
                                today.plusDays(withholdingRules.tellBeforeDays()),
                                MOST)
                        .stream()
                        .filter(one -> withholdingRules.isToReview(one, today))
                        .toList()
                : List.of();
    }

    // ---- Together

    private SafeguardOutcome of(
            PersonId id, Actor actor, Function<Person, SafeguardOutcome> record) {
        Optional<Person> person = people.find(id);
        if (person.isEmpty()) {
            return new SafeguardOutcome.NotFound();
        }
        return mayRecord(id, actor)
                ? record.apply(person.get())
                : new SafeguardOutcome.NotYours(
                        "Only clinicians of an organisation that ordered a test for this person record this.");
    }

    private static Optional<SafeguardOutcome> wrongWords(String field, String words) {
        int length = words.strip().length();
        return length < SHORTEST_WORDS || length > LONGEST_WORDS
                ? Optional.of(
                        refused(
                                field,
                                "Say in %d to %d characters what it rests on."
                                        .formatted(SHORTEST_WORDS, LONGEST_WORDS)))
                : Optional.empty();
    }

    private static SafeguardOutcome refused(String field, String reason) {
        return new SafeguardOutcome.Refused(field, reason);
    }

    private static String by(Actor actor) {
        return "%s of %s".formatted(actor.id(), actor.organisation().value());
    }
}
