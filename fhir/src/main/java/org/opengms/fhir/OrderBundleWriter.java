package org.opengms.fhir;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Writes order forms as transaction Bundles of the national shape, such as the web order form
/// sends.
public final class OrderBundleWriter {
    private OrderBundleWriter() {}

    /// The Bundle of a form. The same form gives the same Bundle; entries are known to each other
    /// by `urn:uuid:` addresses that are derived from the reference number and mean nothing
    /// outside.
    public static Bundle write(OrderForm form) {
        return new Writing(form).bundle();
    }

    private static final class Writing {
        private final OrderForm form;
        private final Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);

        Writing(OrderForm form) {
            this.form = form;
        }

        Bundle bundle() {
            Reference requester = add("requester", requester());
            Reference patient = add("patient", patient());
            ServiceRequest order = order(requester, patient);
            Reference orderReference = add("order", order);
            int number = 0;
            for (PhenotypeObservation feature : form.phenotypes()) {
                order.addSupportingInfo(
                        add("feature-" + number++, feature(feature, patient.copy())));
            }
            number = 0;
            for (SpecimenDetails specimen : form.specimens()) {
                order.addSpecimen(
                        add(
                                "specimen-" + number++,
                                specimen(specimen, patient.copy(), orderReference.copy())));
            }
            form.recordOfDiscussion()
                    .ifPresent(record ->
                            order.addSupportingInfo(
                                    add(
                                            "record-of-discussion",
                                            ConsentCoding.toConsent(
                                                    record,
                                                    patient.copy(),
                                                    orderReference.copy()))));
            return bundle;
        }

        private Reference add(String role, Resource resource) {
            String address =
                    "urn:uuid:"
                            + UUID.nameUUIDFromBytes(
                                    (form.referenceNumber() + "\n" + role)
                                            .getBytes(StandardCharsets.UTF_8));
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.setFullUrl(address).setResource(resource);
            entry.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(resource.fhirType());
            if (resource instanceof Patient patient && patient.hasIdentifier()) {
                String digits =
                        Elements.text(patient.getIdentifierFirstRep().getValue())
                                .replaceAll("[ \\-]", "");
                if (NhsNumber.check(digits) == NhsNumber.Verdict.VALID) {
                    entry.getRequest()
                            .setIfNoneExist("identifier=" + Systems.NHS_NUMBER + "|" + digits);
                }
            }
            return new Reference(address);
        }

        private PractitionerRole requester() {
            PractitionerRole role = new PractitionerRole();
            if (!form.requesterName().isEmpty()) {
                role.getPractitioner().setDisplay(form.requesterName());
            }
            if (!form.requesterOds().isEmpty()) {
                role.getOrganization().setIdentifier(identifier(Systems.ODS, form.requesterOds()));
            }
            if (!form.specialty().isEmpty()) {
                role.addSpecialty(new CodeableConcept().setText(form.specialty()));
            }
            if (role.isEmpty()) {
                role.setActive(true);
            }
            return role;
        }

        private Patient patient() {
            SubjectDetails details = form.patient();
            Patient patient = new Patient();
            details.nhsNumberAsGiven()
                    .ifPresent(n -> patient.addIdentifier(identifier(Systems.NHS_NUMBER, n)));
            details.nhsNumberAbsenceReason()
                    .ifPresent(reason -> patient.addIdentifier(absent(reason)));
            if (!details.familyName().isEmpty() || !details.givenName().isEmpty()) {
                var name = patient.addName();
                if (!details.familyName().isEmpty()) {
                    name.setFamily(details.familyName());
                }
                for (String given : details.givenName().split(" ")) {
                    if (!given.isEmpty()) {
                        name.addGiven(given);
                    }
                }
            }
            details.birthDate()
                    .ifPresent(day -> patient.setBirthDateElement(new DateType(day.toString())));
            patient.setGender(gender(details.sex()));
            birthSex(details.sex(), patient);
            if (!details.postcode().isEmpty()) {
                patient.addAddress().setPostalCode(details.postcode());
            }
            return patient;
        }

        private static Identifier absent(String reason) {
            Identifier identifier = new Identifier().setSystem(Systems.NHS_NUMBER);
            identifier.addExtension(
                    new Extension(
                            Systems.NHS_NUMBER_UNAVAILABLE, new CodeableConcept().setText(reason)));
            return identifier;
        }

        private static Enumerations.AdministrativeGender gender(Sex sex) {
            return switch (sex) {
                case FEMALE -> Enumerations.AdministrativeGender.FEMALE;
                case MALE -> Enumerations.AdministrativeGender.MALE;
                case OTHER -> Enumerations.AdministrativeGender.OTHER;
                case UNKNOWN -> Enumerations.AdministrativeGender.UNKNOWN;
            };
        }

