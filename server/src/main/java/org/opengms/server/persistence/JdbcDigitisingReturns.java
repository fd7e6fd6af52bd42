package org.opengms.server.persistence;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.DigitisingReturn;
import org.opengms.server.maturity.DigitisingReturns;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What digitising sites would return, in PostgreSQL; append-only.
public final class JdbcDigitisingReturns implements DigitisingReturns.Kept {
    private static final String WAITING =
            "not exists (select 1 from digitising_answer a where a.wish = w.id)";

    private final JdbcClient jdbc;

    public JdbcDigitisingReturns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void ask(OdsCode site, Instant at) {
        jdbc.sql(
                        "insert into digitising_wish (site, at) select :site, :at where not exists (select 1 from digitising_wish w where w.site = :site and "
                                + WAITING
                                + ")")
                .param("site", site.value())
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public Optional<OdsCode> next() {
        return jdbc.sql(
                        "select w.site from digitising_wish w where "
                                + WAITING
                                + " order by w.id limit 1")
                .query((row, _) -> new OdsCode(row.getString("site")))
                .optional();
    }

    @Override
    public void answer(DigitisingReturn answer) {
        keep(answer.site(), Rows.JSON.writeValueAsString(answer), null, answer.at());
    }

    @Override
    public void fail(OdsCode site, String why, Instant at) {
        keep(site, null, why, at);
    }

    private void keep(OdsCode site, @Nullable String result, @Nullable String problem, Instant at) {
        jdbc.sql(
                        """
                        insert into digitising_answer (wish, site, at, result, problem)
                        select w.id, w.site, :at, cast(:result as jsonb), :problem from digitising_wish w
                        where w.site = :site and not exists (
                            select 1 from digitising_answer a where a.wish = w.id)
                        """)
                .param("site", site.value())
                .param("at", Rows.utc(at))
                .param("result", result, java.sql.Types.VARCHAR)
                .param("problem", problem, java.sql.Types.VARCHAR)
                .update();
    }

    @Override
    public DigitisingReturns.Standing of(OdsCode site) {
        return new DigitisingReturns.Standing(
                jdbc.sql(
                                """
                                select result from digitising_answer
                                where site = :site and result is not null order by wish desc limit 1
                                """)
                        .param("site", site.value())
                        .query((row, _) ->
                                Rows.JSON.readValue(
                                        row.getString("result"), DigitisingReturn.class))
                        .optional(),
                jdbc.sql(
                                "select w.at from digitising_wish w where w.site = :site and "
                                        + WAITING
                                        + " order by w.id limit 1")
                        .param("site", site.value())
                        .query((row, _) -> Rows.instant(row, "at"))
                        .optional(),
                jdbc.sql(
                                """
                                select problem from (
                                    select problem from digitising_answer where site = :site
                                    order by wish desc limit 1) last
                                where problem is not null
                                """)
                        .param("site", site.value())
                        .query(String.class)
                        .optional());
    }
}
