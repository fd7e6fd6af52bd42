package org.opengms.planning.rollout;

import java.util.List;
import org.opengms.planning.solver.LinearProblem;
import org.opengms.planning.solver.Solution;

/// The screen as a whole-number problem.
///
/// Choices are cumulative: `digital[s][t]` is 1 once the digitisation of site `s` has begun by
/// quarter `t`, `started[a][t]` counts the additions `a` begun by then. So a branch decides about
/// all quarters before or after at once, which closes the gap faster than a choice for each
/// quarter. Genomes are variables by laboratory and quarter, not by site: sites of a laboratory
/// have the same worth, so that their sum is all that counts, and the relaxation is as tight with a
/// twentieth of the variables. Where capacity comes in lumps, the row of the least envelope over
/// whole numbers (mixed-integer rounding) is added: with `D` the most that can be ordered, `b` the
/// capacity there is, `a` that of one addition, `k = ⌈(D − b)/a⌉` and `r = D − b − (k − 1)·a`:
/// `made ≤ D − r·(k − started)`.
final class ScreenModel {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// Spending is told to the solver in thousands of pounds, so that its numbers are near 1.
    private static final double PENCE = 100_000;

    private final ScreenProblem screen;
    private final int quarters;
    private final List<ScreenProblem.Addition> additions;
    private final int[][] digital;
    private final int[][] started;
    private final int[][] made;
    private final LinearProblem problem;

    ScreenModel(ScreenProblem screen) {
        this.screen = screen;
        quarters = screen.quarters();
        additions = screen.additions();
        LinearProblem.Builder model = new LinearProblem.Builder(LinearProblem.Sense.MAXIMISE);
        digital = new int[screen.sites().size()][quarters];
        started = new int[additions.size()][quarters];
        made = new int[screen.laboratories().size()][quarters];
        variables(model);
        for (int[] steps : digital) {
            monotone(model, steps, INFINITY);
        }
        for (int a = 0; a < started.length; a++) {
            monotone(model, started[a], additions.get(a).mostPerQuarter());
        }
        budget(model);
        int addition = 0;
        for (int l = 0; l < made.length; l++) {
            orderable(model, l);
            for (ScreenProblem.Resource resource : screen.laboratories().get(l).resources()) {
                capacity(model, l, resource, addition);
                addition += resource.additions().size();
            }
        }
        problem = model.build();
    }

    LinearProblem problem() {
        return problem;
    }

    private void variables(LinearProblem.Builder model) {
        for (int s = 0; s < digital.length; s++) {
            int last = quarters - screen.sites().get(s).leadQuarters();
            for (int t = 0; t < quarters; t++) {
                // What would work only after the last quarter is not begun.
                digital[s][t] =
                        t < last
                                ? model.binary(0)
                                : (t == 0 ? model.integer(0, 0, 0) : digital[s][t - 1]);
            }
        }
        for (int a = 0; a < started.length; a++) {
            int last = quarters - additions.get(a).leadQuarters();
            for (int t = 0; t < quarters; t++) {
                int most =
                        Math.min(
                                additions.get(a).most(),
                                (t + 1) * additions.get(a).mostPerQuarter());
                started[a][t] =
                        t < last
                                ? model.integer(0, most, 0)
                                : (t == 0 ? model.integer(0, 0, 0) : started[a][t - 1]);
            }
        }
        for (int[] row : made) {
            double worth = 1;
            for (int t = 0; t < quarters; t++) {
                row[t] = model.variable(0, INFINITY, worth);
                worth *= screen.discountPerQuarter();
            }
        }
    }

    private static void monotone(LinearProblem.Builder model, int[] steps, double mostPerQuarter) {
        for (int t = 1; t < steps.length; t++) {
            if (steps[t] != steps[t - 1]) {
                model.row(0, mostPerQuarter);
                model.term(steps[t], 1).term(steps[t - 1], -1);
            }
        }
    }

    private void budget(LinearProblem.Builder model) {
        for (int t = 0; t < quarters; t++) {
            double[] coefficients = new double[model.variableCount()];
            for (int s = 0; s < digital.length; s++) {
                spend(coefficients, digital[s], screen.sites().get(s).costPence(), t);
            }
            for (int a = 0; a < started.length; a++) {
                spend(coefficients, started[a], additions.get(a).costPence(), t);
            }
            model.row(-INFINITY, screen.budgetPence().get(t) / PENCE);
            for (int j = 0; j < coefficients.length; j++) {
                if (coefficients[j] != 0) {
                    model.term(j, coefficients[j]);
                }
            }
        }
    }

