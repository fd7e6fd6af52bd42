package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.testing.Cases;

/// Queues and the event queue against a sorted list.
class WaitingLineTest {
    private record Waiting(int slot, double rank, int number, double enteredAt) {}

    @Test
    void anyOrderOfComingAndGoingIsServedAsASortedListWould() {
        Cases.check(
                300,
                random -> {
                    List<Double> headStarts = List.of(random.nextDouble(20), 0.0, 3.0);
                    compare(random, QueueOrder.BY_PRIORITY, null);
                    compare(random, new QueueOrder.ByDueDate(headStarts), headStarts);
                });
    }

    private static void compare(
            RandomGenerator random,
            QueueOrder order,
            @org.jspecify.annotations.Nullable List<Double> headStarts) {
        Journeys journeys = new Journeys();
        WaitingLine line = new WaitingLine(journeys, order, true);
        List<Waiting> sorted = new ArrayList<>();
        Comparator<Waiting> first =
                Comparator.comparingDouble(Waiting::rank).thenComparingInt(Waiting::number);
        int steps = random.nextInt(1, 400);
        for (int i = 0; i < steps; i++) {
            if (sorted.isEmpty() || random.nextInt(100) < 55) {
                int priority = random.nextInt(3);
                // Few different values, so that many are equal.
                double target = random.nextInt(1, 9);
                double startedAt = random.nextInt(5);
                int slot = journeys.begin(0, startedAt, 0);
                journeys.setEnteredAt(slot, i);
                double rank =
                        headStarts == null
                                ? priority
                                : startedAt + target - headStarts.get(priority);
                line.add(slot, priority, target);
                sorted.add(new Waiting(slot, rank, i, i));
                sorted.sort(first);
            } else {
                Waiting next = sorted.removeFirst();
                assertEquals(next.slot(), line.peek());
                assertEquals(next.slot(), line.take());
                journeys.release(next.slot());
            }
            assertEquals(
                    sorted.stream()
                            .mapToDouble(Waiting::enteredAt)
                            .min()
                            .orElse(Double.POSITIVE_INFINITY),
                    line.oldestEnteredAt());
        }
    }

    private record Planned(double time, long payload) {}

    @Test
    void eventsComeInTheOrderOfTimeThenOfPlanning() {
        Cases.check(
                100,
                random -> {
                    EventQueue queue = new EventQueue();
                    List<Planned> sorted = new ArrayList<>();
                    int steps = random.nextInt(1, 1000);
                    for (int i = 0; i < steps; i++) {
                        if (sorted.isEmpty() || random.nextInt(100) < 60) {
                            Planned event = new Planned(random.nextInt(50), i);
                            queue.add(event.time(), event.payload());
                            sorted.add(event);
                        } else {
                            Planned next =
                                    sorted.stream()
                                            .min(
                                                    Comparator.comparingDouble(Planned::time)
                                                            .thenComparingLong(Planned::payload))
                                            .orElseThrow();
                            sorted.remove(next);
                            assertEquals(next.payload(), queue.take());
                            assertEquals(next.time(), queue.now());
                        }
                    }
                });
    }
}
