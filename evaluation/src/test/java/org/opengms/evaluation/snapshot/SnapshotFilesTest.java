package org.opengms.evaluation.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Ethnicity;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Utility;

class SnapshotFilesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    @TempDir Path folder;

    private static SnapshotDescription description() {
        return new SnapshotDescription(
                "made-up", "A made-up service", FIRST, DAY, "Made for a test", "Numbered in order");
    }

    private static Order reported(String number) {
        return new Order(number)
                .with(OrderField.FAMILY, "kin")
                .with(OrderField.INDICATION, "R27")
                .with(OrderField.METHOD, Method.WGS)
                .with(OrderField.ORDERED, LocalDate.of(2026, 2, 1))
                .with(OrderField.RECEIVED, LocalDate.of(2026, 2, 3))
                .with(OrderField.ENDING, Ending.REPORTED)
                .with(OrderField.ENDED, LocalDate.of(2026, 4, 1))
                .with(OrderField.SOLVED, Solved.PARTIALLY)
                .with(OrderField.RESPONSE, Response.ANSWERED)
                .with(OrderField.ETHNICITY, Ethnicity.H)
                .with(OrderField.DEPRIVATION, 3)
                .with(OrderField.UTILITY, Set.of(Utility.OTHER, Utility.CHANGE_IN_MEDICATION))
                .without(OrderField.COST_PENCE, Missing.NOT_LINKED);
    }

    private static Snapshot two() {
        return new SnapshotBuilder(description())
                .add(reported("o1"))
                .add(new Order("o2").with(OrderField.ORDERED, LocalDate.of(2026, 3, 1)))
                .add(new Reanalysis("o1", LocalDate.of(2026, 9, 9), Solved.PARTIALLY, Solved.YES))
                .add(new Site("RXX", "North", Optional.of(LocalDate.of(2026, 5, 1))))
                .add(new Site("RYY", "South", Optional.empty()))
                .build();
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /// Replaces something in a table, and its hash in the package.
    private void edit(String file, String from, String to) throws Exception {
        String old = text(file);
        String changed = old.replace(from, to);
        assertNotEquals(old, changed);
        Files.writeString(folder.resolve(file), changed);
        Files.writeString(
                folder.resolve("datapackage.json"),
                text("datapackage.json").replace(sha256(old), sha256(changed)));
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(RuntimeException.class, () -> SnapshotFiles.read(folder))
                        .getMessage());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Nested
    class WhatIsWritten {
        @Test
        void isReadBackTheSameFromAFolderPackedOrNot() {
            Snapshot made = two();
            for (SnapshotFiles.Packing packing : SnapshotFiles.Packing.values()) {
                Path here = folder.resolve(packing.name());
                SnapshotFiles.write(made, here, packing);
                Snapshot read = SnapshotFiles.read(here);
                assertEquals(made.description(), read.description());
                assertEquals(made.reanalyses(), read.reanalyses());
                assertEquals(made.sites(), read.sites());
                assertEquals(made.hash(), read.hash());
                assertEquals(64, read.hash().length());
                for (OrderField<?> field : OrderField.all()) {
                    for (int row = 0; row < 2; row++) {
                        assertEquals(
                                made.orders().text(field, row), read.orders().text(field, row));
                    }
                }
                assertEquals(List.of(), read.intake().problems());
                assertEquals(5, read.intake().rows());
            }
        }

        @Test
        void isReadBackFromAZipFile() throws IOException {
            Snapshot made = two();
            SnapshotFiles.write(made, folder.resolve("plain"), SnapshotFiles.Packing.PLAIN);
            Path zip = folder.resolve("snapshot.zip");
            try (FileSystem inside =
                            FileSystems.newFileSystem(
                                    URI.create("jar:" + zip.toUri()), Map.of("create", "true"));
                    var files = Files.list(folder.resolve("plain"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, inside.getPath("/" + file.getFileName()));
                }
            }
            assertEquals(made.hash(), SnapshotFiles.read(zip).hash());
        }

        @Test
        void saysWhyAValueIsMissing() throws IOException {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            List<String> lines = text("orders.csv").lines().toList();
            assertEquals(
                    "o1,kin,R27,wgs,?not-recorded,?not-recorded,?not-recorded,?not-recorded,2026-02-01,?not-recorded,?not-recorded,H,3,?not-recorded,?not-recorded,?not-recorded,2026-02-03,reported,2026-04-01,partially,?not-recorded,change_in_medication|other,answered,?not-recorded,?not-recorded,?not-recorded,?not-recorded,?not-recorded,?not-linked,?not-recorded,?not-recorded,?not-recorded,?not-recorded,?not-recorded,?not-recorded",
                    lines.get(1));
            assertEquals(
                    "ods,region,digitisedDay\nRXX,North,2026-05-01\nRYY,South,?not-applicable\n",
                    text("sites.csv"));
        }

        @Test
        void hasADataPackageWithTheHashOfEachFile() throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            for (String file : List.of("orders.csv", "reanalyses.csv", "sites.csv")) {
                assertTrue(
                        text("datapackage.json")
                                .contains("\"hash\" : \"sha256:" + sha256(text(file)) + "\""));
            }
        }
    }

    @Nested
    class ATableWithMistakes {
        @ParameterizedTest
        @CsvSource({
            // what stands in order o1, what stands there instead, field, reason
            "2026-04-01, 2026-01-31, endedDay, IMPOSSIBLE_DATE",
            "2026-04-01, 2026-11-02, endedDay, IMPOSSIBLE_DATE",
            "2026-02-03, 2026-04-02, endedDay, IMPOSSIBLE_DATE",
            "2026-02-01, 2027-02-01, orderedDay, IMPOSSIBLE_DATE",
            "2026-02-01, 2025-12-31, orderedDay, OUTSIDE_PERIOD",
            "2026-02-01, ?not-recorded, orderedDay, NOT_IDENTIFIED",
            "o1, ?refused, order, NOT_IDENTIFIED",
            "o1, o2, order, DUPLICATE_NUMBER",
            "reported, open, endedDay, CONTRADICTION",
            "reported, died, caseSolved, CONTRADICTION",
            "change_in_medication, none, clinicalUtility, CONTRADICTION",
            "'answered,?not-recorded', 'answered,yes', followUpSample, CONTRADICTION",
            "'answered,?not-recorded', 'answered_on_follow_up,?not-recorded', followUpSample, CONTRADICTION",
            "'wgs,', '', order, WRONG_NUMBER_OF_FIELDS",
        })
        void losesTheRowAndSaysWhy(String from, String to, String field, ProblemReason reason)
                throws Exception {
            SnapshotFiles.write(
                    new SnapshotBuilder(description())
                            .add(new Order("o2").with(OrderField.ORDERED, LocalDate.of(2026, 3, 1)))
                            .add(reported("o1"))
                            .build(),
                    folder,
                    SnapshotFiles.Packing.PLAIN);
            edit("orders.csv", from, to);

            Snapshot read = SnapshotFiles.read(folder);

            assertEquals(1, read.orders().size());
            assertEquals(Map.of(reason, 1L), read.intake().counts());
            assertEquals(1, read.intake().leftOut());
            Problem problem = read.intake().problems().getFirst();
            assertEquals("orders.csv", problem.file());
            assertEquals(3, problem.line());
            assertEquals(field, problem.field());
            assertEquals(reason, problem.reason());
        }

        @ParameterizedTest
        @CsvSource({
            "'R27,wgs', 'R27,wsg', method, OUTSIDE_CODE_LIST",
            "'H,3', 'H2,3', ethnicity, OUTSIDE_CODE_LIST",
            "|other, |others, clinicalUtility, OUTSIDE_CODE_LIST",
            "'H,3', 'H,11', deprivationDecile, OUT_OF_RANGE",
            "'H,3', 'H,three', deprivationDecile, WRONG_FORM",
            "2026-02-03, 03/02/2026, receivedDay, WRONG_FORM",
            "R27, =R27, indication, WRONG_FORM",
            "'H,3', 'H,', deprivationDecile, UNEXPLAINED_BLANK",
        })
        void keepsTheRowWithoutTheValueAndSaysWhy(
                String from, String to, String field, ProblemReason reason) throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            edit("orders.csv", from, to);

            Snapshot read = SnapshotFiles.read(folder);

            assertEquals(2, read.orders().size());
            assertEquals("?not-recorded", read.orders().text(OrderField.named(field), 0));
            assertEquals(0, read.intake().leftOut());
            assertEquals(1, read.intake().problems().size());
            Problem problem = read.intake().problems().getFirst();
            assertEquals(2, problem.line());
            assertEquals(field, problem.field());
            assertEquals(reason, problem.reason());
        }

        @Test
        void doesNotRepeatWhatStandsInIt() throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            edit("orders.csv", "R27,wgs", "R27,Jane Doe born 1.2.1980");
            String told = SnapshotFiles.read(folder).intake().problems().toString();
            assertTrue(told.contains("method"), told);
            assertFalse(told.contains("Jane"), told);
        }

        @Test
        void losesTheReanalysisOfAnOrderThatIsNotThere() throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            edit("reanalyses.csv", "o1", "o3");
            assertEquals(
                    Map.of(ProblemReason.UNKNOWN_ORDER, 1L),
                    SnapshotFiles.read(folder).intake().counts());
        }

        @Test
        void losesTheReanalysisBeforeTheReportOrOfWhatWasNotReported() {
            Snapshot made =
                    new SnapshotBuilder(description())
                            .add(reported("o1"))
                            .add(
                                    new Order("o2")
                                            .with(OrderField.ORDERED, LocalDate.of(2026, 3, 1))
                                            .with(OrderField.ENDING, Ending.OPEN))
                            .add(
                                    new Reanalysis(
                                            "o1", LocalDate.of(2026, 3, 31), Solved.NO, Solved.YES))
                            .add(
                                    new Reanalysis(
                                            "o2", LocalDate.of(2026, 9, 9), Solved.NO, Solved.YES))
                            .build();
            assertEquals(List.of(), made.reanalyses());
            assertEquals(
                    Map.of(ProblemReason.IMPOSSIBLE_DATE, 1L, ProblemReason.CONTRADICTION, 1L),
                    made.intake().counts());
        }

        @Test
        void countsAllProblemsAndListsTheFirst() {
            SnapshotBuilder builder = new SnapshotBuilder(description());
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                numbers.add("o" + i);
            }
            numbers.forEach(n -> builder.add(new Order(n)));
            Intake intake = builder.build().intake();
            assertEquals(Map.of(ProblemReason.NOT_IDENTIFIED, 1500L), intake.counts());
            assertEquals(Intake.MOST_LISTED, intake.problems().size());
        }
    }

    @Nested
    class ASnapshotThatIsNone {
        @Test
        void isRefusedIfATableIsNotTheOneDescribed() throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            Files.writeString(folder.resolve("orders.csv"), text("orders.csv") + "x");
            assertTrue(refusal().contains("OGMS-9036"), refusal());
        }

        @ParameterizedTest
        @CsvSource({
            "opengms-evaluation-snapshot-1, opengms-evaluation-snapshot-2, OGMS-9033",
            "orders.csv, ../orders.csv, OGMS-9033",
            "'\"utf-8\"', '\"latin1\"', OGMS-9033",
            "'\"title\"', '\"titel\"', OGMS-9033",
            "'\"name\" : \"sites\"', '\"name\" : \"places\"', OGMS-9033",
            "2026-11-01, 2025-11-01, OGMS-9022",
        })
        void isRefusedIfItsPackageIsNot(String from, String to, String code) throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            String changed = text("datapackage.json").replace(from, to);
            assertNotEquals(text("datapackage.json"), changed);
            Files.writeString(folder.resolve("datapackage.json"), changed);
            assertTrue(refusal().contains(code), refusal());
        }

        @Test
        void isRefusedIfAHeadingIsAnother() throws Exception {
            SnapshotFiles.write(two(), folder, SnapshotFiles.Packing.PLAIN);
            edit("orders.csv", "order,family", "family,order");
            assertTrue(refusal().contains("OGMS-9035"), refusal());
        }

        @Test
        void isRefusedIfNothingIsThere() {
            assertTrue(refusal().contains("OGMS-9034"), refusal());
        }
    }

    @Test
    void equalDataHaveEqualHashesAndOthersOthers() {
        assertEquals(two().hash(), two().hash());
        assertNotEquals(
                new SnapshotBuilder(description())
                        .add(reported("o1").with(OrderField.DEPRIVATION, 4))
                        .build()
                        .hash(),
                new SnapshotBuilder(description()).add(reported("o1")).build().hash());
    }
}
