package org.opengms.planning.solver;

/// Keeps what a search began from where it found nothing better.
final class FromStart {
    /// The most by which values may break a row, relative to its bound, and still hold it.
    private static final double TOLERANCE = 1e-6;

    private FromStart() {}

    static Solution notWorse(LinearProblem problem, Solution found, double[] start) {
        if (found.status() == Solution.Status.OPTIMAL || problem.violation(start) > TOLERANCE) {
            return found;
        }
        double objective = problem.objectiveOf(start);
        boolean better =
                !found.hasValues()
                        || (problem.sense() == LinearProblem.Sense.MAXIMISE
                                ? objective > found.objective()
                                : objective < found.objective());
        return better && found.status() != Solution.Status.UNBOUNDED
                ? Solution.found(
                        Solution.Status.FEASIBLE,
                        start.clone(),
                        objective,
                        found.bound(),
                        new double[0],
                        found.solver())
                : found;
    }
}
