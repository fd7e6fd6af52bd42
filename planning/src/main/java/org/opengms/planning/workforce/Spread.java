package org.opengms.planning.workforce;

import java.util.Arrays;

/// A number over drawn worlds.
///
/// @param mean over the worlds
/// @param low a twentieth of the worlds have less
/// @param high a twentieth of the worlds have more
public record Spread(double mean, double low, double high) {
    /// Of the values of the worlds.
    static Spread of(double[] worlds) {
        double[] sorted = worlds.clone();
        Arrays.sort(sorted);
        return new Spread(
                Arrays.stream(sorted).sum() / sorted.length,
                quantile(sorted, 0.05),
                quantile(sorted, 0.95));
    }

    /// By straight line between neighbours.
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
