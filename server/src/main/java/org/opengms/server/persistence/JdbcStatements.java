package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.StatementStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Statements of laboratories in PostgreSQL; append-only.
public final class JdbcStatements implements StatementStore {
    private final JdbcClient jdbc;

    public JdbcStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(List<Statement> statements) {
        for (Statement statement : statements) {
            jdbc.sql(
                            "insert into statement (subject, topic, kind, claim, as_of, from_day, "
                                    + SaidColumns.NAMES
                                    + ") values (:subject, :topic, :kind, cast(:claim as jsonb), :asOf, :from, "
                                    + SaidColumns.VALUES
                                    + ")")
                    .param("subject", statement.subject().value())
                    .param("topic", statement.claim().topic())
                    .param("kind", StoredClaim.kind(statement.claim()).name())
                    .param("claim", StoredClaim.write(statement.claim()))
                    .param("asOf", Rows.utc(statement.asOf()))
                    .param("from", statement.from())
                    .params(SaidColumns.of(statement.said()))
                    .update();
        }
    }

    @Override
    public List<Statement> holding(Instant at) {
        return jdbc.sql(
                        """
                        select * from (
                            select distinct on (subject, topic) * from statement
                            where said_at <= :at and from_day <= :day
                            order by subject, topic, from_day desc, said_at desc, id desc) s
                        where kind <> 'OUTAGE_END'
                        """)
                .param("at", Rows.utc(at))
                .param("day", Statement.dayOf(at))
                .query(JdbcStatements::statement)
                .list();
    }

    @Override
    public List<Statement> history(OdsCode subject, int most) {
        return jdbc.sql(
                        "select * from statement where subject = :subject order by id desc limit :most")
                .param("subject", subject.value())
                .param("most", most)
                .query(JdbcStatements::statement)
                .list();
    }

    private static Statement statement(ResultSet row, int rowNumber) throws SQLException {
        return new Statement(
                new OdsCode(row.getString("subject")),
                StoredClaim.read(
                        StoredClaim.Kind.valueOf(row.getString("kind")), row.getString("claim")),
                Rows.instant(row, "as_of"),
                row.getObject("from_day", LocalDate.class),
                SaidColumns.read(row, ""));
    }
}
