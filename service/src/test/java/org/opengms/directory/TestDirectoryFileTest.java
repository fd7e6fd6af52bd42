package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDirectoryFileTest {
    private static final TestDirectory DIRECTORY =
            new TestDirectory(
                    "2026.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(
                            new ClinicalIndication(
                                    "R901",
                                    "Kinetic delay",
                                    "Any age.",
                                    List.of("Clinical Genetics"),
                                    Optional.empty(),
                                    Optional.of(17),
                                    List.of(
                                            new DirectoryTest(
                                                    "R901.1",
                                                    "Kinetic delay: WGS",
                                                    TestMethod.WGS,
                                                    Optional.of("9901"),
                                                    "wgs",
                                                    FamilyStructure.TRIO)))));

    private static final String TEXT =
            """
            {
              "version" : "2026.1",
              "effectiveFrom" : "2026-04-01",
              "turnaroundCalendarDays" : {
                "standard" : 42,
                "wgs" : 84
              },
              "indications" : [
                {
                  "code" : "R901",
                  "name" : "Kinetic delay",
                  "criteria" : "Any age.",
                  "specialties" : [
                    "Clinical Genetics"
                  ],
                  "maximumAgeYears" : 17,
                  "tests" : [
                    {
                      "code" : "R901.1",
                      "name" : "Kinetic delay: WGS",
                      "method" : "WGS",
                      "panelId" : "9901",
                      "turnaroundClass" : "wgs",
                      "familyStructure" : "TRIO"
                    }
                  ]
                }
              ]
            }
            """;

    private static TestDirectory read(String text) {
        return TestDirectoryFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "directory.json");
    }

    @Test
    void writesComponentsInTheirOrderAndKeysSorted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("directory.json");
        TestDirectoryFile.write(DIRECTORY, file);
        assertEquals(TEXT, Files.readString(file));
        assertEquals(DIRECTORY, TestDirectoryFile.read(file));
    }

    @Test
    void readsWhatItWrites() {
        assertEquals(DIRECTORY, read(TestDirectoryFile.text(DIRECTORY)));
    }

    @Nested
    class FaultyFiles {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                textBlock =
                        """
                        "method" : "WGS"                 | "method" : "WGX"           | indications[0].tests[0].method
                        "2026-04-01"                     | "1 April"                  | effectiveFrom
                        "maximumAgeYears" : 17           | "maximumAgeYears" : "old"  | indications[0].maximumAgeYears
                        "wgs" : 84                       | "wgs" : 84.5               | turnaroundCalendarDays.wgs
                        "name" : "Kinetic delay",        | ^^                         | indications[0]
                        "criteria" : "Any age."          | "criteria" : null          | criteria
                        "criteria"                       | "criterion"                | indications[0].criteria
                        "version" : "2026.1",            | "version":"1","version":"2", | version
                        "turnaroundClass" : "wgs"        | "turnaroundClass" : "slow" | R901.1
                        """)
        void areRefusedNamingTheFieldAndTheFile(String sound, String faulty, String place) {
            assertTrue(TEXT.contains(sound), sound);
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    read(
                                            TEXT.replaceFirst(
                                                    java.util.regex.Pattern.quote(sound), faulty)));
            String message = String.valueOf(refused.getMessage());
            assertTrue(
                    message.startsWith("OGMS-2210 directory.json is not a test directory: "),
                    message);
            assertTrue(message.contains(place), message);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                textBlock =
                        """
                        not JSON            | not JSON
                        ^^                  | nothing in it
                        []                  | an array
                        {"version":"2026.1" | cut off
                        null                | null
                        """)
        void areRefusedWhereTheyAreNoDirectoryAtAll(String text, String what) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> read(text), what);
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("OGMS-2210 "),
                    String.valueOf(refused.getMessage()));
        }

        @Test
        void areRefusedWhenACodeStandsTwice() {
            String twice =
                    TestDirectoryFile.text(
                            new TestDirectory(
                                    "2026.1",
                                    LocalDate.of(2026, 4, 1),
                                    DIRECTORY.turnaroundCalendarDays(),
                                    List.of(
                                            DIRECTORY.indications().getFirst(),
                                            DIRECTORY.indications().getFirst())));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> read(twice));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("code R901 stands in it twice"),
                    String.valueOf(refused.getMessage()));
        }

        @Test
        void areNamedWhenTheyAreNotThere(@TempDir Path folder) {
            UncheckedIOException missing =
                    assertThrows(
                            UncheckedIOException.class,
                            () -> TestDirectoryFile.read(folder.resolve("nowhere.json")));
            assertTrue(String.valueOf(missing.getMessage()).contains("nowhere.json"));
        }
    }
}
