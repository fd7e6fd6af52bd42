package org.opengms.ledger.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Divides a sum in proportion so that the parts add up to it, to the minor unit (Hamilton's
/// method): each gets the whole units of its share, and what is left over goes, one unit each, to
/// those with the largest parts of a unit left out; of equal parts the name that sorts first.
public final class LargestRemainder {
    private LargestRemainder() {}

    /// @param total what is divided; negative takes back just what the same positive sum gave
    /// @param weights by name; none negative, at least one more than nil
    /// @return a part for each name
    /// @throws IllegalArgumentException if there is nothing to divide by
    public static SortedMap<String, Money> divide(Money total, SortedMap<String, Long> weights) {
        BigInteger all = BigInteger.ZERO;
        for (Map.Entry<String, Long> weight : weights.entrySet()) {
            if (weight.getValue() < 0) {
                throw new IllegalArgumentException(
                        "OGMS-7705 The weight of %s is %d. Weights are not negative."
                                .formatted(weight.getKey(), weight.getValue()));
            }
            all = all.add(BigInteger.valueOf(weight.getValue()));
        }
        if (all.signum() == 0) {
            throw new IllegalArgumentException(
                    "OGMS-7706 All weights are nil: there is nothing to divide %s by."
                            .formatted(total));
        }
        BigInteger size = BigInteger.valueOf(total.minorUnits()).abs();
        List<Part> parts = new ArrayList<>();
        long left = size.longValueExact();
        for (Map.Entry<String, Long> weight : weights.entrySet()) {
            BigInteger[] share =
                    size.multiply(BigInteger.valueOf(weight.getValue())).divideAndRemainder(all);
            parts.add(new Part(weight.getKey(), share[0].longValueExact(), share[1]));
            left -= share[0].longValueExact();
        }
        parts.sort(Comparator.comparing(Part::remainder).reversed().thenComparing(Part::name));
        SortedMap<String, Money> divided = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            long units = parts.get(i).units() + (i < left ? 1 : 0);
            divided.put(
                    parts.get(i).name(),
                    new Money(total.currency(), total.sign() < 0 ? -units : units));
        }
        return divided;
    }

    private record Part(String name, long units, BigInteger remainder) {}
}
