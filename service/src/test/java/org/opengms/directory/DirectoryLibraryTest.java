package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.DirectoryLibrary.Added;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;

class DirectoryLibraryTest {
    private static final ImportRecord RECORD =
            new ImportRecord(
                    Instant.parse("2026-04-01T08:00:00Z"),
                    List.of(new ImportRecord.Source("sheet", "sheet.csv", "00ff")),
                    "rules-1",
                    List.of(
                            new SheetImport.Note(
                                    2,
                                    "test method",
                                    "wgs",
                                    "WGS",
                                    SheetImport.NoteRule.KNOWN_SPELLING)),
                    List.of(new SheetImport.UnusableRow(3, "x", "it has no test ID.")),
                    List.of(new DigitalDirectory.Unmatched("TP7", "nowhere")));

    @TempDir private Path folder = Path.of("");
    private DirectoryLibrary library = DirectoryLibrary.at(folder);

    @BeforeEach
    void open() {
        library = DirectoryLibrary.at(folder.resolve("library"));
    }

    private static TestDirectory from(TestDirectory directory, String version, String day) {
        return new TestDirectory(
                version,
                LocalDate.parse(day),
                directory.turnaroundCalendarDays(),
                directory.indications());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable adding) {
        return String.valueOf(assertThrows(DirectoryInputException.class, adding).getMessage());
    }

