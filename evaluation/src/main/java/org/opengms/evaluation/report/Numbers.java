package org.opengms.evaluation.report;

import java.util.Locale;
import org.opengms.evaluation.protocol.Measure.Unit;

/// Numbers as a reader sees them.
final class Numbers {
    private Numbers() {}

    /// With unit.
    static String words(double value, Unit unit) {
        return switch (unit) {
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case RATIO -> String.format(Locale.ROOT, "%.2f", value);
            case DAYS ->
                    Double.isInfinite(value)
                            ? "not reached"
                            : String.format(Locale.ROOT, "%.1f", value);
            case PENCE -> String.format(Locale.ROOT, "£%,.0f", value / 100);
        };
    }

    /// For machines: five significant digits at most, always the same.
    static String plain(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        if (value == 0) {
            return "0";
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
