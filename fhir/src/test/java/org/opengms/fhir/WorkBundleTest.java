package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.laboratories.PersonalTraces;
import org.opengms.laboratories.RefusedRow;
import org.opengms.laboratories.RowProblem;
import org.opengms.laboratories.WorkColumn;
import org.opengms.laboratories.WorkTable;
import org.opengms.testing.Cases;

class WorkBundleTest {
    private static final WorkBundle BUNDLES = new WorkBundle(FhirContext.forR4Cached());

    private static final String OPEN =
            """
            {"fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000001", "resource":
              {"resourceType": "ServiceRequest", "id": "a", "status": "active", "intent": "order",
               "identifier": [{"value": "PLACER-9"},
                 {"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "FILL"}]}, "value": "GL-1"}],
               "priority": "urgent", "authoredOn": "2026-03-30", "subject": {"reference": "Patient/p"},
               "code": {"coding": [{"system": "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory", "code": "R901.1"}]},
               "reasonCode": [{"coding": [{"system": "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory", "code": "R901"}]}]}}
            """;
    private static final String TASK =
            """
            {"resource": {"resourceType": "Task", "status": "in-progress", "intent": "order",
               "focus": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000001"},
               "authoredOn": "2026-03-31T23:30:00Z",
               "restriction": {"period": {"end": "2026-06-23"}}}}
            """;
    private static final String REPORTED =
            """
            {"resource": {"resourceType": "ServiceRequest", "id": "b", "status": "active", "intent": "order",
               "identifier": [{"value": "GL-2"}], "authoredOn": "2026-01-02", "subject": {"reference": "Patient/q"},
               "occurrencePeriod": {"end": "2026-02-20"},
               "code": {"text": "Gene panel"}}}
            """;
    private static final String REPORT =
            """
            {"resource": {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Report"},
               "basedOn": [{"reference": "https://lab.example/fhir/ServiceRequest/b/_history/2"}],
               "issued": "2026-02-03T10:00:00Z"}}
            """;

    private static String bundle(String type, String... entries) {
        return """
        {"resourceType": "Bundle", "type": "%s", "entry": [%s]}
        """
                .formatted(type, String.join(",", entries));
    }

    private static WorkTable read(String... entries) {
        return BUNDLES.read(bundle("collection", entries));
    }

    private static FhirProblem refusal(String json) {
        return assertThrows(FhirProblem.class, () -> BUNDLES.read(json));
    }

    @Nested
    class AList {
        /// 23:30 UTC on 31 March is 1 April in the United Kingdom.
        @ParameterizedTest
        @ValueSource(strings = {"collection", "searchset"})
        void isReadWithWhatPointsToItsOrders(String type) {
            WorkTable table = BUNDLES.read(bundle(type, REPORT, OPEN, TASK, REPORTED));
            assertEquals(
                    List.of(
                            new WorkTable.Line(
                                    2,
                                    Map.of(
                                            WorkColumn.REFERENCE, "GL-1",
                                            WorkColumn.INDICATION, "R901",
                                            WorkColumn.TEST, "R901.1",
                                            WorkColumn.PRIORITY, "urgent",
                                            WorkColumn.RECEIVED, "2026-04-01",
                                            WorkColumn.DUE, "2026-06-23",
                                            WorkColumn.STATUS, "active")),
                            new WorkTable.Line(
                                    4,
                                    Map.of(
                                            WorkColumn.REFERENCE, "GL-2",
                                            WorkColumn.METHOD, "Gene panel",
                                            WorkColumn.RECEIVED, "2026-01-02",
                                            WorkColumn.DUE, "2026-02-20",
                                            WorkColumn.REPORTED, "2026-02-03",
                                            WorkColumn.STATUS, "final"))),
                    table.lines());
            assertEquals(List.of(), table.refused());
        }

        @Test
        void tellsWhatPointsNowhere() {
            WorkTable table = read(OPEN, REPORT);
            assertEquals(
                    List.of(
                            "1 tasks or reports point to no order of the bundle and were not taken."),
                    table.notes());
        }

        @Test
        void aPreliminaryReportDoesNotClose() {
            WorkTable table = read(REPORTED, REPORT.replace("\"final\"", "\"preliminary\""));
            assertFalse(table.lines().getFirst().values().containsKey(WorkColumn.REPORTED));
        }
    }

    @Nested
    class WhatSaysWhoAPatientIs {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"reference\": \"Patient/q\"} | {\"display\": \"Anna Muster\"} | PERSON",
                    "{\"reference\": \"Patient/q\"} | {\"identifier\": {\"value\": \"X1\"}} | PERSON",
                    "GL-2 | 9990000018 | NHS_NUMBER",
                    "Gene panel | Panel for 999 000 0018 | NHS_NUMBER",
                    "\"status\": \"active\" | \"contained\": [{\"resourceType\": \"Patient\", \"id\": \"p\", \"active\": true}], \"status\": \"active\" | PERSON"
                })
        void refusesTheRow(String from, String to, RowProblem problem) {
            WorkTable table = read(OPEN, REPORTED.replace(from, to), REPORT);
            assertEquals(1, table.lines().size());
            assertEquals(
                    List.of(new RefusedRow(2, problem, Optional.empty(), Optional.empty())),
                    table.refused());
        }

        @Test
        void refusesTheRowWhoseReportSaysIt() {
            WorkTable table =
                    read(
                            REPORTED,
                            REPORT.replace(
                                    "\"issued\"", "\"conclusion\": \"9990000018\", \"issued\""));
            assertEquals(RowProblem.NHS_NUMBER, table.refused().getFirst().problem());
        }

        @Test
        void refusesABundleWithPatients() {
            FhirProblem refused =
                    refusal(
                            bundle(
                                    "collection",
                                    OPEN,
                                    """
                                    {"resource": {"resourceType": "Patient", "name": [{"family": "Muster"}]}}
                                    """));
            assertEquals("OGMS-6541", refused.code());
            assertFalse(refused.getMessage().contains("Muster"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "no json",
                "{\"resourceType\": \"Patient\"}",
                "{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}",
                "{\"resourceType\": \"Bundle\"}"
            })
    void isNothingElse(String json) {
        assertEquals("OGMS-6540", refusal(json).code());
    }

    @Test
    void survivesAnyDamage() {
        String whole = bundle("collection", OPEN, TASK, REPORTED, REPORT);
        Cases.check(
                150,
                random -> {
                    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
                    for (int i = random.nextInt(1, 5); i > 0; i--) {
                        bytes[random.nextInt(bytes.length)] =
                                (byte) "\"{}[],:0a ".charAt(random.nextInt(10));
                    }
                    try {
                        WorkTable table = BUNDLES.read(new String(bytes, StandardCharsets.UTF_8));
                        assertTrue(
                                table.lines().stream()
                                        .flatMap(l -> l.values().values().stream())
                                        .noneMatch(PersonalTraces::isIn));
                    } catch (FhirProblem refused) {
                        assertTrue(refused.code().matches("OGMS-654[0-2]"), refused.code());
                    }
                });
    }
}
