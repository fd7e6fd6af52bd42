package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.directory.SheetImport.Note;
import org.opengms.directory.SheetImport.NoteRule;
import org.opengms.directory.SheetImport.UnusableRow;

class SheetImporterTest {
    private static final SheetImporter IMPORTER = new SheetImporter(SheetRules.standard());
    private static final SheetImporter.Edition EDITION =
            new SheetImporter.Edition("9.1", LocalDate.of(2026, 4, 1), Optional.empty());

    private static final String HEADING =
            "Clinical indication ID,Test ID,Clinical Indication,Target/Genes,Test Method,Commissioning category,Specialist test group,Changes since April 2025\n";

    private static final String ONE_ROW =
            "R901,R901.1,Kinetic delay,Kinetic delay (9901),WGS,Specialised,Neurology,No change\n";

    private static SheetImport csv(String text) {
        return IMPORTER.read(text.getBytes(StandardCharsets.UTF_8), "sheet.csv", EDITION);
    }

    private static DirectoryTest only(SheetImport read) {
        assertEquals(1, read.directory().tests().size());
        return read.directory().tests().getFirst();
    }

    private static String refusal(byte[] bytes) {
        return String.valueOf(
                assertThrows(
                                DirectoryInputException.class,
                                () -> IMPORTER.read(bytes, "sheet.csv", EDITION))
                        .getMessage());
    }

    private static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class ARow {
        @Test
        void saysWhatTheSheetSaysAndNoMore() {
            SheetImport read = csv(HEADING + ONE_ROW);
            ClinicalIndication indication = read.directory().indication("R901").orElseThrow();
            assertEquals("Kinetic delay", indication.name());
            assertEquals("", indication.criteria());
            assertEquals(List.of(), indication.specialties());
            assertEquals(Optional.empty(), indication.minimumAgeYears());
            assertEquals(Optional.empty(), indication.maximumAgeYears());
            DirectoryTest test = only(read);
            assertEquals("R901.1", test.code());
            assertEquals("Kinetic delay - WGS", test.name());
            assertEquals(TestMethod.WGS, test.method());
            assertEquals(Optional.of("9901"), test.panelId());
            assertEquals(Optional.empty(), test.familyStructure());
            SheetEntry entry = test.sheet().orElseThrow();
            assertEquals("Kinetic delay (9901)", entry.target());
            assertEquals("Specialised", entry.commissioningCategory());
            assertEquals("Neurology", entry.specialistTestGroup());
            assertEquals("No change", entry.changes());
            assertEquals(List.of(), read.notes());
            assertEquals(List.of(), read.unusable());
            assertEquals("9.1", read.directory().version());
            assertEquals(LocalDate.of(2026, 4, 1), read.directory().effectiveFrom());
        }

        /// Standards in calendar days as the laboratory hubs publish them.
        @ParameterizedTest
        @CsvSource({
            "R901, WGS,                                   WGS,         84",
            "R901, WES,                                   EXOME,       84",
            "R901, WES or Medium Panel,                   EXOME,       84",
            "R901, Large panel,                           PANEL,       84",
            "R901, Small panel,                           PANEL,       42",
            "R901, Single gene sequencing >=10 amplicons, SINGLE_GENE, 42",
            "R901, Targeted variant testing,              SINGLE_GENE, 42",
            "R901, Microarray,                            MICROARRAY,  42",
            "R22,  Microarray,                            MICROARRAY,  14",
            "R14,  WGS,                                   WGS,         21",
            "R901, NIPD,                                  OTHER,       21",
            "R901, Common aneuploidy testing,             OTHER,        3",
            "R901, Exon level CNV detection by MLPA or equivalent, OTHER, 42"
        })
        void isRoutedAndTimedByTheRulesThatItNames(
                String indication, String written, TestMethod method, int days) {
            SheetImport read =
                    csv(
                            HEADING
                                    + "%1$s,%1$s.1,Kinetic delay,ABC,%2$s,Core,Core,No change\n"
                                            .formatted(indication, written));
            DirectoryTest test = only(read);
            assertEquals(method, test.method());
            assertEquals(days, read.directory().turnaroundCalendarDays(test));
            assertEquals("rare-disease-sheet-2026.1", test.sheet().orElseThrow().assignedBy());
            assertEquals(List.of(), read.notes());
        }

        @Test
        void keepsEveryPanelOfItsTarget() {
            SheetImport read =
                    csv(
                            HEADING
                                    + "R901,R901.1,Kinetic delay,Delay (9901) and haste (9902),WES,Core,Core,\n");
            assertEquals(List.of("9901", "9902"), only(read).sheet().orElseThrow().panelIds());
            assertEquals(Optional.of("9901"), only(read).panelId());
            assertEquals("Delay and haste - WES", only(read).name());
        }
    }

