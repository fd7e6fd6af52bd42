package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;

/// What is sent for a synthetic patient.
class SyntheticOrderTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(7);
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    @Test
    void theSameOrderOfTheSameDayIsTheSameRequest() {
        SyntheticRegion again = SyntheticRegion.of(7);
        for (SyntheticPatient patient : REGION.patients(20)) {
            assertEquals(order(patient, DAY), order(again.patient(patient.number()), DAY));
        }
    }

    @Test
    void anotherDayOrAnotherPatientIsAnotherRequest() {
        List<String> ids =
                REGION.patients(100).stream().map(p -> order(p, DAY).requestId()).toList();
        assertEquals(100, ids.stream().distinct().count());
        assertNotEquals(ids.getFirst(), order(REGION.patient(0), DAY.plusDays(1)).requestId());
        ids.forEach(id -> assertEquals(id, UUID.fromString(id).toString()));
    }

    @Test
    void theBundleSaysWhatThePatientHas() {
        for (SyntheticPatient patient : REGION.patients(20)) {
            Bundle bundle =
                    FhirContext.forR4Cached()
                            .newJsonParser()
                            .parseResource(Bundle.class, order(patient, DAY).bundleJson());
            assertEquals(Bundle.BundleType.TRANSACTION, bundle.getType());
            assertEquals(
                    patient.person().nhsNumber(),
                    one(bundle, Patient.class).getIdentifierFirstRep().getValue());
            assertEquals(
                    patient.testCode(),
                    one(bundle, ServiceRequest.class).getCode().getCodingFirstRep().getCode());
            assertEquals(
                    patient.phenotypes().stream()
                            .map(SyntheticPatient.Phenotype::termId)
                            .collect(Collectors.toSet()),
                    all(bundle, Observation.class).stream()
                            .map(o -> o.getCode().getCodingFirstRep().getCode())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void nothingOfWhatIsPlantedIsTold() {
        for (SyntheticPatient patient : REGION.patients(60)) {
            String json = order(patient, DAY).bundleJson();
            REGION.truthOf(patient)
                    .ifPresent(truth -> {
                        assertTrue(!json.contains(truth.diseaseId()), truth.diseaseId());
                        assertTrue(
                                !json.contains("\"" + truth.geneSymbol() + "\""),
                                truth.geneSymbol());
                        assertTrue(!json.contains(truth.hgncId()), truth.hgncId());
                    });
        }
    }

    private static SyntheticOrder order(SyntheticPatient patient, LocalDate day) {
        return SyntheticOrder.of(patient, REGION.directories().newest(), REGION.seed(), day);
    }

    private static <T extends Resource> T one(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        assertEquals(1, found.size());
        return found.getFirst();
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
