package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicationsTest {
    @Test
    void resultsComeInTheOrderOfTheirNumbers() {
        CountDownLatch secondIsDone = new CountDownLatch(1);
        List<Integer> numbers =
                Replications.on(2)
                        .run(
                                10,
                                2,
                                i -> {
                                    if (i == 10) {
                                        await(secondIsDone);
                                    } else {
                                        secondIsDone.countDown();
                                    }
                                    return i;
                                });
        assertEquals(List.of(10, 11), numbers);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void progressIsToldOnce() {
        List<String> told = new ArrayList<>();
        new Replications(2, (done, count) -> told.add(done + " of " + count), () -> false)
                .run(0, 3, i -> i);
        assertEquals(List.of("1 of 3", "2 of 3", "3 of 3"), told);
    }

    @Test
    void stopsWhenCancelled() {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        Replications replications = new Replications(1, (_, _) -> {}, () -> true);
        assertThrows(
                CancellationException.class,
                () ->
                        replications.run(
                                0,
                                1000,
                                i -> {
                                    if (i > 0) {
                                        await(never);
                                    }
                                    return begun.incrementAndGet();
                                }));
        assertEquals(1, begun.get());
    }

    @Test
    void anErrorOfAReplicationIsTheErrorOfTheRun() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        Replications.on(2)
                                                .run(
                                                        0,
                                                        5,
                                                        i -> {
                                                            if (i == 3) {
                                                                throw new IllegalArgumentException(
                                                                        "third");
                                                            }
                                                            return i;
                                                        }))
                        .getMessage();
        assertEquals("third", message);
    }

    @Test
    void aReplicationInHandEndsWhenItsThreadIsInterrupted() throws InterruptedException {
        Flow flow =
                Flow.of(
                        "orders",
                        0,
                        10,
                        Demand.Poisson.steady(1000),
                        List.of(RouteStep.at("work", 0, new Distribution.Constant(1))));
        Model model =
                new Model(
                        Scene.MONDAY,
                        List.of(Model.LONGEST_HOURS),
                        List.of(Scene.servers("desk", 100)),
                        List.of(flow),
                        List.of());
        List<SimulationResult> results = new ArrayList<>();
        Thread thread = new Thread(() -> results.add(Simulation.of(model).run(1, 0)));
        thread.start();
        thread.interrupt();
        thread.join();
        assertTrue(
                results.getFirst().stopped().orElseThrow().reason().contains("interrupted"),
                results.toString());
    }

    @Test
    void sameReplicationsWhetherRunTogetherOrAlone() {
        Simulation simulation = Simulation.of(ReferenceModel.of(12, OpeningHours.ALWAYS, 1, 200));
        List<SimulationResult> together = Replications.on(2).run(0, 4, i -> simulation.run(1, i));
        assertEquals(IntStream.range(0, 4).mapToObj(i -> simulation.run(1, i)).toList(), together);
        assertTrue(together.getFirst().events() != together.get(1).events());
    }
}
