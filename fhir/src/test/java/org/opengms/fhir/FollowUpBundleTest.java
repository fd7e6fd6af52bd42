package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderState;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Route;

/// The message that orders a genome which was kept behind a test.
class FollowUpBundleTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Route.Test GENOME =
            new Route.Test("R901.1", "Sample genome", TestMethod.WGS, new OdsCode("ZZL02"));
    private static final TestOrder ORDER = Fixtures.order(OrderState.REPORTED);
    private static final String REQUEST = "ServiceRequest/" + ORDER.id().value();
    private static final String PATIENT = "00000000-0000-4000-8000-000000000001";

    private static Bundle bundle(boolean sampleAtHand) {
        Patient patient = new Patient();
        patient.setId(PATIENT);
        ServiceRequest request = new ServiceRequest();
        request.setId(ORDER.id().value());
        request.addIdentifier(new Identifier().setSystem("urn:x").setValue("own"));
        request.setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED);
        request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        request.setCode(concept("R901.2"));
        request.addReasonCode(concept("R901")).addReasonCode().setText("Seizures since birth.");
        request.setSubject(new Reference("Patient/" + PATIENT));
        request.setRequester(
                new Reference("PractitionerRole/00000000-0000-4000-8000-000000000002"));
        request.addSpecimen(new Reference("Specimen/00000000-0000-4000-8000-000000000003"));
        request.addSupportingInfo(new Reference("Consent/00000000-0000-4000-8000-000000000005"));
        Specimen specimen = new Specimen();
        specimen.setId("00000000-0000-4000-8000-000000000003");
        specimen.setSubject(new Reference("Patient/" + PATIENT));
        specimen.addRequest(new Reference(REQUEST));
        Observation feature = new Observation();
        feature.setId("00000000-0000-4000-8000-000000000004");
        feature.setStatus(Observation.ObservationStatus.FINAL);
        feature.setCode(new CodeableConcept(new Coding(Systems.HPO, "HP:0001250", null)));
        feature.setSubject(new Reference("Patient/" + PATIENT));
        feature.setValue(new org.hl7.fhir.r4.model.BooleanType(true));
        Observation result = new Observation();
        result.setId("00000000-0000-4000-8000-000000000006");
        result.setCode(new CodeableConcept(new Coding(Systems.LOINC, "69548-6", null)));
        Consent consent = new Consent();
        consent.setId("00000000-0000-4000-8000-000000000005");
        return FollowUpBundle.of(
                List.of(
                        new FollowUpBundle.Followed(
                                ORDER,
                                List.of(patient, request, specimen, feature, result, consent),
                                sampleAtHand)),
                GENOME,
                TODAY);
    }

    private static CodeableConcept concept(String code) {
        return new CodeableConcept(new Coding(Systems.TEST_DIRECTORY, code, null));
    }

    private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        List<T> found =
                bundle.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
        assertEquals(1, found.size(), type.getSimpleName());
        return found.getFirst();
    }

    @Test
    void asksForTheGenomeAsAReflexOfTheOrderBefore() {
        ServiceRequest request = only(bundle(true), ServiceRequest.class);
        assertEquals(ServiceRequest.ServiceRequestIntent.REFLEXORDER, request.getIntent());
        assertEquals(ServiceRequest.ServiceRequestStatus.ACTIVE, request.getStatus());
        assertEquals("R901.1", request.getCode().getCodingFirstRep().getCode());
        assertEquals(REQUEST, request.getBasedOnFirstRep().getReference());
        assertEquals("2026-03-01", request.getAuthoredOnElement().getValueAsString());
        assertEquals(List.of(), request.getIdentifier(), "the sender's number is taken");
        assertFalse(ORDER.id().value().equals(request.getIdElement().getIdPart()));
    }

    @Test
    void bringsPatientFeaturesSampleAndWordsAlong() {
        Bundle bundle = bundle(true);
        ServiceRequest request = only(bundle, ServiceRequest.class);
        assertEquals("urn:uuid:" + PATIENT, request.getSubject().getReference());
        assertEquals("Seizures since birth.", request.getReasonCode().get(1).getText());
        Specimen specimen = only(bundle, Specimen.class);
        assertEquals(Specimen.SpecimenStatus.AVAILABLE, specimen.getStatus());
        assertEquals(
                "urn:uuid:" + specimen.getIdElement().getIdPart(),
                request.getSpecimenFirstRep().getReference());
        assertEquals(
                "urn:uuid:" + request.getIdElement().getIdPart(),
                specimen.getRequestFirstRep().getReference());
        assertEquals(
                "HP:0001250",
                only(bundle, Observation.class).getCode().getCodingFirstRep().getCode());
        assertEquals(
                "PractitionerRole/00000000-0000-4000-8000-000000000002",
                request.getRequester().getReference(),
                "what is kept is referred to");
    }

    @Test
    void doesNotSayAgainWhatPeopleSaid() {
        assertTrue(
                bundle(true).getEntry().stream()
                        .noneMatch(e -> e.getResource() instanceof Consent));
    }

    @Test
    void isTheSameMessageEachTime() {
        assertEquals(Fixtures.TEXT.write(bundle(false)), Fixtures.TEXT.write(bundle(false)));
    }
}
