package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.Presence;
import org.opengms.people.Sex;

class OrderReaderTest {
    private static final String BASE = "http://example.org/fhir/";

    /// A small order: an entry for each of the three that every order has.
    private final Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);

    private final ServiceRequest order = new ServiceRequest();
    private final Patient patient = new Patient();

    OrderReaderTest() {
        patient.addIdentifier().setSystem(Systems.NHS_NUMBER).setValue("9990000018");
        order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        order.setSubject(new Reference("Patient/p"));
        order.setCode(code(Systems.TEST_DIRECTORY, "R27.3"));
        add("p", patient);
        add("o", order);
    }

    private void add(String id, Resource resource) {
        resource.setId(id);
        bundle.addEntry()
                .setFullUrl(BASE + resource.fhirType() + "/" + id)
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static CodeableConcept code(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    private OrderMessage read() {
        return Fixtures.READER.read(bundle);
    }

    private OrderRequest request() {
        return read().request().orElseThrow();
    }

    private List<FindingKind> kinds() {
        return read().findings().stream().map(f -> f.kind()).toList();
    }

    @Nested
    class References {
        @ParameterizedTest
        @CsvSource({
            // what is written, whether it leads to the Patient, what is found
            "Patient/p, true, ''",
            "http://example.org/fhir/Patient/p, true, ''",
            "Patient/p/_history/3, true, ''",
            "Patient/q, false, REFERENCE_DANGLING",
            "p, false, REFERENCE_DANGLING",
            "urn:uuid:0a1b2c3d-0000-4000-8000-000000000000, false, REFERENCE_DANGLING",
            "#p, false, REFERENCE_DANGLING",
            "https://api.service.nhs.uk/personal-demographics/FHIR/R4/Patient/9990000018, false, ''",
            "Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018, false, ''",
        })
        void leadWhereFhirSaysTheyDo(String written, boolean found, String finding) {
            order.setSubject(new Reference(written));
            assertEquals(found, request().subject().isPresent());
            assertEquals(
                    finding.isEmpty() ? List.of() : List.of(FindingKind.valueOf(finding)), kinds());
        }

        @Test
        void aDanglingOneIsPointedTo() {
            order.addSupportingInfo(new Reference("Patient/p"));
            order.addSupportingInfo(new Reference("Observation/none"));
            assertEquals(
                    "Bundle.entry[1].resource.supportingInfo[1].reference",
                    read().findings().getFirst().path());
        }

        @Test
        void uuidAddressesLeadToTheirEntries() {
            String address = "urn:uuid:0a1b2c3d-0000-4000-8000-000000000000";
            bundle.getEntryFirstRep().setFullUrl(address);
            order.setSubject(new Reference(address));
            assertTrue(request().subject().isPresent());
            assertEquals(List.of(), kinds());
        }

        @Test
        void typeAndIdIsToleratedWhereTheEntryHasAUuidAddress() {
            String uuid = "0a1b2c3d-0000-4000-8000-000000000000";
            bundle.getEntryFirstRep().setFullUrl("urn:uuid:" + uuid);
            patient.setId("");
            order.setSubject(new Reference("Patient/" + uuid));
            assertTrue(request().subject().isPresent());
            assertEquals(List.of(FindingKind.STRUCTURE_ADVICE), kinds());
        }

        @Test
        void aContainedPatientIsRead() {
            Patient inside = new Patient();
            inside.setId("inside");
            inside.addName().setFamily("Within");
            order.addContained(inside);
            order.setSubject(new Reference("#inside"));
            OrderRequest read =
                    Fixtures.READER
                            .read(Fixtures.bundle(Fixtures.TEXT.write(bundle)))
                            .request()
                            .orElseThrow();
            assertEquals("Within", read.subject().orElseThrow().familyName());
        }

        @Test
        void anIdentifierAloneLeadsToTheEntryThatHasIt() {
            Reference byNumber = new Reference().setType("Patient");
            byNumber.setIdentifier(
                    new Identifier().setSystem(Systems.NHS_NUMBER).setValue("9990000018"));
            order.setSubject(byNumber);
            assertEquals(0, read().subjectEntry());
        }

        @Test
        void aResourceThatTheServiceKeepsIsFound() {
            Patient kept = new Patient();
            kept.setId("11111111-2222-4333-8444-555555555555");
            kept.addName().setFamily("Known");
            order.setSubject(new Reference("Patient/11111111-2222-4333-8444-555555555555"));
            OrderReader reader =
                    new OrderReader(
                            Fixtures.FHIR,
                            AcceptancePolicy.STANDARD,
                            (type, id) ->
                                    type.equals("Patient")
                                                    && id.equals(kept.getIdElement().getIdPart())
                                            ? Optional.of(kept)
                                            : Optional.empty());
            OrderMessage message = reader.read(bundle);
            assertEquals(List.of(), message.findings());
            assertEquals(
                    "Known", message.request().orElseThrow().subject().orElseThrow().familyName());
        }

        @Test
        void twoPatientsInOneReferenceAreAConflict() {
            order.getSubject()
                    .setIdentifier(
                            new Identifier().setSystem(Systems.NHS_NUMBER).setValue("9990000026"));
            assertEquals(List.of(FindingKind.IDENTITY_CONFLICT), kinds());
        }

        @Test
        void spacesInTheNumberAreNoConflict() {
            order.getSubject()
                    .setIdentifier(
                            new Identifier()
                                    .setSystem(Systems.NHS_NUMBER)
                                    .setValue("999 000 0018"));
            assertEquals(List.of(), kinds());
        }
    }

    @Nested
    class TheEnvelope {
        @ParameterizedTest
        @CsvSource({"COLLECTION", "BATCH", "MESSAGE", "SEARCHSET"})
        void anythingButATransactionIsNoOrder(Bundle.BundleType type) {
            bundle.setType(type);
            assertEquals(List.of(FindingKind.ORDER_MISSING), kinds());
            assertEquals("Bundle.type", read().findings().getFirst().path());
        }

        @ParameterizedTest
        @CsvSource({
            "DRAFT, ORDER, Bundle.entry[1].resource.status",
            "REVOKED, ORDER, Bundle.entry[1].resource.status",
            "ACTIVE, PLAN, Bundle.entry[1].resource.intent",
            "ACTIVE, PROPOSAL, Bundle.entry[1].resource.intent",
        })
        void whatIsNotAnActiveOrderIsNoOrder(
                ServiceRequest.ServiceRequestStatus status,
                ServiceRequest.ServiceRequestIntent intent,
                String path) {
            order.setStatus(status).setIntent(intent);
            assertEquals(List.of(FindingKind.ORDER_MISSING), kinds());
            assertEquals(path, read().findings().getFirst().path());
        }

        @Test
        void anEmptyBundleIsNoOrder() {
            OrderMessage message =
                    Fixtures.READER.read(new Bundle().setType(Bundle.BundleType.TRANSACTION));
            assertEquals(Optional.empty(), message.request());
            assertEquals(FindingKind.ORDER_MISSING, message.findings().getFirst().kind());
        }
    }

    @Nested
    class AFamily {
        private final ServiceRequest mothers = new ServiceRequest();

        AFamily() {
            mothers.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
            mothers.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
            mothers.setSubject(new Reference("Patient/m"));
            add("m", new Patient());
            add("mo", mothers);
        }

        private void role(ServiceRequest request, String role) {
            request.addExtension(
                    new Extension(
                            Systems.PATIENT_ROLE,
                            code("https://fhir.nhs.uk/CodeSystem/patient-role-genomics", role)));
        }

        @Test
        void theProbandsOrderIsTheOrder() {
            role(order, "proband");
            role(mothers, "consultand");
            assertEquals(1, read().orderEntry());
        }

        @Test
        void whoIsNotARelativeIsTheProband() {
            role(mothers, "consultand");
            assertEquals(1, read().orderEntry());
        }

        @Test
        void whatIsBasedOnTheOtherIsNotTheOrder() {
            mothers.addBasedOn(new Reference("ServiceRequest/o"));
            assertEquals(1, read().orderEntry());
        }

        @Test
        void whereNothingSaysSoThereIsNoOrder() {
            assertEquals(Optional.empty(), read().request());
            assertEquals(List.of(FindingKind.ORDER_MISSING), kinds());
        }

        @Test
        void twoProbandsAreTwoOrders() {
            role(order, "proband");
            role(mothers, "proband");
            assertEquals(List.of(), kinds());
            assertEquals(List.of(1, 3), orderEntries());
        }

        @Test
        void eachMembersRequestIsAnOrderTheProbandsFirst() {
            role(order, "consultand");
            role(mothers, "proband");
            assertEquals(List.of(3, 1), orderEntries());
            assertEquals(List.of(ParticipantRole.PROBAND, ParticipantRole.CONSULTAND), roles());
            assertEquals(
                    List.of(2, 0),
                    read().orders().stream().map(OrderMessage.Ordered::subjectEntry).toList());
        }

        @Test
        void whoHasNoRoleIsARelativeWhereTheRequisitionHasAnotherProband() {
            role(order, "proband");
            Identifier requisition = new Identifier().setSystem("urn:x").setValue("F1");
            order.setRequisition(requisition);
            assertEquals(List.of(ParticipantRole.PROBAND, ParticipantRole.PROBAND), roles());
            mothers.setRequisition(requisition.copy());
            assertEquals(List.of(ParticipantRole.PROBAND, ParticipantRole.CONSULTAND), roles());
        }

        @Test
        void twoTestsOfOnePersonAreTwoOrders() {
            mothers.setSubject(order.getSubject().copy());
            assertEquals(List.of(), kinds());
            assertEquals(List.of(1, 3), orderEntries());
        }

        @Test
        void whatIsBasedOnAnotherNamesIt() {
            role(order, "proband");
            role(mothers, "proband");
            order.addBasedOn(new Reference("ServiceRequest/mo"));
            assertEquals(List.of(3, 1), orderEntries());
            assertEquals(
                    List.of(-1, 3),
                    read().orders().stream().map(OrderMessage.Ordered::basedOnEntry).toList());
        }

        @Test
        void ordersBuildOnEachOtherInTheirTurn() {
            ServiceRequest first = mothers.copy();
            first.setSubject(order.getSubject().copy());
            mothers.setSubject(order.getSubject().copy());
            add("first", first);
            order.addBasedOn(new Reference("ServiceRequest/mo"));
            mothers.addBasedOn(new Reference("ServiceRequest/first"));
            assertEquals(List.of(4, 3, 1), orderEntries());
        }

        @Test
        void relativesMayComeWithoutTheirProband() {
            role(order, "consultand");
            role(mothers, "consultand");
            assertEquals(List.of(), kinds());
            assertEquals(List.of(ParticipantRole.CONSULTAND, ParticipantRole.CONSULTAND), roles());
        }

        @Test
        void aRelativesRequestThatIsNoOrderIsFound() {
            role(order, "proband");
            role(mothers, "consultand");
            mothers.setIntent(ServiceRequest.ServiceRequestIntent.PLAN);
            assertEquals(List.of(FindingKind.ORDER_MISSING), kinds());
            assertEquals("Bundle.entry[3].resource.intent", read().findings().getFirst().path());
        }

        private List<Integer> orderEntries() {
            return read().orders().stream().map(OrderMessage.Ordered::orderEntry).toList();
        }

        private List<ParticipantRole> roles() {
            return read().orders().stream().map(o -> o.request().context().role()).toList();
        }

        @Test
        void sharingARequisitionBothTakePart() {
            role(mothers, "consultand");
            Identifier requisition = new Identifier().setSystem("urn:x").setValue("F1");
            order.setRequisition(requisition);
            mothers.setRequisition(requisition.copy());
            assertEquals(2, request().participants());
        }

        @Test
        void theMothersFeaturesAndSamplesAreNotTheChilds() {
            role(mothers, "consultand");
            Observation feature = new Observation();
            feature.setCode(code(Systems.HPO, "HP:0001250"));
            feature.setSubject(new Reference("Patient/m"));
            feature.setValue(new BooleanType(true));
            add("f", feature);
            Specimen specimen = new Specimen();
            specimen.setSubject(new Reference("Patient/m"));
            add("s", specimen);
            assertEquals(List.of(), request().phenotypes());
            assertEquals(List.of(), request().specimens());
        }
    }

    @Nested
    class Codes {
        @ParameterizedTest
        @CsvSource({
            // code.system, code, reason.system, reason, test, indication
            "CodeSystem/England-GenomicTestDirectory, R27.3, , , R27.3, R27",
            "CodeSystem/England-GenomicTestDirectory, M4.14, , , M4.14, M4",
            "CodeSystem/England-GenomicTestDirectory, R387, , , , R387",
            "CodeSystem/England-DigitalGenomicTestServices, GT497, CodeSystem/England-DigitalGenomicTestServices, TP171, GT497, TP171",
            "CodeSystem/England-DigitalGenomicTestService, GT497, CodeSystem/England-DigitalGenomicTestService, TP171, GT497, TP171",
            "Id/England-GenomicTestDirectory, R27.3, CodeSystem/England-GenomicTestDirectory, R29, R27.3, R29",
            // a SNOMED code under the directory's name gives way to the code before the dot
            "CodeSystem/England-GenomicTestDirectory, R27.3, CodeSystem/England-GenomicTestDirectory, 719641000000101, R27.3, R27",
            "CodeSystem/England-DigitalGenomicTestServices, GT497, , , GT497, ",
            "CodeSystem/other, R27.3, , , , ",
        })
        void areReadFromTheDirectories(
                String system,
                String code,
                String reasonSystem,
                String reason,
                String test,
                String indication) {
            order.setCode(code("https://fhir.nhs.uk/" + system, code));
            if (reason != null) {
                order.addReasonCode(code("https://fhir.nhs.uk/" + reasonSystem, reason));
            }
            assertEquals(Optional.ofNullable(test), request().testCode());
            assertEquals(Optional.ofNullable(indication), request().indicationCode());
        }
    }

    @Nested
    class ThePatient {
        @ParameterizedTest
        @CsvSource({
            "M, , MALE",
            "F, , FEMALE",
            "M, female, MALE",
            "UN, female, FEMALE",
            ", male, MALE",
            ", other, OTHER",
            ", , UNKNOWN",
        })
        void sexAtBirthComesBeforeTheGender(String atBirth, String gender, Sex expected) {
            if (atBirth != null) {
                patient.addExtension(
                        new Extension(
                                Systems.BIRTH_SEX,
                                code(Systems.V3_ADMINISTRATIVE_GENDER, atBirth)));
            }
            if (gender != null) {
                patient.setGender(Enumerations.AdministrativeGender.fromCode(gender));
            }
            assertEquals(expected, request().subject().orElseThrow().sex());
        }

        @ParameterizedTest
        @CsvSource({"2011-04-12, 2011-04-12", "2011-04, ", "2011, "})
        void onlyAFullDateOfBirthIsOne(String given, LocalDate expected) {
            patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType(given));
            assertEquals(
                    Optional.ofNullable(expected), request().subject().orElseThrow().birthDate());
        }

        @Test
        void aReasonForNoNumberIsRead() {
            patient.getIdentifierFirstRep().setValue(null);
            patient.getIdentifierFirstRep()
                    .addExtension(
                            new Extension(
                                    Systems.NHS_NUMBER_UNAVAILABLE,
                                    new CodeableConcept().setText("Overseas visitor")));
            var subject = request().subject().orElseThrow();
            assertEquals(Optional.empty(), subject.nhsNumberAsGiven());
            assertEquals(Optional.of("Overseas visitor"), subject.nhsNumberAbsenceReason());
        }

        @Test
        void theNumberStaysAsItWasWritten() {
            patient.getIdentifierFirstRep().setValue("999 000-0018");
            assertEquals(
                    Optional.of("999 000-0018"),
                    request().subject().orElseThrow().nhsNumberAsGiven());
        }
    }

    @Nested
    class TheRequester {
        @Test
        void isFoundThroughReferences() {
            Practitioner person = new Practitioner();
            person.addName().setFamily("Example").addGiven("Eve").addPrefix("Dr");
            add("dr", person);
            Organization trust = new Organization();
            trust.addIdentifier().setSystem(Systems.ODS).setValue("RAX01");
            add("trust", trust);
            PractitionerRole role = new PractitionerRole();
            role.setPractitioner(new Reference("Practitioner/dr"));
            role.setOrganization(new Reference("Organization/trust"));
            role.addSpecialty().setText("Renal Medicine");
            add("role", role);
            order.setRequester(new Reference("PractitionerRole/role"));
            assertEquals(Optional.of(new OdsCode("RAX01")), request().orderingSite());
            assertEquals("Dr Eve Example", request().requesterName());
            assertEquals("Renal Medicine", request().specialty());
        }

        @Test
        void mayBeAnOrganisationByItsCodeAlone() {
            Reference requester = new Reference().setDisplay("Some clinic");
            requester.setIdentifier(new Identifier().setSystem(Systems.ODS).setValue("rax01"));
            order.setRequester(requester);
            assertEquals(Optional.of(new OdsCode("RAX01")), request().orderingSite());
            assertEquals("Some clinic", request().requesterName());
        }

        @Test
        void aCodeThatCannotBeOneIsToldAndLeftOut() {
            Reference requester = new Reference();
            requester.setIdentifier(
                    new Identifier().setSystem(Systems.ODS).setValue("Kingston Hospital"));
            order.setRequester(requester);
            assertEquals(Optional.empty(), request().orderingSite());
            assertEquals(List.of(FindingKind.SITE_UNKNOWN), kinds());
        }
    }

    @Nested
    class Features {
        @ParameterizedTest
        @CsvSource({
            "http://snomed.info/sct, 52101004, PRESENT",
            "http://snomed.info/sct, 410515003, PRESENT",
            "http://snomed.info/sct, 2667000, ABSENT",
            "http://snomed.info/sct, 410516002, ABSENT",
            "http://loinc.org, LA9633-4, PRESENT",
            "http://loinc.org, LA9634-2, ABSENT",
            "http://snomed.info/sct, 385432009, UNCLEAR",
            "http://example.org, 52101004, UNCLEAR",
        })
        void arePresentAbsentOrUnclear(String system, String code, Presence expected) {
            assertEquals(expected, presence(code(system, code)));
        }

        @ParameterizedTest
        @CsvSource({"true, PRESENT", "false, ABSENT"})
        void mayBeSaidByABoolean(boolean said, Presence expected) {
            assertEquals(expected, presence(new BooleanType(said)));
        }

        @Test
        void saidBothWaysAreUnclear() {
            CodeableConcept both = code(Systems.SNOMED, "52101004");
            both.addCoding().setSystem(Systems.SNOMED).setCode("2667000");
            assertEquals(Presence.UNCLEAR, presence(both));
        }

        @Test
        void saidNowayAreUnclear() {
            add("f", feature());
            assertEquals(Presence.UNCLEAR, request().phenotypes().getFirst().presence());
        }

        @Test
        void withdrawnOnesAreLeftOut() {
            add("f", feature().setStatus(Observation.ObservationStatus.ENTEREDINERROR));
            assertEquals(List.of(), request().phenotypes());
        }

        private Observation feature() {
            Observation feature = new Observation();
            feature.setCode(code(Systems.HPO, "HP:0001250"));
            feature.setSubject(new Reference("Patient/p"));
            return feature;
        }

        private Presence presence(org.hl7.fhir.r4.model.Type value) {
            Observation feature = feature();
            feature.setValue(value);
            add("f", feature);
            return request().phenotypes().getFirst().presence();
        }
    }

    @Nested
    class TheRecordOfDiscussion {
        private final Consent consent = new Consent();

        TheRecordOfDiscussion() {
            consent.setPatient(new Reference("Patient/p"));
            consent.setDateTimeElement(new DateTimeType("2026-01-14"));
        }

        private RecordOfDiscussion record() {
            add("c", consent);
            return request().recordOfDiscussion().orElseThrow();
        }

        @ParameterizedTest
        @CsvSource({
            "PROPOSED, TO_FOLLOW, , UNDECIDED",
            "DRAFT, TO_FOLLOW, , UNDECIDED",
            "ACTIVE, TAKEN, true, UNDECIDED",
            "REJECTED, TAKEN, false, DECLINED",
        })
        void standsWhereItsStatusSays(
                Consent.ConsentState status,
                DiscussionState state,
                Boolean agreed,
                ResearchChoice research) {
            consent.setStatus(status);
            RecordOfDiscussion record = record();
            assertEquals(state, record.state());
            assertEquals(Optional.ofNullable(agreed), record.testAgreed());
            assertEquals(research, record.research());
        }

        @ParameterizedTest
        @CsvSource({"INACTIVE", "ENTEREDINERROR"})
        void isNotThereWhenItNoLongerHolds(Consent.ConsentState status) {
            consent.setStatus(status);
            add("c", consent);
            assertEquals(Optional.empty(), request().recordOfDiscussion());
        }

        @ParameterizedTest
        @CsvSource({
            // purposes with their types; what is read of test and research
            "TREAT+ HRESCH+, true, AGREED",
            "TREAT+ HRESCH-, true, DECLINED",
            "TREAT+, true, UNDECIDED",
            "TREAT- HRESCH-, false, DECLINED",
            "HRESCH+ HRESCH-, true, DECLINED",
            "HMARKT+, true, UNDECIDED",
        })
        void saysItsChoicesByPurpose(String purposes, boolean agreed, ResearchChoice research) {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            for (String purpose : purposes.split(" ")) {
                Consent.ProvisionComponent provision = consent.getProvision().addProvision();
                provision.setType(
                        purpose.endsWith("+")
                                ? Consent.ConsentProvisionType.PERMIT
                                : Consent.ConsentProvisionType.DENY);
                provision.addPurpose(
                        new Coding()
                                .setSystem(Systems.V3_ACT_REASON)
                                .setCode(purpose.substring(0, purpose.length() - 1)));
            }
            RecordOfDiscussion record = record();
            assertEquals(Optional.of(agreed), record.testAgreed());
            assertEquals(research, record.research());
            assertEquals(Optional.of(LocalDate.of(2026, 1, 14)), record.takenOn());
        }

        @ParameterizedTest
        @CsvSource({"like-to-discuss-later", "patient-lack-capacity", "inappropriate-to-discuss"})
        void notDiscussedIsUndecidedWhateverElseIsSaid(String code) {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            consent.addCategory(code(Systems.RESEARCH_PARTICIPATION, code));
            consent.getProvision()
                    .addProvision()
                    .setType(Consent.ConsentProvisionType.PERMIT)
                    .addPurpose(new Coding(Systems.V3_ACT_REASON, "HRESCH", ""));
            assertEquals(ResearchChoice.UNDECIDED, record().research());
        }

        @Test
        void aPermissionThatEndsIsNotAgreement() {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            Consent.ProvisionComponent provision = consent.getProvision().addProvision();
            provision.setType(Consent.ConsentProvisionType.PERMIT);
            provision.addPurpose(new Coding(Systems.V3_ACT_REASON, "HRESCH", ""));
            provision.getPeriod().setEndElement(new DateTimeType("2027-01-01"));
            assertEquals(ResearchChoice.UNDECIDED, record().research());
        }

        @ParameterizedTest
        @CsvSource({"true, true, AGREED", "true, false, DECLINED", "false, true, UNDECIDED"})
        void theFormIsRead(boolean discussed, boolean agrees, ResearchChoice research) {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            QuestionnaireResponse form = new QuestionnaireResponse();
            var group = form.addItem().setLinkId("declaration4");
            group.addItem()
                    .setLinkId("researchConfirmation1")
                    .addAnswer()
                    .setValue(new BooleanType(discussed));
            group.addItem()
                    .setLinkId("researchConfirmation2")
                    .addAnswer()
                    .setValue(new BooleanType(agrees));
            add("form", form);
            consent.setSource(new Reference("QuestionnaireResponse/form"));
            assertEquals(research, record().research());
        }

        @Test
        void theYoungPersonsAssentIsAnotherForm() {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            consent.addPolicy()
                    .setUri(
                            "https://www.england.nhs.uk/nhs-genomic-medicine-service-young-persons-assent-form.pdf");
            add("c", consent);
            assertEquals(Optional.empty(), request().recordOfDiscussion());
        }

        @Test
        void aRelativesIsNotTheProbands() {
            add("m", new Patient());
            consent.setStatus(Consent.ConsentState.ACTIVE);
            consent.setPatient(new Reference("Patient/m"));
            order.addSupportingInfo(new Reference("Consent/c"));
            add("c", consent);
            assertEquals(Optional.empty(), request().recordOfDiscussion());
        }

        @Test
        void whereSeveralStandTheLatestTakenHolds() {
            consent.setStatus(Consent.ConsentState.ACTIVE);
            Consent older = consent.copy();
            older.setDateTimeElement(new DateTimeType("2025-01-01"));
            older.getProvision()
                    .addProvision()
                    .setType(Consent.ConsentProvisionType.PERMIT)
                    .addPurpose(new Coding(Systems.V3_ACT_REASON, "HRESCH", ""));
            add("old", older);
            Consent announced = new Consent().setStatus(Consent.ConsentState.PROPOSED);
            announced.setPatient(new Reference("Patient/p"));
            add("new", announced);
            assertEquals(Optional.of(LocalDate.of(2026, 1, 14)), record().takenOn());
            assertEquals(Optional.of(BASE + "Consent/c"), read().consentFullUrl());
        }
    }

    @Nested
    class Samples {
        @ParameterizedTest
        @CsvSource({
            "available, true",
            "unavailable, false",
            "unsatisfactory, false",
            ", true",
        })
        void areAtHandWhenTheirStatusSaysSo(String status, boolean available) {
            Specimen specimen = new Specimen();
            specimen.setSubject(new Reference("Patient/p"));
            if (status != null) {
                specimen.setStatus(Specimen.SpecimenStatus.fromCode(status));
            }
            add("s", specimen);
            assertEquals(available, request().specimens().getFirst().available());
        }
    }

    @Test
    void extensionsOfOtherTypesDoNoHarm() {
        order.addExtension(new Extension(Systems.PARTICIPANT_COUNT, new CodeType("many")));
        order.addExtension(new Extension(Systems.PATIENT_ROLE, new CodeType("proband")));
        patient.addExtension(new Extension(Systems.BIRTH_SEX, new CodeType("M")));
        assertEquals(1, request().participants());
        assertEquals(Sex.UNKNOWN, request().subject().orElseThrow().sex());
    }
}
