package org.opengms.evaluation.deprivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.deprivation.Deprivation.Decile;
import org.opengms.evaluation.deprivation.Deprivation.Reason;
import org.opengms.evaluation.deprivation.Deprivation.Unknown;
import org.opengms.evaluation.imports.TableRows;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.testing.Cases;

/// Every postcode and area here is made up, and so is where it lies.
class PostcodeDeprivationTest {
    private static final String DECILE =
            "\"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\"";

    private static TableRows table(String text) {
        return TableRows.of("table", new StringReader(text), ',');
    }

    private static DeprivationIndex index(String vintage, String... rows) {
        return DeprivationIndex.load(
                table(
                        "LSOA code (%s),LSOA name (%s),%s\n%s\n"
                                .formatted(vintage, vintage, DECILE, String.join("\n", rows))),
                2019);
    }

    private static final DeprivationIndex INDEX =
            index("2011", "E01000001,Somewhere 001A,1", "E01000002,\"Elsewhere, 001B\",10");

    private static PostcodeDeprivation directory(String... rows) {
        return PostcodeDeprivation.load(
                table("pcd,pcds,doterm,lsoa11,lsoa21\n" + String.join("\n", rows) + "\n"), INDEX);
    }

    @Nested
    class APostcode {
        private final PostcodeDeprivation deprivation =
                directory(
                        "M1  1ZZ,M1 1ZZ,,E01000001,E01000002",
                        "M1  2ZZ,M1 2ZZ,,E01000002,E01000002",
                        "M1  3ZZ,M1 3ZZ,199606,E01000001,E01000001",
                        "M1  4ZZ,M1 4ZZ,,W01000001,W01000001",
                        "M1  5ZZ,M1 5ZZ,,E01999998,E01999998",
                        "BT1 1ZZ,BT1 1ZZ,,95AA01S1,N20000001",
                        "M1  6ZZ,M1 6ZZ,,E99999999,E99999999");

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {"M1 1ZZ,1", "m11zz,1", "\" M1  2ZZ \",10"})
        void hasTheDecileOfItsAreaInTheCensusOfTheIndex(String text, int decile) {
            assertEquals(new Decile(decile, "IMD 2019"), deprivation.find(text));
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "\"\",       NO_POSTCODE,       NOT_RECORDED",
                    "ZZ99 3VZ,   NO_ADDRESS,        NOT_APPLICABLE",
                    "unknown,    NOT_A_POSTCODE,    NOT_RECORDED",
                    "M1 9ZZ,     NOT_IN_DIRECTORY,  NOT_LINKED",
                    "M1 3ZZ,     TERMINATED,        NOT_LINKED",
                    "M1 4ZZ,     OTHER_COUNTRY,     NOT_APPLICABLE",
                    "BT1 1ZZ,    OTHER_COUNTRY,     NOT_APPLICABLE",
                    "M1 5ZZ,     AREA_NOT_IN_INDEX, NOT_LINKED",
                    "M1 6ZZ,     AREA_NOT_IN_INDEX, NOT_LINKED",
                })
        void isMissingWithAReason(String text, Reason reason, Missing missing) {
            assertEquals(new Unknown(reason), deprivation.find(text));
            assertEquals(missing, reason.missing());
        }

        @Test
        void isCountedAsItIsRead() {
            PostcodeDeprivation.Intake intake = deprivation.intake();
            assertEquals(new PostcodeDeprivation.Intake(7, 7, 1, 2, 0, 0), intake);
        }
    }

    @Nested
    class ADirectory {
        @Test
        void isReadPastRowsThatCannotBeTaken() {
            PostcodeDeprivation read =
                    directory(
                            ",M1 1ZZ,,E01000001,",
                            ",nonsense,,E01000001,",
                            ",M1 2ZZ,,E0100000X,",
                            ",M1 3ZZ,June,E01000001,",
                            ",M1 4ZZ,,E01000002,");
            assertEquals(new PostcodeDeprivation.Intake(5, 2, 0, 0, 3, 3), read.intake());
            assertEquals(new Decile(10, "IMD 2019"), read.find("M1 4ZZ"));
            assertEquals(new Unknown(Reason.NOT_IN_DIRECTORY), read.find("M1 2ZZ"));
        }

        @Test
        void leavesOutAPostcodeThatItPutsIntoTwoAreas() {
            PostcodeDeprivation read =
                    directory(",M1 1ZZ,,E01000001,", ",M1 1ZZ,,E01000002,", ",M1 2ZZ,,E01000001,");
            assertEquals(new Unknown(Reason.NOT_IN_DIRECTORY), read.find("M1 1ZZ"));
            assertEquals(2, read.intake().refused());
        }

        @Test
        void holdsAPostcodeInUseThatWasTerminatedBefore() {
            PostcodeDeprivation read =
                    directory(",M1 1ZZ,199606,E01000001,", ",M1 1ZZ,,E01000001,");
            assertEquals(new Decile(1, "IMD 2019"), read.find("M1 1ZZ"));
        }

        @Test
        void isRefusedWithoutTheAreasOfTheIndex() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () ->
                                                    PostcodeDeprivation.load(
                                                            table(
                                                                    "pcds,doterm,lsoa21\nM1 1ZZ,,E01000001\n"),
                                                            INDEX))
                                    .getMessage());
            assertTrue(message.contains("no column lsoa11cd"), message);
        }

        @Test
        void isRefusedWhereNothingOfItCanBeTaken() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> directory(",nonsense,,E01000001,"))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-9142"), message);
            assertTrue(!message.contains("nonsense"), message);
        }

        @Test
        void isReadPacked(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("directory.csv.gz");
            try (Writer out =
                    new OutputStreamWriter(
                            new GZIPOutputStream(Files.newOutputStream(file)),
                            StandardCharsets.UTF_8)) {
                out.write("\uFEFFPCDS,DOTERM,LSOA11CD\r\n\"M1 1ZZ\",\"\",\"E01000001\"\r\n");
            }
            try (TableRows rows = TableRows.open(file)) {
                assertEquals(
                        new Decile(1, "IMD 2019"),
                        PostcodeDeprivation.load(rows, INDEX).find("M1 1ZZ"));
            }
        }
    }

    @Nested
    class AnIndex {
        @Test
        void saysOfWhichCensusItsAreasAre() {
            assertEquals(DeprivationIndex.Areas.OF_2011, INDEX.areas());
            assertEquals(DeprivationIndex.Areas.OF_2021, index("2021", "E01000001,A,3").areas());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "E01000001,A,0 | decile",
                    "E01000001,A,11 | decile",
                    "W01000001,A,1 | code of a small area",
                    "E0100001,A,1 | code of a small area",
                    "E01000002,B,1!E01000002,B,1 | Line 3 of the index table repeats",
                })
        void isRefusedWithAHole(String rows, String why) {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> index("2011", rows.split("!", -1)))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-9141"), message);
            assertTrue(message.contains(why), message);
        }
    }

    private static String postcode(RandomGenerator random) {
        String letters = "ABDEFGHJLNPQRSTUWXYZ";
        String first = "ABCDEFGHIJKLMNOPRSTUWYZ";
        String second = "ABCDEFGHKLMNOPQRSTUVWXY";
        StringBuilder text = new StringBuilder();
        text.append(first.charAt(random.nextInt(first.length())));
        if (random.nextBoolean()) {
            text.append(second.charAt(random.nextInt(second.length())));
        }
        text.append(random.nextInt(random.nextBoolean() ? 3 : 30));
        text.append(' ').append(random.nextInt(10));
        text.append(letters.charAt(random.nextInt(letters.length())));
        text.append(letters.charAt(random.nextInt(letters.length())));
        return text.toString();
    }

    /// Against a map from text to text, over directories in any order, in any writing.
    @Test
    void saysWhatAPlainMapSays() {
        Cases.check(
                30,
                random -> {
                    int areas = 1 + random.nextInt(300);
                    Map<String, Integer> decileOf = new HashMap<>();
                    List<String> indexRows = new ArrayList<>();
                    for (int i = 0; i < areas; i++) {
                        String code = "E01%06d".formatted(random.nextInt(900_000));
                        if (!decileOf.containsKey(code)) {
                            decileOf.put(code, 1 + random.nextInt(10));
                            indexRows.add(code + ",x," + decileOf.get(code));
                        }
                    }
                    List<String> codes = new ArrayList<>(new TreeSet<>(decileOf.keySet()));
                    Map<String, Deprivation> expected = new HashMap<>();
                    List<String> rows = new ArrayList<>();
                    for (int i = 0; i < 2000; i++) {
                        String code = postcode(random);
                        if (expected.containsKey(code)) {
                            continue;
                        }
                        String area = codes.get(random.nextInt(codes.size()));
                        switch (random.nextInt(10)) {
                            case 0 -> {
                                rows.add(code + ",201001," + area);
                                expected.put(code, new Unknown(Reason.TERMINATED));
                            }
                            case 1 -> {
                                rows.add(code + ",,S01000001");
                                expected.put(code, new Unknown(Reason.OTHER_COUNTRY));
                            }
                            default -> {
                                rows.add(code + ",," + area);
                                expected.put(
                                        code,
                                        new Decile(decileOf.getOrDefault(area, 0), "IMD 2019"));
                            }
                        }
                    }
                    PostcodeDeprivation read =
                            PostcodeDeprivation.load(
                                    table("pcds,doterm,lsoa11\n" + String.join("\n", rows)),
                                    index("2011", indexRows.toArray(String[]::new)));
                    assertEquals(expected.size(), read.intake().postcodes());
                    for (Map.Entry<String, Deprivation> e : expected.entrySet()) {
                        String written =
                                random.nextBoolean()
                                        ? e.getKey().replace(" ", "")
                                        : e.getKey().toLowerCase(Locale.ROOT);
                        assertEquals(e.getValue(), read.find(written));
                    }
                    Set<String> others = new TreeSet<>();
                    for (int i = 0; i < 500; i++) {
                        others.add(postcode(random));
                    }
                    others.removeAll(expected.keySet());
                    for (String other : others) {
                        assertEquals(new Unknown(Reason.NOT_IN_DIRECTORY), read.find(other));
                    }
                });
    }

    /// As many as the country has, ever had: 2.6 million.
    @Test
    void holdsThePostcodesOfACountryInLittleRoom() {
        int many = 2_600_000;
        PostcodeDeprivation read =
                PostcodeDeprivation.load(TableRows.of("country", new Country(many), ','), INDEX);
        assertEquals(many, read.intake().postcodes());
        assertTrue(read.bytes() < 200_000_000, Long.toString(read.bytes()));
        assertEquals(new Decile(10, "IMD 2019"), read.find(Country.postcode(1_999_999)));
        assertEquals(new Decile(1, "IMD 2019"), read.find(Country.postcode(2_000_000)));
        assertEquals(new Unknown(Reason.NOT_IN_DIRECTORY), read.find(Country.postcode(2_600_001)));
    }

    /// A directory that is never in memory.
    private static final class Country extends Reader {
        private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
        private final int rows;
        private int row = -1;
        private String line = "";
        private int at;

        Country(int rows) {
            this.rows = rows;
        }

        static String postcode(int number) {
            int rest = number;
            char z = LETTERS.charAt(rest % 20);
            rest /= 20;
            char y = LETTERS.charAt(rest % 20);
            rest /= 20;
            int unit = rest % 10;
            rest /= 10;
            int district = 10 + rest % 90;
            rest /= 90;
            return "" + (char) ('A' + rest) + district + " " + unit + y + z;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (at == line.length()) {
                if (row == rows) {
                    return -1;
                }
                line =
                        row < 0
                                ? "pcds,doterm,lsoa11\n"
                                : postcode(row) + ",,E0100000" + (1 + row % 2) + "\n";
                row++;
                at = 0;
            }
            int taken = Math.min(length, line.length() - at);
            line.getChars(at, at + taken, buffer, offset);
            at += taken;
            return taken;
        }

        @Override
        public void close() {
            at = line.length();
            row = rows;
        }
    }
}
