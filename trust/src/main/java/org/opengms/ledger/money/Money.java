package org.opengms.ledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;

/// A sum of money in whole minor units of its currency (pence of pounds), positive, nil or
/// negative. Nothing is ever rounded unless a [Rounding] is named, and nothing overflows unseen.
///
/// @param currency by ISO 4217
/// @param minorUnits at most [#MOST] in size
public record Money(Currency currency, long minorUnits) {
    /// The largest sum, in minor units: the largest whole number that canonical JSON keeps exactly
    /// (RFC 8785 writes numbers as IEEE 754 doubles), so that two different sums never have the
    /// same hash. In pounds it is about 90 million million.
    public static final long MOST = (1L << 53) - 1;

    /// @throws IllegalArgumentException if the sum is too large, or the currency has no minor unit
    ///   in ISO 4217 (gold, special drawing rights)
    public Money {
        if (minorUnits > MOST || minorUnits < -MOST) {
            throw new IllegalArgumentException(
                    "OGMS-7700 A sum of %d minor units of %s is larger than %d. Check the amount and its unit."
                            .formatted(minorUnits, currency.getCurrencyCode(), MOST));
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7701 %s is no currency that anybody pays in. Name one with a minor unit in ISO 4217."
                            .formatted(currency.getCurrencyCode()));
        }
    }

    /// A sum of pounds sterling.
    ///
    /// @param pence how many pence
    public static Money pence(long pence) {
        return new Money(Currency.getInstance("GBP"), pence);
    }

    /// Nothing, in this sum's currency.
    public Money nil() {
        return new Money(currency, 0);
    }

    /// The sum of both.
    ///
    /// @throws IllegalArgumentException if the currencies differ or the sum is too large
    public Money plus(Money other) {
        return new Money(currency, minorUnits + same(other).minorUnits);
    }

    /// This less the other.
    ///
    /// @throws IllegalArgumentException if the currencies differ or the difference is too large
    public Money minus(Money other) {
        return new Money(currency, minorUnits - same(other).minorUnits);
    }

    /// The same sum the other way.
    public Money negated() {
        return new Money(currency, -minorUnits);
    }

    /// So many times this.
    ///
    /// @throws IllegalArgumentException if it is too large
    public Money times(long count) {
        return exact(BigInteger.valueOf(minorUnits).multiply(BigInteger.valueOf(count)));
    }

    /// A share of this.
    ///
    /// @param rounding what becomes of a part of a minor unit
    public Money times(Rate rate, Rounding rounding) {
        return times(rate.fraction(), BigDecimal.ONE, rounding);
    }

    /// This × numerator ÷ denominator, rounded once at the end.
    ///
    /// @param denominator more than nil
    /// @param rounding what becomes of a part of a minor unit
    /// @throws IllegalArgumentException if the result is too large
    public Money times(BigDecimal numerator, BigDecimal denominator, Rounding rounding) {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException(
                    "OGMS-7702 A sum is divided by %s. Divide by more than nil."
                            .formatted(denominator.toPlainString()));
        }
        return exact(
                BigDecimal.valueOf(minorUnits)
                        .multiply(numerator)
                        .divide(denominator, 0, rounding.mode())
                        .toBigIntegerExact());
    }

    /// Whether this is more than the other.
    ///
    /// @throws IllegalArgumentException if the currencies differ
    public boolean exceeds(Money other) {
        return minorUnits > same(other).minorUnits;
    }

    /// −1, 0 or 1 as this is negative, nil or positive.
    public int sign() {
        return Long.signum(minorUnits);
    }

    /// In major units with the currency's digits, such as `-1234.50`.
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
    }

    /// Such as `1234.50 GBP`.
    @Override
    public String toString() {
        return decimal() + " " + currency.getCurrencyCode();
    }

    private Money exact(BigInteger units) {
        if (units.bitLength() > 62) {
            throw new IllegalArgumentException(
                    "OGMS-7700 A sum in %s is larger than %d minor units. Check the amount and its unit."
                            .formatted(currency.getCurrencyCode(), MOST));
        }
        return new Money(currency, units.longValueExact());
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "OGMS-7703 %s and %s are different currencies. Convert at a rate that is written down first."
                            .formatted(
                                    currency.getCurrencyCode(), other.currency.getCurrencyCode()));
        }
        return other;
    }

    /// What becomes of a part of a minor unit.
    public enum Rounding {
        /// To the nearer; half away from nil. Prices that follow an index, shares of a year,
        /// royalties.
        HALF_UP(RoundingMode.HALF_UP),
        /// The part is left out. VAT of a whole invoice (VAT Notice 700, §17.5.1).
        DOWN(RoundingMode.DOWN);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        RoundingMode mode() {
            return mode;
        }
    }
}
