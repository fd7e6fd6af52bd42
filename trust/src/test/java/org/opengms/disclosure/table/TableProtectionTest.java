package org.opengms.disclosure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.disclosure.release.Verdict;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

class TableProtectionTest {
    private static final CountRules TENS = new CountRules(10, 10, Zeros.HIDDEN);

    private static Coordinates at(String... pairs) {
        Map<String, String> categories = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            categories.put(pairs[i], pairs[i + 1]);
        }
        return Coordinates.of(categories);
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    /// A table of `row` × `column` with given counts; people are numbered as they come.
    private static CountTable table(String row, String column, int[][] counts, int[] firstOfRow) {
        TreeMap<String, List<String>> categories = new TreeMap<>();
        categories.put(row, names(row, counts.length));
        categories.put(column, names(column, counts[0].length));
        Map<Coordinates, RoaringBitmap> cells = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            int next = firstOfRow[i];
            for (int j = 0; j < counts[i].length; j++) {
                RoaringBitmap who = RoaringBitmap.bitmapOfRange(next, next + counts[i][j]);
                next += counts[i][j];
                cells.put(at(row, row + i, column, column + j), who);
            }
        }
        return new CountTable(categories, cells);
    }

    private static CountTable table(int[][] counts) {
        int[] first = new int[counts.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = 1000 * i;
        }
        return table("r", "c", counts, first);
    }

    @Nested
    class ATable {
        @Test
        void hidesAnotherCountWhereTheTotalWouldGiveASmallOneAway() {
            ProtectedTables shown =
                    TableProtection.protect(
                            List.of(table(new int[][] {{3, 40, 60}, {50, 70, 90}})), TENS);
            assertEquals(1, shown.small());
            // In its row the next smallest, and one below each, since columns have totals too.
            assertEquals(3, shown.protecting());
            assertEquals("–", String.valueOf(shown.counts().get(at("r", "r0", "c", "c0"))));
            assertEquals("–", String.valueOf(shown.counts().get(at("r", "r0", "c", "c1"))));
            assertEquals("–", String.valueOf(shown.counts().get(at("r", "r1", "c", "c0"))));
            assertEquals("–", String.valueOf(shown.counts().get(at("r", "r1", "c", "c1"))));
            assertEquals("60", String.valueOf(shown.counts().get(at("r", "r0", "c", "c2"))));
            assertEquals("100", String.valueOf(shown.counts().get(at("r", "r0"))));
            assertEquals("310", String.valueOf(shown.counts().get(Coordinates.TOTAL)));
        }

        @Test
        void withoutSmallCountsIsShownWhole() {
            ProtectedTables shown =
                    TableProtection.protect(List.of(table(new int[][] {{12, 44}, {55, 10}})), TENS);
            assertEquals(0, shown.small() + shown.protecting());
            assertTrue(
                    shown.counts().values().stream()
                            .allMatch(c -> c instanceof PublishedCount.Shown));
        }

        @Test
        void ofTooFewPeopleIsHiddenWhole() {
            ProtectedTables shown =
                    TableProtection.protect(List.of(table(new int[][] {{1, 2}, {3, 3}})), TENS);
            assertTrue(shown.counts().values().stream().allMatch(PublishedCount.HIDDEN::equals));
        }

        @Test
        void hasNobodyInTwoCells() {
            TreeMap<String, List<String>> categories = new TreeMap<>();
            categories.put("r", List.of("r0", "r1"));
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new CountTable(
                                    categories,
                                    Map.of(
                                            at("r", "r0"), RoaringBitmap.bitmapOf(1, 2),
                                            at("r", "r1"), RoaringBitmap.bitmapOf(2, 3))));
        }
    }

    /// Whoever tries every table of whole numbers that fits what is shown, taken as exact, finds
    /// every value below k possible for every small count.
    @Nested
    class TryingEveryTableThatFits {
        private static int[][] counts(RandomGenerator random, int rows, int columns) {
            int[][] counts = new int[rows][columns];
            for (int[] row : counts) {
                for (int j = 0; j < columns; j++) {
                    row[j] = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(4, 12);
                }
            }
            return counts;
        }

        @Test
        void tellsNothingOfSmallCountsOfATable() {
            Cases.check(1_000, random -> tellsNothing(random, Zeros.HIDDEN));
        }

        @Test
        void tellsNothingWhereZerosAreShown() {
            Cases.check(1_000, random -> tellsNothing(random, Zeros.SHOWN));
        }

        private static void tellsNothing(RandomGenerator random, Zeros zeros) {
            CountRules rules = new CountRules(4, 4, zeros);
            int[][] counts = counts(random, random.nextInt(2, 4), random.nextInt(2, 4));
            ProtectedTables shown = TableProtection.protect(List.of(table(counts)), rules);
            Equations known = new Equations(zeros == Zeros.SHOWN ? 1 : 0);
            known.add("r", "c", counts, shown);
            known.everySmallValueIsPossible(rules.threshold());
        }

        @Test
        void tellsNothingOfSmallCountsOfTablesThatShareAMargin() {
            Cases.check(
                    1_000,
                    random -> {
                        CountRules rules = new CountRules(4, 4, Zeros.HIDDEN);
                        int[][] first = counts(random, 2, 2);
                        int[][] second = new int[2][2];
                        for (int i = 0; i < 2; i++) {
                            int row = first[i][0] + first[i][1];
                            second[i][0] = random.nextInt(row + 1);
                            second[i][1] = row - second[i][0];
                        }
                        int[] firstOfRow = {0, 1000};
                        ProtectedTables shown =
                                TableProtection.protect(
                                        List.of(
                                                table("r", "c", first, firstOfRow),
                                                table("r", "d", second, firstOfRow)),
                                        rules);
                        Equations known = new Equations(0);
                        known.add("r", "c", first, shown);
                        known.add("r", "d", second, shown);
                        known.everySmallValueIsPossible(rules.threshold());
                    });
        }
    }

    /// What is shown passes the registry by itself. Each row and column has large counts beside the
    /// small ones, so that no row is nearly the same people as a column, which the registry
    /// refuses.
    @Test
    void isWhatTheRegistryTakes() {
        Cases.check(
                60,
                random -> {
                    int[][] counts = new int[4][5];
                    for (int i = 0; i < counts.length; i++) {
                        for (int j = 0; j < counts[i].length; j++) {
                            boolean small = (i + j) % 2 == 0 && random.nextInt(2) == 0;
                            counts[i][j] = small ? random.nextInt(10) : random.nextInt(10, 60);
                        }
                    }
                    ProtectedTables shown = TableProtection.protect(List.of(table(counts)), TENS);
                    if (!shown.breakdowns().isEmpty()) {
                        Verdict verdict =
                                new ReleaseRegistry(TENS, ReleaseStore.inMemory())
                                        .check(
                                                new Publication(
                                                        "t",
                                                        "p",
                                                        "e",
                                                        Instant.EPOCH,
                                                        shown.breakdowns()));
                        assertInstanceOf(Verdict.Safe.class, verdict);
                    }
                });
    }

    @Test
    void countsTheSamePeopleInLinkedTables() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        TableProtection.protect(
                                List.of(
                                        table("r", "c", new int[][] {{20, 20}}, new int[] {0}),
                                        table("r", "d", new int[][] {{20, 21}}, new int[] {0})),
                                TENS));
    }

    /// Sums of unknown whole numbers, solved by trying.
    private static final class Equations {
        private static final int UNKNOWN = -1;

        private final int least;
        private final List<Integer> truth = new ArrayList<>();
        private final List<Boolean> open = new ArrayList<>();
        private final List<int[]> sums = new ArrayList<>();
        private final List<Integer> totals = new ArrayList<>();

        /// Hidden margins by name: the cells that make them. Two lists of one name are equal.
        private final Map<String, List<int[]>> margins = new HashMap<>();

        Equations(int least) {
            this.least = least;
        }

        void add(String row, String column, int[][] counts, ProtectedTables shown) {
            int first = truth.size();
            int columns = counts[0].length;
            for (int i = 0; i < counts.length; i++) {
                for (int j = 0; j < columns; j++) {
                    truth.add(counts[i][j]);
                    open.add(hidden(shown, at(row, row + i, column, column + j)));
                }
            }
            int[] all = new int[counts.length * columns];
            for (int i = 0; i < all.length; i++) {
                all[i] = first + i;
            }
            margin(shown, Coordinates.TOTAL, all);
            for (int i = 0; i < counts.length; i++) {
                int[] cells = new int[columns];
                for (int j = 0; j < columns; j++) {
                    cells[j] = first + i * columns + j;
                }
                margin(shown, at(row, row + i), cells);
            }
            for (int j = 0; j < columns; j++) {
                int[] cells = new int[counts.length];
                for (int i = 0; i < counts.length; i++) {
                    cells[i] = first + i * columns + j;
                }
                margin(shown, at(column, column + j), cells);
            }
        }

        private static boolean hidden(ProtectedTables shown, Coordinates at) {
            return PublishedCount.HIDDEN.equals(shown.counts().get(at));
        }

        private void margin(ProtectedTables shown, Coordinates at, int[] cells) {
            if (hidden(shown, at)) {
                margins.computeIfAbsent(at.toString(), _ -> new ArrayList<>()).add(cells);
            } else {
                int total = 0;
                for (int cell : cells) {
                    total += truth.get(cell);
                }
                sums.add(cells);
                totals.add(total);
            }
        }

        void everySmallValueIsPossible(int k) {
            for (int cell = 0; cell < truth.size(); cell++) {
                if (open.get(cell) && truth.get(cell) < k) {
                    for (int value = least; value < k; value++) {
                        int[] tried = new int[truth.size()];
                        Arrays.fill(tried, UNKNOWN);
                        tried[cell] = value;
                        assertTrue(
                                possible(tried, 0),
                                "cell " + cell + " of " + truth + " cannot be " + value);
                    }
                }
            }
        }

        private boolean possible(int[] tried, int from) {
            int next = from;
            while (next < tried.length && tried[next] != UNKNOWN) {
                next++;
            }
            if (next == tried.length) {
                return fits(tried);
            }
            if (!open.get(next)) {
                tried[next] = truth.get(next);
                boolean possible = fits(tried) && possible(tried, next + 1);
                tried[next] = UNKNOWN;
                return possible;
            }
            // What the shown sums leave to it: at most the rest, and just that where it is the
            // last.
            int lowest = least;
            int highest = 40;
            for (int i = 0; i < sums.size(); i++) {
                int rest = totals.get(i);
                int unknown = 0;
                boolean member = false;
                for (int cell : sums.get(i)) {
                    member |= cell == next;
                    unknown += tried[cell] == UNKNOWN ? 1 : 0;
                    rest -= Math.max(0, tried[cell]);
                }
                if (member) {
                    highest = Math.min(highest, rest);
                    lowest = unknown == 1 ? Math.max(lowest, rest) : lowest;
                }
            }
            for (int value = lowest; value <= highest; value++) {
                tried[next] = value;
                if (fits(tried) && possible(tried, next + 1)) {
                    tried[next] = UNKNOWN;
                    return true;
                }
            }
            tried[next] = UNKNOWN;
            return false;
        }

        /// Whether what was tried so far can still be right: no sum is exceeded or missed, and no
        /// hidden margin has two values.
        private boolean fits(int[] tried) {
            for (int i = 0; i < sums.size(); i++) {
                Tried sum = Tried.of(tried, sums.get(i));
                if (sum.least > totals.get(i) || (sum.whole && sum.least != totals.get(i))) {
                    return false;
                }
            }
            for (List<int[]> equal : margins.values()) {
                int value = UNKNOWN;
                int least = 0;
                for (int[] cells : equal) {
                    Tried sum = Tried.of(tried, cells);
                    least = Math.max(least, sum.least);
                    if (sum.whole) {
                        if (value != UNKNOWN && value != sum.least) {
                            return false;
                        }
                        value = sum.least;
                    }
                }
                if (value != UNKNOWN && least > value) {
                    return false;
                }
            }
            return true;
        }

        /// What tried cells come to.
        ///
        /// @param least of those that are known
        /// @param whole whether all are
        private record Tried(int least, boolean whole) {
            static Tried of(int[] tried, int[] cells) {
                int sum = 0;
                boolean known = true;
                for (int cell : cells) {
                    known &= tried[cell] != UNKNOWN;
                    sum += Math.max(0, tried[cell]);
                }
                return new Tried(sum, known);
            }
        }
    }
}
