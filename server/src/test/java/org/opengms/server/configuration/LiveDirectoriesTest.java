package org.opengms.server.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.ImportRecord;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderChecks;
import org.opengms.orders.OrderRequest;
import org.opengms.region.SyntheticRegion;
import org.opengms.routing.Priority;
import org.opengms.server.fhirapi.DirectoryDefinitions;

/// The versions that a service uses while others are imported into its library.
class LiveDirectoriesTest {
    private static final ImportRecord RECORD =
            new ImportRecord(
                    Instant.parse("2026-04-01T08:00:00Z"),
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    List.of());
    private static final TestDirectory FIRST = version("5.1", "2023-06-01", "R901");
    private static final TestDirectory SECOND = version("6", "2024-06-01", "R901", "R902");
    private static final TestDirectories STAND_IN =
            new TestDirectories(List.of(version("none", "2020-01-01")));

    @TempDir private Path folder = Path.of("");
    private Instant now = Instant.parse("2026-06-15T09:00:00Z");
    private int looks;

    private static TestDirectory version(String name, String day, String... indications) {
        List<ClinicalIndication> all = new ArrayList<>();
        for (String code : indications) {
            all.add(
                    new ClinicalIndication(
                            code,
                            "Indication " + code,
                            "",
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of()));
        }
        return new TestDirectory(name, LocalDate.parse(day), Map.of("wgs", 84), all);
    }

    private DirectoryLibrary library() {
        return DirectoryLibrary.at(folder);
    }

    private LiveDirectories live(TestDirectory... there) {
        for (TestDirectory version : there) {
            library().add(version, RECORD);
        }
        return new LiveDirectories(
                () -> {
                    looks++;
                    return library().directoriesState();
                },
                library()::directories,
                () -> STAND_IN,
                () -> now);
    }

    private void later() {
        now = now.plus(LiveDirectories.LOOK_AFTER);
    }

    private static List<String> names(TestDirectories directories) {
        return directories.versions().stream().map(TestDirectory::version).toList();
    }

    @Nested
    class AnImport {
        @Test
        void isUsedWithoutARestart() {
            LiveDirectories live = live(FIRST);
            library().add(SECOND, RECORD);
            assertEquals(List.of("5.1"), names(live.get()));
            later();
            assertEquals(List.of("5.1", "6"), names(live.get()));
        }

        @Test
        void takesThePlaceOfWhatStoodIn() {
            LiveDirectories live = live();
            assertSame(STAND_IN, live.get());
            library().add(FIRST, RECORD);
            later();
            assertEquals(List.of("5.1"), names(live.get()));
        }

        @Test
        void isLookedForOnceInAWhile() {
            LiveDirectories live = live(FIRST);
            int before = looks;
            for (int i = 0; i < 100; i++) {
                live.get();
            }
            assertEquals(before, looks);
            later();
            for (int i = 0; i < 100; i++) {
                live.get();
            }
            assertEquals(before + 1, looks);
        }

        @Test
        void leavesTheSameObjectInUseWhereNothingChanged() {
            LiveDirectories live = live(FIRST);
            TestDirectories before = live.get();
            later();
            assertSame(before, live.get());
        }
    }

    @Nested
    class WhatCannotBeUsed {
        @Test
        void neverTakesThePlaceOfWhatCan() throws IOException {
            LiveDirectories live = live(FIRST);
            Path broken = folder.resolve("directories/7.json");
            Files.writeString(broken, "{\"version\":\"7\",\"effectiveFrom\":\"2025-0");
            later();
            assertEquals(List.of("5.1"), names(live.get()));
            Files.delete(broken);
            library().add(SECOND, RECORD);
            later();
            assertEquals(List.of("5.1", "6"), names(live.get()));
        }

