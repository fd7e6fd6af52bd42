package org.opengms.server.choices;

import java.time.Clock;
import java.util.ArrayList;
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
import org.opengms.consent.ConsentStore;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Choices of the person of an order: read through the gate, and recorded each in one transaction.
public final class ChoiceOffice {
    /// How many persons are looked at for the list of those to be asked again.
    private static final int MOST_PERSONS = 20_000;

    /// How many of them are shown.
    private static final int MOST_DUE = 200;

    private final ChoiceDesk desk;
    private final ConsentStore consents;
    private final Gate gate;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public ChoiceOffice(
            ChoiceDesk desk,
            ConsentStore consents,
            Gate gate,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.desk = desk;
        this.consents = consents;
        this.gate = gate;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A person's choices, with everything that led to them.
    public record Choices(ConsentHistory history, ConsentState state) {}

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
                () -> {
                    ConsentHistory history = consents.history(person);
                    return new Choices(history, history.now(clock.instant()));
                });
    }

    /// Records a statement.
    public ChoiceOutcome record(Wish wish, Actor actor) {
        ChoiceOutcome outcome = transactions.execute(status -> desk.record(wish, actor));
        if (outcome == null) {
            throw new IllegalStateException("OGMS-7131 The transaction gave no answer");
        }
        return outcome;
    }

    /// One person who is to be asked, with an order by which the organisation knows them.
    ///
    /// @param number of the order
    public record ToAsk(ChoiceDesk.Due due, OrderId order, String number) {}

    /// Who among the persons for whom the actor's organisation ordered a test is to be asked again,
    /// as far as the gate permits.
    public List<ToAsk> due(Actor actor, String channel) {
        record Known(PersonId person, OrderId order, String number) {}
        Map<PersonId, Known> known = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select distinct on (person_id) person_id, id, number from test_order
                        where ordering_site = :organisation or submitted_by = :organisation
                            or (length(:organisation) = 3
                                and ordering_site like :organisation || '%')
                        order by person_id, received_at desc limit :limit
                        """)
                .param("organisation", actor.organisation().value())
                .param("limit", MOST_PERSONS)
                .query((r, n) ->
                        new Known(
                                new PersonId(r.getString("person_id")),
                                new OrderId(r.getString("id")),
                                r.getString("number")))
                .list()
                .forEach(k -> known.put(k.person(), k));
        List<ChoiceDesk.Due> due =
                desk.due(Set.copyOf(known.keySet())).stream().limit(MOST_DUE).toList();
        List<Decision> decisions =
                gate.decideAll(
                        due.stream()
                                .map(d ->
                                        new AccessRequest(
                                                actor,
                                                Purpose.DIRECT_CARE,
                                                d.person(),
                                                DataClass.CONSENT,
                                                "Patient/" + d.person().value(),
                                                channel))
                                .toList());
        List<ToAsk> permitted = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            Known one = known.get(due.get(i).person());
            if (one != null && decisions.get(i) instanceof Decision.Permit) {
                permitted.add(new ToAsk(due.get(i), one.order(), one.number()));
            }
        }
        return permitted;
    }
}
