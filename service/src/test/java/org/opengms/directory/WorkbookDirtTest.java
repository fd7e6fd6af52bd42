package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.SheetImport.Note;
import org.opengms.directory.SheetImport.NoteRule;
import org.opengms.directory.SheetImport.UnusableRow;

/// What people and programs do to workbooks, and what is made of it: the right rows, or a word that
/// helps.
class WorkbookDirtTest {
    private static final SheetImporter IMPORTER = new SheetImporter(SheetRules.standard());
    private static final SheetImporter.Edition EDITION =
            new SheetImporter.Edition("9.1", LocalDate.of(2026, 4, 1), Optional.empty());
    private static final List<String> TITLES =
            List.of(
                    "Clinical indication ID",
                    "Test ID",
                    "Clinical Indication",
                    "Target/Genes",
                    "Test Method",
                    "Commissioning category",
                    "Specialist test group",
                    "Changes since April 2025");
    private static final int TARGET = 3;
    private static final int METHOD = 4;
    private static final int CATEGORY = 5;
    private static final int CHANGES = 7;

    private final TestWorkbook workbook = new TestWorkbook();
    private final TestWorkbook.Sheet sheet = workbook.sheet("Directory");

    private void heading(int row) {
        for (int c = 0; c < TITLES.size(); c++) {
            sheet.text(row, c, TITLES.get(c));
        }
    }

    private TestWorkbook.Sheet row(int row, String test) {
        return sheet.text(row, 0, test.replaceAll("\\..*", ""))
                .text(row, 1, test)
                .text(row, 2, "Kinetic delay")
                .text(row, METHOD, "WGS");
    }

    private SheetImport read() {
        return IMPORTER.read(workbook.bytes(), "sheet.xlsx", EDITION);
    }

    private static String refusal(byte[] bytes) {
        return String.valueOf(
                assertThrows(
                                DirectoryInputException.class,
                                () -> IMPORTER.read(bytes, "sheet.xlsx", EDITION))
                        .getMessage());
    }

    private static List<String> codes(SheetImport read) {
        return read.directory().tests().stream().map(DirectoryTest::code).toList();
    }

    private static SheetEntry entry(SheetImport read, String code) {
        return read.directory().test(code).orElseThrow().sheet().orElseThrow();
    }

    @Nested
    class Dates {
        /// 45748 is 1 April 2025 in days since 1900, 44286 in days since 1904.
        @ParameterizedTest
        @CsvSource({
            "2, 45748, 2025-04-01",
            "3, 45748, 2025-04-01",
            "2, 45748.5625, 2025-04-01 13:30",
            "2, 1, 1900-01-01",
            "2, 59, 1900-02-28",
            "2, 61, 1900-03-01",
            "4, 45748, 45748",
            "0, 45748, 45748",
            "2, -3, -3",
            "2, 99999999, 99999999",
        })
        void areReadAsDaysWhereTheFormatSaysSo(int format, String stored, String text) {
            heading(1);
            row(2, "R901.1").formatted(2, CHANGES, format, stored);
            SheetImport read = read();
            assertEquals(text, entry(read, "R901.1").changes());
            assertEquals(
                    text.equals(stored)
                            ? List.of()
                            : List.of(
                                    new Note(
                                            2,
                                            SheetColumn.CHANGES.words(),
                                            stored,
                                            text,
                                            NoteRule.NUMBER_AS_SHOWN)),
                    read.notes());
        }

        @Test
        void areCountedFrom1904WhereTheWorkbookSaysSo() {
            workbook.from1904();
            heading(1);
            row(2, "R901.1").formatted(2, CHANGES, 2, "44286");
            assertEquals("2025-04-01", entry(read(), "R901.1").changes());
        }
    }