    private List<String> snapshot() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(folder.relativize(file) + " " + Files.readString(file));
            }
        }
        return files;
    }

    @Nested
    class ADirectoryVersion {
        @Test
        void isKeptWithWhereItCameFrom() {
            assertEquals(Added.NEW, library.add(Directories.BOTH_CODES, RECORD));
            assertEquals(Optional.of(Directories.BOTH_CODES), library.directory("9.1"));
            assertEquals(Optional.of(RECORD), library.provenance("9.1"));
            assertEquals(Optional.empty(), library.directory("9.2"));
            assertEquals(Optional.empty(), library.provenance("../9.1"));
        }

        @Test
        void importedAgainChangesNothing() throws IOException {
            library.add(Directories.PLAIN, RECORD);
            List<String> before = snapshot();
            ImportRecord later =
                    new ImportRecord(
                            Instant.parse("2027-01-01T00:00:00Z"),
                            List.of(),
                            "",
                            List.of(),
                            List.of(),
                            List.of());
            assertEquals(Added.ALREADY_THERE, library.add(Directories.PLAIN, later));
            assertEquals(before, snapshot());
        }

        @Test
        void withAnotherContentIsRefusedAndTheOldOneStays() throws IOException {
            library.add(Directories.PLAIN, RECORD);
            List<String> before = snapshot();
            String message = refusal(() -> library.add(Directories.BOTH_CODES, RECORD));
            assertTrue(message.startsWith("OGMS-2232"), message);
            assertTrue(message.contains("version 9.1"), message);
            assertEquals(before, snapshot());
        }

        @Test
        void cannotStartOnTheDayOfAnother() throws IOException {
            library.add(Directories.PLAIN, RECORD);
            List<String> before = snapshot();
            String message =
                    refusal(() ->
                            library.add(from(Directories.PLAIN, "9.2", "2026-04-01"), RECORD));
            assertTrue(message.startsWith("OGMS-2232"), message);
            assertEquals(before, snapshot());
        }

        @Test
        void standsAmongTheOthersByItsFirstDay() {
            library.add(from(Directories.PLAIN, "9.10", "2026-10-01"), RECORD);
            library.add(from(Directories.PLAIN, "9.2", "2026-07-01"), RECORD);
            library.add(Directories.PLAIN, RECORD);
            assertEquals(
                    List.of("9.1", "9.2", "9.10"),
                    library.directories().stream().map(TestDirectory::version).toList());
        }

        @ParameterizedTest
        @CsvSource({"../x", "a/b", "''", ".hidden", "9 1"})
        void needsAVersionThatCanNameAFile(String version) {
            String message =
                    refusal(() ->
                            library.add(from(Directories.PLAIN, version, "2026-05-01"), RECORD));
            assertTrue(message.startsWith("OGMS-2231"), message);
        }

        /// Of many that add different contents under one version at once, one wins, and what it
        /// added stays.
        @Test
        void isAddedOnceByOneOfMany() throws Exception {
            List<Callable<Boolean>> adding = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                TestDirectory mine =
                        Directories.directory("9.9", Directories.indication("R901", "Name " + i));
                adding.add(() -> {
                    try {
                        return library.add(mine, RECORD) == Added.NEW;
                    } catch (DirectoryInputException refused) {
                        return false;
                    }
                });
            }
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                int added = 0;
                for (Future<Boolean> one : many.invokeAll(adding)) {
                    added += one.get() ? 1 : 0;
                }
                assertEquals(1, added);
            }
            assertEquals(1, library.directories().size());
        }
    }

    @Nested
    class APanel {
        private static Panel panel(String version, PanelEntity... entities) {
            return new Panel(
                    new PanelHeader(
                            "9901",
                            version,
                            "Kinetic delay",
                            "Neurology",
                            "",
                            "public",
                            Optional.of("2026-01-22T16:47:20Z"),
                            List.of("R901"),
                            List.of(new PanelHeader.PanelType("superpanel", "Superpanel"))),
                    List.of(new Panel.Child("9905", "1.0", "Child")),
                    List.of(entities));
        }

        private static final PanelEntity GENE =
                new PanelEntity.Gene(
                        "AAA",
                        Confidence.GREEN,
                        "BIALLELIC",
                        Optional.of("9905"),
                        "AAA",
                        "HGNC:1",
                        List.of("ENSG01"),
                        "Complete",
                        "");
        private static final PanelEntity REPEAT =
                new PanelEntity.ShortTandemRepeat(
                        "BBB_CTG",
                        Confidence.AMBER,
                        "",
                        Optional.empty(),
                        "BBB",
                        "HGNC:2",
                        "CTG",
                        Optional.empty(),
                        Optional.of(new PanelEntity.Place("19", 45770204, 45770264)),
                        OptionalInt.of(35),
                        OptionalInt.empty());
        private static final PanelEntity REGION =
                new PanelEntity.Region(
                        "REG-1-Loss",
                        Confidence.RED,
                        "",
                        Optional.empty(),
                        "1p Loss",
                        Optional.empty(),
                        Optional.of(new PanelEntity.Place("1", 100, 200)),
                        "cnv_loss",
                        "30",
                        "",
                        OptionalInt.of(60));

        @Test
        void isKeptInEveryVersion() {
            assertEquals(Added.NEW, library.add(panel("2.9", GENE, REPEAT, REGION)));
            assertEquals(Added.NEW, library.add(panel("2.10", GENE)));
            assertEquals(Added.ALREADY_THERE, library.add(panel("2.10", GENE)));
            assertEquals(
                    List.of(panel("2.9", GENE, REPEAT, REGION), panel("2.10", GENE)),
                    library.panels("9901"));
            assertEquals(List.of(panel("2.10", GENE)), library.newestPanels());
        }

        @Test
        void ofATableCountsAsOlderThanOneThatStatesItsVersion() {
            Panel stated = panel("2.9", GENE);
            PanelHeader head = stated.header();
            Panel table =
                    new Panel(
                            new PanelHeader(
                                    head.id(),
                                    "2026-03",
                                    head.name(),
                                    "",
                                    "",
                                    "",
                                    Optional.empty(),
                                    List.of(),
                                    List.of()),
                            List.of(),
                            List.of(GENE));
            library.add(table);
            assertEquals(List.of(table), library.newestPanels());
            library.add(stated);
            assertEquals(List.of(stated), library.newestPanels());
        }

        @Test
        void withAnotherContentIsRefused() {
            library.add(panel("2.9", GENE));
            assertTrue(refusal(() -> library.add(panel("2.9", REGION))).startsWith("OGMS-2232"));
            assertEquals(List.of(panel("2.9", GENE)), library.panels());
        }

        @Test
        void withoutAVersionIsRefused() {
            assertTrue(refusal(() -> library.add(panel("", GENE))).startsWith("OGMS-2231"));
        }

        @Test
        void standsApartFromItsHeaderOnAListPage() {
            library.add(panel("2.9", GENE));
            assertEquals(Added.NEW, library.add(panel("2.9").header()));
            assertEquals(Added.ALREADY_THERE, library.add(panel("2.9").header()));
            assertEquals(List.of(panel("2.9").header()), library.panelHeaders());
            assertEquals(1, library.panels().size());
        }
    }

    @Test
    void isEmptyWhereThereIsNoFolder() {
        assertEquals(List.of(), library.directories());
        assertEquals(List.of(), library.panels());
        assertEquals(List.of(), library.panelHeaders());
    }
}
