package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.ImportRecord;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;

class ServedDirectoriesTest {
    private static final ImportRecord RECORD =
            new ImportRecord(
                    Instant.parse("2026-04-01T08:00:00Z"),
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    List.of());

    @TempDir private Path folder = Path.of("");

    private static TestDirectory version(String name, String day, int days) {
        return new TestDirectory(name, LocalDate.parse(day), Map.of("wgs", days), List.of());
    }

    private Path file(TestDirectory directory) {
        Path file = folder.resolve(directory.version() + ".json");
        TestDirectoryFile.write(directory, file);
        return file;
    }

    private DirectoryLibrary library(TestDirectory... versions) {
        DirectoryLibrary library = DirectoryLibrary.at(folder.resolve("library"));
        for (TestDirectory version : versions) {
            library.add(version, RECORD);
        }
        return library;
    }

    @Test
    void areThoseOfTheLibraryAndOfTheFiles() {
        TestDirectory imported = version("5.1", "2023-06-01", 84);
        TestDirectory named = version("6", "2024-01-01", 84);
        assertEquals(
                List.of(imported, named),
                ServedDirectories.of(library(imported), List.of(file(named))));
        assertEquals(List.of(imported), ServedDirectories.of(library(imported), List.of()));
        assertEquals(
                List.of(imported),
                ServedDirectories.of(library(imported), List.of(file(imported))));
    }

    @Test
    void areRefusedWhereTheTwoDifferUnderOneVersion() {
        DirectoryLibrary library = library(version("5.1", "2023-06-01", 84));
        Path other = file(version("5.1", "2023-06-01", 42));
        CommandProblem refused =
                assertThrows(
                        CommandProblem.class, () -> ServedDirectories.of(library, List.of(other)));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-4931"));
    }
}
