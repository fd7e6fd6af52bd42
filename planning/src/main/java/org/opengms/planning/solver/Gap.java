package org.opengms.planning.solver;

/// How far an objective may be from the best.
public final class Gap {
    private Gap() {}

    /// The distance between an objective and its bound in percent of the bound's size: 0 where they
    /// meet, infinite where the bound is unknown.
    public static double percent(double objective, double bound) {
        double distance = Math.abs(bound - objective);
        if (distance == 0) {
            return 0;
        }
        return Double.isInfinite(bound)
                ? Double.POSITIVE_INFINITY
                : 100 * distance / Math.abs(bound);
    }
}
