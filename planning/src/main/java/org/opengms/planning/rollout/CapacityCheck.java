package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether demand lies above all that could be there, whatever were invested: answered at once,
/// before anything is optimised or simulated.
public final class CapacityCheck {
    private CapacityCheck() {}

    /// Demand that nothing could meet.
    ///
    /// @param bindingByQuarter for each quarter, the laboratory and resource that falls shortest,
    ///   and by how much
    public record NotDeliverable(List<Binding> bindingByQuarter) {
        public NotDeliverable {
            bindingByQuarter = List.copyOf(bindingByQuarter);
        }
    }

    /// What falls shortest in a quarter.
    ///
    /// @param quarter from 0
    /// @param resource laboratory and resource
    /// @param load genomes asked for over the most that it could be made to do; above 1 nothing
    ///   helps
    public record Binding(int quarter, String resource, double load) {}

    /// Checks all laboratories for what their sites order.
    ///
    /// @return what binds, if the demand of the last quarter cannot be met anywhere
    public static Optional<NotDeliverable> of(ScreenProblem problem) {
        double[][] asked = new double[problem.laboratories().size()][problem.quarters()];
        for (ScreenProblem.Site site : problem.sites()) {
            for (int t = 0; t < problem.quarters(); t++) {
                asked[site.laboratory()][t] += site.genomes().get(t);
            }
        }
        return of(problem, asked);
    }

    /// Checks one laboratory for so many genomes a quarter.
    static Optional<NotDeliverable> of(ScreenProblem problem, String laboratory, double genomes) {
        double[][] asked = new double[problem.laboratories().size()][problem.quarters()];
        for (int l = 0; l < asked.length; l++) {
            if (problem.laboratories().get(l).id().equals(laboratory)) {
                Arrays.fill(asked[l], genomes);
            }
        }
        return of(problem, asked);
    }

    private static Optional<NotDeliverable> of(ScreenProblem problem, double[][] asked) {
        List<Binding> bindings = new ArrayList<>();
        for (int t = 0; t < problem.quarters(); t++) {
            bindings.add(binding(problem, asked, t));
        }
        return bindings.getLast().load > 1
                ? Optional.of(new NotDeliverable(bindings))
                : Optional.empty();
    }

    private static Binding binding(ScreenProblem problem, double[][] asked, int quarter) {
        Binding worst = new Binding(quarter, "none", 0);
        for (int l = 0; l < asked.length; l++) {
            ScreenProblem.Laboratory laboratory = problem.laboratories().get(l);
            for (ScreenProblem.Resource resource : laboratory.resources()) {
                double most = resource.genomes().get(quarter);
                for (ScreenProblem.Addition addition : resource.additions()) {
                    int starts = Math.max(0, quarter - addition.leadQuarters() + 1);
                    most +=
                            addition.genomes()
                                    * Math.min(
                                            addition.most(),
                                            (double) starts * addition.mostPerQuarter());
                }
                double load =
                        most > 0
                                ? asked[l][quarter] / most
                                : (asked[l][quarter] > 0 ? Double.POSITIVE_INFINITY : 0);
                if (load > worst.load) {
                    worst = new Binding(quarter, laboratory.id() + " " + resource.name(), load);
                }
            }
        }
        return worst;
    }
}
