package org.opengms.server.choices;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.choices.ChoiceDesk;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.choices.Wish;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Recontact;
import org.opengms.consent.UseInForce;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.orders.OrderId;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Choices of the person of an order: read through the gate, and recorded each in one transaction.
public final class ChoiceOffice {
    /// How many persons are looked at for the list of those to be asked again.
    private static final int MOST_PERSONS = 20_000;

    /// The newest order of each person for whom an organisation ordered a test.
    private static final String KNOWN_ORDERS =
            """
            select distinct on (person_id) person_id, id, number from test_order
            where (ordering_site = :organisation or submitted_by = :organisation
                or (length(:organisation) = 3 and ordering_site like :organisation || '%'))
            """;

    private final ChoiceDesk desk;
    private final People people;
    private final ConsentStore consents;
    private final Gate gate;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public ChoiceOffice(
            ChoiceDesk desk,
            People people,
            ConsentStore consents,
            Gate gate,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.desk = desk;
        this.people = people;
        this.consents = consents;
        this.gate = gate;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A person's choices, with everything that led to them.
    ///
    /// @param uses every use as it stands
    /// @param recontact that the person is to be asked again, if they are
    public record Choices(
            ConsentHistory history,
            ConsentState state,
            List<UseInForce> uses,
            Optional<Recontact> recontact) {
        public Choices {
            uses = List.copyOf(uses);
        }

        private static Choices of(ConsentHistory history, Instant now) {
            return new Choices(
                    history,
                    history.now(now),
                    UseInForce.of(history, now),
                    Recontact.due(history, ConsentStatement.day(now)));
        }
    }

    /// Whom an order is for.
    public Optional<PersonId> personOf(OrderId order) {
        return jdbc.sql("select person_id from test_order where id = cast(:order as uuid)")
                .param("order", order.value())
                .query((r, n) -> new PersonId(r.getString("person_id")))
                .optional();
    }

    /// Reads a person's choices.
    ///
    /// @param channel by which way
    /// @throws AccessDenied if the gate does not permit
    public Choices choices(PersonId person, Actor actor, String channel) throws AccessDenied {
        return gate.release(
                new AccessRequest(
                        actor,
                        Purpose.DIRECT_CARE,
                        person,
                        DataClass.CONSENT,
                        "Patient/" + person.value(),
                        channel),
                () -> Choices.of(consents.history(person), clock.instant()));
    }

    /// What to look at twice before a statement is recorded.
    public List<String> doubts(Wish wish, Actor actor) {
        return desk.doubts(wish, actor);
    }

    /// Records a statement.
    public ChoiceOutcome record(Wish wish, Actor actor) {
        ChoiceOutcome outcome = transactions.execute(status -> desk.record(wish, actor));
        if (outcome == null) {
            throw new IllegalStateException("OGMS-7131 The transaction gave no answer");
        }
        return outcome;
    }

    /// An order by which an organisation knows a person.
    ///
    /// @param number as it is printed
    public record KnownOrder(OrderId id, String number) {}

    /// One person who is to be asked.
    ///
    /// @param known an order for them
    public record ToAsk(ChoiceDesk.Due due, Person person, KnownOrder known) {}

    /// The same without who it is.
    ///
    /// @param known an order for them
    public record DueOrder(ChoiceDesk.Due due, KnownOrder known) {}

    /// A part of the list of those who are to be asked.
    ///
    /// @param rows the longest due first
    /// @param total how many there are in all parts
    public record DueList(List<ToAsk> rows, int total) {
        public DueList {
            rows = List.copyOf(rows);
        }
    }

    /// Who among the persons for whom the actor's organisation ordered a test is to be asked again,
    /// as far as the gate permits.
    ///
    /// @param why only those for this reason
    /// @param page from 1
    /// @param size how many are on a page
    public DueList due(
            Actor actor, String channel, Optional<Recontact.Occasion> why, int page, int size) {
        Part part =
                part(
                        actor,
                        channel,
                        why,
                        page,
                        size,
                        List.of(DataClass.CONSENT, DataClass.DEMOGRAPHICS));
        List<ToAsk> rows = new ArrayList<>();
        for (DueOrder one : part.rows()) {
            people.find(one.due().person())
                    .ifPresent(person -> rows.add(new ToAsk(one.due(), person, one.known())));
        }
        return new DueList(rows, part.total());
    }

    /// The first of the same list by their orders, without who they are.
    ///
    /// @param most how many
    public List<DueOrder> dueOrders(Actor actor, String channel, int most) {
        return part(
                        actor,
                        channel,
                        Optional.empty(),
                        1,
                        most,
                        List.of(DataClass.CONSENT, DataClass.ORDER))
                .rows();
    }

    private record Part(List<DueOrder> rows, int total) {}

    private Part part(
            Actor actor,
            String channel,
            Optional<Recontact.Occasion> why,
            int page,
            int size,
            List<DataClass> shown) {
        if (!actor.has(Role.CLINICIAN)) {
            return new Part(List.of(), 0);
        }
        Map<PersonId, KnownOrder> known =
                known(
                        jdbc.sql(
                                        KNOWN_ORDERS
                                                + " order by person_id, received_at desc limit :limit")
                                .param("organisation", actor.organisation().value())
                                .param("limit", MOST_PERSONS));
        List<ChoiceDesk.Due> due =
                desk.due(known.keySet()).stream()
                        .filter(one ->
                                why.filter(reason -> reason != one.recontact().why()).isEmpty())
                        .toList();
        List<ChoiceDesk.Due> part =
                due.stream().skip((long) size * (Math.max(1, page) - 1)).limit(size).toList();
        Set<PersonId> permitted =
                permitted(
                        part.stream().map(ChoiceDesk.Due::person).toList(), shown, actor, channel);
        List<DueOrder> rows = new ArrayList<>();
        for (ChoiceDesk.Due one : part) {
            KnownOrder order = known.get(one.person());
            if (order != null && permitted.contains(one.person())) {
                rows.add(new DueOrder(one, order));
            }
        }
        return new Part(rows, due.size());
    }

    /// By which orders the actor's organisation knows persons, as far as the gate permits.
    public Map<PersonId, KnownOrder> orders(Set<PersonId> persons, Actor actor, String channel) {
        Set<PersonId> permitted =
                permitted(List.copyOf(persons), List.of(DataClass.ORDER), actor, channel);
        return known(
                jdbc.sql(
                                KNOWN_ORDERS
                                        + " and person_id = any(cast(:persons as uuid[]))"
                                        + " order by person_id, received_at desc")
                        .param("organisation", actor.organisation().value())
                        .param(
                                "persons",
                                permitted.stream().map(PersonId::value).toArray(String[]::new)));
    }

    private static Map<PersonId, KnownOrder> known(JdbcClient.StatementSpec orders) {
        record Row(PersonId person, KnownOrder order) {}
        Map<PersonId, KnownOrder> known = new LinkedHashMap<>();
        orders.query((r, n) ->
                        new Row(
                                new PersonId(r.getString("person_id")),
                                new KnownOrder(
                                        new OrderId(r.getString("id")), r.getString("number"))))
                .list()
                .forEach(row -> known.put(row.person(), row.order()));
        return known;
    }

    /// Those of whom the gate permits every class of data to be read.
    private Set<PersonId> permitted(
            List<PersonId> persons, List<DataClass> classes, Actor actor, String channel) {
        Set<PersonId> permitted = new HashSet<>(persons);
        for (DataClass data : classes) {
            List<Decision> decisions =
                    gate.decideAll(
                            persons.stream()
                                    .map(person ->
                                            new AccessRequest(
                                                    actor,
                                                    Purpose.DIRECT_CARE,
                                                    person,
                                                    data,
                                                    "Patient/" + person.value(),
                                                    channel))
                                    .toList());
            for (int i = 0; i < decisions.size(); i++) {
                if (!(decisions.get(i) instanceof Decision.Permit)) {
                    permitted.remove(persons.get(i));
                }
            }
        }
        return permitted;
    }
}
