package org.opengms.evaluation.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/// A number as it was published, with the digits that it was given: 41 and 41.0 do not say the
/// same.
///
/// @param digits such as `38.6`
public record Published(@JsonValue String digits) {

    /// @throws IllegalArgumentException OGMS-9101 if it is no decimal number
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Published {
        if (!digits.matches("-?\\d{1,12}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException(
                    "OGMS-9101 %s is no number. Write it as it was published, with a point and without separators."
                            .formatted(digits));
        }
    }

    /// The number itself.
    public double value() {
        return new BigDecimal(digits).doubleValue();
    }

    /// Half a unit of its last digit: by so much what was rounded may differ.
    public double halfUnit() {
        return new BigDecimal(1).scaleByPowerOfTen(-new BigDecimal(digits).scale()).doubleValue()
                / 2;
    }

    /// Whether an exact value rounds to it.
    ///
    /// @param exact before rounding
    public boolean isRounded(double exact) {
        return Math.abs(exact - value()) <= halfUnit() + 1e-9;
    }
}
