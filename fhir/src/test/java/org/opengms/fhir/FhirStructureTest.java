package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;

class FhirStructureTest {
    private static final String ORDER =
            Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what is written instead of what | where it breaks FHIR
                "\"gender\":\"female\" | \"gender\":\"lady\" | Bundle.entry[1].resource.gender",
                "\"gender\":\"female\" | \"gendre\":\"female\" | Bundle.entry[1].resource",
                "\"birthDate\":\"2015-03-09\" | \"birthDate\":\"09/03/2015\" | Bundle.entry[1].resource.birthDate",
                "\"intent\":\"order\", | `` | Bundle.entry[2].resource",
                "\"priority\":\"urgent\" | \"priority\":[\"urgent\"] | Bundle.entry[2].resource.priority",
            })
    void namesWhatBreaksFhirWithItsPlace(String right, String wrong, String path) {
        assertTrue(ORDER.contains(right));
        List<Finding> broken =
                Fixtures.complaints(ORDER.replaceFirst(java.util.regex.Pattern.quote(right), wrong))
                        .stream()
                        .filter(f -> f.kind() == FindingKind.STRUCTURE_INVALID)
                        .toList();
        assertEquals(
                List.of(path),
                broken.stream().map(Finding::path).distinct().toList(),
                broken::toString);
        assertEquals(Grade.ERROR, broken.getFirst().grade());
    }

    @Test
    void whatItCannotJudgeIsToldOnceAndRefusesNothing() {
        List<Finding> limits = Fixtures.STRUCTURE.check(ORDER);
        assertFalse(limits.isEmpty());
        for (Finding limit : limits) {
            assertEquals(FindingKind.TOOL_LIMIT, limit.kind());
            assertEquals(Grade.INFORMATION, limit.grade());
        }
        assertEquals(limits.size(), limits.stream().map(Finding::words).distinct().count());
        assertTrue(
                limits.stream()
                        .anyMatch(l ->
                                l.words().contains("human-phenotype-ontology")
                                        && l.words().endsWith("So in 2 more places.")),
                limits::toString);
    }

    /// Values that would tell who the patient is, each where the validator will object to it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"gender\":\"female\" | \"gender\":\"Seymour Montague\"",
                "\"birthDate\":\"2015-03-09\" | \"birthDate\":\"Seymour 9990000018 1975-06-07\"",
                "\"family\":\"Sample\" | \"family\":\" Seymour \"",
                "\"family\":\"Sample\" | \"family\":{\"Seymour\":\"Seymour\"}",
                "\"system\":\"http://snomed.info/sct\" | \"system\":\"Seymour Montague\"",
                "\"status\":\"active\" | \"status\":\"Seymour\"",
                "\"urn:uuid: | \"Seymour:9990000018:",
            })
    void neverQuotesThePatient(String right, String wrong) {
        assertTrue(ORDER.contains(right));
        String json = ORDER.replace(right, wrong);
        for (Finding finding : Fixtures.STRUCTURE.check(json)) {
            String told = finding.words() + finding.path() + finding.advice();
            assertFalse(told.contains("Seymour"), told);
            assertFalse(told.contains("Montague"), told);
            assertFalse(told.contains("9990000018"), told);
            assertFalse(told.contains("1975"), told);
        }
    }

    @Test
    void manyThreadsSeeTheSame() throws ExecutionException, InterruptedException {
        List<Finding> alone = Fixtures.STRUCTURE.check(ORDER);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Finding>>> together =
                    java.util.stream.IntStream.range(0, 8)
                            .mapToObj(i -> threads.submit(() -> Fixtures.STRUCTURE.check(ORDER)))
                            .toList();
            for (Future<List<Finding>> one : together) {
                assertEquals(alone, one.get());
            }
        }
    }
}
