package org.opengms.evaluation.statistics;

import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// The mean of values, such as costs or days, and between which limits that of the process lies.
///
/// | values | limits to publish |
/// | --- | --- |
/// | few, skewed as costs are | [#findStudentised] |
/// | thousands | [#student]: by then the two agree, and it draws nothing |
///
/// How often each holds the truth, by how skewed and how few the values are, is in
/// `docs/benchmarks.md`.
public final class Mean {
    private final double[] values;

    private Mean(double[] values) {
        this.values = values;
    }

    /// @param values of each unit, 2 or more
    /// @throws IllegalArgumentException OGMS-9010 if there are fewer; OGMS-9002 if one is not
    ///   finite
    public static Mean of(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException(
                    "OGMS-9010 A mean of %d values has no limits. Give 2 or more."
                            .formatted(values.length));
        }
        for (double value : values) {
            Given.finite("A value", value);
        }
        return new Mean(values.clone());
    }

    /// The mean.
    public double estimate() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// Of the mean.
    public double standardError() {
        double mean = estimate();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /// Student's limits. Too low where few values are skewed: 95 % limits of 20 log-normal costs (σ
    /// = 0.8) hold the mean in 89 % of trials.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval student(double confidence) {
        double mean = estimate();
        double half = standardError() * Deviate.ofStudent(values.length - 1.0, confidence);
        return new Interval(mean, mean - half, mean + half, confidence);
    }

    /// Bootstrap-t limits: Student's, with the quantiles of *t* that these values themselves give.
    ///
    /// @param confidence above 0, below 1
    /// @param replicates 100 or more
    /// @param seed the same gives the same numbers
    /// @return nothing where there are so few values, or so few different ones, that they give no
    ///   such quantiles
    /// @throws IllegalArgumentException OGMS-9001 or OGMS-9009 if a number is not one
    public Optional<Interval> findStudentised(double confidence, int replicates, long seed) {
        double about = estimate();
        Interval found =
                Bootstrap.of(values.length, replicates, seed)
                        .studentised(
                                times -> about + deviation(times, about),
                                times -> standardError(times, about),
                                confidence);
        return Optional.of(found)
                .filter(limits ->
                        Double.isFinite(limits.lower()) && Double.isFinite(limits.upper()));
    }

    /// By how much the drawn mean is more than that of those who came.
    private double deviation(int[] times, double about) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * (values[i] - about);
        }
        return sum / values.length;
    }

    private double standardError(int[] times, double about) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double deviation = values[i] - about;
            sum += times[i] * deviation;
            squares += times[i] * deviation * deviation;
        }
        double n = values.length;
        return Math.sqrt(Math.max(0, (squares - sum * sum / n) / (n - 1) / n));
    }
}
