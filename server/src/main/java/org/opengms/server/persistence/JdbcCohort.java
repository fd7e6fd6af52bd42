package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.opengms.cohort.CohortChanges;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.ParticipantId;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The research cohort in PostgreSQL.
public final class JdbcCohort implements CohortStore, CohortChanges {
    /// How far a reader goes back each time: numbers are given before they are committed, so a
    /// lower one may come to light after a higher one.
    private static final int BACK = 500;

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
                        select participant, person_id, number from cohort_member
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
                        select participant, person_id, number from cohort_member
                        where participant = any(cast(:participants as uuid[]))
                        """)
                .param(
                        "participants",
                        participants.stream().map(ParticipantId::value).toArray(String[]::new))
                .query(JdbcCohort::member)
                .list();
    }

    @Override
    public Changes after(Mark mark, int limit) {
        List<Changed> statements =
                jdbc.sql(
                                """
                                select s.seq, s.person_id from consent_statement s
                                join cohort_member m on m.person_id = s.person_id
                                where s.seq > :after order by s.seq limit :limit
                                """)
                        .param("after", mark.statement() - BACK)
                        .param("limit", limit)
                        .query(JdbcCohort::changed)
                        .list();
        List<Changed> members =
                jdbc.sql(
                                """
                                select seq, person_id from cohort_member
                                where seq > :after order by seq limit :limit
                                """)
                        .param("after", mark.member() - BACK)
                        .param("limit", limit)
                        .query(JdbcCohort::changed)
                        .list();
        Mark next =
                new Mark(
                        statements.isEmpty()
                                ? mark.statement()
                                : Math.max(mark.statement(), statements.getLast().seq()),
                        members.isEmpty()
                                ? mark.member()
                                : Math.max(mark.member(), members.getLast().seq()));
        return new Changes(
                Stream.of(statements, members)
                        .flatMap(List::stream)
                        .map(Changed::person)
                        .distinct()
                        .toList(),
                next,
                !next.equals(mark) && (statements.size() == limit || members.size() == limit));
    }

    private record Changed(long seq, PersonId person) {}

    private static Changed changed(ResultSet row, int number) throws SQLException {
        return new Changed(row.getLong("seq"), new PersonId(row.getString("person_id")));
    }

    /// Of the columns `participant`, `person_id` and `number`.
    static Member member(ResultSet row, int rowNumber) throws SQLException {
        return new Member(
                new ParticipantId(row.getString("participant")),
                new PersonId(row.getString("person_id")),
                row.getInt("number"));
    }
}
