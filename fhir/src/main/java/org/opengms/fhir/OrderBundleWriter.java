package org.opengms.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Writes order forms as transaction Bundles of the national shape, such as the web order form
/// sends. What the national profiles ask for and a form does not say is written as absent
/// (`data-absent-reason`), never made up: the profiles are kept, and whoever reads it sees what is
/// missing. An indication that the digital test directory does not have keeps its older code, which
/// the profile of ServiceRequest advises against.
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
                                "specimen-" + number,
                                specimen(specimen, number, patient.copy(), orderReference.copy())));
                number++;
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
            supplement(order, patient, orderReference);
            return bundle;
        }

        private void supplement(ServiceRequest order, Reference patient, Reference orderReference) {
            int number = 0;
            for (OrderSupplement.CodedStatement statement : form.supplement().statements()) {
                order.addSupportingInfo(
                        add("statement-" + number++, statement(statement, patient.copy())));
            }
            number = 0;
            for (OrderSupplement.Relative relative : form.supplement().relatives()) {
                add("relative-" + number++, relative(relative, patient.copy()));
            }
            form.supplement()
                    .received()
                    .ifPresent(text ->
                            add(
                                    "received",
                                    ReceivedMessages.document(
                                            text, patient.copy(), orderReference.copy())));
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
            if (resource instanceof Patient patient
                    && Systems.NHS_NUMBER.equals(patient.getIdentifierFirstRep().getSystem())) {
                NhsNumber.read(Elements.text(patient.getIdentifierFirstRep().getValue()))
                        .ifPresent(number ->
                                entry.getRequest()
                                        .setIfNoneExist(
                                                "identifier="
                                                        + Systems.NHS_NUMBER
                                                        + "|"
                                                        + number.digits()));
            }
            return new Reference(address);
        }

        private PractitionerRole requester() {
            PractitionerRole role = new PractitionerRole();
            if (!form.requesterName().isEmpty()) {
                role.getPractitioner()
                        .setDisplay(form.requesterName())
                        .setIdentifier(notSaid(new Identifier()));
            }
            form.supplement()
                    .requesterIdentifier()
                    .ifPresent(own -> role.getPractitioner().setIdentifier(local(own)));
            if (!form.requesterOds().isEmpty()) {
                role.getOrganization().setIdentifier(identifier(Systems.ODS, form.requesterOds()));
            }
            if (!form.supplement().requesterOrganisationName().isEmpty()) {
                role.getOrganization().setDisplay(form.supplement().requesterOrganisationName());
            }
            if (!form.specialty().isEmpty()) {
                role.addSpecialty(new CodeableConcept().setText(form.specialty()));
            }
            role.addTelecom(notSaid(new ContactPoint()));
            return role;
        }

        private Patient patient() {
            SubjectDetails details = form.patient();
            Patient patient = new Patient();
            details.nhsNumberAsGiven()
                    .ifPresent(n -> patient.addIdentifier(identifier(Systems.NHS_NUMBER, n)));
            details.nhsNumberAbsenceReason()
                    .ifPresent(reason -> patient.addIdentifier(absent(reason)));
            form.supplement().patientIdentifiers().forEach(i -> patient.addIdentifier(local(i)));
            if (!details.familyName().isEmpty() || !details.givenName().isEmpty()) {
                var name = patient.addName();
                if (!details.familyName().isEmpty()) {
                    name.setFamily(details.familyName());
                }
                if (!details.givenName().isEmpty()) {
                    // All in one: the profile has room for one.
                    name.addGiven(details.givenName());
                }
            }
            details.birthDate()
                    .ifPresent(day -> patient.setBirthDateElement(new DateType(day.toString())));
            patient.setGender(gender(details.sex()));
            birthSex(details.sex(), patient);
            patient.addExtension(
                    new Extension(
                            Systems.ETHNIC_CATEGORY,
                            form.supplement()
                                    .ethnicity()
                                    .map(Writing::ethnicity)
                                    .orElseGet(() -> notSaid(new CodeableConcept()))));
            patient.addExtension(
                    new Extension(Systems.RESIDENTIAL_STATUS, notSaid(new CodeableConcept())));
            if (!details.postcode().isEmpty()) {
                patient.addAddress().setPostalCode(details.postcode());
            }
            form.supplement()
                    .addressLines()
                    .forEach(line -> patient.getAddressFirstRep().addLine(line));
            form.supplement()
                    .death()
                    .ifPresent(death ->
                            patient.setDeceased(
                                    death.on()
                                            .<Type>map(day -> new DateTimeType(day.toString()))
                                            .orElseGet(() -> new BooleanType(true))));
            return patient;
        }

        private static CodeableConcept ethnicity(EthnicCategory category) {
            return concept(
                    new OrderSupplement.Code(
                            Systems.ETHNIC_CATEGORIES, category.code(), category.words()));
        }

        private static Identifier local(OrderSupplement.LocalIdentifier own) {
            Identifier identifier = new Identifier().setValue(own.value());
            if (!own.type().isEmpty()) {
                identifier.setType(
                        new CodeableConcept(
                                new Coding().setSystem(Systems.V2_0203).setCode(own.type())));
            }
            if (!own.assigner().isEmpty()) {
                identifier.getAssigner().setDisplay(own.assigner());
            }
            return identifier;
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
            if (form.supplement().requisition().isEmpty()) {
                // Orders that share a requisition are counted together by whoever has them all.
                order.addExtension(new Extension(Systems.PARTICIPANT_COUNT, new IntegerType(1)));
            }
            Identifier own = new Identifier().setValue(form.referenceNumber());
            own.setType(
                    new CodeableConcept(new Coding(Systems.V2_0203, "PLAC", "Placer Identifier")));
            order.addIdentifier(own);
            if (!form.supplement().requisition().isEmpty()) {
                order.setRequisition(new Identifier().setValue(form.supplement().requisition()));
            }
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
                order.setCode(directoryCode(form.testCode(), form.testName(), form.testVersion()));
            }
            order.setSubject(patient);
            order.setRequester(requester);
            order.setAuthoredOnElement(new DateTimeType(form.authoredOn().toString()));
            if (!form.indicationCode().isEmpty()) {
                order.addReasonCode(
                        directoryCode(
                                form.indicationCode(),
                                form.indicationName(),
                                form.indicationVersion()));
            }
            form.notes().forEach(note -> order.addNote().setText(note));
            return order;
        }

        private static CodeableConcept directoryCode(String code, String name, String version) {
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
            if (version.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                coding.addExtension(
                        new Extension(Systems.TEST_CODE_VERSION, new DecimalType(version)));
            } else if (!version.isEmpty()) {
                coding.setVersion(version);
            }
            return new CodeableConcept(coding);
        }

        /// An element that says that the form does not say it.
        private static <T extends Element> T notSaid(T element) {
            element.addExtension(new Extension(Systems.DATA_ABSENT, new CodeType("unknown")));
            return element;
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

        private Observation statement(OrderSupplement.CodedStatement statement, Reference patient) {
            Observation observation = new Observation();
            observation.setStatus(Observation.ObservationStatus.FINAL);
            observation.setCode(concept(statement.asked()));
            observation.setSubject(patient);
            observation.setEffective(new DateTimeType(form.authoredOn().toString()));
            statement.answer().ifPresent(answer -> observation.setValue(concept(answer)));
            return observation;
        }

        private static CodeableConcept concept(OrderSupplement.Code code) {
            Coding coding = new Coding().setSystem(code.system()).setCode(code.code());
            if (!code.display().isEmpty()) {
                coding.setDisplay(code.display());
            }
            return new CodeableConcept(coding);
        }

        private static RelatedPerson relative(
                OrderSupplement.Relative relative, Reference patient) {
            RelatedPerson person = new RelatedPerson();
            person.setPatient(patient);
            if (!relative.relationship().isEmpty()) {
                person.addRelationship(new CodeableConcept().setText(relative.relationship()));
            }
            if (!relative.familyName().isEmpty()) {
                person.getNameFirstRep().setFamily(relative.familyName());
            }
            for (String given : relative.givenName().split(" ")) {
                if (!given.isEmpty()) {
                    person.getNameFirstRep().addGiven(given);
                }
            }
            return person;
        }

        private Specimen specimen(
                SpecimenDetails details, int number, Reference patient, Reference order) {
            Specimen specimen = new Specimen();
            specimen.addIdentifier(
                    details.identifier().isEmpty()
                            ? notSaid(new Identifier())
                            : new Identifier().setValue(details.identifier()));
            specimen.setStatus(
                    details.available()
                            ? Specimen.SpecimenStatus.AVAILABLE
                            : Specimen.SpecimenStatus.UNAVAILABLE);
            if (!details.type().isEmpty()) {
                specimen.setType(new CodeableConcept().setText(details.type()));
            }
            specimen.setSubject(patient);
            specimen.addRequest(order);
            List<OrderSupplement.SpecimenCollection> collections = form.supplement().specimens();
            if (number < collections.size()) {
                collection(collections.get(number), specimen);
            }
            if (!specimen.hasType()) {
                specimen.setType(notSaid(new CodeableConcept()));
            }
            return specimen;
        }

        private static void collection(
                OrderSupplement.SpecimenCollection collection, Specimen specimen) {
            collection
                    .code()
                    .ifPresent(code ->
                            specimen.getType().addCoding(concept(code).getCodingFirstRep()));
            collection
                    .collectedOn()
                    .ifPresent(day ->
                            specimen.getCollection()
                                    .setCollected(new DateTimeType(day.toString())));
            if (!collection.site().isEmpty()) {
                specimen.getCollection()
                        .setBodySite(new CodeableConcept().setText(collection.site()));
            }
        }

        private static Identifier identifier(String system, String value) {
            return new Identifier().setSystem(system).setValue(value);
        }
    }
}
