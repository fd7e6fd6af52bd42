package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownOutcomeTest {
    private static final RolloutPlan FIRST = plan("first");
    private static final RolloutPlan SECOND = plan("second");

    private final List<String> simulated = new ArrayList<>();
    private final PlanEvaluation counting =
            new PlanEvaluation() {
                @Override
                public String digest() {
                    return "counting";
                }

                @Override
                public int quarters() {
                    return 0;
                }

                @Override
                public Outcome evaluate(RolloutPlan plan, int replication) {
                    simulated.add(plan.id() + " " + replication);
                    return new Outcome(List.of(), plan.equals(FIRST) ? 10 : 0);
                }
            };

    private static RolloutPlan plan(String id) {
        return new RolloutPlan(RolloutPlan.FORMAT, id, id, List.of());
    }

    /// The first value says how much difference matters; it is one of those compared.
    @Test
    void isSimulatedOnceAmongAllThatAreCompared() {
        KnownOutcome known = KnownOutcome.of(counting, FIRST, 0);
        PlanSelection.Choice choice =
                new PlanSelection(0.05, 0.02 * known.outcome().value(), 5, 20)
                        .choose(List.of(FIRST, SECOND), known, 1);
        assertEquals(0, choice.plan());
        assertEquals(
                List.of("first", "second").stream()
                        .flatMap(id -> IntStream.range(0, 5).mapToObj(i -> id + " " + i))
                        .toList(),
                simulated.stream().sorted().toList());
    }

    @Test
    void leavesAllElseToTheEvaluation() {
        KnownOutcome known = KnownOutcome.of(counting, FIRST, 3);
        assertEquals("counting", known.digest());
        assertEquals(10, known.evaluate(FIRST, 3).value());
        assertEquals(0, known.evaluate(SECOND, 3).value());
        assertEquals(10, known.evaluate(FIRST, 4).value());
        assertEquals(List.of("first 3", "second 3", "first 4"), simulated);
    }
}
