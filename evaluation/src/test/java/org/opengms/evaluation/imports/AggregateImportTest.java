package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.evaluation.imports.CountedMeasure.Answer;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.statistics.Bounds;

class AggregateImportTest {
    private static AggregateTable load(String rows) {
        return AggregateImport.load(
                TableRows.of(
                        "counts",
                        new StringReader(
                                "normalised_specific_disease,family_group_type,case_solved_family,families\n"
                                        + rows.replace('/', '\n')),
                        ','),
                AggregateForm.standard());
    }

    private static OutcomeCounts of(AggregateTable table, String field, String group) {
        return Optional.ofNullable(table.by(field).get(group)).orElseThrow();
    }

    @Nested
    class AGroup {
        @Test
        void countsPartiallyAsNotSolvedAndUnknownAsMissing() {
            AggregateTable table =
                    load(
                            "Ataxia,Singleton,yes,\"1,020\"/Ataxia,Singleton,no,3000/Ataxia,Singleton,partially,40/Ataxia,Singleton,unknown,7/Ataxia,Singleton,report_not_available,20");
            OutcomeCounts counts = table.all().orElseThrow();
            assertEquals(CountBounds.of(1020), counts.solved());
            assertEquals(CountBounds.of(3040), counts.notSolved());
            assertEquals(CountBounds.of(27), counts.missing());
            assertEquals(1020.0 / 4060, counts.yieldAmongKnown().orElseThrow().estimate(), 1e-12);
        }

        /// By hand: 1 to 9 of 1 to 9 and 90 others.
        @Test
        void hasBoundsWhereCellsAreHidden() {
            OutcomeCounts counts =
                    load("Ataxia,Singleton,yes,<10/Ataxia,Singleton,no,90").all().orElseThrow();
            assertEquals(Optional.empty(), counts.yieldAmongKnown());
            assertEquals(new Bounds(1.0 / 91, 9.0 / 99), counts.boundsAmongKnown().orElseThrow());
        }

        /// By hand: 100 less 90 and less 4 are 6.
        @Test
        void findsAHiddenCellFromItsTotal() {
            OutcomeCounts counts =
                    load("Ataxia,Singleton,yes,<10/Ataxia,Singleton,no,90/Ataxia,Singleton,unknown,4/Ataxia,Singleton,total,100")
                            .all()
                            .orElseThrow();
            assertEquals(CountBounds.of(6), counts.solved());
        }

        /// By hand: two hidden cells that share 4 are each 1 to 3.
        @Test
        void narrowsHiddenCellsByTheirTotal() {
            OutcomeCounts counts =
                    load("Ataxia,Singleton,yes,<10/Ataxia,Singleton,no,<10/Ataxia,Singleton,total,4")
                            .all()
                            .orElseThrow();
            assertEquals(new CountBounds(1, 3), counts.solved());
            assertEquals(new CountBounds(1, 3), counts.notSolved());
        }

        @Test
        void isPutTogetherWithOthersOfTheSameMeaning() {
            AggregateTable table =
                    load(
                            "Ataxia,Duo with Mother or Father,yes,10/Ataxia,Duo with other Biological Relative,yes,20/Ataxia,Singleton,no,5");
            assertEquals(CountBounds.of(30), of(table, "familyStructure", "duo").solved());
            assertEquals(CountBounds.of(5), of(table, "indication", "Ataxia").notSolved());
        }
    }

