package org.opengms.ledger.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.ledger.money.LargestRemainder;
import org.opengms.ledger.money.Money;

/// Which trust's data earned how much of an income, by the rule that was published beforehand
/// (`attribution-1`):
///
/// 1. A trust's weight is the count of its metered units as it is published, rounded. So the shares
///    tell nothing that the published counts do not.
/// 2. A trust whose data was used of too few people has no weight of its own. Such trusts are
///    pooled, and the pool is shown with its money. It never holds one trust alone: then the trust
///    with the fewest units of the others joins it, since what is left over would tell of the one.
/// 3. The pool's weight is the count of its units as it would be published.
/// 4. The income is divided by weight, exactly to the minor unit ([LargestRemainder]).
///
/// The pool's money belongs to all trusts together. Nothing is paid to persons.
///
/// @param income what was divided
/// @param shares by trust, those in the pool left out
/// @param pooled what the pool got; nil if there is no pool
/// @param pooledTrusts how many trusts are in it
public record Attribution(
        Money income, SortedMap<String, Money> shares, Money pooled, int pooledTrusts) {
    /// Names the rule in postings and publications.
    public static final String RULE = "attribution-1";

    private static final String POOL = "pool";

    public Attribution {
        shares = new TreeMap<>(shares);
    }

    /// Divides an income.
    ///
    /// @param income not negative
    /// @param uses one for each trust; trusts without use are left out
    /// @param counts how counts of people are shown
    /// @throws IllegalArgumentException if a trust is named twice, the income is negative, or
    ///   nothing was used
    public static Attribution of(Money income, List<TrustUse> uses, CountRules counts) {
        if (income.sign() < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7792 An income of %s cannot be divided. Reverse the earlier attribution."
                            .formatted(income));
        }
        Set<String> names = new HashSet<>();
        List<TrustUse> used = new ArrayList<>();
        for (TrustUse use : uses) {
            if (!names.add(use.trust())) {
                throw new IllegalArgumentException(
                        "OGMS-7793 Trust %s is named twice. Add its use up first."
                                .formatted(use.trust()));
            }
            if (use.units() > 0) {
                used.add(use);
            }
        }
        if (used.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7794 Nothing was used, so %s cannot be attributed by use. Hold it until something is."
                            .formatted(income));
        }
        used.sort(Comparator.comparingLong(TrustUse::units).thenComparing(TrustUse::trust));
        List<TrustUse> pool = new ArrayList<>();
        SortedMap<String, Long> weights = new TreeMap<>();
        List<TrustUse> shown = new ArrayList<>();
        for (TrustUse use : used) {
            boolean small = counts.hides(use.people()) || weight(use.units(), counts) == 0;
            (small ? pool : shown).add(use);
        }
        if (pool.size() == 1 && !shown.isEmpty()) {
            pool.add(shown.removeFirst());
        }
        for (TrustUse use : shown) {
            weights.put(use.trust(), weight(use.units(), counts));
        }
        if (!pool.isEmpty()) {
            long units = pool.stream().mapToLong(TrustUse::units).sum();
            // A pool of very little still is the only one to carry what it earned.
            long weight = weight(units, counts);
            weights.put(POOL, weight == 0 && shown.isEmpty() ? 1 : weight);
        }
        SortedMap<String, Money> divided = LargestRemainder.divide(income, weights);
        Money pooled = divided.containsKey(POOL) ? divided.remove(POOL) : income.nil();
        return new Attribution(income, divided, pooled, pool.size());
    }

    /// The count as it is published; nothing if it is not.
    private static long weight(long units, CountRules counts) {
        return switch (counts.show(units)) {
            case PublishedCount.Shown shown -> shown.rounded();
            case PublishedCount.Hidden _ -> 0;
        };
    }
}
