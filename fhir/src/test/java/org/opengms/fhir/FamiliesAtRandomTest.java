package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.ParticipantRole;
import org.opengms.testing.Cases;

/// Bundles with several requests, put together at random: roles, requisitions, subjects, what is
/// based on what, also in circles and on itself.
class FamiliesAtRandomTest {
    private static final int PERSONS = 3;

    private static Bundle bundle(RandomGenerator random) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (int i = 0; i < PERSONS; i++) {
            add(bundle, "Patient/p" + i, new Patient());
        }
        int requests = random.nextInt(6);
        for (int i = 0; i < requests; i++) {
            ServiceRequest request = new ServiceRequest();
            request.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
            request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
            request.setSubject(new Reference("Patient/p" + random.nextInt(PERSONS + 1)));
            switch (random.nextInt(3)) {
                case 0 -> role(request, "proband");
                case 1 -> role(request, "consultand");
                default -> {}
            }
            if (random.nextBoolean()) {
                request.setRequisition(
                        new Identifier().setSystem("urn:f").setValue("F" + random.nextInt(2)));
            }
            if (random.nextInt(3) == 0) {
                request.addBasedOn(new Reference("ServiceRequest/r" + random.nextInt(6)));
            }
            if (random.nextInt(3) == 0) {
                request.addSpecimen(new Reference("Specimen/s"));
            }
            add(bundle, "ServiceRequest/r" + i, request);
        }
        Specimen specimen = new Specimen();
        specimen.setSubject(new Reference("Patient/p0"));
        add(bundle, "Specimen/s", specimen);
        return bundle;
    }

    private static void role(ServiceRequest request, String role) {
        request.addExtension(
                new Extension(
                        Systems.PATIENT_ROLE,
                        new CodeableConcept()
                                .addCoding(
                                        new Coding()
                                                .setSystem(
                                                        "https://fhir.nhs.uk/CodeSystem/patient-role-genomics")
                                                .setCode(role))));
    }

    private static void add(Bundle bundle, String address, Resource resource) {
        resource.setId(address.substring(address.indexOf('/') + 1));
        bundle.addEntry()
                .setFullUrl("https://a.example/" + address)
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static void check(RandomGenerator random) {
        Bundle bundle = bundle(random);
        long requests =
                bundle.getEntry().stream()
                        .filter(e -> e.getResource() instanceof ServiceRequest)
                        .count();

        OrderMessage message = Fixtures.READER.read(bundle);

        for (Finding finding : message.findings()) {
            assertTrue(finding.path().startsWith("Bundle"), finding.toString());
            assertFalse(finding.words().isBlank());
            assertFalse(finding.advice().isBlank());
        }
        boolean unclear =
                message.findings().stream().anyMatch(f -> f.kind() == FindingKind.ORDER_MISSING);
        List<Integer> entries =
                message.orders().stream().map(OrderMessage.Ordered::orderEntry).toList();
        assertEquals(unclear ? 0 : requests, entries.stream().distinct().count());
        assertEquals(entries.size(), entries.stream().distinct().count());
        boolean relativesBegan = false;
        for (OrderMessage.Ordered order : message.orders()) {
            assertEquals(
                    "ServiceRequest",
                    bundle.getEntry().get(order.orderEntry()).getResource().fhirType());
            assertNotEquals(order.orderEntry(), order.basedOnEntry());
            assertTrue(order.basedOnEntry() < 0 || entries.contains(order.basedOnEntry()));
            boolean stated =
                    Elements.extension(
                                    ((ServiceRequest)
                                                    bundle.getEntry()
                                                            .get(order.orderEntry())
                                                            .getResource())
                                            .getExtension(),
                                    Systems.PATIENT_ROLE)
                            .isPresent();
            if (stated) {
                boolean relative = order.request().context().role() == ParticipantRole.CONSULTAND;
                assertTrue(relative || !relativesBegan, "probands come first");
                relativesBegan |= relative;
            }
        }
    }

    @Test
    void areReadAsOrdersOrRefusedWithWords() {
        Cases.check(2_000, FamiliesAtRandomTest::check);
    }

    @Test
    @Tag("heavy")
    void areReadAsOrdersOrRefusedWithWordsHoweverMany() {
        Cases.check(200_000, FamiliesAtRandomTest::check);
    }
}
