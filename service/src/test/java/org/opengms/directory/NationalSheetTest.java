package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.SheetImport.Note;
import org.opengms.directory.SheetImport.NoteRule;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// The national sheet, version 5.1 of June 2023. Counts were made independently of this program.
@RealData
class NationalSheetTest {
    private static final SheetImporter IMPORTER = new SheetImporter(SheetRules.standard());
    private static final SheetImporter.Edition EDITION =
            new SheetImporter.Edition("5.1", LocalDate.of(2023, 6, 1), Optional.empty());

    private static byte[] bytes() throws IOException {
        return Files.readAllBytes(SharedData.file("directory/ngtd-rare-disease-v5.1.csv"));
    }

    private static SheetImport read() throws IOException {
        return IMPORTER.read(bytes(), "ngtd.csv", EDITION);
    }

    @Test
    void hasTheTestsAndIndicationsThatWereCounted() throws IOException {
        SheetImport read = read();
        List<DirectoryTest> tests = read.directory().tests();
        assertEquals(619, tests.size());
        assertEquals(619, read.rows());
        assertEquals(372, read.directory().indications().size());
        assertEquals(35, tests.stream().filter(t -> t.method() == TestMethod.WGS).count());
        List<ClinicalIndication> whole =
                read.directory().indications().stream().filter(i -> i.wgs().isPresent()).toList();
        assertEquals(35, whole.size());
        assertEquals(26, whole.stream().filter(i -> !i.conventional().isEmpty()).count());
        assertEquals(List.of(), read.unusable());
        List<SheetEntry> entries = tests.stream().flatMap(t -> t.sheet().stream()).toList();
        assertEquals(267, entries.stream().filter(e -> !e.panelIds().isEmpty()).count());
        Set<String> panels = new HashSet<>();
        entries.forEach(e -> panels.addAll(e.panelIds()));
        assertEquals(153, panels.size());
        Set<String> written = new HashSet<>();
        entries.forEach(e -> written.add(e.methodAsWritten()));
        assertEquals(36, written.size());
    }

    @ParameterizedTest
    @CsvSource({
        "R27,  MICROARRAY WGS",
        "R29,  MICROARRAY WGS",
        "R59,  MICROARRAY WGS",
        "R98,  EXOME WGS",
        "R193, WGS"
    })
    void offersTheMethodsThatWereSeen(String indication, String methods) throws IOException {
        Set<String> offered = new HashSet<>();
        read().directory()
                .indication(indication)
                .orElseThrow()
                .tests()
                .forEach(t -> offered.add(t.method().name()));
        offered.remove("OTHER");
        offered.remove("SINGLE_GENE");
        assertEquals(Set.of(methods.split(" ", -1)), offered);
    }

    /// The list was read through by hand against the sheet.
    @Test
    void isChangedAsReviewedAndNowhereElse() throws IOException {
        List<String> notes =
                read().notes().stream()
                        .map(n ->
                                "%d\t%s\t%s\t%s\t%s"
                                        .formatted(
                                                n.row(),
                                                n.column(),
                                                n.asWritten(),
                                                n.asRead(),
                                                n.rule()))
                        .toList();
        assertEquals(String.join("\n", reviewed()), String.join("\n", notes));
    }

