package org.opengms.server.persistence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.OpenWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is open at each laboratory, by method, stage and due day, as counted a moment ago.
///
/// Routing asks for everything that an order could go to, and the count takes longer the more
/// orders are open: with a nation's orders, far longer than everything else that is done for one.
/// So all is counted at once and now and then ([Recounted]). The forecast that is made of it counts
/// in weeks. Orders taken in by this process are added at once. A genome that is kept behind a test
/// was promised and counts whole, although it may not be needed.
final class RecentLoad {
    private final JdbcClient jdbc;
    private final Recounted<Map<Place, Count>> open = new Recounted<>();

    RecentLoad(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Place(
            OdsCode laboratory,
            TestMethod method,
            OpenWork.Stage stage,
            Optional<LocalDate> dueOn) {}

    private record Count(int orders, int ofLastWeek) {
        Count plus(Count other) {
            return new Count(orders + other.orders, ofLastWeek + other.ofLastWeek);
        }
    }

    List<OpenWork> openWork() {
        List<OpenWork> work = new ArrayList<>();
        open.recent(this::count)
                .forEach((place, count) ->
                        work.add(
                                new OpenWork(
                                        place.laboratory(),
                                        place.method(),
                                        place.stage(),
                                        place.dueOn(),
                                        count.orders(),
                                        count.ofLastWeek())));
        return work;
    }

    /// An order was taken in. If its transaction fails, the next count knows.
    void added(OdsCode laboratory, TestMethod method, Optional<LocalDate> dueOn) {
        Map<Place, Count> counted = open.last();
        if (counted != null) {
            var _ =
                    counted.merge(
                            new Place(laboratory, method, OpenWork.Stage.BENCH, dueOn),
                            new Count(1, 1),
                            Count::plus);
        }
    }

    private Map<Place, Count> count() {
        Map<Place, Count> orders = new ConcurrentHashMap<>();
        jdbc.sql(
                        """
                        select laboratory, method, due_on,
                            state in ('IN_INTERPRETATION', 'AWAITING_SIGNATURE') as reading,
                            count(*) as orders,
                            count(*) filter (where received_at > now() - interval '7 days') as of_last_week
                        from test_order
                        where method is not null
                          and state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE')
                        group by laboratory, method, due_on, reading
                        union all
                        select laboratory, 'WGS', report_by, false, count(*), 0
                        from standing_genome where state in ('KEPT', 'DUE')
                        group by laboratory, report_by
                        """)
                .query((row, _) ->
                        Map.entry(
                                new Place(
                                        new OdsCode(row.getString("laboratory")),
                                        TestMethod.valueOf(row.getString("method")),
                                        row.getBoolean("reading")
                                                ? OpenWork.Stage.READING
                                                : OpenWork.Stage.BENCH,
                                        Optional.ofNullable(
                                                row.getObject("due_on", LocalDate.class))),
                                new Count(row.getInt("orders"), row.getInt("of_last_week"))))
                .list()
                .forEach(count -> orders.merge(count.getKey(), count.getValue(), Count::plus));
        return orders;
    }
}