    /// What was begun `i` quarters before `t` costs its instalment `i` in `t`.
    private static void spend(double[] coefficients, int[] steps, List<Long> cost, int t) {
        for (int i = 0; i < cost.size() && i <= t; i++) {
            coefficients[steps[t - i]] += cost.get(i) / PENCE;
            if (t - i > 0) {
                coefficients[steps[t - i - 1]] -= cost.get(i) / PENCE;
            }
        }
    }

    private void orderable(LinearProblem.Builder model, int laboratory) {
        for (int t = 0; t < quarters; t++) {
            double before = 0;
            for (ScreenProblem.Site site : screen.sites()) {
                if (site.laboratory() == laboratory) {
                    before += site.genomes().get(t) * site.shareBefore();
                }
            }
            model.row(-INFINITY, before);
            model.term(made[laboratory][t], 1);
            for (int s = 0; s < digital.length; s++) {
                ScreenProblem.Site site = screen.sites().get(s);
                int since = t - site.leadQuarters();
                if (site.laboratory() == laboratory && since >= 0) {
                    model.term(
                            digital[s][since], -site.genomes().get(t) * (1 - site.shareBefore()));
                }
            }
        }
    }

    /// The most that the sites of a laboratory can order in a quarter, whatever is invested.
    private double mostOrderable(int laboratory, int quarter) {
        return screen.sites().stream()
                .filter(site -> site.laboratory() == laboratory)
                .mapToDouble(site ->
                        site.genomes().get(quarter)
                                * (quarter >= site.leadQuarters() ? 1 : site.shareBefore()))
                .sum();
    }

    private void capacity(
            LinearProblem.Builder model,
            int laboratory,
            ScreenProblem.Resource resource,
            int first) {
        double cap = screen.utilisationCap();
        for (int t = 0; t < quarters; t++) {
            double base = cap * resource.genomes().get(t);
            double most = mostOrderable(laboratory, t);
            model.row(-INFINITY, base);
            model.term(made[laboratory][t], 1);
            int only = -1;
            int kinds = 0;
            for (int k = 0; k < resource.additions().size(); k++) {
                ScreenProblem.Addition kind = resource.additions().get(k);
                int since = t - kind.leadQuarters();
                if (since >= 0 && kind.genomes() > 0) {
                    model.term(started[first + k][since], -cap * kind.genomes());
                    only = k;
                    kinds++;
                }
            }
            if (kinds == 1 && most > base) {
                ScreenProblem.Addition kind = resource.additions().get(only);
                double one = cap * kind.genomes();
                double lumps = Math.ceil((most - base) / one);
                double rest = most - base - (lumps - 1) * one;
                model.row(-INFINITY, most - rest * lumps);
                model.term(made[laboratory][t], 1)
                        .term(started[first + only][t - kind.leadQuarters()], -rest);
            }
        }
    }

    /// The plan that values of the variables mean.
    ScreenPlan plan(Solution solution) {
        ScreenPlan plan = new ScreenPlan(screen);
        for (int s = 0; s < digital.length; s++) {
            for (int t = quarters - 1; t >= 0; t--) {
                if (solution.value(digital[s][t]) > 0.5) {
                    plan.siteStart[s] = t;
                }
            }
        }
        for (int a = 0; a < started.length; a++) {
            long before = 0;
            for (int t = 0; t < quarters; t++) {
                long now = Math.round(solution.value(started[a][t]));
                plan.units[a][t] = (int) (now - before);
                before = now;
            }
        }
        return plan;
    }

    /// The variables' values that mean a plan.
    double[] values(ScreenPlan plan) {
        double[] values = new double[problem.variables()];
        for (int s = 0; s < digital.length; s++) {
            for (int t = 0; t < quarters; t++) {
                if (plan.siteStart[s] <= t) {
                    values[digital[s][t]] = 1;
                }
            }
        }
        for (int a = 0; a < started.length; a++) {
            int units = 0;
            for (int t = 0; t < quarters; t++) {
                units += plan.units[a][t];
                values[started[a][t]] = units;
            }
        }
        double[][] genomes = new ScreenValue(screen).made(plan);
        for (int l = 0; l < made.length; l++) {
            for (int t = 0; t < quarters; t++) {
                values[made[l][t]] = genomes[l][t];
            }
        }
        return values;
    }
}
