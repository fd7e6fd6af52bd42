package org.opengms.server.persistence;

import java.util.List;
import org.opengms.training.FirstOrders;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What accounts ordered first, from orders as they were kept and from answers to messages. A
/// message that was refused is kept only if it came with a request id; what a page refuses is not.
public final class JdbcFirstOrders implements FirstOrders.Source {
    private static final String FIRST =
            """
            with sent as (
                select v.recorded_by as account, v.last_updated as at,
                    %s > 0 as is_wrong
                from resource_version v join test_order o on o.id = cast(v.id as uuid)
                where v.type = 'ServiceRequest' and v.version = 1
                union all
                select actor, at, true from submission where status = 422),
            first as (select account, min(at) as at from sent group by account)
            select s.account, f.at, count(*) as orders, count(*) filter (where s.is_wrong) as errors
            from sent s join first f on f.account = s.account
                and s.at < f.at + make_interval(days => :days)
            group by s.account, f.at order by s.account
            """
                    .formatted(TellingFindings.COUNT);

    private final JdbcClient jdbc;

    public JdbcFirstOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<FirstOrders> first(int days) {
        return jdbc.sql(FIRST)
                .param("days", days)
                .query((row, _) ->
                        new FirstOrders(
                                row.getString("account"),
                                Rows.instant(row, "at"),
                                row.getInt("orders"),
                                row.getInt("errors")))
                .list();
    }
}
