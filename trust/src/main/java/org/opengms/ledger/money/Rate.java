package org.opengms.ledger.money;

import java.math.BigDecimal;

/// A share, in whole millionths: 2.5 % is 25,000. Kept whole so that it means the same in every
/// program that reads it.
///
/// @param partsPerMillion 0 to 1,000,000
public record Rate(long partsPerMillion) {
    /// All of it, in millionths.
    public static final long WHOLE = 1_000_000;

    /// @throws IllegalArgumentException if it is negative or more than all
    public Rate {
        if (partsPerMillion < 0 || partsPerMillion > WHOLE) {
            throw new IllegalArgumentException(
                    "OGMS-7704 A rate is %d millionths. It lies between 0 and 1000000 (100 %%)."
                            .formatted(partsPerMillion));
        }
    }

    /// @param percent whole per cent
    public static Rate percent(long percent) {
        return new Rate(Math.multiplyExact(percent, 10_000L));
    }

    BigDecimal fraction() {
        return BigDecimal.valueOf(partsPerMillion, 6);
    }

    /// Such as `2.5 %`.
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(partsPerMillion, 4).stripTrailingZeros();
        return (percent.scale() < 0 ? percent.setScale(0) : percent).toPlainString() + " %";
    }
}
