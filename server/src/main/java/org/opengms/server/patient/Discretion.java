package org.opengms.server.patient;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Said;
import org.opengms.orders.OrderId;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.HeldBack;
import org.opengms.safeguards.ThirdPartyRules;
import org.opengms.safeguards.Withholding;
import org.opengms.safeguards.WithholdingStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What of a person's record is not shown to them or to their proxies: what a clinician holds back,
/// and what is another person's. The page, the letter, the copy and whatever else is made of the
/// same readings get what this lets through.
public final class Discretion {
    /// Stands where the words of a report are not shown, for whichever reason.
    static final String ASK =
            "Your clinic can tell you what the report says. Ask them if you want to read it.";

    private static final ThirdPartyRules RULES = ThirdPartyRules.shipped();

    private final JdbcClient jdbc;
    private final WithholdingStore withholdings;
    private final People people;
    private final ConsentStore consents;
    private final Clock clock;

    public Discretion(
            JdbcClient jdbc,
            WithholdingStore withholdings,
            People people,
            ConsentStore consents,
            Clock clock) {
        this.jdbc = jdbc;
        this.withholdings = withholdings;
        this.people = people;
        this.consents = consents;
        this.clock = clock;
    }

    /// What is held back of a person from a reader today.
    HeldBack held(PersonId person, Withholding.Reader reader) {
        return HeldBack.of(
                withholdings.ofPerson(person), reader, ConsentStatement.day(clock.instant()));
    }

    /// Tests, without what is held back and without other people.
    List<OwnTest> tests(Person reader, List<OwnTest> tests, HeldBack held) {
        List<OwnTest> shown = new ArrayList<>();
        Map<OrderId, List<ThirdPartyRules.Relative>> families =
                families(
                        tests.stream()
                                .filter(test -> test.answer().isPresent())
                                .map(OwnTest::order)
                                .collect(Collectors.toSet()),
                        reader.id());
        for (OwnTest test : tests) {
            UUID order = UUID.fromString(test.order().value());
            if (held.holds(Held.Kind.TEST, order)) {
                continue;
            }
            if (held.holds(Held.Kind.RESULT, order)) {
                shown.add(with(test, Optional.empty(), false));
                continue;
            }
            Optional<OwnTest.Answer> answer =
                    test.answer()
                            .map(told ->
                                    mayShowWords(
                                                    told.conclusion(),
                                                    test.order(),
                                                    reader,
                                                    held,
                                                    families)
                                            ? told
                                            : new OwnTest.Answer(told.kind(), ASK, told.on()));
            shown.add(with(test, answer, test.held()));
        }
        return shown;
    }

    /// Whether the words of a report that was told are shown.
    boolean mayShowWords(String words, OrderId order, Person reader, HeldBack held) {
        return mayShowWords(words, order, reader, held, families(Set.of(order), reader.id()));
    }

    private static boolean mayShowWords(
            String words,
            OrderId order,
            Person reader,
            HeldBack held,
            Map<OrderId, List<ThirdPartyRules.Relative>> families) {
        return !held.holds(Held.Kind.RESULT_WORDS, UUID.fromString(order.value()))
                && RULES.mayShow(words, reader, families.getOrDefault(order, List.of()));
    }

    private static OwnTest with(OwnTest test, Optional<OwnTest.Answer> answer, boolean held) {
        return new OwnTest(
                test.order(),
                test.number(),
                test.what(),
                test.orderedOn(),
                test.state(),
                answer,
                held);
    }

    /// Of each test, everybody else who is tested in the same family, and whether they said that
    /// their relatives may know. That the form of a test speaks of the care of relatives is not
    /// that.
    private Map<OrderId, List<ThirdPartyRules.Relative>> families(
            Set<OrderId> orders, PersonId reader) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        Map<OrderId, Set<PersonId>> members = new HashMap<>();
        jdbc.sql(
                        """
                        select distinct o.id, f.person_id from test_order o
                        join test_order f on f.requisition = o.requisition
                            and f.submitted_by = o.submitted_by
                        where o.id = any(cast(:orders as uuid[]))
                            and f.person_id <> cast(:reader as uuid)
                        """)
                .param("orders", orders.stream().map(OrderId::value).toArray(String[]::new))
                .param("reader", reader.value())
                .query((row, _) ->
                        Map.entry(
                                new OrderId(row.getString("id")),
                                new PersonId(row.getString("person_id"))))
                .list()
                .forEach(one ->
                        members.computeIfAbsent(one.getKey(), _ -> new HashSet<>())
                                .add(one.getValue()));
        Map<PersonId, ThirdPartyRules.Relative> relatives =
                relatives(
                        members.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<OrderId, List<ThirdPartyRules.Relative>> families = new HashMap<>();
        members.forEach((order, persons) ->
                families.put(
                        order,
                        persons.stream()
                                .flatMap(person ->
                                        Optional.ofNullable(relatives.get(person)).stream())
                                .toList()));
        return families;
    }

    private Map<PersonId, ThirdPartyRules.Relative> relatives(Set<PersonId> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        Map<PersonId, ConsentHistory> histories = consents.histories(persons);
        return persons.stream()
                .flatMap(id -> people.find(id).stream())
                .collect(
                        Collectors.toMap(
                                Person::id,
                                person ->
                                        new ThirdPartyRules.Relative(
                                                person,
                                                Optional.ofNullable(histories.get(person.id()))
                                                        .filter(this::hasAgreed)
                                                        .isPresent())));
    }

    private boolean hasAgreed(ConsentHistory history) {
        boolean said =
                history.statements().stream()
                        .anyMatch(s -> s.said().equals(new Said.SharingWithRelatives(true)));
        return said && history.now(clock.instant()).sharing().orElse(false);
    }

    /// What was said, without the notes that are held back. What is in force is computed from all
    /// of it beforehand.
    static ConsentHistory history(ConsentHistory history, HeldBack held) {
        return new ConsentHistory(
                history.person(),
                history.birthDate(),
                history.statements().stream()
                        .filter(s ->
                                !held.holds(Held.Kind.STATEMENT, UUID.fromString(s.id().value())))
                        .toList());
    }
}
