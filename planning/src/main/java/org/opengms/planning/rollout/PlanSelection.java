package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.simulation.Replications;

/// The choice of the plan with the greatest mean value among several, by the fully sequential
/// procedure KN of S.-H. Kim and B. L. Nelson (ACM Transactions on Modeling and Computer Simulation
/// 11, 2001, 251–273), with `c = 1`. It holds for plans simulated with common random numbers, which
/// make it faster: the chosen plan is the best with at least the probability asked for whenever it
/// is better than all others by the indifference zone, for values near normal. Within the zone, any
/// of the good ones may be chosen.
public final class PlanSelection {
    private final double error;
    private final double indifference;
    private final int firstReplications;
    private final int mostReplications;

    /// @param error the probability, at most, of a choice that is worse than the best by the
    ///   indifference zone or more; such as 0.05
    /// @param indifference the difference in mean value from which on it matters; above 0
    /// @param firstReplications of each plan, from which variances are estimated; at least 2
    /// @param mostReplications of each plan; when they are used up, the best mean is chosen and the
    ///   error no longer promised
    public PlanSelection(
            double error, double indifference, int firstReplications, int mostReplications) {
        if (!(error > 0 && error < 0.5)
                || !(indifference > 0)
                || firstReplications < 2
                || mostReplications < firstReplications) {
            throw new IllegalArgumentException(
                    "OGMS-6440 A selection with error %s, indifference zone %s and %d to %d replications cannot be made. Give an error above 0 and below 0.5, a zone above 0, and at least 2 replications."
                            .formatted(error, indifference, firstReplications, mostReplications));
        }
        this.error = error;
        this.indifference = indifference;
        this.firstReplications = firstReplications;
        this.mostReplications = mostReplications;
    }

    /// What is chosen.
    ///
    /// @param plan its place in the list
    /// @param replications run of each plan, the ones dropped early fewer
    /// @param means of the values of each plan's replications
    /// @param errorHeld whether the error asked for is promised
    public record Choice(
            int plan, List<Integer> replications, List<Double> means, boolean errorHeld) {
        public Choice {
            replications = List.copyOf(replications);
            means = List.copyOf(means);
        }
    }

    /// Chooses among plans.
    ///
    /// @param plans at least one
    /// @param threads how many replications run at once; the choice does not depend on it
    public Choice choose(List<RolloutPlan> plans, PlanEvaluation evaluation, int threads) {
        return choose(
                plans.size(),
                threads,
                (plan, i) -> evaluation.evaluate(plans.get(plan), i).value());
    }

    /// The value of a plan in a replication.
    @FunctionalInterface
    interface Values {
        double of(int plan, int replication);
    }

    Choice choose(int plans, int threads, Values values) {
        Replications replications = Replications.on(threads);
        if (plans < 1) {
            throw new IllegalArgumentException(
                    "OGMS-6441 There is no plan to choose from. Give at least one.");
        }
        double[][] seen = new double[plans][mostReplications];
        double[] sums = new double[plans];
        int[] runs = new int[plans];
        List<Integer> left = new ArrayList<>();
        int first = plans == 1 ? 1 : firstReplications;
        List<Double> firstValues =
                replications.run(0, plans * first, n -> values.of(n / first, n % first));
        for (int i = 0; i < plans; i++) {
            left.add(i);
            for (int r = 0; r < first; r++) {
                seen[i][r] = firstValues.get(i * first + r);
                sums[i] += seen[i][r];
                runs[i]++;
            }
        }
        double eta =
                plans == 1
                        ? 0
                        : (Math.pow(2 * error / (plans - 1), -2.0 / (firstReplications - 1)) - 1)
                                / 2;
        double h2 = 2 * eta * (firstReplications - 1);
        double[][] variance = new double[plans][plans];
        for (int i = 0; i < plans; i++) {
            for (int l = 0; l < plans && plans > 1; l++) {
                variance[i][l] = varianceOfDifference(seen[i], seen[l]);
            }
        }
        int r = firstReplications;
        while (left.size() > 1) {
            drop(left, sums, variance, h2, r);
            if (left.size() == 1 || r == mostReplications) {
                break;
            }
            int next = r;
            List<Integer> running = List.copyOf(left);
            List<Double> nextValues =
                    replications.run(0, running.size(), n -> values.of(running.get(n), next));
            for (int n = 0; n < running.size(); n++) {
                sums[running.get(n)] += nextValues.get(n);
                runs[running.get(n)]++;
            }
            r++;
        }
        int best = left.getFirst();
        for (int i : left) {
            best = sums[i] > sums[best] ? i : best;
        }
        List<Integer> counts = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < plans; i++) {
            counts.add(runs[i]);
            means.add(sums[i] / runs[i]);
        }
        return new Choice(best, counts, means, left.size() == 1);
    }

    /// Drops every plan whose sum lies below another's by more than chance and the zone allow.
    private void drop(List<Integer> left, double[] sums, double[][] variance, double h2, int runs) {
        List<Integer> before = List.copyOf(left);
        left.removeIf(i -> {
            for (int l : before) {
                double allowance =
                        Math.max(
                                0,
                                h2 * variance[i][l] / (2 * indifference) - indifference * runs / 2);
                if (l != i && sums[i] < sums[l] - allowance) {
                    return true;
                }
            }
            return false;
        });
    }

    private double varianceOfDifference(double[] one, double[] other) {
        double mean = 0;
        for (int r = 0; r < firstReplications; r++) {
            mean += one[r] - other[r];
        }
        mean /= firstReplications;
        double squares = 0;
        for (int r = 0; r < firstReplications; r++) {
            double off = one[r] - other[r] - mean;
            squares += off * off;
        }
        return squares / (firstReplications - 1);
    }
}
