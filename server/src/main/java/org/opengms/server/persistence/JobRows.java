package org.opengms.server.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the tables of planning jobs have in common: how a job waits, ends, is cancelled and goes.
final class JobRows {
    private static final String NOT_ENDED = " where id = :id and state in ('WAITING', 'RUNNING')";

    private final JdbcClient jdbc;
    private final String table;
    private final String atItsEnd;

    /// @param table of jobs; written here, never of a request
    /// @param atItsEnd what else is set when a job ends, such as `, chosen = null`; may be empty
    JobRows(JdbcClient jdbc, String table, String atItsEnd) {
        this.jdbc = jdbc;
        this.table = table;
        this.atItsEnd = atItsEnd;
    }

    /// @param column of the table; written here, never of a request
    Optional<String> text(String column, UUID id) {
        return jdbc.sql("select " + column + " from " + table + " where id = :id")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found);
    }

    void waitAgain(UUID id) {
        jdbc.sql("update " + table + " set state = 'WAITING' where id = :id and state = 'RUNNING'")
                .param("id", id)
                .update();
    }

    void done(UUID id, String result, Instant at) {
        jdbc.sql(
                        "update "
                                + table
                                + " set state = 'DONE', result = :result, ended_at = :at"
                                + atItsEnd
                                + NOT_ENDED)
                .param("id", id)
                .param("result", result)
                .param("at", Rows.utc(at))
                .update();
    }

    void failed(UUID id, String problem, Instant at) {
        jdbc.sql(
                        "update "
                                + table
                                + " set state = 'FAILED', problem = :problem, ended_at = :at"
                                + atItsEnd
                                + NOT_ENDED)
                .param("id", id)
                .param("problem", problem)
                .param("at", Rows.utc(at))
                .update();
    }

    void cancelled(UUID id, Instant at) {
        jdbc.sql(
                        "update "
                                + table
                                + " set state = 'CANCELLED', ended_at = :at"
                                + atItsEnd
                                + NOT_ENDED)
                .param("id", id)
                .param("at", Rows.utc(at))
                .update();
    }

    /// One that waits is cancelled at once, one that runs when it next looks.
    void wantCancel(UUID id, Instant at) {
        jdbc.sql(
                        "update "
                                + table
                                + """
                                 set cancel_wanted = true,
                                    state = case state when 'WAITING' then 'CANCELLED' else state end,
                                    ended_at = case state when 'WAITING' then cast(:at as timestamptz) end
                                """
                                + NOT_ENDED)
                .param("id", id)
                .param("at", Rows.utc(at))
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql(
                                "delete from "
                                        + table
                                        + " where id = :id and state in ('DONE', 'FAILED', 'CANCELLED')")
                        .param("id", id)
                        .update()
                > 0;
    }
}
