package org.opengms.server.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.opengms.region.SyntheticRegion;

/// Sends orders and nothing else, as fast as the server takes them: for measuring.
public final class OrderLoad {
    private OrderLoad() {}

    /// What was sent.
    ///
    /// @param accepted each one durable when its answer came
    /// @param refused by the server
    /// @param elapsed from the first order to the last answer
    /// @param latencies of each order, the shortest first
    public record Sent(int accepted, int refused, Duration elapsed, List<Duration> latencies) {
        public Sent {
            latencies = List.copyOf(latencies);
        }

        /// The latency that a share of the orders did not exceed.
        ///
        /// @param share between 0 and 1
        public Duration latency(double share) {
            int index = (int) Math.ceil(share * latencies.size()) - 1;
            return latencies.get(Math.max(0, index));
        }

        /// Orders answered in a second, refused ones included.
        public double perSecond() {
            return (accepted + refused) / (elapsed.toNanos() / 1e9);
        }
    }

    /// Sends the orders of some of a region's patients, written beforehand.
    ///
    /// @param plan its limits say how many are under way at once
    /// @param firstPatient number of the first, from 0; the plan says how many
    /// @throws DemoFailure if the server cannot be reached or answers otherwise than an order is
    ///   answered
    public static Sent send(DemoPlan plan, int firstPatient) throws InterruptedException {
        try (ServiceConnection connection =
                new ServiceConnection(plan.address(), plan.limits(), Pace.REAL)) {
            OrderingSites sites =
                    new OrderingSites(
                            People.of(connection, plan.dataFolder()),
                            plan.region().network(),
                            plan.region().directories().newest(),
                            plan.region().seed(),
                            LocalDate.ofInstant(plan.clock().instant(), ZoneOffset.UTC));
            List<Ready> orders =
                    IntStream.range(firstPatient, firstPatient + plan.patients())
                            .mapToObj(n -> new Journey(plan.region().patient(n)))
                            .map(journey -> new Ready(journey, sites.write(journey)))
                            .toList();
            Queue<Exception> failures = new ConcurrentLinkedQueue<>();
            Queue<Duration> latencies = new ConcurrentLinkedQueue<>();
            long start = System.nanoTime();
            new Crew(plan.limits().atOnce())
                    .each(
                            "Sending orders",
                            orders,
                            plan.limits().phase(plan.patients()),
                            order -> {
                                long sent = System.nanoTime();
                                sites.send(order.journey(), order.order());
                                latencies.add(Duration.ofNanos(System.nanoTime() - sent));
                            },
                            (order, trouble) -> failures.add(trouble));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            Exception trouble = failures.peek();
            if (trouble != null) {
                throw new DemoFailure("OGMS-4823 An order failed: " + trouble, trouble);
            }
            int accepted = (int) orders.stream().filter(o -> o.journey().isAccepted()).count();
            return new Sent(
                    accepted,
                    orders.size() - accepted,
                    elapsed,
                    latencies.stream().sorted().toList());
        }
    }

    /// The orders of some of a region's patients as transaction Bundles, none of them with a
    /// planted fault.
    ///
    /// @param first number of the first patient
    /// @param count how many orders
    /// @param today the day they are written
    public static List<String> bundles(
            SyntheticRegion region, int first, int count, LocalDate today) {
        return IntStream.iterate(first, n -> n + 1)
                .mapToObj(region::patient)
                .filter(patient -> patient.fault().isEmpty())
                .limit(count)
                .map(patient ->
                        SyntheticOrder.of(
                                        patient,
                                        region.directories().newest(),
                                        region.seed(),
                                        today)
                                .bundleJson())
                .toList();
    }

    private record Ready(Journey journey, SyntheticOrder order) {}
}
