package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionDetails.Assent;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderField;
import org.opengms.orders.OrderRequest;

/// What an order says beside the test: family, panels, variant, the forms of the discussion, and
/// whose they are.
class OrderDetailReadingTest {
    private static final String BASE = "http://example.org/fhir/";
    private static final String OWN_NUMBER = "9990000018";
    private static final String OTHER_NUMBER = "9990001014";

    private final Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    private final ServiceRequest order = new ServiceRequest();

    OrderDetailReadingTest() {
        add("p", person(OWN_NUMBER));
        order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        order.setSubject(new Reference("Patient/p"));
        order.setCode(code(Systems.TEST_DIRECTORY, "R27.3"));
        add("o", order);
    }

    private void add(String id, Resource resource) {
        resource.setId(id);
        bundle.addEntry().setFullUrl(BASE + resource.fhirType() + "/" + id).setResource(resource);
    }

    private static Patient person(String number) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(Systems.NHS_NUMBER).setValue(number);
        return patient;
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

    private List<String> found() {
        return read().findings().stream().map(f -> f.kind().code() + " " + f.path()).toList();
    }

    private ServiceRequest requestFor(String id, String patientId) {
        ServiceRequest other = new ServiceRequest();
        other.addExtension(
                Systems.PATIENT_ROLE,
                code("https://fhir.nhs.uk/CodeSystem/patient-role-genomics", "consultand"));
        other.setSubject(new Reference("Patient/" + patientId));
        add(id, other);
        return other;
    }

    @Nested
    class TheFamily {
        @Test
        void isAsLargeAsThePersonsAskedFor() {
            assertEquals(1, request().membersInOrder());
            add("m", person(OTHER_NUMBER));
            requestFor("om", "m");
            requestFor("again", "m");
            assertEquals(2, request().membersInOrder());
        }

        @Test
        void isPointedToByTheParticipantCount() {
            assertEquals(
                    "Bundle.entry[1].resource.extension('" + Systems.PARTICIPANT_COUNT + "').value",
                    request().where(OrderField.PARTICIPANTS));
        }
    }

    @Nested
    class Panels {
        @ParameterizedTest
        @CsvSource({
            "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory, R59, true",
            "https://fhir.nhs.uk/CodeSystem/England-GenomicTestPanelCode, 285, true",
            // the test itself, and its indication, are no further tests
            "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory, R27.3, false",
            "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory, R27, false",
            "https://fhir.nhs.uk/CodeSystem/types-of-reanalysistest-genomics, original-gene-panels, false",
        })
        void areCodesOfOrderDetail(String system, String code, boolean further) {
            order.addOrderDetail(code(system, code));
            assertEquals(further ? List.of(code) : List.of(), request().additionalPanels());
            assertEquals(
                    "Bundle.entry[1].resource.orderDetail", request().where(OrderField.PANELS));
        }
    }

    @Nested
    class AVariant {
        @Test
        void isNotThereByItself() {
            assertEquals(false, request().variantGiven());
        }

        @Test
        void isAnObservation() {
            Observation variant = new Observation();
            variant.setCode(code(Systems.LOINC, "69548-6"));
            add("v", variant);
            assertTrue(request().variantGiven());
        }

        @ParameterizedTest
        @CsvSource({
            "'NM_000059.4:c.5946del, mother', true",
            "BRCA2 c.68-7T>A, true",
            "p.(Arg175His) in TP53, true",
            "p.Arg175His, true",
            "m.3243A>G, true",
            "see letter of 12.3.2026, false",
            "c. 5 cm tall, false",
            "e.g. 46 XX, false",
        })
        void isNamedInANote(String note, boolean given) {
            order.addNote().setText(note);
            assertEquals(given, request().variantGiven());
        }

        @Test
        void isInAReportThatComesWithTheOrder() {
            add("r", new DiagnosticReport());
            order.addSupportingInfo(new Reference("DiagnosticReport/r"));
            assertTrue(request().variantGiven());
        }

        @Test
        void isNotInAReportThatIsNowhere() {
            order.addBasedOn(new Reference("ServiceRequest/nowhere"));
            assertEquals(false, request().variantGiven());
        }
    }

    private Consent record(String policy) {
        Consent consent = new Consent();
        consent.setStatus(Consent.ConsentState.ACTIVE);
        consent.addPolicy().setUri("https://example.org/" + policy);
        consent.setPatient(new Reference("Patient/p"));
        consent.setSource(new Reference("QuestionnaireResponse/form-" + policy));
        add(policy, consent);
        order.addSupportingInfo(new Reference("Consent/" + policy));
        return consent;
    }

    private QuestionnaireResponse form(String policy) {
        QuestionnaireResponse form = new QuestionnaireResponse();
        add("form-" + policy, form);
        return form;
    }

