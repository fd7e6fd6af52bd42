package org.opengms.planning.simulation;

/// A distribution made ready to be drawn from.
final class CompiledDuration {
    private static final int CONSTANT = 0;
    private static final int EXPONENTIAL = 1;
    private static final int LOGNORMAL = 2;
    private static final int UNIFORM = 3;
    private static final int TRIANGULAR = 4;
    private static final int EMPIRICAL = 5;

    /// Shorter lognormal durations (4 microseconds) are taken as constant.
    private static final double LEAST_HOURS = 1e-9;

    private static final double[] NO_OBSERVATIONS = {};

    private final int form;
    private final double a;
    private final double b;
    private final double c;
    private final double[] observations;

    private CompiledDuration(int form, double a, double b, double c, double[] observations) {
        this.form = form;
        this.a = a;
        this.b = b;
        this.c = c;
        this.observations = observations;
    }

    static CompiledDuration of(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Constant(double hours) -> of(CONSTANT, hours, 0, 0);
            case Distribution.Exponential(double meanHours) -> of(EXPONENTIAL, meanHours, 0, 0);
            case Distribution.Lognormal(double meanHours, double cv) -> lognormal(meanHours, cv);
            case Distribution.Uniform(double low, double high) -> of(UNIFORM, low, high - low, 0);
            case Distribution.Triangular(double low, double mode, double high) ->
                    low == high ? of(CONSTANT, low, 0, 0) : of(TRIANGULAR, low, mode, high);
            case Distribution.Empirical(var hours) ->
                    new CompiledDuration(
                            EMPIRICAL,
                            0,
                            0,
                            0,
                            hours.stream().mapToDouble(Double::doubleValue).toArray());
        };
    }

    private static CompiledDuration of(int form, double a, double b, double c) {
        return new CompiledDuration(form, a, b, c, NO_OBSERVATIONS);
    }

    /// With a the mean and b the standard deviation of the logarithm.
    private static CompiledDuration lognormal(double meanHours, double cv) {
        if (meanHours < LEAST_HOURS || cv == 0) {
            return of(CONSTANT, meanHours, 0, 0);
        }
        double variance = StrictMath.log(1 + cv * cv);
        return of(LOGNORMAL, StrictMath.log(meanHours) - variance / 2, Math.sqrt(variance), 0);
    }

    /// Hours.
    double draw(long key) {
        return switch (form) {
            case CONSTANT -> a;
            case EXPONENTIAL -> a * Draws.exponential(key);
            case LOGNORMAL -> Draws.exp(a + b * Draws.normal(key));
            case UNIFORM -> a + b * Draws.uniform(key);
            case TRIANGULAR -> triangular(Draws.uniform(key));
            case EMPIRICAL -> observations[(int) (observations.length * Draws.uniform(key))];
            default -> throw new IllegalStateException("form " + form);
        };
    }

    private double triangular(double u) {
        double below = (b - a) / (c - a);
        return u < below
                ? a + Math.sqrt(u * (c - a) * (b - a))
                : c - Math.sqrt((1 - u) * (c - a) * (c - b));
    }
}
