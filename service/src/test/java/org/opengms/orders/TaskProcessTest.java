package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskProcessTest {
    /// One row for each state, one column for each state that might follow, `x` where it may.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    from             | draft | requested | accepted | in-progress | on-hold | completed | rejected | failed | cancelled | in-error
                    DRAFT            | -     | x         | -        | -           | -       | -         | -        | -      | x         | x
                    REQUESTED        | -     | -         | x        | -           | x       | -         | x        | -      | x         | x
                    ACCEPTED         | -     | -         | -        | x           | x       | x         | -        | x      | x         | x
                    IN_PROGRESS      | -     | -         | -        | -           | x       | x         | -        | x      | x         | x
                    ON_HOLD          | -     | x         | x        | x           | -       | -         | x        | x      | x         | x
                    COMPLETED        | -     | -         | -        | -           | -       | -         | -        | -      | -         | x
                    REJECTED         | -     | -         | -        | -           | -       | -         | -        | -      | -         | x
                    FAILED           | -     | -         | -        | -           | -       | -         | -        | -      | -         | x
                    CANCELLED        | -     | -         | -        | -           | -       | -         | -        | -      | -         | x
                    ENTERED_IN_ERROR | -     | -         | -        | -           | -       | -         | -        | -      | -         | -
                    """)
    void movesAsTheNationalProcessDoes(
            TaskStatus from,
            String draft,
            String requested,
            String accepted,
            String inProgress,
            String onHold,
            String completed,
            String rejected,
            String failed,
            String cancelled,
            String inError) {
        List<String> row =
                List.of(
                        draft,
                        requested,
                        accepted,
                        inProgress,
                        onHold,
                        completed,
                        rejected,
                        failed,
                        cancelled,
                        inError);
        TaskStatus[] columns = {
            TaskStatus.DRAFT,
            TaskStatus.REQUESTED,
            TaskStatus.ACCEPTED,
            TaskStatus.IN_PROGRESS,
            TaskStatus.ON_HOLD,
            TaskStatus.COMPLETED,
            TaskStatus.REJECTED,
            TaskStatus.FAILED,
            TaskStatus.CANCELLED,
            TaskStatus.ENTERED_IN_ERROR
        };
        assertEquals(TaskStatus.values().length, columns.length);
        for (int i = 0; i < columns.length; i++) {
            assertEquals(
                    row.get(i).equals("x"), from.next().contains(columns[i]), columns[i].name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, draft, open",
        "REQUESTED, requested, open",
        "ACCEPTED, accepted, open",
        "IN_PROGRESS, in-progress, open",
        "ON_HOLD, on-hold, open",
        "COMPLETED, completed, closed",
        "REJECTED, rejected, closed",
        "FAILED, failed, closed",
        "CANCELLED, cancelled, closed",
        "ENTERED_IN_ERROR, entered-in-error, closed",
    })
    void spellsItsStatesAsFhirDoes(TaskStatus status, String code, String open) {
        assertEquals(code, status.code());
        assertEquals(open.equals("closed"), status.isClosed());
    }

    @Test
    void leadsFromAClosedStateToNoWork() {
        for (TaskStatus status : TaskStatus.values()) {
            if (status.isClosed()) {
                assertTrue(Set.of(TaskStatus.ENTERED_IN_ERROR).containsAll(status.next()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WGS         | 2 3 4 5 6 9 10
                    EXOME       | 2 3 4 9 10
                    PANEL       | 2 3 4 9 10
                    MICROARRAY  | 2 3 4 9 10
                    SINGLE_GENE | 2 3 4 9 10
                    OTHER       | 2 3 4 9 10
                    """)
    void asksForTheStepsThatAMethodTakes(TestMethod method, String steps) {
        assertEquals(
                steps,
                OrderDesk.work(method).stream()
                        .map(c -> Integer.toString(c.step()))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    @RealData
    void knowsTheCodesOfTheNationalCodeSystemInItsOrder() throws Exception {
        JsonNode concepts =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(
                                        SharedData.file(
                                                "fhir/nhse-genomics/CodeSystem/CodeSystem-Genomics-task-code.json")))
                        .get("concept");
        assertEquals(
                concepts.valueStream().map(c -> c.get("code").asString()).toList(),
                Arrays.stream(TaskCode.values()).map(TaskCode::code).toList());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                Arrays.stream(TaskCode.values()).map(TaskCode::step).toList());
    }

    /// Of the 41 published examples one uses `ready`, which the national process does not use.
    @Test
    @RealData
    void hasTheStatesThatPublishedTasksUse() throws Exception {
        Set<String> known =
                Arrays.stream(TaskStatus.values())
                        .map(TaskStatus::code)
                        .collect(Collectors.toSet());
        int tasks = 0;
        int strangers = 0;
        try (Stream<java.nio.file.Path> files =
                Files.list(SharedData.file("fhir/nhse-genomics/Task"))) {
            for (java.nio.file.Path file : files.toList()) {
                String status =
                        JsonMapper.shared()
                                .readTree(Files.readString(file))
                                .get("status")
                                .asString();
                tasks++;
                if (!known.contains(status)) {
                    assertEquals("ready", status);
                    strangers++;
                }
            }
        }
        assertEquals(41, tasks);
        assertEquals(1, strangers);
        assertFalse(known.contains("received"));
    }
}