    @Nested
    class Cleaning {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        R901 | R901.1 | 'Kinetic delay ' | WGS   | Core | clinical indication | 'Kinetic delay ' | Kinetic delay | OUTER_BLANKS
                        R901 | R901.1 | 'Kinetic  delay' | WGS   | Core | clinical indication | 'Kinetic  delay' | Kinetic delay | INNER_BLANKS
                        'R901 ' | R901.1 | Kinetic delay | WGS   | Core | clinical indication ID | 'R901 ' | R901 | OUTER_BLANKS
                        R901 | r901.1 | Kinetic delay    | WGS   | Core | test ID | r901.1 | R901.1 | CAPITAL_CODE
                        R901 | R901.1 | Kinetic delay    | wgs   | Core | test method | wgs | WGS | KNOWN_SPELLING
                        R901 | R901.1 | Kinetic delay    | WES or Large penel | Core | test method | WES or Large penel | WES or Large Panel | MISSPELLING
                        R901 | R901.1 | Kinetic delay    | WGS   | core | commissioning category | core | Core | KNOWN_SPELLING
                        R901 | R901.1 | Kinetic delay    | Divination | Core | test method | Divination | Divination | UNKNOWN_METHOD
                        """)
        void isNotedWithRowColumnBothValuesAndTheRule(
                String indication,
                String test,
                String name,
                String method,
                String category,
                String column,
                String written,
                String read,
                NoteRule rule) {
            SheetImport result =
                    csv(
                            HEADING
                                    + "%s,%s,%s,ABC,%s,%s,Core,\n"
                                            .formatted(indication, test, name, method, category));
            assertEquals(List.of(new Note(2, column, written, read, rule)), result.notes());
            assertEquals("R901.1", only(result).code());
        }

        @Test
        void leavesTheMethodAsWrittenToBeSeen() {
            SheetImport read =
                    csv(
                            HEADING
                                    + "R901,R901.1,Kinetic delay,ABC,\" small\u00A0Panel \",Core,Core,\n");
            SheetEntry entry = only(read).sheet().orElseThrow();
            assertEquals(" small\u00A0Panel ", entry.methodAsWritten());
            assertEquals("Small panel", entry.method());
            assertEquals(
                    List.of(NoteRule.OUTER_BLANKS, NoteRule.INNER_BLANKS, NoteRule.KNOWN_SPELLING),
                    read.notes().stream().map(Note::rule).toList());
        }

        @Test
        void keepsAMethodThatNobodyKnowsAndRoutesItAsAnother() {
            SheetImport read =
                    csv(HEADING + "R901,R901.1,Kinetic delay,ABC,Divination,Core,Core,\n");
            assertEquals(TestMethod.OTHER, only(read).method());
            assertEquals("Divination", only(read).methodWords());
        }

        @Test
        void givesAnIndicationItsFirstName() {
            SheetImport read =
                    csv(
                            HEADING
                                    + ONE_ROW
                                    + "R901,R901.2,Kinetic delay and haste,ABC,WES,Core,Core,\n");
            assertEquals("Kinetic delay", read.directory().indication("R901").orElseThrow().name());
            assertEquals(
                    List.of(
                            new Note(
                                    3,
                                    "clinical indication",
                                    "Kinetic delay and haste",
                                    "Kinetic delay",
                                    NoteRule.ONE_NAME)),
                    read.notes());
        }
    }

    @Nested
    class RowsThatCannotBeUsed {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                textBlock =
                        """
                        ,R901.2,Kinetic delay,ABC,WES,Core,Core,     | it has no clinical indication ID.
                        R901,,Kinetic delay,ABC,WES,Core,Core,       | it has no test ID.
                        Cardiology,,,,,,,                            | its clinical indication ID has not the shape of one (R27, M4).
                        R901,R901,Kinetic delay,ABC,WES,Core,Core,   | its test ID has not the shape of one (R27.3).
                        R90,R901.2,Kinetic delay,ABC,WES,Core,Core,  | test R901.2 does not belong to indication R90: a test's ID begins with its indication's.
                        R901,R901.1,Kinetic delay,ABC,WES,Core,Core, | test R901.1 stands in row 2 already. Remove one of the two.
                        R901,R901.2,,ABC,WES,Core,Core,              | it has no name of the clinical indication.
                        R901,R901.2,Kinetic delay,ABC,,Core,Core,    | it has no test method.
                        © Somebody                                   | its clinical indication ID has not the shape of one (R27, M4).
                        """)
        void areReportedWithTheirNumberAndTheReason(String row, String reason) {
            SheetImport read = csv(HEADING + ONE_ROW + row.strip() + "\n");
            assertEquals(1, read.directory().tests().size());
            assertEquals(1, read.unusable().size());
            UnusableRow unusable = read.unusable().getFirst();
            assertEquals(3, unusable.row());
            assertEquals(reason, unusable.reason());
            assertEquals(2, read.rows());
        }

        @Test
        void changeNothingAboutTheOthers() {
            SheetImport read = csv(HEADING + "R9,,x,,,,,\n" + ONE_ROW);
            assertEquals(csv(HEADING + ONE_ROW).directory(), read.directory());
        }
    }

    @Nested
    class TheHeading {
        @Test
        void neednotStandFirstNorInAnyOrder() {
            SheetImport read =
                    csv(
                            """
                            National directory,,,,,

