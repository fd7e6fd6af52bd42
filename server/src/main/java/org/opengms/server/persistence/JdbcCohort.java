package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.ParticipantId;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The research cohort in PostgreSQL.
public final class JdbcCohort implements CohortStore {
    private final JdbcClient jdbc;

    public JdbcCohort(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(PersonId person, OrderId order, Instant at) {
        jdbc.sql(
                        """
                        insert into cohort_member (person_id, order_id, added_at)
                        values (:person, :order, :at) on conflict (person_id) do nothing
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("order", UUID.fromString(order.value()))
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public List<Member> members(Optional<ParticipantId> after, int limit) {
        return jdbc.sql(
                        """
                        select participant, person_id from cohort_member
                        where cast(:after as uuid) is null or participant > :after
                        order by participant limit :limit
                        """)
                .param("after", after.map(id -> UUID.fromString(id.value())).orElse(null))
                .param("limit", limit)
                .query(JdbcCohort::member)
                .list();
    }

    @Override
    public List<Member> find(Set<ParticipantId> participants) {
        return jdbc.sql(
                        """
                        select participant, person_id from cohort_member
                        where participant = any(cast(:participants as uuid[]))
                        """)
                .param(
                        "participants",
                        participants.stream().map(ParticipantId::value).toArray(String[]::new))
                .query(JdbcCohort::member)
                .list();
    }

    private static Member member(ResultSet row, int rowNumber) throws SQLException {
        return new Member(
                new ParticipantId(row.getString("participant")),
                new PersonId(row.getString("person_id")));
    }
}