        @Test
        void isAVersionThatStartsOnADayOfAnother() throws IOException {
            LiveDirectories live = live(FIRST);
            Files.writeString(
                    folder.resolve("directories/7.json"),
                    Files.readString(folder.resolve("directories/5.1.json"))
                            .replace("\"5.1\"", "\"7\""));
            later();
            assertEquals(List.of("5.1"), names(live.get()));
        }

        @Test
        void isALibraryFromWhichAVersionInUseIsGone() throws IOException {
            LiveDirectories live = live(FIRST, SECOND);
            Files.delete(folder.resolve("directories/5.1.json"));
            library().add(version("7", "2025-06-01"), RECORD);
            later();
            assertEquals(List.of("5.1", "6"), names(live.get()));
        }

        @Test
        void isAVersionInUseWithAnotherContent() throws IOException {
            LiveDirectories live = live(FIRST);
            Path file = folder.resolve("directories/5.1.json");
            Files.writeString(file, Files.readString(file).replace("R901", "R999"));
            later();
            assertEquals("R901", live.get().newest().indications().getFirst().code());
        }
    }

    @Nested
    class DuringARequest {
        @Test
        void nothingChangesForItsThreadAlone() throws Exception {
            LiveDirectories live = live(FIRST);
            try (var other = Executors.newSingleThreadExecutor()) {
                live.during(() -> {
                    library().add(SECOND, RECORD);
                    later();
                    assertEquals(List.of("5.1", "6"), other.submit(() -> names(live.get())).get());
                    assertEquals(List.of("5.1"), names(live.get()));
                });
            }
            assertEquals(List.of("5.1", "6"), names(live.get()));
        }

        @Test
        void failuresReachTheCaller() {
            LiveDirectories live = live(FIRST);
            IOException failure = new IOException("the line is cut");
            assertSame(
                    failure,
                    assertThrows(
                            IOException.class,
                            () ->
                                    live.during(() -> {
                                        throw failure;
                                    })));
        }
    }

    @Test
    void rulesAndDefinitionsSeeOneAndTheSame() throws Exception {
        LiveDirectories live = live(FIRST);
        OrderChecks rules =
                new OrderChecks(
                        live,
                        SyntheticRegion.of(1).network(),
                        AcceptancePolicy.STANDARD,
                        Clock.fixed(now, ZoneOffset.UTC));
        DirectoryDefinitions<PlanDefinition> plans = plans(live);
        assertTrue(misses(rules));
        assertThrows(RuntimeException.class, () -> plans.read(new IdType("R902")));
        live.during(() -> {
            library().add(SECOND, RECORD);
            later();
            assertTrue(misses(rules));
            assertThrows(RuntimeException.class, () -> plans.read(new IdType("R902")));
        });
        assertEquals(false, misses(rules));
        assertEquals("6", plans.read(new IdType("R902")).getMeta().getVersionId());
    }

    /// Whether the rules do not find the indication that only the second version has.
    private static boolean misses(OrderChecks rules) {
        return rules
                .check(
                        new OrderRequest(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                "",
                                Optional.of("R902"),
                                Optional.empty(),
                                "",
                                Priority.ROUTINE,
                                Optional.of(LocalDate.of(2026, 6, 1)),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                1,
                                List.of(),
                                Map.of()))
                .stream()
                .anyMatch(f -> f.kind() == FindingKind.INDICATION_NOT_IN_DIRECTORY);
    }

    @SuppressWarnings("unchecked")
    private static DirectoryDefinitions<PlanDefinition> plans(LiveDirectories live) {
        return DirectoryDefinitions.of(FhirContext.forR4Cached(), live).stream()
                .map(provider -> (DirectoryDefinitions<?>) provider)
                .filter(provider -> provider.getResourceType() == PlanDefinition.class)
                .map(provider -> (DirectoryDefinitions<PlanDefinition>) provider)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void looksWithinSeconds() {
        assertTrue(LiveDirectories.LOOK_AFTER.compareTo(Duration.ofSeconds(10)) < 0);
    }
}