    private static void answer(
            QuestionnaireResponse form, String question, org.hl7.fhir.r4.model.Type answer) {
        form.addItem().setLinkId(question).addAnswer().setValue(answer);
    }

    @Nested
    class TheForms {
        @ParameterizedTest
        @CsvSource({
            "adult-own-choice, ADULT",
            "adult-lack-capacity, CONSULTEE",
            "child, PARENT_OR_GUARDIAN",
            "clinician, CLINICIAN",
            "deceased, FOR_THE_DECEASED",
        })
        void sayWhoChose(String code, WhoChose who) {
            record("record-of-discussion");
            answer(
                    form("record-of-discussion"),
                    "patientCategory",
                    new Coding().setSystem(Systems.PATIENT_CHOICE_CATEGORY).setCode(code));
            assertEquals(Optional.of(who), request().discussionDetails().whoChose());
        }

        @Test
        void sayWhetherResearchWasDiscussed() {
            record("record-of-discussion");
            QuestionnaireResponse form = form("record-of-discussion");
            answer(form, "researchConfirmation1", new BooleanType(false));
            DiscussionDetails details = request().discussionDetails();
            assertEquals(Optional.of(false), details.researchDiscussed());
            assertEquals(false, details.researchAnswered());
            assertEquals(false, details.reasonNotDiscussed());
            answer(form, "researchConfirmation2", new BooleanType(true));
            answer(form, "reasonsforChoiceA", new Coding().setCode("other"));
            assertTrue(request().discussionDetails().researchAnswered());
            assertTrue(request().discussionDetails().reasonNotDiscussed());
        }

        @Test
        void theConsentMayGiveTheReason() {
            record("record-of-discussion")
                    .addCategory(code(Systems.RESEARCH_PARTICIPATION, "like-to-discuss-later"));
            assertTrue(request().discussionDetails().reasonNotDiscussed());
        }

        @ParameterizedTest
        @CsvSource({"5, 0, GIVEN", "4, 1, NOT_GIVEN", "0, 1, NOT_GIVEN", "4, 0, UNREAD"})
        void assentIsFiveTimesYes(int yes, int no, Assent expected) {
            record("young-persons-assent-form");
            QuestionnaireResponse form = form("young-persons-assent-form");
            for (int i = 1; i <= yes + no; i++) {
                answer(form, "consentQuestion" + i, new BooleanType(i <= yes));
            }
            assertEquals(Optional.of(expected), request().discussionDetails().assent());
            assertEquals("Bundle.entry[2].resource", request().where(OrderField.ASSENT));
        }

        @Test
        void assentWithoutItsAnswersIsUnread() {
            record("young-persons-assent-form").setSource(null);
            assertEquals(Optional.of(Assent.UNREAD), request().discussionDetails().assent());
        }

        @Test
        void nothingIsKnownWithoutForms() {
            assertEquals(DiscussionDetails.NONE, request().discussionDetails());
        }
    }

    @Nested
    class SomebodyElsesRecord {
        private static final String FOUND = "discussion-of-another ";

        @Test
        void namedByTheOrderIsAnError() {
            add("other", person(OTHER_NUMBER));
            record("record-of-discussion").setPatient(new Reference("Patient/other"));
            Finding finding =
                    read().findings().stream()
                            .filter(f -> f.kind() == FindingKind.DISCUSSION_OF_ANOTHER)
                            .findFirst()
                            .orElseThrow();
            assertEquals("Bundle.entry[3].resource.patient", finding.path());
            assertEquals(Grade.ERROR, finding.grade());
        }

        @Test
        void namedByNumberAloneIsAnErrorToo() {
            Reference number = new Reference();
            number.getIdentifier().setSystem(Systems.NHS_NUMBER).setValue(OTHER_NUMBER);
            record("record-of-discussion").setPatient(number);
            assertTrue(found().contains(FOUND + "Bundle.entry[2].resource.patient"));
        }

        @Test
        void ofARelativeWhoIsTestedTooIsTheFamilys() {
            add("m", person(OTHER_NUMBER));
            requestFor("om", "m");
            record("record-of-discussion").setPatient(new Reference("Patient/m"));
            assertTrue(found().stream().noneMatch(f -> f.startsWith(FOUND)), found()::toString);
        }

        @Test
        void ofAMotherForHerUnbornChildIsHers() {
            add("m", person(OTHER_NUMBER));
            RelatedPerson mother = new RelatedPerson();
            mother.setPatient(new Reference("Patient/p"));
            mother.addIdentifier().setSystem(Systems.NHS_NUMBER).setValue(OTHER_NUMBER);
            add("rp", mother);
            record("record-of-discussion").setPatient(new Reference("Patient/m"));
            assertTrue(found().stream().noneMatch(f -> f.startsWith(FOUND)), found()::toString);
        }

