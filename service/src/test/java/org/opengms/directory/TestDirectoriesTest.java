package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDirectoriesTest {
    private static TestDirectory version(String name, String from) {
        return new TestDirectory(name, LocalDate.parse(from), Map.of(), List.of());
    }

    @Nested
    class ThreeVersions {
        private final TestDirectories directories =
                new TestDirectories(
                        List.of(
                                version("2026.1", "2026-04-01"),
                                version("2024.1", "2024-04-01"),
                                version("2025.1", "2025-04-01")));

        @ParameterizedTest
        @CsvSource({
            "2024-03-31, ''",
            "2024-04-01, 2024.1",
            "2025-03-31, 2024.1",
            "2025-04-01, 2025.1",
            "2026-03-31, 2025.1",
            "2026-04-01, 2026.1",
            "2031-01-01, 2026.1",
        })
        void applyEachFromItsFirstDayUntilTheNext(LocalDate day, String version) {
            assertEquals(
                    version, directories.applyingOn(day).map(TestDirectory::version).orElse(""));
        }

        @ParameterizedTest
        @CsvSource({
            "1999-01-01, 2024.1",
            "2024-03-31, 2024.1",
            "2025-03-31, 2024.1",
            "2026-04-01, 2026.1",
            "2031-01-01, 2026.1",
        })
        void judgeADayBeforeTheFirstByTheOldest(LocalDate day, String version) {
            assertEquals(version, directories.judging(day).version());
        }

        @Test
        void knowTheNewest() {
            assertEquals("2026.1", directories.newest().version());
        }
    }

    @Test
    void refuseToBeNone() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new TestDirectories(List.of()));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-2202 "));
    }

    @Test
    void refuseTwoThatStartOnOneDay() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new TestDirectories(
                                        List.of(
                                                version("a", "2026-04-01"),
                                                version("b", "2026-04-01"))));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("OGMS-2203 "), message);
        assertTrue(message.contains("2026-04-01"), message);
    }

    @Nested
    class OneVersion {
        private static DirectoryTest test(String code, TestMethod method, String turnaround) {
            return new DirectoryTest(
                    code,
                    "Test " + code,
                    method,
                    Optional.empty(),
                    turnaround,
                    FamilyStructure.SINGLETON);
        }

        private static TestDirectory with(DirectoryTest... tests) {
            return new TestDirectory(
                    "2026.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(
                            new ClinicalIndication(
                                    "R901",
                                    "Kinetic delay",
                                    "",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(tests))));
        }

        @Test
        void refusesATestWhoseTurnaroundHasNoStandard() {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> with(test("R901.1", TestMethod.WGS, "someday")));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("OGMS-2201 "), message);
            assertTrue(message.contains("R901.1") && message.contains("someday"), message);
        }

        @Test
        void findsIndicationsTestsAndStandards() {
            DirectoryTest panel = test("R901.1", TestMethod.PANEL, "standard");
            DirectoryTest genome = test("R901.2", TestMethod.WGS, "wgs");
            DirectoryTest array = test("R901.3", TestMethod.MICROARRAY, "standard");
            TestDirectory directory = with(panel, genome, array);
            ClinicalIndication indication = directory.indication("R901").orElseThrow();
            assertEquals(Optional.of(genome), indication.wgs());
            assertEquals(List.of(panel, array), indication.conventional());
            assertEquals(Optional.of(indication), directory.indicationOfTest("R901.3"));
            assertEquals(Optional.empty(), directory.indicationOfTest("R901.4"));
            assertEquals(Optional.empty(), directory.indication("R9"));
            assertEquals(84, directory.turnaroundCalendarDays(genome));
            assertEquals(42, directory.turnaroundCalendarDays(array));
        }
    }
}