    @Nested
    class ARowThatCannotBeTaken {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Ataxia,Singleton,maybe,10        | line 3, field case_solved_family: outside code list",
                    "Ataxia,Singleton,no,few          | line 3, field families: wrong form",
                    "Ataxia,Singleton,no,-4           | line 3, field families: wrong form",
                    "Ataxia,Singleton,no,1.5          | line 3, field families: wrong form",
                    "Ataxia,Singleton,no,*            | line 3, field families: wrong form",
                    "Ataxia,Singleton,yes,11          | line 3, field case_solved_family: duplicate number",
                    "Ataxia,Singleton,total,9         | field families: contradiction",
                })
        void leavesItsGroupOutWholeAndTheRestIn(String row, String problem) {
            AggregateTable table =
                    load("Ataxia,Singleton,yes,10/" + row + "/Dystrophy,Singleton,yes,30");
            assertEquals(1, table.intake().problems().size());
            String told = table.intake().problems().getFirst().toString();
            assertTrue(told.contains(problem), told);
            assertEquals(
                    List.of("Dystrophy"),
                    table.groups().stream()
                            .map(g -> g.where().getOrDefault("indication", ""))
                            .toList());
            assertEquals(Optional.empty(), table.all());
            assertTrue(table.by("indication").isEmpty());
        }

        @Test
        void isOfAGroupOutsideTheCodeList() {
            AggregateTable table =
                    load("Ataxia,Septet,yes,10/Dystrophy,Singleton,yes,30/,Singleton,yes,5");
            assertEquals(2, table.intake().problems().size());
            assertEquals(1, table.groups().size());
            assertEquals(Optional.empty(), table.all());
        }
    }

    @Nested
    class ATable {
        @Test
        void answersOnlyWhatCountsIdentify() {
            var byAnswer =
                    load("Ataxia,Singleton,yes,10").measures().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            CountedMeasure::answer,
                                            Collectors.mapping(
                                                    CountedMeasure::measure, Collectors.toSet())));
            assertEquals(Set.of(Measure.DIAGNOSTIC_YIELD), byAnswer.get(Answer.ANSWERED));
            assertTrue(
                    byAnswer.getOrDefault(Answer.NEEDS_RECORDS, Set.of())
                            .contains(Measure.MEDIAN_DAYS_TO_REPORT));
            assertTrue(
                    byAnswer.getOrDefault(Answer.NEEDS_RECORDS, Set.of())
                            .contains(Measure.COST_PER_DIAGNOSIS));
            assertTrue(
                    byAnswer.getOrDefault(Answer.WITH_MORE_COLUMNS, Set.of())
                            .contains(Measure.WGS_ACCESS));
        }

        @Test
        void saysByWhatItIsNotBrokenDown() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> load("Ataxia,Singleton,yes,10").by("ethnicity"))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-9126"), message);
        }

        @Test
        void isRefusedWithoutItsCounts() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () ->
                                                    AggregateImport.load(
                                                            TableRows.of(
                                                                    "counts",
                                                                    new StringReader("a,b\n"),
                                                                    ','),
                                                            AggregateForm.standard()))
                                    .getMessage());
            assertTrue(message.contains("OGMS-9120"), message);
        }
    }

    @Nested
    class AForm {
        @TempDir Path folder = Path.of("");

        private AggregateForm form(String hidden, String rest) {
            Custodian.file(
                    folder,
                    "form.json",
                    """
                    {"name": "f", "groups": {"indication": "what"}, "groupCodes": {}, "outcome": "o",
                     "outcomes": {"ja": "YES", "nein": "NO"}, "count": "n", "hidden": {%s},
                     "absent": {"least": 0, "most": 4}, %s}
                    """
                            .formatted(hidden, rest));
            return AggregateForm.load(folder.resolve("form.json"));
        }

        /// By hand: 20 rounded to 5 is 18 to 22; a row that is not there is 0 to 4.
        @Test
        void tellsOfRoundingAndOfRowsThatAreLeftOut() {
            AggregateTable table =
                    AggregateImport.load(
                            TableRows.of("t", new StringReader("what;o;n\nA;ja;20\n"), ';'),
                            form("", "\"roundedTo\": 5"));
            OutcomeCounts counts = table.all().orElseThrow();
            assertEquals(new CountBounds(18, 22), counts.solved());
            assertEquals(new CountBounds(0, 4), counts.notSolved());
            assertEquals(CountBounds.NONE, counts.missing());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\" \": {\"least\": 0, \"most\": 4}",
                    "\"12\": {\"least\": 0, \"most\": 4}",
                    "\"c\": {\"least\": 4, \"most\": 1}"
                })
        void isRefusedWithMarksThatHideNothing(String hidden) {
            assertThrows(IllegalArgumentException.class, () -> form(hidden, "\"roundedTo\": 1"));
        }
    }
}