        @Test
        void notNamedByTheOrderDoesNotMatter() {
            add("other", person(OTHER_NUMBER));
            record("record-of-discussion").setPatient(new Reference("Patient/other"));
            order.setSupportingInfo(List.of());
            assertTrue(found().stream().noneMatch(f -> f.startsWith(FOUND)));
        }

        @ParameterizedTest
        @CsvSource({
            "9990000018, false",
            "999 000 0018, false",
            "9990001014, true",
            "ZZ99 3CZ, false",
        })
        void isKnownByTheNumberOnTheForm(String written, boolean another) {
            record("record-of-discussion");
            answer(form("record-of-discussion"), "nhs_Number", new StringType(written));
            assertEquals(another, found().contains(FOUND + "Bundle.entry[2].resource.source"));
        }
    }

    @Nested
    class NhsNumbersInTheMessage {
        private static final String WRONG = "9990000017";

        private void setNumber(int entry, String number) {
            ((Patient) bundle.getEntry().get(entry).getResource())
                    .getIdentifierFirstRep()
                    .setValue(number);
        }

        /// The order's own rules tell it; here it would be told twice.
        @Test
        void ofThePatientAreLeftToTheRules() {
            setNumber(0, WRONG);
            assertEquals(List.of(), found());
        }

        /// The rules judge the relative's own order, and say it at the number's own place.
        @Test
        void ofARelativeTestedAreLeftToTheRulesOfTheirOrder() {
            add("m", person(WRONG));
            requestFor("om", "m");
            assertEquals(List.of(), found());
            OrderRequest relatives = read().orders().get(1).request();
            assertEquals(Optional.of(WRONG), relatives.subject().orElseThrow().nhsNumberAsGiven());
            assertEquals(
                    "Bundle.entry[2].resource.identifier[0].value",
                    relatives.where(OrderField.NHS_NUMBER));
        }

        @Test
        void ofAnybodyElseAreWarnings() {
            add("x", person(WRONG));
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere Bundle.entry[2].resource.identifier[0].value"),
                    found());
        }

        @Test
        void inTheReferenceToThePatientAreWarnings() {
            setNumber(0, WRONG);
            order.getSubject().getIdentifier().setSystem(Systems.NHS_NUMBER).setValue(WRONG);
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere Bundle.entry[1].resource.subject.identifier.value"),
                    found());
        }

        @Test
        void thatAreAllThatIsKnownOfThePatientAreLeftToTheRules() {
            Reference number = new Reference();
            number.getIdentifier().setSystem(Systems.NHS_NUMBER).setValue(WRONG);
            order.setSubject(number);
            assertEquals(List.of(), found());
            assertEquals(
                    "Bundle.entry[1].resource.subject.identifier.value",
                    request().where(OrderField.NHS_NUMBER));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void areToldWithoutAnOrderToo(boolean isTransaction) {
            bundle.getEntry().remove(1);
            if (!isTransaction) {
                bundle.setType(Bundle.BundleType.COLLECTION);
            }
            setNumber(0, WRONG);
            assertTrue(
                    found().contains(
                                    "nhs-number-invalid-elsewhere Bundle.entry[0].resource.identifier[0].value"));
        }
    }

    /// FHIR's way of saying why a value is missing: an extension of the value that is not there.
    @Test
    void theReasonForNoNhsNumberMayStandInItsPlace() {
        Patient patient = (Patient) bundle.getEntry().getFirst().getResource();
        patient.getIdentifierFirstRep().setValue(null);
        patient.getIdentifierFirstRep()
                .getValueElement()
                .addExtension(Systems.DATA_ABSENT, new CodeType("asked-unknown"));
        assertEquals(
                Optional.of("asked-unknown"),
                request().subject().orElseThrow().nhsNumberAbsenceReason());
        assertEquals(Optional.empty(), request().subject().orElseThrow().nhsNumberAsGiven());
    }

    @Test
    void anIssueNamesItsQuestion() {
        Finding about =
                new Finding(FindingKind.DATA_ITEM_MISSING, Grade.WARNING, "p", "w", "a")
                        .about("Patient - Ethnicity");
        Finding plain = new Finding(FindingKind.NAME_DIFFERS, Grade.WARNING, "p", "w", "a");
        OperationOutcome outcome = OperationOutcomes.of(List.of(about, plain));
        assertEquals(
                "Patient - Ethnicity",
                outcome.getIssue()
                        .getFirst()
                        .getExtensionByUrl("https://opengms.org/StructureDefinition/mds-question")
                        .getValue()
                        .primitiveValue());
        assertEquals(OperationOutcome.IssueType.REQUIRED, outcome.getIssue().getFirst().getCode());
        assertTrue(outcome.getIssue().getLast().getExtension().isEmpty());
    }
}
