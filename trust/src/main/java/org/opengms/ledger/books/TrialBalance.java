package org.opengms.ledger.books;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What every account holds at a moment. Debits and credits of each currency come to nil.
///
/// @param lines by account, then currency
public record TrialBalance(List<Line> lines) {
    public TrialBalance {
        lines = List.copyOf(lines);
    }

    /// What one account holds in one currency.
    ///
    /// @param minorUnits positive is a debit balance, negative a credit balance; of any size, since
    ///   an account may hold more than one posting can move
    public record Line(Account account, Currency currency, BigInteger minorUnits) {}

    /// Whether it balances in every currency, to the minor unit.
    public boolean balances() {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        for (Line line : lines) {
            sums.merge(line.currency().getCurrencyCode(), line.minorUnits(), BigInteger::add);
        }
        return sums.values().stream().allMatch(sum -> sum.signum() == 0);
    }

    /// What an account holds; nil if it was never used.
    public BigInteger of(Account account, Currency currency) {
        return lines.stream()
                .filter(line -> line.account().equals(account) && line.currency().equals(currency))
                .map(Line::minorUnits)
                .findFirst()
                .orElse(BigInteger.ZERO);
    }

    /// Adds legs up.
    static final class Summing {
        private record Key(Account account, Currency currency) {}

        private final SortedMap<Key, BigInteger> sums =
                new TreeMap<>(
                        Comparator.comparing(Key::account)
                                .thenComparing(key -> key.currency().getCurrencyCode()));

        void add(Leg leg) {
            sums.merge(
                    new Key(leg.account(), leg.amount().currency()),
                    BigInteger.valueOf(leg.amount().minorUnits()),
                    BigInteger::add);
        }

        TrialBalance balance() {
            return new TrialBalance(
                    sums.entrySet().stream()
                            .map(e ->
                                    new Line(
                                            e.getKey().account(),
                                            e.getKey().currency(),
                                            e.getValue()))
                            .toList());
        }
    }
}
