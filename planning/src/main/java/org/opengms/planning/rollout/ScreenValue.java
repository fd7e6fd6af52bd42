package org.opengms.planning.rollout;

import java.util.List;

/// What a plan is worth, spends and is limited by, worked out directly: each laboratory makes the
/// least of what its sites can order and what each of its resources allows. The optimisation is
/// checked against it.
final class ScreenValue {
    private final ScreenProblem problem;

    ScreenValue(ScreenProblem problem) {
        this.problem = problem;
    }

    /// Genomes made, each discounted by its quarter.
    double objective(ScreenPlan plan) {
        double sum = 0;
        double[][] made = made(plan);
        for (double[] laboratory : made) {
            double worth = 1;
            for (double genomes : laboratory) {
                sum += worth * genomes;
                worth *= problem.discountPerQuarter();
            }
        }
        return sum;
    }

    /// Genomes made, by laboratory and quarter.
    double[][] made(ScreenPlan plan) {
        double[][] made = orderable(plan);
        double[][][] capacity = capacity(plan);
        for (int l = 0; l < made.length; l++) {
            for (int t = 0; t < problem.quarters(); t++) {
                for (double[] resource : capacity[l]) {
                    made[l][t] = Math.min(made[l][t], problem.utilisationCap() * resource[t]);
                }
            }
        }
        return made;
    }

    /// Genomes that the sites can order, by laboratory and quarter.
    double[][] orderable(ScreenPlan plan) {
        double[][] orderable = new double[problem.laboratories().size()][problem.quarters()];
        for (int s = 0; s < plan.siteStart.length; s++) {
            ScreenProblem.Site site = problem.sites().get(s);
            for (int t = 0; t < problem.quarters(); t++) {
                boolean digital = t - site.leadQuarters() >= plan.siteStart[s];
                orderable[site.laboratory()][t] +=
                        site.genomes().get(t) * (digital ? 1 : site.shareBefore());
            }
        }
        return orderable;
    }

    /// Genomes that each resource suffices for, by laboratory, resource and quarter.
    double[][][] capacity(ScreenPlan plan) {
        double[][][] capacity = new double[problem.laboratories().size()][][];
        int addition = 0;
        for (int l = 0; l < capacity.length; l++) {
            List<ScreenProblem.Resource> resources = problem.laboratories().get(l).resources();
            capacity[l] = new double[resources.size()][problem.quarters()];
            for (int r = 0; r < resources.size(); r++) {
                double[] row = capacity[l][r];
                for (int t = 0; t < row.length; t++) {
                    row[t] = resources.get(r).genomes().get(t);
                }
                for (ScreenProblem.Addition kind : resources.get(r).additions()) {
                    double units = 0;
                    for (int t = kind.leadQuarters(); t < row.length; t++) {
                        units += plan.units[addition][t - kind.leadQuarters()];
                        row[t] += units * kind.genomes();
                    }
                    addition++;
                }
            }
        }
        return capacity;
    }

    /// Pence spent in each quarter; what falls after the last is left out.
    long[] spending(ScreenPlan plan) {
        long[] spending = new long[problem.quarters()];
        for (int s = 0; s < plan.siteStart.length; s++) {
            if (plan.siteStart[s] != ScreenPlan.NEVER) {
                spend(spending, problem.sites().get(s).costPence(), plan.siteStart[s], 1);
            }
        }
        List<ScreenProblem.Addition> additions = problem.additions();
        for (int a = 0; a < plan.units.length; a++) {
            for (int t = 0; t < spending.length; t++) {
                spend(spending, additions.get(a).costPence(), t, plan.units[a][t]);
            }
        }
        return spending;
    }

    private static void spend(long[] spending, List<Long> cost, int start, int units) {
        for (int i = 0; i < cost.size() && start + i < spending.length; i++) {
            spending[start + i] += units * cost.get(i);
        }
    }

    /// Whether the plan spends no more than there is in any quarter and starts no more of anything
    /// than it may.
    boolean isAllowed(ScreenPlan plan) {
        long[] spending = spending(plan);
        for (int t = 0; t < spending.length; t++) {
            if (spending[t] > problem.budgetPence().get(t)) {
                return false;
            }
        }
        List<ScreenProblem.Addition> additions = problem.additions();
        for (int a = 0; a < plan.units.length; a++) {
            int all = 0;
            for (int units : plan.units[a]) {
                if (units < 0 || units > additions.get(a).mostPerQuarter()) {
                    return false;
                }
                all += units;
            }
            if (all > additions.get(a).most()) {
                return false;
            }
        }
        return true;
    }
}