    @Nested
    class Formulas {
        @Test
        void giveTheValueThatTheFileHolds() {
            heading(1);
            row(2, "R901.1")
                    .raw(2, METHOD, "t=\"str\"", "<f>\"W\"&amp;\"ES\"</f><v>WES</v>")
                    .raw(2, TARGET, "", "<f>2+3</f><v>5</v>")
                    .raw(2, CATEGORY, "t=\"b\"", "<f>TRUE()</f><v>1</v>")
                    .raw(2, CHANGES, "t=\"str\"", "<f>T(\"\")</f><v></v>");
            SheetImport read = read();
            assertEquals("WES", entry(read, "R901.1").method());
            assertEquals("5", entry(read, "R901.1").target());
            assertEquals("TRUE", entry(read, "R901.1").commissioningCategory());
            assertEquals("", entry(read, "R901.1").changes());
            assertEquals(List.of(), read.unusable());
        }

        @Test
        void withoutAValueMakeTheirRowUnusableWithTheReason() {
            heading(1);
            row(2, "R901.1");
            row(3, "R901.2").raw(3, METHOD, "", "<f>A1</f>");
            SheetImport read = read();
            assertEquals(List.of("R901.1"), codes(read));
            UnusableRow told = read.unusable().getFirst();
            assertEquals(3, told.row());
            assertEquals(
                    "its test method is a formula whose value the workbook does not have. Open it in a spreadsheet program and save it again.",
                    told.reason());
        }

        @Test
        void thatFailMakeTheirRowUnusableWhereTheyTellTheTest() {
            heading(1);
            row(2, "R901.1");
            row(3, "R901.2").raw(3, TARGET, "t=\"e\"", "<f>VLOOKUP(1,A1,2)</f><v>#N/A</v>");
            SheetImport read = read();
            assertEquals(List.of("R901.1"), codes(read));
            assertEquals(
                    "its target/genes is the error of a formula (#N/A). Mend the formula, or write the value itself.",
                    read.unusable().getFirst().reason());
        }

        @Test
        void thatFailElsewhereAreLeftAsideWithANote() {
            heading(1);
            row(2, "R901.1").raw(2, CHANGES, "t=\"e\"", "<v>#REF!</v>");
            SheetImport read = read();
            assertEquals("", entry(read, "R901.1").changes());
            assertEquals(
                    List.of(
                            new Note(
                                    2,
                                    SheetColumn.CHANGES.words(),
                                    "#REF!",
                                    "",
                                    NoteRule.SPREADSHEET_ERROR)),
                    read.notes());
        }
    }

    @Nested
    class Texts {
        @Test
        void inRunsOfDifferentFormatAreOne() {
            heading(1);
            row(2, "R901.1")
                    .raw(
                            2,
                            METHOD,
                            "t=\"inlineStr\"",
                            "<is><r><t>W</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">GS </t></r></is>")
                    .inline(2, TARGET, "Kinetic delay (9901)");
            SheetImport read = read();
            assertEquals("WGS", entry(read, "R901.1").method());
            assertEquals(List.of("9901"), entry(read, "R901.1").panelIds());
            assertEquals(
                    List.of(
                            new Note(
                                    2,
                                    SheetColumn.METHOD.words(),
                                    "WGS ",
                                    "WGS",
                                    NoteRule.OUTER_BLANKS)),
                    read.notes());
        }

        @Test
        void mayStandInAPartOfAnotherName() {
            byte[] bytes =
                    TestWorkbook.zip(
                            new LinkedHashMap<>(
                                    Map.of(
                                            "xl/workbook.xml",
                                            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"i\"/></sheets></workbook>",
                                            "xl/_rels/workbook.xml.rels",
                                            "<Relationships><Relationship Id=\"i\" Target=\"a.xml\"/><Relationship Id=\"s\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings\" Target=\"texts.xml\"/></Relationships>",
                                            "xl/texts.xml",
                                            "<sst><si><t>Test ID</t></si></sst>",
                                            "xl/a.xml",
                                            "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>")));
            SheetTable table = XlsxReader.read(bytes, "sheet.xlsx").getFirst();
            assertEquals("Test ID", table.rows().getFirst().cell(0).text());
        }
    }

