package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskProcessTest {
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
