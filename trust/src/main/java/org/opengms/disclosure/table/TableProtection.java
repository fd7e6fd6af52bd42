package org.opengms.disclosure.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.table.CountTable.Sum;
import org.roaringbitmap.RoaringBitmap;

/// Hides small counts, and as many others as it takes that nothing is learnt of the small ones.
///
/// The attacker is taken to know every shown count exactly, as if it were not rounded, all margins
/// of all tables together, and that people are not negative. For each small count the least and the
/// greatest value that fits are found by linear programming. While they leave out any value below
/// k, or k itself, so that the count is known to be small, the smallest count that helps is hidden
/// too. What is shown in the end is rounded besides, so that rounding is the second lock and not
/// the only one.
public final class TableProtection {
    private final CountRules rules;
    private final SortedMap<Coordinates, RoaringBitmap> people = new TreeMap<>();
    private final List<Sum> sums;
    private final Set<Coordinates> hidden = new TreeSet<>();

    private TableProtection(List<CountTable> tables, CountRules rules) {
        this.rules = rules;
        Set<Sum> all = new HashSet<>();
        for (CountTable table : tables) {
            all.addAll(table.sums());
            table.people()
                    .forEach((at, who) -> {
                        RoaringBitmap known = people.putIfAbsent(at, who);
                        if (known != null && !known.equals(who)) {
                            throw new IllegalArgumentException(
                                    "OGMS-7523 Two linked tables count other people as %s. Make both from the same population."
                                            .formatted(at));
                        }
                    });
        }
        sums =
                all.stream()
                        .sorted(
                                Comparator.comparing(Sum::whole)
                                        .thenComparing(s -> s.parts().toString()))
                        .toList();
    }

    /// Protects tables together.
    ///
    /// @param tables of the same population; what they count alike is hidden or shown alike
    public static ProtectedTables protect(List<CountTable> tables, CountRules rules) {
        return new TableProtection(tables, rules).protect();
    }

    private ProtectedTables protect() {
        people.forEach((at, who) -> {
            if (rules.hides(who.getCardinality())) {
                hidden.add(at);
            }
        });
        int small = hidden.size();
        Deque<Coordinates> open = new ArrayDeque<>(hidden);
        while (!open.isEmpty()) {
            AttackInterval attack = new AttackInterval(this::count, sums, hidden, least());
            open.removeIf(at -> attack.leavesOpen(at, least(), rules.threshold()));
            Set<Coordinates> more = new TreeSet<>();
            for (Coordinates at : open) {
                next(at).ifPresent(more::add);
            }
            if (!open.isEmpty() && more.isEmpty()) {
                // Nothing is left that could protect it: the population itself is too small.
                people.forEach((at, who) -> {
                    if (!who.isEmpty() || rules.zeros() == Zeros.HIDDEN) {
                        hidden.add(at);
                    }
                });
                break;
            }
            hidden.addAll(more);
        }
        SortedMap<Coordinates, PublishedCount> counts = new TreeMap<>();
        people.forEach((at, who) ->
                counts.put(
                        at,
                        hidden.contains(at)
                                ? PublishedCount.HIDDEN
                                : rules.show(who.getCardinality())));
        return new ProtectedTables(
                counts, small, hidden.size() - small, ProtectedTables.breakdowns(people, hidden));
    }

    private long least() {
        return rules.zeros() == Zeros.SHOWN ? 1 : 0;
    }

    private long count(Coordinates at) {
        RoaringBitmap who = people.get(at);
        return who == null ? 0 : who.getLongCardinality();
    }

    /// What to hide next for the sake of one count: in the sum that ties it, or what it hangs on,
    /// closest, the smallest part that is shown; the whole only if no part is.
    private Optional<Coordinates> next(Coordinates at) {
        Set<Coordinates> tied = tied(at);
        return sums.stream()
                .filter(sum -> members(sum).stream().anyMatch(tied::contains))
                .filter(sum -> members(sum).stream().anyMatch(this::canHide))
                .min(
                        Comparator.comparingLong((Sum sum) ->
                                        members(sum).stream().filter(hidden::contains).count())
                                .thenComparing(
                                        sum -> members(sum).contains(at), Comparator.reverseOrder())
                                .thenComparingLong(sum ->
                                        sum.parts().stream()
                                                .filter(hidden::contains)
                                                .mapToLong(this::count)
                                                .sum())
                                .thenComparing(Sum::whole))
                .flatMap(sum ->
                        members(sum).stream()
                                .filter(this::canHide)
                                .min(
                                        Comparator.comparing(
                                                        (Coordinates c) -> c.equals(sum.whole()))
                                                .thenComparingLong(this::count)
                                                .thenComparing(c -> c)));
    }

    private boolean canHide(Coordinates at) {
        return !hidden.contains(at) && count(at) > 0;
    }

    private static List<Coordinates> members(Sum sum) {
        List<Coordinates> members = new ArrayList<>(sum.parts());
        members.add(sum.whole());
        return members;
    }

    /// Hidden counts that hang together with one through sums.
    private Set<Coordinates> tied(Coordinates at) {
        Set<Coordinates> tied = new HashSet<>(Set.of(at));
        for (boolean grown = true; grown; ) {
            grown = false;
            for (Sum sum : sums) {
                List<Coordinates> both = members(sum).stream().filter(hidden::contains).toList();
                if (both.stream().anyMatch(tied::contains)) {
                    grown |= tied.addAll(both);
                }
            }
        }
        return tied;
    }
}
