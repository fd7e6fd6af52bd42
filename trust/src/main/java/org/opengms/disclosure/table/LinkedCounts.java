package org.opengms.disclosure.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;

/// Counts of many tables about the same people, with every sum that ties them, protected together.
///
/// Where [TableProtection] takes tables that share margins, this takes any counts and any sums:
/// tables of other states of the same people, coarser states of a table, one population within
/// another. Counts that stand in one line of a publication, of which none is worth anything without
/// the others, are shown together or not at all.
///
/// ```
///   people = yes + no + missing                a line, and its sum
///   answered = yes + no                        a coarser line of the same people
///   yes (all) = yes (North) + yes (South)      a table
/// ```
///
/// The attacker is taken to know every shown count exactly, as if it were not rounded, all sums,
/// and that people are not negative. For each small count the least and the greatest value that
/// fits are found by linear programming over everything that is tied to it. While they leave out
/// any value from 1 (0, where nobody is hidden) to k, another line is hidden. A line that is hidden
/// does not tell where nobody is either.
public final class LinkedCounts {
    private final CountRules rules;
    private int size;
    private long[] people = new long[256];
    private final BitSet unpublished = new BitSet();
    private final List<int[]> sums = new ArrayList<>();
    private final List<int[]> lines = new ArrayList<>();
    private final List<Integer> worth = new ArrayList<>();

    /// @param rules threshold, and whether nobody is shown
    public LinkedCounts(CountRules rules) {
        this.rules = rules;
    }

