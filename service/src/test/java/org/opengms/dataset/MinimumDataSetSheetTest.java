package org.opengms.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class MinimumDataSetSheetTest {
    private static final String HEAD =
            "data_element,col5,NonWGS_RD,NonWGS_Cancer,WGS_RD,WGS_Cancer,description,mandatory_if\n";

    private static final String INVENTED =
            HEAD
                    + """
                    Person (one),,,,,,,
                    ,Person - Height,Mandatory,Optional,N/A,Optional,"How tall, in ""cm"" now",
                    Tube (many),,,,,,,
                    ,Tube - Colour,Mandatory IF,N/A,N/A,Mandatory,,"If, and
                    only if, it is odd."
                    """;

    private static MinimumDataSet read(String text) {
        return MinimumDataSetSheet.read(text.getBytes(StandardCharsets.UTF_8), "sheet.csv", "9.9");
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
    }

    @Nested
    @RealData
    class TheNationalSheet {
        private final Path file = SharedData.file("fhir/mds-v0.55-core.csv");
        private final MinimumDataSet sheet = MinimumDataSetSheet.read(file);

        /// Counted independently of this program, see the list of sources of the shared data.
        @ParameterizedTest
        @CsvSource({
            "NON_WGS_RARE, 16, 67, 22, 9",
            "NON_WGS_CANCER, 14, 31, 18, 51",
            "WGS_RARE, 23, 56, 19, 16",
            "WGS_CANCER, 22, 30, 14, 48",
        })
        void hasTheCountsOfEachCategory(
                TestCategory category, int mandatory, int conditional, int optional, int none) {
            Map<Requirement, Integer> counts = new TreeMap<>();
            sheet.items().forEach(i -> counts.merge(i.requirement(category), 1, Integer::sum));
            assertEquals(
                    Map.of(
                            Requirement.MANDATORY, mandatory,
                            Requirement.MANDATORY_IF, conditional,
                            Requirement.OPTIONAL, optional,
                            Requirement.NOT_APPLICABLE, none),
                    counts);
        }

        @Test
        void has114ItemsInNineGroups() {
            assertEquals("0.55", sheet.version());
            assertEquals(114, sheet.items().size());
            Map<ItemGroup, Integer> groups = new LinkedHashMap<>();
            sheet.items().forEach(i -> groups.merge(i.group(), 1, Integer::sum));
            assertEquals(
                    "[Requesting clinician ONCE 9, Clinical report copy to MANY_TIMES 2,"
                            + " Additional contact MANY_TIMES 6, Test request ONCE 9, Patient ONCE 25,"
                            + " Relative to be tested MANY_TIMES 27, Linked test/results MANY_TIMES 7,"
                            + " Patient clinical presentation MANY_TIMES 12,"
                            + " Sample/Biopsy inc germline MANY_TIMES 17]",
                    groups.entrySet().stream()
                            .map(e ->
                                    e.getKey().name()
                                            + " "
                                            + e.getKey().occurs()
                                            + " "
                                            + e.getValue())
                            .toList()
                            .toString());
        }

        @Test
        void everyConditionIsOneThatWasReviewed() {
            assertEquals(List.of(), sheet.notReviewed());
            assertEquals(
                    ConditionRules.REVIEWED.items(),
                    sheet.items().stream()
                            .filter(DataItem::isConditional)
                            .map(DataItem::key)
                            .collect(java.util.stream.Collectors.toSet()));
        }

        /// One word of the sheet changes.
        @Test
        void anotherWordingIsNotTheReviewedOne() throws IOException {
            String changed =
                    Files.readString(file)
                            .replace("Mandatory IF known.", "Mandatory IF known to the requester.");
            assertEquals(
                    List.of("Patient - Gender Identity"),
                    read(changed).notReviewed().stream().map(DataItem::name).toList());
        }

        /// Whatever is done to it, the sheet is read or refused in words; nothing else happens.
        @Test
        void damageIsTold() throws IOException {
            isReadOrTold(300, Files.readAllBytes(file));
        }

        @Test
        @Tag("heavy")
        void muchMoreDamageIsTold() throws IOException {
            isReadOrTold(20_000, Files.readAllBytes(file));
        }
    }

    @Test
    void damageOfAnInventedSheetIsTold() {
        isReadOrTold(3_000, INVENTED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("heavy")
    void muchMoreDamageOfAnInventedSheetIsTold() {
        isReadOrTold(300_000, INVENTED.getBytes(StandardCharsets.UTF_8));
    }

    private static void isReadOrTold(int count, byte[] whole) {
        Cases.check(
                count,
                random -> {
                    byte[] bytes = whole.clone();
                    for (int i = random.nextInt(1, 20); i > 0; i--) {
                        bytes[random.nextInt(bytes.length)] =
                                (byte) (random.nextBoolean() ? '"' : random.nextInt(256));
                    }
                    int end = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length;
                    try {
                        MinimumDataSetSheet.read(Arrays.copyOf(bytes, end), "damaged.csv", "0.55");
                    } catch (IllegalArgumentException e) {
                        assertTrue(
                                String.valueOf(e.getMessage()).startsWith("OGMS-2702 damaged.csv"));
                    }
                });
    }

    @Test
    void headingsGiveTheGroupAndHowOftenItOccurs() {
        MinimumDataSet sheet =
                read(
                        HEAD
                                + """
                                Person (one),,,,,,,
                                ,Person - Height,Mandatory,Optional,N/A,Optional,How tall,
                                Tube  (Many),,,,,,,
                                ,Tube - Colour,optional,OPTIONAL, N/A ,Mandatory,,
                                """);
        assertEquals("9.9", sheet.version());
        assertEquals(2, sheet.items().size());
        DataItem height = sheet.items().getFirst();
        assertEquals(new ItemGroup("Person", ItemGroup.Occurs.ONCE), height.group());
        assertEquals("Person - Height", height.name());
        assertEquals("How tall", height.description());
        assertEquals(Requirement.MANDATORY, height.requirement(TestCategory.NON_WGS_RARE));
        assertEquals(Requirement.OPTIONAL, height.requirement(TestCategory.NON_WGS_CANCER));
        assertEquals(Requirement.NOT_APPLICABLE, height.requirement(TestCategory.WGS_RARE));
        assertEquals(Optional.empty(), height.rule());
        DataItem colour = sheet.item("tube - colour.").orElseThrow();
        assertEquals(new ItemGroup("Tube", ItemGroup.Occurs.MANY_TIMES), colour.group());
        assertEquals(Requirement.NOT_APPLICABLE, colour.requirement(TestCategory.WGS_RARE));
        assertEquals(Requirement.MANDATORY, colour.requirement(TestCategory.WGS_CANCER));
    }

    @Test
    void columnsStandInAnyOrderAndOthersAreLeftAlone() {
        MinimumDataSet sheet =
                read(
                        String.join(
                                "\r\n",
                                "\uFEFFnotes,WGS_Cancer,WGS_RD,NonWGS_Cancer,NonWGS_RD,COL5,Data_Element,mandatory_if,description",
                                ",,,,,,Person (one),,",
                                "\"a, \"\"b\"\"\nc\",N/A,Optional,Mandatory,Mandatory IF,Person - Height,,\"If, and\nonly if, it is odd.\",d",
                                ""));
        DataItem item = sheet.items().getFirst();
        assertEquals(Requirement.MANDATORY_IF, item.requirement(TestCategory.NON_WGS_RARE));
        assertEquals(Requirement.MANDATORY, item.requirement(TestCategory.NON_WGS_CANCER));
        assertEquals("If, and\nonly if, it is odd.", item.wording());
        assertEquals(List.of(item), sheet.notReviewed());
    }

    @Test
    void mayBeGzipped(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(
                    (HEAD + "P (one),,,,,,,\n,P - H,N/A,N/A,N/A,N/A,,\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("data-set-v1.2.3.csv.gz");
        Files.copy(new ByteArrayInputStream(bytes.toByteArray()), file);
        MinimumDataSet sheet = MinimumDataSetSheet.read(file);
        assertEquals("1.2.3", sheet.version());
        assertEquals(1, sheet.items().size());
    }

    @Nested
    class Faults {
        private static final String GROUP = "Person (one),,,,,,,\n";
        private static final String GOOD = ",Person - Height,N/A,N/A,N/A,N/A,,\n";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Person,,,,,,, | row 2, column data_element: heading 'Person' does not end in (one) or (many)",
                    "Person (one),Person - H,,,,,, | row 2, column col5: a heading and an item stand in one row",
                    ",Person - H,N/A,N/A,N/A,N/A,, | row 2, column data_element: the item has no heading above it",
                    "Person (one),,,,,,,~,,N/A,N/A,N/A,N/A,, | row 3, column col5: the row names neither a heading nor an item",
                    "Person (one),,,,,,,~,Person - H,Mandtory,N/A,N/A,N/A,, | row 3, column NonWGS_RD: 'Mandtory' is none of Mandatory, Mandatory IF, Optional, N/A",
                    "Person (one),,,,,,,~~,Person - H,N/A,N/A,N/A,,, | row 4, column WGS_Cancer: nothing is said",
                    "Person (one),,,,,,,~,Person - H,N/A,Mandatory IF,N/A,N/A,, | row 3, column mandatory_if: the item is 'Mandatory IF', and the sheet does not say if what",
                    "Person (one),,,,,,,~,P - H,N/A,N/A,N/A,N/A,,~,p -  h.,N/A,N/A,N/A,N/A,, | row 4, column col5: item 'p - h.' stands in the sheet twice",
                    "Person (one),,,,,,,~,P - H,N/A,N/A | row 3, column WGS_RD: nothing is said",
                })
        void areToldWithRowAndColumn(String rows, String words) {
            String message = refusal(HEAD + rows.replace('~', '\n') + "\n");
            assertTrue(message.startsWith("OGMS-2702 sheet.csv is not "), message);
            assertTrue(message.contains(words.replace("p - h.", "p -  h.")), message);
        }

        @Test
        void areToldTogether() {
            String message =
                    refusal(
                            HEAD
                                    + GROUP
                                    + ",Person - A,x,N/A,N/A,y,,\n"
                                    + ",Person - B,N/A,z,N/A,N/A,,\n");
            assertTrue(message.contains("row 3, column NonWGS_RD: 'x'"), message);
            assertTrue(message.contains("row 3, column WGS_Cancer: 'y'"), message);
            assertTrue(message.contains("row 4, column NonWGS_Cancer: 'z'"), message);
        }

        @Test
        void ofManyTheFirstTenAreTold() {
            String message = refusal(HEAD + GROUP + ",P - A,x,x,x,x,,\n".repeat(1) + badRows(12));
            assertTrue(message.contains("… and 6 more."), message);
        }

        private static String badRows(int count) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < count; i++) {
                rows.append(",Person - ").append((char) ('b' + i)).append(",x,N/A,N/A,N/A,,\n");
            }
            return rows.toString();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | it is empty",
                    "data_element,col5 | row 1 does not name column description, mandatory_if, NonWGS_RD",
                    "col5,COL5 | row 1 names column 'COL5' twice",
                    "a,\"b | row 1, column 2 (line 1): a quote is opened and never closed",
                    "a,b\"c | row 1, column 2 (line 1): a quote stands inside a field",
                    "a,\"b\"c | row 1, column 2 (line 1): text follows a closing quote",
                })
        void ofTheWholeFileAreTold(String text, String words) {
            String message = refusal(text);
            assertTrue(message.contains(words), message);
        }

        @Test
        void aSheetHasItems() {
            assertTrue(refusal(HEAD + GROUP).contains("it has no item"));
        }

        @Test
        void aSheetIsTextInUtf8() {
            byte[] latin =
                    (HEAD + GROUP + GOOD.replace("Height", "H\u00f6he"))
                            .getBytes(StandardCharsets.ISO_8859_1);
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> MinimumDataSetSheet.read(latin, "sheet.csv", "1"));
            assertTrue(String.valueOf(refused.getMessage()).contains("not text in UTF-8"));
        }

        @Test
        void brokenGzipIsTold() {
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    MinimumDataSetSheet.read(
                                            new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}, "s.gz", "1"));
            assertTrue(String.valueOf(refused.getMessage()).contains("gzip"));
        }

        @Test
        void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
            var refused =
                    assertThrows(
                            java.io.UncheckedIOException.class,
                            () -> MinimumDataSetSheet.read(folder.resolve("none.csv")));
            assertTrue(String.valueOf(refused.getMessage()).contains("OGMS-2701"));
        }
    }
}
