package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.AccessReviews;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.JustifiedAccess;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reviews of readings in PostgreSQL: of those with a justification, and of those that came late
/// into the transparency log; append-only.
public final class JdbcAccessReviews implements AccessReviews {
    private static final String READINGS =
            """
            select a.*, r.outcome, r.words, r.reviewed_by, r.at as reviewed_at
            from access_log a left join access_review r on r.access_id = a.id
            where a.id in (select id from access_log where justification is not null
                union select id from access_log where standby
                union select l.id from log_entry e join access_log l on l.record_id = e.record_id
                    where e.late)
            """;

    private static final String LOG_DOWN_REASON =
            "The log could not be written when this was read.";

    private final JdbcClient jdbc;

    public JdbcAccessReviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<JustifiedAccess> of(OdsCode organisation, int limit) {
        return jdbc.sql(
                        READINGS
                                + """
                                 and exists (select 1 from test_order o where o.person_id = a.person_id
                                    and (o.ordering_site = :organisation
                                        or o.submitted_by = :organisation
                                        or (length(:organisation) = 3
                                            and o.ordering_site like :organisation || '%')))
                                order by r.outcome is not null, a.id desc limit :limit
                                """)
                .param("organisation", organisation.value())
                .param("limit", limit)
                .query(JdbcAccessReviews::access)
                .list();
    }

    @Override
    public Optional<JustifiedAccess> find(long id) {
        return jdbc.sql(READINGS + " and a.id = :id")
                .param("id", id)
                .query(JdbcAccessReviews::access)
                .optional();
    }

    @Override
    public boolean add(long id, JustifiedAccess.Outcome outcome, String words, Actor reviewer) {
        return jdbc.sql(
                                """
                                insert into access_review (access_id, outcome, words, reviewed_by, organisation)
                                values (:id, :outcome, :words, :by, :organisation)
                                on conflict (access_id) do nothing
                                """)
                        .param("id", id)
                        .param("outcome", outcome.name())
                        .param("words", words)
                        .param("by", reviewer.id())
                        .param("organisation", reviewer.organisation().value())
                        .update()
                == 1;
    }

    private static JustifiedAccess access(ResultSet row, int rowNumber) throws SQLException {
        Optional<String> outcome = Rows.text(row, "outcome");
        return new JustifiedAccess(
                row.getLong("id"),
                row.getString("actor"),
                row.getString("organisation"),
                new PersonId(row.getString("person_id")),
                DataClass.valueOf(row.getString("data_class")),
                row.getString("resource"),
                Rows.text(row, "justification")
                        .map(JustifiedAccess.Kind::valueOf)
                        .orElse(JustifiedAccess.Kind.LOG_DOWN),
                Rows.text(row, "justified_by").orElse(LOG_DOWN_REASON),
                row.getBoolean("permitted"),
                Rows.instant(row, "at"),
                outcome.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new JustifiedAccess.Review(
                                        JustifiedAccess.Outcome.valueOf(outcome.get()),
                                        row.getString("words"),
                                        row.getString("reviewed_by"),
                                        Rows.instant(row, "reviewed_at"))));
    }
}
