package org.opengms.planning.rollout;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.opengms.testing.Cases;

/// A service whose truth is known: every level holds in a replication with a given probability that
/// depends on the plan alone.
final class SyntheticService implements PlanEvaluation {
    /// The probability that a plan holds in one replication.
    @FunctionalInterface
    interface Truth {
        double of(RolloutPlan plan);
    }

    final AtomicInteger evaluated = new AtomicInteger();
    private final Truth truth;
    private final long seed;

    SyntheticService(long seed, Truth truth) {
        this.seed = seed;
        this.truth = truth;
    }

    @Override
    public String digest() {
        return "synthetic " + seed;
    }

    @Override
    public int quarters() {
        return 4;
    }

    @Override
    public Outcome evaluate(RolloutPlan plan, int replication) {
        evaluated.incrementAndGet();
        double chance = Cases.random(seed * 1_000_003 + replication).nextDouble();
        boolean held = chance < truth.of(plan);
        return new Outcome(
                IntStream.range(0, 4)
                        .mapToObj(q ->
                                new Quarter(
                                        held || q != 2,
                                        q == 2 ? "north staff:rare-disease" : "north line:wgs",
                                        held ? 0.8 : 1.1))
                        .toList(),
                chance);
    }

    static RolloutPlan plan(int startQuarter) {
        return RolloutPlan.of(
                "plan",
                "A plan",
                List.of(
                        Investment.proposed(
                                "digitise-a",
                                startQuarter,
                                1,
                                new InvestmentState.Proposed(Instant.EPOCH, "board"))));
    }
}