                            Version 9.1,,,,,
                            Test method,Remarks,TEST ID,clinical_indication_id,Clinical Indication,Target genes
                            WGS,seen,R901.1,R901,Kinetic delay,Kinetic delay (9901)
                            """);
            assertEquals("R901.1", only(read).code());
            assertEquals(
                    List.of(
                            new Note(1, "", "National directory", "", NoteRule.BEFORE_HEADING),
                            new Note(3, "", "Version 9.1", "", NoteRule.BEFORE_HEADING),
                            new Note(4, "Remarks", "Remarks", "", NoteRule.NOT_A_COLUMN)),
                    read.notes());
            assertEquals("", only(read).sheet().orElseThrow().specialistTestGroup());
        }

        @Test
        void mayBeRepeatedFurtherDown() {
            SheetImport read = csv(HEADING + ONE_ROW + HEADING + ONE_ROW.replace("901", "902"));
            assertEquals(2, read.directory().indications().size());
            assertEquals(
                    List.of(NoteRule.HEADING_AGAIN),
                    read.notes().stream().map(Note::rule).toList());
        }

        @ParameterizedTest
        @ValueSource(chars = {',', ';', '\t'})
        void saysWhichSeparatorTheFileUses(char separator) {
            SheetImport read = csv((HEADING + ONE_ROW).replace(',', separator));
            assertEquals("R901.1", only(read).code());
        }

        @Test
        void mustBeThere() {
            String message = refusal("a,b,c\n1,2,3\n");
            assertTrue(message.startsWith("OGMS-2222"), message);
            assertTrue(message.contains("clinical indication ID"), message);
        }

        @Test
        void withoutAUsableRowIsRefusedWithTheFirstReason() {
            String message = refusal(HEADING + "R901,,x,,,,,\n");
            assertTrue(message.startsWith("OGMS-2224"), message);
            assertTrue(message.contains("row 2: it has no test ID"), message);
        }
    }

    @Nested
    class CommaSeparatedValues {
        @Test
        void mayQuoteSeparatorsQuotesAndLineBreaks() {
            SheetImport read =
                    csv(
                            HEADING
                                    + "\"R901\",R901.1,\"Delay, \"\"kinetic\"\"\",\"ABC;\r\nDEF\",WGS,Core,Core,\r\n"
                                    + "R901,R901.2,\"Delay, \"\"kinetic\"\"\",ABC,WES,Core,Core,\r\n");
            assertEquals(
                    "Delay, \"kinetic\"", read.directory().indication("R901").orElseThrow().name());
            assertEquals(
                    "ABC; DEF",
                    read.directory().test("R901.1").orElseThrow().sheet().orElseThrow().target());
            assertEquals(
                    List.of(
                            new Note(
                                    2,
                                    "target/genes",
                                    "ABC;\r\nDEF",
                                    "ABC; DEF",
                                    NoteRule.INNER_BLANKS)),
                    read.notes());
        }

        @Test
        void mayBeginWithAByteOrderMarkAndEndWithoutALineBreak() {
            assertEquals("R901.1", only(csv("\uFEFF" + HEADING + ONE_ROW.strip())).code());
        }

        @Test
        void mayBeGzipped(@TempDir Path folder) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write((HEADING + ONE_ROW).getBytes(StandardCharsets.UTF_8));
            }
            Path file = folder.resolve("sheet.csv.gz");
            Files.write(file, packed.toByteArray());
            assertEquals("R901.1", only(IMPORTER.read(file, EDITION)).code());
        }

        @Test
        void withAnOpenQuoteAreRefusedWithTheRow() {
            String message = refusal(HEADING + ONE_ROW + "R901,\"R901.2,x\n");
            assertEquals(
                    "OGMS-2221 sheet.csv cannot be read as CSV: row 3, column 2 (line 3): a quote is opened and never closed. Close it, or save the sheet as CSV again.",
                    message);
        }

        @Test
        void thatAreNoUtf8AreRefused() {
            String message =
                    refusal(
                            (HEADING + "R901,R901.1,Caf\u00e9,,WGS,,,\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            assertTrue(message.startsWith("OGMS-2221"), message);
            assertTrue(message.contains("UTF-8"), message);
        }
    }

    @Nested
    class AWorkbook {
        private static void heading(TestWorkbook.Sheet sheet, int row) {
            String[] titles = HEADING.strip().split(",", -1);
            for (int c = 0; c < titles.length; c++) {
                sheet.text(row, c, titles[c]);
            }
        }

        private static SheetImport read(TestWorkbook workbook) {
            return IMPORTER.read(workbook.bytes(), "sheet.xlsx", EDITION);
        }

        @Test
        void mayHoldSharedAndInlineTextsAndNumbers() {
            TestWorkbook workbook = new TestWorkbook();
            TestWorkbook.Sheet sheet = workbook.sheet("R&ID indications");
            heading(sheet, 1);
            sheet.text(2, 0, "R901").inline(2, 1, "R901.1").inline(2, 2, "Delay & <haste>");
            sheet.number(2, 3, "5.0999999999999996").text(2, 4, "WGS").number(2, 5, "12");
            SheetImport read = read(workbook);
            assertEquals(
                    "Delay & <haste>", read.directory().indication("R901").orElseThrow().name());
            SheetEntry entry = only(read).sheet().orElseThrow();
            assertEquals("5.1", entry.target());
            assertEquals("12", entry.commissioningCategory());
            assertEquals(
                    List.of(
                            new Note(
                                    2,
                                    "target/genes",
                                    "5.0999999999999996",
                                    "5.1",
                                    NoteRule.NUMBER_AS_SHOWN)),
                    read.notes());
            assertEquals("R&ID indications", read.sheet());
        }

        @Test
        void givesAMergedRangesValueToTheRowsBelow() {
            TestWorkbook workbook = new TestWorkbook();
            TestWorkbook.Sheet sheet = workbook.sheet("Directory");
            sheet.text(1, 0, "National directory").merge(1, 0, 1, 7);
            heading(sheet, 3);
            sheet.text(4, 0, "R901").text(4, 1, "R901.1").text(4, 2, "Kinetic delay");
            sheet.text(4, 4, "WGS");
            sheet.empty(5, 0).text(5, 1, "R901.2").text(5, 4, "WES");
            sheet.text(6, 0, " ").text(6, 1, "R901.3").text(6, 4, "Microarray");
            sheet.merge(4, 0, 6, 0).merge(4, 2, 6, 3);
            SheetImport read = read(workbook);
            assertEquals(
                    List.of("R901.1", "R901.2", "R901.3"),
                    read.directory().tests().stream().map(DirectoryTest::code).toList());
            assertEquals(List.of(), read.unusable());
            assertEquals(
                    List.of(
                            new Note(1, "", "National directory", "", NoteRule.BEFORE_HEADING),
                            new Note(5, "clinical indication ID", "", "R901", NoteRule.MERGED_CELL),
                            new Note(
                                    5,
                                    "clinical indication",
                                    "",
                                    "Kinetic delay",
                                    NoteRule.MERGED_CELL),
                            new Note(
                                    6, "clinical indication ID", " ", "R901", NoteRule.MERGED_CELL),
                            new Note(
                                    6,
                                    "clinical indication",
                                    "",
                                    "Kinetic delay",
                                    NoteRule.MERGED_CELL)),
                    read.notes());
            assertEquals(
                    "", only(read, "R901.1").sheet().orElseThrow().target(), "not to the right");
        }

        private static DirectoryTest only(SheetImport read, String code) {
            return read.directory().test(code).orElseThrow();
        }

        private static DirectoryTest only(SheetImport read) {
            return SheetImporterTest.only(read);
        }

        @Test
        void namesTheSheetsThatAreNotRead() {
            TestWorkbook workbook = new TestWorkbook();
            workbook.sheet("Cover").text(1, 0, "Welcome");
            TestWorkbook.Sheet sheet = workbook.sheet("Directory");
            heading(sheet, 1);
            sheet.text(2, 0, "R901").text(2, 1, "R901.1").text(2, 2, "x").text(2, 4, "WGS");
            assertEquals(
                    List.of(new Note(0, "", "Cover", "", NoteRule.OTHER_SHEET)),
                    read(workbook).notes());
        }

        @Test
        void withTwoDirectoriesAsksWhichIsMeant() {
            TestWorkbook workbook = new TestWorkbook();
            for (String code : List.of("R901", "R902")) {
                TestWorkbook.Sheet sheet = workbook.sheet("Sheet " + code);
                heading(sheet, 1);
                sheet.text(2, 0, code).text(2, 1, code + ".1").text(2, 2, "x").text(2, 4, "WGS");
            }
            byte[] bytes = workbook.bytes();
            String message = refusal(bytes);
            assertTrue(message.startsWith("OGMS-2223"), message);
            assertTrue(message.contains("Sheet R901, Sheet R902"), message);
            SheetImport read =
                    IMPORTER.read(
                            bytes,
                            "sheet.xlsx",
                            new SheetImporter.Edition(
                                    "9.1", LocalDate.of(2026, 4, 1), Optional.of("Sheet R902")));
            assertEquals("R902.1", only(read).code());
        }

        /// Each is what a reader of workbooks must withstand: no workbook, entities, a reference to
        /// a text that is not there, numbers that are none.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<worksheet",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>",
                    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData></worksheet>",
                    "<worksheet><sheetData><row r=\"one\"/></sheetData></worksheet>",
                    "<worksheet><sheetData><row r=\"1\"><c r=\"99\"/></row></sheetData></worksheet>",
                    "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZ1\"/></row></sheetData></worksheet>"
                })
        void thatIsDamagedIsRefusedInWords(String sheet) {
            byte[] bytes =
                    TestWorkbook.zip(
                            Map.of(
                                    "xl/workbook.xml",
                                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"i\"/></sheets></workbook>",
                                    "xl/_rels/workbook.xml.rels",
                                    "<Relationships><Relationship Id=\"i\" Target=\"a.xml\"/></Relationships>",
                                    "xl/a.xml",
                                    sheet));
            String message = refusal(bytes);
            assertTrue(message.startsWith("OGMS-2221"), message);
        }

        @Test
        void thatUnpacksToTooMuchIsRefused() {
            byte[] bytes =
                    TestWorkbook.zip(
                            Map.of("xl/workbook.xml", "<workbook>" + " ".repeat(70 << 20)));
            String message = refusal(bytes);
            assertTrue(message.contains("unpacks to more than 64 MB"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".5", "5/1", "../5", "5 1", "v\u00e9"})
    void refusesAVersionThatCannotNameAFile(String version) {
        DirectoryInputException refused =
                assertThrows(
                        DirectoryInputException.class,
                        () ->
                                new SheetImporter.Edition(
                                        version, LocalDate.of(2026, 4, 1), Optional.empty()));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-2231"));
    }
}
