package org.opengms.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.DemoLimits;
import org.opengms.server.demo.DemoPlan;
import org.opengms.server.demo.DemoProgress;
import org.opengms.server.demo.OrderLoad;

/// Orders accepted per second over HTTP by a running `opengms serve` on the synthetic region of
/// seed 1. Client and server share the machine.
///
/// An order counts when its answer has come. The server commits before it answers, and refuses to
/// start unless its database runs with `fsync`, `synchronous_commit` and `full_page_writes` on, so
/// what is counted is durable.
public final class OrdersPerSecond {
    private OrdersPerSecond() {}

    /// @param arguments address, data directory, orders at once, orders measured, orders for
    ///   warming up
    public static void main(String[] arguments) throws InterruptedException {
        URI address = URI.create(arguments[0]);
        Path data = Path.of(arguments[1]);
        int atOnce = number(arguments, 2, 8);
        int measured = number(arguments, 3, 400);
        int warmUp = number(arguments, 4, 200);
        SyntheticRegion region = SyntheticRegion.of(1);
        OrderLoad.Sent warm = OrderLoad.send(plan(address, data, region, warmUp, atOnce), 0);
        OrderLoad.Sent sent = OrderLoad.send(plan(address, data, region, measured, atOnce), warmUp);
        System.out.printf(
                Locale.ROOT,
                "warming up: %d orders in %.1f s%n",
                warmUp,
                warm.elapsed().toMillis() / 1e3);
        System.out.printf(
                Locale.ROOT,
                "measured: %d accepted, %d refused in %.1f s, %d at once: %.1f orders/s; latency median %d ms, 99th percentile %d ms%n",
                sent.accepted(),
                sent.refused(),
                sent.elapsed().toMillis() / 1e3,
                atOnce,
                sent.perSecond(),
                sent.latency(0.5).toMillis(),
                sent.latency(0.99).toMillis());
    }

    private static DemoPlan plan(
            URI address, Path data, SyntheticRegion region, int orders, int atOnce) {
        DemoLimits standard = DemoLimits.STANDARD;
        return new DemoPlan(
                address,
                data,
                region,
                orders,
                Optional.empty(),
                DemoProgress.SILENT,
                new DemoLimits(
                        atOnce,
                        standard.reconnect(),
                        standard.request(),
                        standard.phaseBase(),
                        standard.phasePerPatient()),
                Clock.systemUTC());
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place], 10) : otherwise;
    }
}
