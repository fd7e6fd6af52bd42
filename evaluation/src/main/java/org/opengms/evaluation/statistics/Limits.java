package org.opengms.evaluation.statistics;

import org.opengms.planning.statistics.Interval;

/// On which scale a probability of a curve is taken to be normal when its limits are drawn; the
/// names are those of R's `survival`.
public enum Limits {
    /// log(−log p): never leaves 0 to 1, and keeps its confidence in small groups (Borgan and
    /// Liestøl 1990, *A note on confidence intervals and bands for the survival function based on
    /// transformations*, Scandinavian Journal of Statistics 17:35–41). The one to publish.
    LOG_LOG,
    /// log p: R's default; the upper limit is cut at 1.
    LOG,
    /// p itself: Greenwood's limits as in the oldest tables, cut at 0 and 1.
    PLAIN;

    /// @param p strictly between 0 and 1
    Interval about(double p, double standardError, double z, double confidence) {
        return switch (this) {
            case LOG_LOG -> {
                double theta = z * standardError / (p * Math.log(p));
                yield new Interval(
                        p, Math.pow(p, Math.exp(-theta)), Math.pow(p, Math.exp(theta)), confidence);
            }
            case LOG -> {
                double factor = Math.exp(z * standardError / p);
                yield new Interval(p, p / factor, Math.min(1, p * factor), confidence);
            }
            case PLAIN ->
                    new Interval(
                            p,
                            Math.max(0, p - z * standardError),
                            Math.min(1, p + z * standardError),
                            confidence);
        };
    }
}
