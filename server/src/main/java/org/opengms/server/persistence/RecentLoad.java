package org.opengms.server.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How many orders are open at each laboratory by each method, as counted a moment ago.
///
/// Routing asks for every laboratory and method that an order could go to, and the count takes
/// longer the more orders are open: with a nation's orders, far longer than everything else that is
/// done for one. So all are counted at once, and again only after [#REST] times as long as counting
/// took: in a small service a few milliseconds, with a hundred thousand open orders a second or so.
/// The forecast that is made of it counts in weeks. Orders taken in by this process are added at
/// once.
final class RecentLoad {
    /// Counting takes at most one part in this many of one connection's time.
    private static final int REST = 20;

    private final JdbcClient jdbc;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted newest;

    RecentLoad(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param laboratory as ODS code
    private record Place(String laboratory, String method) {}

    /// @param until of [System#nanoTime()], when it is to be counted again
    private record Counted(Map<Place, Integer> orders, long until) {
        boolean isRecent() {
            return System.nanoTime() - until < 0;
        }
    }

    int openOrders(OdsCode laboratory, TestMethod method) {
        return recent().orders().getOrDefault(new Place(laboratory.value(), method.name()), 0);
    }

    /// An order was taken in. If its transaction fails, the next count knows.
    void added(OdsCode laboratory, TestMethod method) {
        Counted counted = newest;
        if (counted != null) {
            var _ =
                    counted.orders()
                            .merge(new Place(laboratory.value(), method.name()), 1, Integer::sum);
        }
    }

    /// What is there; who comes while another counts takes the count before.
    private Counted recent() {
        Counted counted = newest;
        if (counted != null && (counted.isRecent() || !counting.tryLock())) {
            return counted;
        }
        if (counted == null) {
            counting.lock();
        }
        try {
            Counted meanwhile = newest;
            if (meanwhile != null && meanwhile.isRecent()) {
                return meanwhile;
            }
            Counted now = count();
            newest = now;
            return now;
        } finally {
            counting.unlock();
        }
    }

    private Counted count() {
        long begin = System.nanoTime();
        Map<Place, Integer> orders = new ConcurrentHashMap<>();
        jdbc.sql(
                        """
                        select laboratory, method, count(*) as orders from test_order
                        where method is not null
                          and state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE')
                        group by laboratory, method
                        """)
                .query((row, _) ->
                        Map.entry(
                                new Place(row.getString("laboratory"), row.getString("method")),
                                row.getInt("orders")))
                .list()
                .forEach(count -> orders.put(count.getKey(), count.getValue()));
        long end = System.nanoTime();
        return new Counted(orders, end + REST * (end - begin));
    }
}
