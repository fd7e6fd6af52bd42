package org.opengms.server.safeguards;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.orders.OrderId;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStep;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.SafeguardDesk;
import org.opengms.safeguards.SafeguardOutcome;
import org.opengms.safeguards.Withholding;
import org.opengms.safeguards.WithholdingId;
import org.opengms.safeguards.WithholdingReason;
import org.opengms.server.choices.ChoiceOffice;
import org.springframework.transaction.support.TransactionTemplate;

/// What protects the person of an order: read through the gate, and recorded each in one
/// transaction. A form and a message name the same fields, as `docs/spec/patient-access.md` says.
public final class SafeguardOffice {
    private final SafeguardDesk desk;
    private final ChoiceOffice orders;
    private final Gate gate;
    private final TransactionTemplate transactions;

    public SafeguardOffice(
            SafeguardDesk desk, ChoiceOffice orders, Gate gate, TransactionTemplate transactions) {
        this.desk = desk;
        this.orders = orders;
        this.gate = gate;
        this.transactions = transactions;
    }

    /// Whom an order is for.
    public Optional<PersonId> personOf(OrderId order) {
        return orders.personOf(order);
    }

    /// Everything that is recorded of a person.
    ///
    /// @param channel by which way
    /// @throws AccessDenied if the gate does not permit
    public SafeguardDesk.Recorded recorded(PersonId person, Actor actor, String channel)
            throws AccessDenied {
        return gate.release(
                new AccessRequest(
                        actor,
                        Purpose.DIRECT_CARE,
                        person,
                        DataClass.CONSENT,
                        "Patient/" + person.value(),
                        channel),
                () -> desk.recorded(person));
    }

    /// A withholding that ends soon.
    ///
    /// @param known the order by which the organisation knows the person
    public record ToReview(Withholding withholding, ChoiceOffice.KnownOrder known) {}

    /// Withholdings that end soon, of the persons of the actor's organisation.
    public List<ToReview> toReview(Actor actor, String channel) {
        List<Withholding> due = desk.toReview(actor);
        Map<PersonId, ChoiceOffice.KnownOrder> known =
                orders.orders(
                        due.stream().map(Withholding::person).collect(Collectors.toSet()),
                        actor,
                        channel);
        return due.stream()
                .flatMap(one ->
                        Optional.ofNullable(known.get(one.person()))
                                .map(order -> new ToReview(one, order))
                                .stream())
                .toList();
    }

    /// Records what a form or a message says.
    ///
    /// @param fields their texts by name
    public SafeguardOutcome record(
            SafeguardDeed deed, PersonId person, Map<String, List<String>> fields, Actor actor) {
        for (String day : List.of("until", "reviewOn", "opinionOn")) {
            if (!text(fields, day).isEmpty() && day(fields, day).isEmpty()) {
                return new SafeguardOutcome.Refused(
                        day, "This is not a date. Write it as 2027-03-31.");
            }
        }
        SafeguardOutcome outcome =
                transactions.execute(status -> recorded(deed, person, fields, actor));
        if (outcome == null) {
            throw new IllegalStateException("OGMS-7131 The transaction gave no answer");
        }
        return outcome;
    }

    private SafeguardOutcome recorded(
            SafeguardDeed deed, PersonId person, Map<String, List<String>> fields, Actor actor) {
        String words = text(fields, "words");
        return switch (deed) {
            case PROXY ->
                    desk.record(
                            new SafeguardDesk.ProxyWish(
                                    person,
                                    NhsNumber.read(text(fields, "holder")),
                                    text(fields, "name"),
                                    constant(ProxyKind.class, fields, "kind"),
                                    text(fields, "evidence"),
                                    day(fields, "until")),
                            actor);
            case AGREEMENT ->
                    withId(
                            fields,
                            "proxy",
                            ProxyId::new,
                            proxy ->
                                    desk.agree(
                                            person,
                                            proxy,
                                            constant(ProxyStep.Decider.class, fields, "decider"),
                                            scopes(fields),
                                            words,
                                            actor));
            case STOP ->
                    withId(
                            fields,
                            "proxy",
                            ProxyId::new,
                            proxy ->
                                    desk.stop(
                                            person,
                                            proxy,
                                            constant(ProxyStep.Why.class, fields, "why"),
                                            words,
                                            actor));
            case WITHHOLD ->
                    desk.withhold(
                            new SafeguardDesk.WithholdingWish(
                                    person,
                                    held(fields),
                                    constant(Withholding.Audience.class, fields, "from"),
                                    constant(WithholdingReason.class, fields, "reason"),
                                    words,
                                    day(fields, "reviewOn"),
                                    text(fields, "opinion"),
                                    day(fields, "opinionOn")),
                            actor);
            case RENEW ->
                    withId(
                            fields,
                            "withholding",
                            WithholdingId::new,
                            id ->
                                    desk.renew(
                                            person,
                                            id,
                                            day(fields, "reviewOn"),
                                            text(fields, "opinion"),
                                            day(fields, "opinionOn"),
                                            words,
                                            actor));
            case LIFT ->
                    withId(
                            fields,
                            "withholding",
                            WithholdingId::new,
                            id -> desk.lift(person, id, words, actor));
            case ADDRESS ->
                    desk.protect(
                            person,
                            constant(AddressProtection.Shown.class, fields, "shown"),
                            words,
                            actor);
        };
    }

    private static <T> SafeguardOutcome withId(
            Map<String, List<String>> fields,
            String name,
            Function<String, T> read,
            Function<T, SafeguardOutcome> record) {
        T id;
        try {
            id = read.apply(text(fields, name));
        } catch (IllegalArgumentException _) {
            return new SafeguardOutcome.NotFound();
        }
        return record.apply(id);
    }

    /// What is held back, as `KIND/id`.
    private static Optional<Held> held(Map<String, List<String>> fields) {
        String text = text(fields, "held");
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Held(
                            Held.Kind.valueOf(text.substring(0, slash)),
                            UUID.fromString(text.substring(slash + 1))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Set<ProxyScope> scopes(Map<String, List<String>> fields) {
        Set<ProxyScope> scopes = EnumSet.noneOf(ProxyScope.class);
        for (ProxyScope scope : ProxyScope.values()) {
            if (fields.getOrDefault("scope", List.of()).contains(scope.name())) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private static String text(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst().strip();
    }

    private static Optional<LocalDate> day(Map<String, List<String>> fields, String name) {
        try {
            return text(fields, name).isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text(fields, name)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(
            Class<E> type, Map<String, List<String>> fields, String name) {
        String code = text(fields, name).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : java.util.Objects.requireNonNull(type.getEnumConstants())) {
            if (constant.name().equals(code)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