    /// A count, which is shown if a line that it is in is shown.
    ///
    /// @param count of people
    /// @return its number
    public int count(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("A count of people is not negative.");
        }
        if (size == people.length) {
            people = Arrays.copyOf(people, 2 * size);
        }
        people[size] = count;
        return size++;
    }

    /// A count that stands nowhere: it ties others. It is not itself protected.
    ///
    /// @param count of people
    /// @return its number
    public int unpublished(long count) {
        int number = count(count);
        unpublished.set(number);
        return number;
    }

    /// Says that a count is the sum of others.
    ///
    /// @throws IllegalArgumentException if it is not: nothing could be protected by it
    public void sum(int whole, List<Integer> parts) {
        int[] sum = new int[parts.size() + 1];
        sum[0] = whole;
        long all = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum[i + 1] = parts.get(i);
            all += people[parts.get(i)];
        }
        if (all != people[whole]) {
            throw new IllegalArgumentException(
                    "OGMS-7524 %d counts of people do not add up to the count that is said to be their sum. Each person must be in one of the parts."
                            .formatted(parts.size()));
        }
        sums.add(sum);
    }

    /// Counts that are shown together or not at all.
    ///
    /// @param worth how much is lost if they are not shown, above 0; what is worth least goes first
    /// @return the line's number
    public int line(int worth, List<Integer> counts) {
        lines.add(counts.stream().mapToInt(Integer::intValue).toArray());
        this.worth.add(worth);
        return lines.size() - 1;
    }

    /// Protects everything.
    public Shown protect() {
        return new Run().protect();
    }

    /// What may be shown.
    public static final class Shown {
        private final BitSet counts;
        private final BitSet lines;

        private Shown(BitSet counts, BitSet lines) {
            this.counts = counts;
            this.lines = lines;
        }

        /// Whether a count stands in a line that is shown.
        public boolean hasCount(int count) {
            return counts.get(count);
        }

        /// Whether a line is shown.
        public boolean hasLine(int line) {
            return lines.get(line);
        }
    }

    private final class Run {
        private final int[][] linesOf = new int[size][];
        private final int[][] sumsOf = new int[size][];
        private final BitSet shownLines = new BitSet();

        private final BitSet shown = new BitSet();

        Run() {
            index(lines, linesOf);
            index(sums, sumsOf);
        }

        private void index(List<int[]> members, int[][] of) {
            int[] counts = new int[size];
            members.forEach(all -> {
                for (int one : all) {
                    counts[one]++;
                }
            });
            for (int i = 0; i < size; i++) {
                of[i] = new int[counts[i]];
            }
            for (int m = 0; m < members.size(); m++) {
                for (int one : members.get(m)) {
                    of[one][--counts[one]] = m;
                }
            }
        }

        Shown protect() {
            shownLines.set(0, lines.size());
            BitSet open = new BitSet();
            for (int i = 0; i < size; i++) {
                if (!unpublished.get(i) && rules.hides(people[i])) {
                    open.set(i);
                    hide(i);
                }
            }
            show();
            while (!open.isEmpty()) {
                BitSet failed = failed(open);
                if (failed.isEmpty()) {
                    break;
                }
                open = failed;
                boolean helped = false;
                for (int i = failed.nextSetBit(0); i >= 0; i = failed.nextSetBit(i + 1)) {
                    int next = next(i);
                    if (next >= 0) {
                        hide(next);
                        helped = true;
                    }
                }
                if (!helped) {
                    // Nothing is left that could protect them: there are too few people in all.
                    shownLines.clear();
                }
                show();
                if (!helped) {
                    break;
                }
            }
            return new Shown((BitSet) shown.clone(), (BitSet) shownLines.clone());
        }

        private void hide(int count) {
            for (int line : linesOf[count]) {
                shownLines.clear(line);
            }
        }

        private void show() {
            shown.clear();
            for (int l = shownLines.nextSetBit(0); l >= 0; l = shownLines.nextSetBit(l + 1)) {
                for (int count : lines.get(l)) {
                    shown.set(count);
                }
            }
        }

        /// Those of some counts of which something is learnt.
        private BitSet failed(BitSet open) {
            BitSet failed = new BitSet();
            BitSet seen = new BitSet();
            for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
                if (!seen.get(i)) {
                    int[] tied = tied(i, seen);
                    judge(tied, open, failed);
                }
            }
            return failed;
        }

        /// Unknown counts that hang together with one through sums.
        private int[] tied(int from, BitSet seen) {
            int[] found = new int[size];
            int count = 0;
            found[count++] = from;
            seen.set(from);
            for (int next = 0; next < count; next++) {
                for (int sum : sumsOf[found[next]]) {
                    for (int member : sums.get(sum)) {
                        if (!shown.get(member) && !seen.get(member)) {
                            seen.set(member);
                            found[count++] = member;
                        }
                    }
                }
            }
            int[] tied = Arrays.copyOf(found, count);
            Arrays.sort(tied);
            return tied;
        }

        private void judge(int[] tied, BitSet open, BitSet failed) {
            BitSet involved = new BitSet();
            for (int one : tied) {
                for (int sum : sumsOf[one]) {
                    involved.set(sum);
                }
            }
            int[] place = new int[size];
            for (int v = 0; v < tied.length; v++) {
                place[tied[v]] = v;
            }
            List<double[]> rows = new ArrayList<>();
            for (int s = involved.nextSetBit(0); s >= 0; s = involved.nextSetBit(s + 1)) {
                int[] sum = sums.get(s);
                double[] row = new double[tied.length + 1];
                int unknown = 0;
                for (int m = 0; m < sum.length; m++) {
                    int sign = m == 0 ? -1 : 1;
                    if (shown.get(sum[m])) {
                        row[tied.length] -= sign * (double) people[sum[m]];
                    } else {
                        row[place[sum[m]]] += sign;
                        unknown++;
                    }
                }
                if (unknown > 0) {
                    rows.add(row);
                }
            }
            Simplex simplex = new Simplex(rows, tied.length);
            double[] low = new double[tied.length];
            double[] high = new double[tied.length];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            double least = (rules.zeros() == Zeros.SHOWN ? 1 : 0) + Simplex.TOLERANCE;
            double far = rules.threshold() - Simplex.TOLERANCE;
            for (int v = 0; v < tied.length; v++) {
                if (!open.get(tied[v])) {
                    continue;
                }
                // What fits once is a witness for every count that it spreads.
                if (low[v] > least) {
                    simplex.least(v);
                    simplex.spread(low, high);
                }
                if (low[v] <= least && high[v] < far) {
                    high[v] = Math.max(high[v], simplex.greatest(v));
                    simplex.spread(low, high);
                }
                if (low[v] > least || high[v] < far) {
                    failed.set(tied[v]);
                }
            }
        }

        /// What to hide for the sake of a count: in the sum that ties it closest, the count whose
        /// lines are worth least; -1 if there is nothing.
        private int next(int count) {
            int[] tied = tied(count, new BitSet());
            BitSet around = new BitSet();
            for (int one : tied) {
                for (int sum : sumsOf[one]) {
                    around.set(sum);
                }
            }
            BitSet own = new BitSet();
            for (int sum : sumsOf[count]) {
                own.set(sum);
            }
            int best = -1;
            long[] bestKey = {};
            for (int s = around.nextSetBit(0); s >= 0; s = around.nextSetBit(s + 1)) {
                int[] sum = sums.get(s);
                long hidden = 0;
                for (int member : sum) {
                    hidden += shown.get(member) ? 0 : 1;
                }
                for (int m = 0; m < sum.length; m++) {
                    int member = sum[m];
                    if (shown.get(member) && people[member] > 0) {
                        long[] key = {
                            own.get(s) ? 0 : 1,
                            hidden,
                            lost(member),
                            m == 0 ? 1 : 0,
                            people[member],
                            member
                        };
                        if (best < 0 || Arrays.compare(key, bestKey) < 0) {
                            best = member;
                            bestKey = key;
                        }
                    }
                }
            }
            return best;
        }

        /// What is lost if a count is hidden.
        private long lost(int count) {
            long lost = 0;
            for (int line : linesOf[count]) {
                lost += shownLines.get(line) ? worth.get(line) : 0;
            }
            return lost;
        }
    }
}
