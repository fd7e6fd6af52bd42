package org.opengms.disclosure.attack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.disclosure.release.Verdict;
import org.roaringbitmap.RoaringBitmap;

/// The attacker who has every published count, of all projects, and looks for two of which one
/// group is within the other with 1 to k − 1 people more. Groups are conjunctions over five
/// attributes, and each of them without one category: *the North*, *the North but for one ethnic
/// group*.
public final class DifferencingAttack {
    private static final int[] CATEGORIES = {2, 8, 9, 6, 20};

    private final List<BitSet> groups = new ArrayList<>();

    /// @param people synthetic, their attributes skewed as such attributes are
    public DifferencingAttack(int people, RandomGenerator random) {
        int[][] attributes = new int[people][CATEGORIES.length];
        for (int[] person : attributes) {
            for (int a = 0; a < CATEGORIES.length; a++) {
                // The first of a few categories are frequent, the last rare.
                double skewed = Math.pow(random.nextDouble(), a < 3 ? 1 : 2.5);
                person[a] = (int) (CATEGORIES[a] * skewed);
            }
        }
        int[] asked = new int[CATEGORIES.length];
        add(attributes, asked, 0, 0);
    }

    /// 0: any category; c + 1: category c; −c − 1: any but c. At most three conditions.
    private void add(int[][] attributes, int[] asked, int next, int conditions) {
        if (next == asked.length) {
            BitSet group = new BitSet(attributes.length);
            for (int person = 0; person < attributes.length; person++) {
                boolean in = true;
                for (int a = 0; a < asked.length; a++) {
                    in &= fits(attributes[person][a], asked[a]);
                }
                group.set(person, in);
            }
            if (!group.isEmpty()) {
                groups.add(group);
            }
            return;
        }
        add(attributes, asked, next + 1, conditions);
        if (conditions < 3) {
            for (int c = 0; c < CATEGORIES[next]; c++) {
                asked[next] = c + 1;
                add(attributes, asked, next + 1, conditions + 1);
                if (CATEGORIES[next] > 2) {
                    asked[next] = -c - 1;
                    add(attributes, asked, next + 1, conditions + 1);
                }
            }
            asked[next] = 0;
        }
    }

    private static boolean fits(int category, int asked) {
        return asked == 0 || (asked > 0 ? category == asked - 1 : category != -asked - 1);
    }

    /// How many groups could be asked for.
    public int groups() {
        return groups.size();
    }

    /// What the attacker found.
    ///
    /// @param asked counts that were asked for
    /// @param published of them
    /// @param exact pairs whose hidden difference of 1 to k − 1 people follows from exact counts
    /// @param narrow those of them whose difference, from rounded counts, is known to be within
    ///   less than k − 1
    public record Found(int asked, int published, long exact, long narrow) {}

    /// Asks for groups in a random order.
    ///
    /// @param most groups asked for
    /// @param rules threshold and rounding
    /// @param registry whether each must be safe beside those before
    public Found run(int most, CountRules rules, boolean registry, RandomGenerator random) {
        List<BitSet> order = new ArrayList<>(groups);
        Collections.shuffle(order, Random.from(random));
        List<BitSet> published = new ArrayList<>();
        ReleaseRegistry released = new ReleaseRegistry(rules, ReleaseStore.inMemory());
        int asked = Math.min(most, order.size());
        for (int i = 0; i < asked; i++) {
            BitSet group = order.get(i);
            if (rules.hides(group.cardinality())) {
                continue;
            }
            if (registry) {
                RoaringBitmap people = new RoaringBitmap();
                group.stream().forEach(people::add);
                Verdict verdict =
                        released.publish(
                                new Publication(
                                        Integer.toString(i),
                                        "project " + i % 7,
                                        "entity " + i % 3,
                                        Instant.EPOCH,
                                        List.of(Breakdown.of(new Release("group " + i, people)))));
                if (verdict instanceof Verdict.Unsafe) {
                    continue;
                }
            }
            published.add(group);
        }
        return search(published, asked, rules);
    }

    private static Found search(List<BitSet> published, int asked, CountRules rules) {
        int k = rules.threshold();
        List<BitSet> bySize = new ArrayList<>(published);
        bySize.sort(java.util.Comparator.comparingInt(BitSet::cardinality));
        int[] sizes = bySize.stream().mapToInt(BitSet::cardinality).toArray();
        long exact = 0;
        long narrow = 0;
        for (int small = 0; small < sizes.length; small++) {
            for (int large = small + 1;
                    large < sizes.length && sizes[large] - sizes[small] < k;
                    large++) {
                int difference = sizes[large] - sizes[small];
                if (difference > 0 && within(bySize.get(small), bySize.get(large))) {
                    exact++;
                    narrow += width(sizes[small], sizes[large], rules) < k - 1 ? 1 : 0;
                }
            }
        }
        return new Found(asked, published.size(), exact, narrow);
    }

    private static boolean within(BitSet small, BitSet large) {
        BitSet outside = (BitSet) small.clone();
        outside.andNot(large);
        return outside.isEmpty();
    }

    /// How wide the interval is that rounded counts leave to a difference that is not negative.
    private static long width(int small, int large, CountRules rules) {
        long between = shown(large, rules) - shown(small, rules);
        return between + rules.roundingBase() - 1 - Math.max(0, between - rules.roundingBase() + 1);
    }

    private static long shown(int people, CountRules rules) {
        return switch (rules.show(people)) {
            case PublishedCount.Shown(long rounded) -> rounded;
            case PublishedCount.Hidden() -> throw new IllegalStateException("was published");
        };
    }
}