    @Nested
    class MergedCells {
        @Test
        void ofTheHeadingOverTwoRowsAreOneHeading() {
            heading(2);
            for (int c = 0; c < TITLES.size(); c++) {
                sheet.empty(3, c).merge(2, c, 3, c);
            }
            sheet.text(1, 0, "National directory").merge(1, 0, 1, 7);
            row(4, "R901.1");
            SheetImport read = read();
            assertEquals(List.of("R901.1"), codes(read));
            assertEquals(List.of(), read.unusable());
            assertEquals(
                    List.of(new Note(1, "", "National directory", "", NoteRule.BEFORE_HEADING)),
                    read.notes());
        }

        /// The title over two columns belongs to the first; what stands in the second is told.
        @Test
        void ofTheHeadingOverTwoColumnsLeaveTheSecondAsideWithANote() {
            heading(1);
            sheet.merge(1, 7, 1, 8);
            row(2, "R901.1").text(2, 8, "New gene");
            assertEquals(
                    List.of(new Note(2, "column 9", "New gene", "", NoteRule.NOT_A_COLUMN)),
                    read().notes());
        }

        @Test
        void ofAnIndicationStandBesideEachOfItsTests() {
            heading(1);
            row(2, "R901.1");
            for (int r = 3; r <= 5; r++) {
                sheet.empty(r, 0).text(r, 1, "R901." + (r - 1)).empty(r, 2).text(r, METHOD, "WES");
            }
            sheet.merge(2, 0, 5, 0).merge(2, 2, 5, 2);
            SheetImport read = read();
            assertEquals(List.of("R901.1", "R901.2", "R901.3", "R901.4"), codes(read));
            assertEquals(List.of(), read.unusable());
            assertEquals(
                    6, read.notes().stream().filter(n -> n.rule() == NoteRule.MERGED_CELL).count());
        }
    }

    @Test
    void hiddenRowsAreReadLikeOthersAndTold() {
        heading(1);
        row(2, "R901.1");
        row(3, "R901.2");
        sheet.hide(3);
        SheetImport read = read();
        assertEquals(List.of("R901.1", "R901.2"), codes(read));
        assertEquals(
                List.of(
                        new Note(
                                3,
                                "",
                                "R901 | R901.2 | Kinetic delay | WGS",
                                "R901 | R901.2 | Kinetic delay | WGS",
                                NoteRule.HIDDEN_ROW)),
                read.notes());
    }

    @Nested
    class WhatIsNoWorkbook {
        @Test
        void isAnOldOneOrOneWithAPassword() {
            byte[] old = new byte[512];
            byte[] start = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1};
            System.arraycopy(start, 0, old, 0, start.length);
            assertEquals(
                    "OGMS-2221 sheet.xlsx is a workbook of the old form (.xls), or has a password. Save it as .xlsx without a password, or as CSV UTF-8.",
                    refusal(old));
        }

        @ParameterizedTest
        @CsvSource({
            "'<html><table><tr><td>Test ID</td></tr></table></html>'",
            "'﻿  <!DOCTYPE html><html/>'",
            "'<?xml version=\"1.0\"?><Workbook/>'"
        })
        void isAWebPage(String text) {
            assertEquals(
                    "OGMS-2221 sheet.xlsx is a web page or another text with tags, whatever its name ends in. Open it in a spreadsheet program and save it as .xlsx, or as CSV UTF-8.",
                    refusal(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void isAnotherArchive() {
            String message = refusal(TestWorkbook.zip(Map.of("content.xml", "<office/>")));
            assertTrue(
                    message.contains("it has no xl/workbook.xml. Save it again as .xlsx"), message);
        }

        @Test
        void isOneCutShort() {
            heading(1);
            row(2, "R901.1");
            byte[] whole = workbook.bytes();
            String message = refusal(java.util.Arrays.copyOf(whole, whole.length / 2));
            assertTrue(message.startsWith("OGMS-2221 sheet.xlsx cannot be read"), message);
        }

        /// A part that is not even read may not cost more than one that is.
        @Test
        void isABombInAPicture() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("xl/media/picture.png"));
                byte[] megabyte = new byte[1 << 20];
                for (int i = 0; i < 65; i++) {
                    zip.write(megabyte);
                }
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
                zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            }
            assertTrue(refusal(bytes.toByteArray()).contains("unpacks to more than 64 MB"));
        }
    }
}
