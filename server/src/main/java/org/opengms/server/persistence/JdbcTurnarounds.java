package org.opengms.server.persistence;

import java.time.LocalDate;
import java.util.List;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.routing.TurnaroundHistory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How long laboratories have taken, from the orders on the platform and the imports in force. Of
/// an order that several imports have, the newest counts.
public final class JdbcTurnarounds implements TurnaroundHistory {
    private final JdbcClient jdbc;

    public JdbcTurnarounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Past> reported(LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        select laboratory, method, count(*) filter (where platform) as on_platform,
                            count(*) filter (where not platform) as imported,
                            percentile_cont(0.5) within group (order by days) as median,
                            percentile_cont(0.9) within group (order by days) as ninetieth
                        from (
                            select laboratory, method, true as platform,
                                cast(extract(epoch from reported_at - received_at) as float8) / 86400 as days
                            from test_order
                            where method is not null and reported_at >= :from and reported_at < :until
                            union all
                            select laboratory, method, false, cast(reported - received as float8)
                            from (
                                select distinct on (r.laboratory, r.reference, r.test_key) r.*
                                from work_row r
                                where not exists (select 1 from work_withdrawal w
                                    where w.import_id = r.import_id)
                                order by r.laboratory, r.reference, r.test_key, r.import_id desc) newest
                            where reported between :fromDay and :untilDay and not on_platform) done
                        group by laboratory, method order by laboratory, method
                        """)
                .param("from", Rows.utc(from.atStartOfDay(Statement.ZONE).toInstant()))
                .param(
                        "until",
                        Rows.utc(until.plusDays(1).atStartOfDay(Statement.ZONE).toInstant()))
                .param("fromDay", from)
                .param("untilDay", until)
                .query((row, n) ->
                        new Past(
                                new OdsCode(row.getString("laboratory")),
                                TestMethod.valueOf(row.getString("method")),
                                row.getInt("on_platform"),
                                row.getInt("imported"),
                                row.getDouble("median"),
                                row.getDouble("ninetieth")))
                .list();
    }
}
