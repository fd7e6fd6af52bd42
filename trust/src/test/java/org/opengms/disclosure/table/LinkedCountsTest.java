package org.opengms.disclosure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.testing.Cases;

class LinkedCountsTest {
    private static final CountRules TENS = new CountRules(10, 10, Zeros.SHOWN);

    @Nested
    class ACountThatTwoTablesShare {
        /// Answered 52 = yes 41 + yes after follow-up 11, and followed up 15 = 11 + 4: each line by
        /// itself shows nothing small, both together tell that 4 said no.
        @Test
        void isNotWorkedOutFromOneLineAndAnother() {
            LinkedCounts counts = new LinkedCounts(TENS);
            int yes = counts.count(41);
            int yesLater = counts.count(11);
            int noLater = counts.count(4);
            int allYes = counts.count(52);
            int later = counts.count(15);
            int first = counts.line(1, List.of(yes, yesLater, noLater));
            int second = counts.line(2, List.of(allYes));
            int third = counts.line(1, List.of(later));
            int alone = counts.line(1, List.of(yesLater));
            counts.sum(allYes, List.of(yes, yesLater));
            counts.sum(later, List.of(yesLater, noLater));
            LinkedCounts.Shown shown = counts.protect();
            assertFalse(shown.hasLine(first));
            assertTrue(shown.hasLine(second));
            assertFalse(shown.hasLine(third) && shown.hasLine(alone));
            assertFalse(shown.hasCount(noLater));
        }

        @Test
        void isShownWhereNothingIsSmall() {
            LinkedCounts counts = new LinkedCounts(TENS);
            int all = counts.count(60);
            int some = counts.count(25);
            int others = counts.count(35);
            counts.sum(all, List.of(some, others));
            int line = counts.line(1, List.of(all, some, others));
            assertTrue(counts.protect().hasLine(line));
        }
    }

    @Test
    void refusesASumThatIsNone() {
        LinkedCounts counts = new LinkedCounts(TENS);
        int all = counts.count(60);
        int some = counts.count(25);
        assertThrows(IllegalArgumentException.class, () -> counts.sum(all, List.of(some)));
    }

    /// Whoever tries every table of whole numbers that fits what is shown, taken as exact, finds
    /// every value from 1 to k possible for every small count.
    @Test
    void leaveEverySmallValueOpenToWhoTriesEveryTable() {
        Cases.check(
                300,
                random -> {
                    CountRules rules = new CountRules(3, 3, Zeros.SHOWN);
                    int[][] table = new int[3][2];
                    for (int[] row : table) {
                        for (int j = 0; j < row.length; j++) {
                            row[j] = random.nextInt(7);
                        }
                    }
                    LinkedCounts counts = new LinkedCounts(rules);
                    int[][] cell = new int[3][2];
                    int[] rows = new int[3];
                    int[] columns = new int[2];
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            cell[i][j] = counts.count(table[i][j]);
                        }
                        rows[i] = counts.count(table[i][0] + table[i][1]);
                        counts.line(10, List.of(cell[i][0], cell[i][1]));
                        counts.line(12, List.of(rows[i]));
                        counts.sum(rows[i], List.of(cell[i][0], cell[i][1]));
                    }
                    for (int j = 0; j < 2; j++) {
                        columns[j] = counts.count(table[0][j] + table[1][j] + table[2][j]);
                        counts.line(200, List.of(columns[j]));
                        counts.sum(columns[j], List.of(cell[0][j], cell[1][j], cell[2][j]));
                    }
                    LinkedCounts.Shown shown = counts.protect();
                    List<int[][]> fitting = new ArrayList<>();
                    int[][] tried = new int[3][2];
                    tryAll(tried, 0, table, cell, rows, columns, shown, fitting);
                    assertFalse(fitting.isEmpty());
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            if (table[i][j] > 0 && table[i][j] < 3) {
                                int row = i;
                                int column = j;
                                for (int value = 1; value <= 3; value++) {
                                    int possible = value;
                                    assertEquals(
                                            true,
                                            fitting.stream()
                                                    .anyMatch(t -> t[row][column] == possible),
                                            "cell " + i + " " + j + " cannot be " + value);
                                }
                            }
                        }
                    }
                });
    }

    private static void tryAll(
            int[][] tried,
            int next,
            int[][] truth,
            int[][] cell,
            int[] rows,
            int[] columns,
            LinkedCounts.Shown shown,
            List<int[][]> fitting) {
        if (next == 6) {
            for (int i = 0; i < 3; i++) {
                if (shown.hasCount(rows[i])
                        && tried[i][0] + tried[i][1] != truth[i][0] + truth[i][1]) {
                    return;
                }
            }
            for (int j = 0; j < 2; j++) {
                if (shown.hasCount(columns[j])
                        && tried[0][j] + tried[1][j] + tried[2][j]
                                != truth[0][j] + truth[1][j] + truth[2][j]) {
                    return;
                }
            }
            fitting.add(new int[][] {tried[0].clone(), tried[1].clone(), tried[2].clone()});
            return;
        }
        int i = next / 2;
        int j = next % 2;
        boolean known = shown.hasCount(cell[i][j]);
        for (int value = known ? truth[i][j] : 0; value <= (known ? truth[i][j] : 12); value++) {
            tried[i][j] = value;
            tryAll(tried, next + 1, truth, cell, rows, columns, shown, fitting);
        }
    }
}