    private static List<String> reviewed() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        NationalSheetTest.class.getResourceAsStream(
                                "notes-on-the-national-sheet-5.1.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void becomesTheSameDirectoryFromAFileOfOurOwnForm() throws IOException {
        TestDirectory directory = read().directory();
        byte[] text = TestDirectoryFile.text(directory).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                directory, TestDirectoryFile.read(new java.io.ByteArrayInputStream(text), "again"));
    }

    /// The same sheet as a workbook, with a title, stray blanks, merged cells, other columns first
    /// and a cover sheet, gives the same directory.
    @Test
    void readsAlikeAsAWorkbook() throws IOException {
        SheetTable csv = SheetImporter.csv(SheetImporter.text(bytes(), "csv"), "csv", ',');
        TestDirectory expected = read().directory();
        Cases.check(
                3,
                random -> {
                    SheetImport read =
                            IMPORTER.read(workbook(csv, random).bytes(), "ngtd.xlsx", EDITION);
                    assertEquals(List.of(), read.unusable());
                    assertEquals(expected, asWritten(expected, read.directory()));
                    assertTrue(
                            read.notes().stream().anyMatch(n -> n.rule() == NoteRule.MERGED_CELL));
                    assertTrue(
                            read.notes().stream().anyMatch(n -> n.rule() == NoteRule.OUTER_BLANKS));
                    List<Note> told =
                            read.notes().stream()
                                    .filter(n -> n.rule() == NoteRule.MISSPELLING)
                                    .toList();
                    assertEquals(2, told.size());
                });
    }

    /// Stray blanks are part of the method as written; everything else must be equal.
    private static TestDirectory asWritten(TestDirectory expected, TestDirectory read) {
        List<ClinicalIndication> indications = new ArrayList<>();
        for (ClinicalIndication indication : read.indications()) {
            List<DirectoryTest> tests = new ArrayList<>();
            for (DirectoryTest test : indication.tests()) {
                SheetEntry entry = test.sheet().orElseThrow();
                SheetEntry there =
                        expected.test(test.code()).flatMap(DirectoryTest::sheet).orElseThrow();
                assertEquals(there.methodAsWritten(), entry.methodAsWritten().strip());
                tests.add(
                        new DirectoryTest(
                                test.code(),
                                test.name(),
                                test.method(),
                                test.panelId(),
                                test.turnaroundClass(),
                                test.familyStructure(),
                                Optional.of(
                                        new SheetEntry(
                                                there.methodAsWritten(),
                                                entry.method(),
                                                entry.target(),
                                                entry.panelIds(),
                                                entry.commissioningCategory(),
                                                entry.specialistTestGroup(),
                                                entry.changes(),
                                                entry.assignedBy())),
                                test.digital()));
            }
            indications.add(indication.with(tests, indication.digital()));
        }
        return new TestDirectory(
                read.version(), read.effectiveFrom(), read.turnaroundCalendarDays(), indications);
    }

    private static TestWorkbook workbook(SheetTable csv, RandomGenerator random) {
        TestWorkbook workbook = new TestWorkbook();
        workbook.sheet("Cover").text(1, 0, "Cover").text(2, 1, "of the directory");
        TestWorkbook.Sheet sheet = workbook.sheet("R&ID");
        List<Integer> places = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        java.util.Collections.shuffle(places, new java.util.Random(random.nextLong()));
        int offset = 3;
        sheet.text(1, 0, "The national directory").merge(1, 0, 1, 7);
        List<SheetTable.Row> rows = csv.rows();
        for (int r = 0; r < rows.size(); r++) {
            SheetTable.Row row = rows.get(r);
            for (int c = 0; c < 8; c++) {
                String text = row.cell(c).text();
                // An indication's code and name are written once beside its tests, and merged.
                if (r > 1 && (c == 0 || c == 2) && sameAsAbove(rows, r)) {
                    sheet.empty(row.number() + offset, places.get(c));
                    continue;
                }
                String stray = r > 0 && random.nextInt(20) == 0 ? text + " " : text;
                if (random.nextInt(5) == 0) {
                    sheet.inline(row.number() + offset, places.get(c), stray);
                } else {
                    sheet.text(row.number() + offset, places.get(c), stray);
                }
            }
        }
        int first = 1;
        for (int r = 2; r <= rows.size(); r++) {
            if (r == rows.size() || !sameAsAbove(rows, r)) {
                for (int c : new int[] {0, 2}) {
                    sheet.merge(
                            rows.get(first).number() + offset,
                            places.get(c),
                            rows.get(r - 1).number() + offset,
                            places.get(c));
                }
                first = r;
            }
        }
        return workbook;
    }

    private static boolean sameAsAbove(List<SheetTable.Row> rows, int r) {
        return rows.get(r).cell(0).text().equals(rows.get(r - 1).cell(0).text())
                && rows.get(r).cell(2).text().equals(rows.get(r - 1).cell(2).text());
    }
}
