package org.opengms.evaluation.deprivation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.opengms.evaluation.imports.TableRows;

/// A published index of deprivation: the decile of each small area of England (LSOA). The columns
/// are those of file 7 of the English Indices of Deprivation, of 2019 or of 2025.
public final class DeprivationIndex {
    private static final String DECILE =
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)";

    private final int year;
    private final Areas areas;

    /// Sorted.
    private final int[] codes;

    private final byte[] deciles;

    /// Which small areas a table speaks of.
    public enum Areas {
        /// Of the census of 2011.
        OF_2011("lsoa11"),
        /// Of the census of 2021.
        OF_2021("lsoa21");

        private final String directoryColumn;

        Areas(String directoryColumn) {
            this.directoryColumn = directoryColumn;
        }

        /// The column of a directory of postcodes that holds them.
        String directoryColumn() {
            return directoryColumn;
        }
    }

    private DeprivationIndex(int year, Areas areas, int[] codes, byte[] deciles) {
        this.year = year;
        this.areas = areas;
        this.codes = codes;
        this.deciles = deciles;
    }

    /// Reads the table.
    ///
    /// @param table with columns for the code of the area and for its decile
    /// @param year in which the index was published
    /// @throws IllegalArgumentException OGMS-9141 if a row cannot be read: an index with a hole is
    ///   none
    public static DeprivationIndex load(TableRows table, int year) {
        if (year < 2004 || year > 2100) {
            throw new IllegalArgumentException(
                    "OGMS-9141 %d is no year of an index of deprivation. Give the year in which it was published."
                            .formatted(year));
        }
        OptionalInt of2021 = table.find("LSOA code (2021)");
        Areas areas = of2021.isPresent() ? Areas.OF_2021 : Areas.OF_2011;
        int code = of2021.isPresent() ? of2021.getAsInt() : table.column("LSOA code (2011)");
        int decile = table.column(DECILE);
        long[] rows = new long[1024];
        int size = 0;
        Set<Integer> seen = new HashSet<>();
        while (table.next()) {
            int area = area(table.field(code));
            if (area < 0) {
                throw refused(table, "has not the code of a small area of England, as E01000001");
            }
            String tenth = table.field(decile);
            if (!tenth.matches("10|[1-9]")) {
                throw refused(table, "has a decile that is not 1 to 10");
            }
            if (!seen.add(area)) {
                throw refused(table, "repeats an area of a line above");
            }
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = (long) area << 8 | Integer.parseInt(tenth, 10);
        }
        if (size == 0) {
            throw new IllegalArgumentException(
                    "OGMS-9141 The index %s has no area. Check that it is the right file."
                            .formatted(table.name()));
        }
        rows = Arrays.copyOf(rows, size);
        Arrays.sort(rows);
        int[] codes = new int[size];
        byte[] deciles = new byte[size];
        for (int i = 0; i < size; i++) {
            codes[i] = (int) (rows[i] >> 8);
            deciles[i] = (byte) rows[i];
        }
        return new DeprivationIndex(year, areas, codes, deciles);
    }

    private static IllegalArgumentException refused(TableRows table, String why) {
        return new IllegalArgumentException(
                "OGMS-9141 Line %d of the index %s %s. Take the file as it was published."
                        .formatted(table.line(), table.name(), why));
    }

    /// The six digits of the code of a small area of England; −1 if it is none.
    static int area(String code) {
        return code.matches("E01[0-9]{6}") ? Integer.parseInt(code.substring(3), 10) : -1;
    }

    /// Name of the index, such as `IMD 2019`.
    public String name() {
        return "IMD " + year;
    }

    /// Which areas it speaks of.
    public Areas areas() {
        return areas;
    }

    /// How many areas.
    public int size() {
        return codes.length;
    }

    /// The decile of an area; empty if the index does not know it.
    ///
    /// @param code such as `E01000001`
    public OptionalInt find(String code) {
        int area = area(code);
        return area < 0 ? OptionalInt.empty() : find(area);
    }

    OptionalInt find(int area) {
        int at = Arrays.binarySearch(codes, area);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(deciles[at]);
    }
}
