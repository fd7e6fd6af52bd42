package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How deprived the invented postcodes are: two tables in the form of the national ones, an index
/// of deprivation by small area and a directory of postcodes. A sector is an area.
///
/// ```
/// ZZ7 4AP ─► area of ZZ7 4 ─► decile 1 (most deprived) to 10
/// ```
final class DeprivationTables {
    static final int TOWNS = 20;
    static final int SECTORS = 9;
    static final String FIRST_LETTERS = "ABDEFGHJLN";
    static final String SECOND_LETTERS = "PQRSTUWXYZ";

    private static final int FIRST_AREA = 990_000;

    private DeprivationTables() {}

    /// Decile of a sector: towns differ, and so do their sectors.
    private static int decile(int town, int sector) {
        return 1 + Math.floorMod(town * 7 + sector * 3 + town * sector, 10);
    }

    private static String area(int town, int sector) {
        return "E01%06d".formatted(FIRST_AREA + 10 * town + sector);
    }

    /// Writes both tables.
    ///
    /// @param index which area has which decile
    /// @param postcodes in which area a postcode is
    static void write(Path index, Path postcodes) throws IOException {
        try (BufferedWriter areas = Files.newBufferedWriter(index);
                BufferedWriter directory = Files.newBufferedWriter(postcodes)) {
            GenomeFiles.line(
                    areas,
                    "LSOA code (2011),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)");
            GenomeFiles.line(directory, "pcds,doterm,lsoa11");
            for (int town = 1; town <= TOWNS; town++) {
                for (int sector = 1; sector <= SECTORS; sector++) {
                    String area = area(town, sector);
                    GenomeFiles.line(areas, area + "," + decile(town, sector));
                    for (int i = 0; i < FIRST_LETTERS.length(); i++) {
                        for (int j = 0; j < SECOND_LETTERS.length(); j++) {
                            GenomeFiles.line(
                                    directory,
                                    "ZZ%d %d%c%c,,%s"
                                            .formatted(
                                                    town,
                                                    sector,
                                                    FIRST_LETTERS.charAt(i),
                                                    SECOND_LETTERS.charAt(j),
                                                    area));
                        }
                    }
                }
            }
        }
    }
}
