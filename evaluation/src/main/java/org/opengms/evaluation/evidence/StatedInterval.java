package org.opengms.evaluation.evidence;

import java.util.function.DoubleUnaryOperator;

/// A 95 % interval as it was published.
///
/// @param lower limit
/// @param upper limit
/// @param model on which scale it is symmetrical
public record StatedInterval(Published lower, Published upper, Model model) {

    /// How an interval lies about its estimate.
    public enum Model {
        /// Pooled on the scale of log odds: estimates are shares in per cent.
        LOGIT,
        /// Pooled on the scale of logarithms: estimates are ratios.
        LOG;

        DoubleUnaryOperator scale() {
            return this == LOGIT ? percent -> Math.log(percent / (100 - percent)) : Math::log;
        }
    }

    /// Whether the estimate stands where the model puts it: midway between the limits on the scale
    /// of the model, as far as the published digits tell.
    void check(String here, Published estimate) {
        if (!(lower.value() < estimate.value() && estimate.value() < upper.value())) {
            throw new IllegalArgumentException(
                    "OGMS-9103 %s: the interval %s to %s does not hold %s."
                            .formatted(here, lower.digits(), upper.digits(), estimate.digits()));
        }
        DoubleUnaryOperator scale = model.scale();
        double least =
                midway(scale, lower.value() - lower.halfUnit(), upper.value() - upper.halfUnit());
        double greatest =
                midway(scale, lower.value() + lower.halfUnit(), upper.value() + upper.halfUnit());
        double from = scale.applyAsDouble(estimate.value() - estimate.halfUnit());
        double to = scale.applyAsDouble(estimate.value() + estimate.halfUnit());
        if (to < least || from > greatest) {
            throw new IllegalArgumentException(
                    "OGMS-9103 %s: %s does not lie midway between %s and %s on the scale %s. Read the publication again."
                            .formatted(
                                    here,
                                    estimate.digits(),
                                    lower.digits(),
                                    upper.digits(),
                                    model));
        }
    }

    private static double midway(DoubleUnaryOperator scale, double lower, double upper) {
        return (scale.applyAsDouble(lower) + scale.applyAsDouble(upper)) / 2;
    }
}
