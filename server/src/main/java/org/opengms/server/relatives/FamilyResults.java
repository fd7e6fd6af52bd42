package org.opengms.server.relatives;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.cases.CaseStore;
import org.opengms.cases.FamilyResult;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Justification;
import org.opengms.gate.Purpose;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The result of the probands in the family of an order, for the care of the person whom the order
/// is for. The gate is asked about each; its reason is told whether it permits or not.
public final class FamilyResults {
    /// More orders under one number are no family, but a number that a sender gives to everything.
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final CaseStore cases;
    private final Gate gate;

    public FamilyResults(JdbcClient jdbc, CaseStore cases, Gate gate) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.gate = gate;
    }

    /// What is told of one proband.
    public sealed interface Answer {
        /// On which basis, or why not.
        String reason();

        /// The result that matters.
        record Given(FamilyResult result, String reason) implements Answer {}

        /// It may be told, and no report is signed yet.
        record NotYet(String reason) implements Answer {}

        /// It may not be told.
        record Refused(String reason) implements Answer {}
    }

    /// Reads.
    ///
    /// @param order of the relative who is cared for
    /// @param law why the law opens it without the proband's leave, if the actor says so
    /// @param channel by which way
    /// @return what is told of each proband, none where the order has no family; empty if there is
    ///   no such order
    /// @throws AccessDenied if the order is none that the actor may read
    public Optional<List<Answer>> read(
            OrderId order, Optional<Justification.Law> law, Actor actor, String channel)
            throws AccessDenied {
        record Mine(PersonId person, Optional<String> requisition, String submitter) {}
        Optional<Mine> mine =
                jdbc.sql(
                                "select person_id, requisition, submitted_by from test_order where id = cast(:order as uuid)")
                        .param("order", order.value())
                        .query((r, n) ->
                                new Mine(
                                        new PersonId(r.getString("person_id")),
                                        Optional.ofNullable(r.getString("requisition")),
                                        r.getString("submitted_by")))
                        .optional();
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        List<Proband> probands =
                gate.release(
                        new AccessRequest(
                                actor,
                                Purpose.DIRECT_CARE,
                                mine.get().person(),
                                DataClass.ORDER,
                                "ServiceRequest/" + order.value(),
                                channel),
                        () ->
                                mine.get()
                                        .requisition()
                                        .map(requisition ->
                                                probands(
                                                        requisition,
                                                        mine.get().submitter(),
                                                        mine.get().person()))
                                        .orElse(List.of()));
        List<Answer> answers = new ArrayList<>();
        for (Proband proband : probands) {
            answers.add(answer(proband, law, actor, channel));
        }
        return Optional.of(answers);
    }

    private record Proband(OrderId order, PersonId person, String indication) {}

    private List<Proband> probands(String requisition, String submitter, PersonId notOf) {
        return jdbc.sql(
                        """
                        select id, person_id, indication_name from test_order
                        where requisition = :requisition and submitted_by = :submitter
                          and role = 'PROBAND' and person_id <> cast(:person as uuid)
                        order by received_at limit :limit
                        """)
                .param("requisition", requisition)
                .param("submitter", submitter)
                .param("person", notOf.value())
                .param("limit", MOST)
                .query((r, n) ->
                        new Proband(
                                new OrderId(r.getString("id")),
                                new PersonId(r.getString("person_id")),
                                r.getString("indication_name")))
                .list();
    }

    private Answer answer(
            Proband proband, Optional<Justification.Law> law, Actor actor, String channel) {
        Decision decision =
                gate.decide(
                        new AccessRequest(
                                actor,
                                Purpose.CARE_OF_RELATIVE,
                                proband.person(),
                                DataClass.FAMILY_RESULT,
                                "ServiceRequest/" + proband.order().value(),
                                channel,
                                law.map(Justification.class::cast)));
        return switch (decision) {
            case Decision.Permit(String basis) ->
                    cases.findNewestReport(proband.order())
                            .flatMap(report -> FamilyResult.of(report, proband.indication()))
                            .<Answer>map(result -> new Answer.Given(result, basis))
                            .orElseGet(() -> new Answer.NotYet(basis));
            case Decision.Deny(String why) -> new Answer.Refused(why);
            case Decision.Abstain(String why) -> new Answer.Refused(why);
        };
    }
}