        private static void birthSex(Sex sex, Patient patient) {
            switch (sex) {
                case FEMALE -> birthSex("F", "Female", patient);
                case MALE -> birthSex("M", "Male", patient);
                case OTHER, UNKNOWN -> {
                    // The gender says as much.
                }
            }
        }

        private static void birthSex(String code, String display, Patient patient) {
            patient.addExtension(
                    new Extension(
                            Systems.BIRTH_SEX,
                            new CodeableConcept(
                                    new Coding(Systems.V3_ADMINISTRATIVE_GENDER, code, display))));
        }

        private ServiceRequest order(Reference requester, Reference patient) {
            ServiceRequest order = new ServiceRequest();
            order.addExtension(
                    new Extension(
                            Systems.COVERAGE,
                            new CodeableConcept(
                                    new Coding(
                                            Systems.FUNDING_CATEGORY,
                                            "nhs-england",
                                            "NHS England"))));
            Identifier own = new Identifier().setValue(form.referenceNumber());
            own.setType(
                    new CodeableConcept(
                            new Coding(
                                    "http://terminology.hl7.org/CodeSystem/v2-0203",
                                    "PLAC",
                                    "Placer Identifier")));
            order.addIdentifier(own);
            order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
            order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
            order.addCategory(
                    new CodeableConcept(
                            new Coding(Systems.REASON_FOR_TESTING, "diagnostic", "Diagnostic")));
            order.setPriority(
                    form.priority() == Priority.URGENT
                            ? ServiceRequest.ServiceRequestPriority.URGENT
                            : ServiceRequest.ServiceRequestPriority.ROUTINE);
            if (!form.testCode().isEmpty() || !form.testName().isEmpty()) {
                order.setCode(directoryCode(form.testCode(), form.testName()));
            }
            order.setSubject(patient);
            order.setRequester(requester);
            order.setAuthoredOnElement(new DateTimeType(form.authoredOn().toString()));
            if (!form.indicationCode().isEmpty()) {
                order.addReasonCode(directoryCode(form.indicationCode(), form.indicationName()));
            }
            form.notes().forEach(note -> order.addNote().setText(note));
            return order;
        }

        private static CodeableConcept directoryCode(String code, String name) {
            if (code.isEmpty()) {
                return new CodeableConcept().setText(name);
            }
            boolean digital = code.startsWith("GT") || code.startsWith("TP");
            Coding coding =
                    new Coding()
                            .setSystem(
                                    digital
                                            ? Systems.DIGITAL_TEST_DIRECTORY
                                            : Systems.TEST_DIRECTORY)
                            .setCode(code);
            if (!name.isEmpty()) {
                coding.setDisplay(name);
            }
            return new CodeableConcept(coding);
        }

        private Observation feature(PhenotypeObservation feature, Reference patient) {
            Observation observation = new Observation();
            observation.setStatus(Observation.ObservationStatus.FINAL);
            Coding term = new Coding().setSystem(Systems.HPO).setCode(feature.termId());
            if (!feature.label().isEmpty()) {
                term.setDisplay(feature.label());
            }
            observation.setCode(new CodeableConcept(term));
            observation.setSubject(patient);
            observation.setEffective(new DateTimeType(form.authoredOn().toString()));
            switch (feature.presence()) {
                case PRESENT -> observation.setValue(said("52101004", "Present"));
                case ABSENT -> observation.setValue(said("2667000", "Absent"));
                case UNCLEAR ->
                        observation.setDataAbsentReason(
                                new CodeableConcept(
                                        new Coding(
                                                "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                                                "unknown",
                                                "Unknown")));
            }
            return observation;
        }

        private static CodeableConcept said(String code, String display) {
            return new CodeableConcept(new Coding(Systems.SNOMED, code, display));
        }

        private static Specimen specimen(
                SpecimenDetails details, Reference patient, Reference order) {
            Specimen specimen = new Specimen();
            if (!details.identifier().isEmpty()) {
                specimen.addIdentifier(new Identifier().setValue(details.identifier()));
            }
            specimen.setStatus(
                    details.available()
                            ? Specimen.SpecimenStatus.AVAILABLE
                            : Specimen.SpecimenStatus.UNAVAILABLE);
            if (!details.type().isEmpty()) {
                specimen.setType(new CodeableConcept().setText(details.type()));
            }
            specimen.setSubject(patient);
            specimen.addRequest(order);
            return specimen;
        }

        private static Identifier identifier(String system, String value) {
            return new Identifier().setSystem(system).setValue(value);
        }
    }
}
