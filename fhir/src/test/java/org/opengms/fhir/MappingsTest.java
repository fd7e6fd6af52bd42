package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.cases.CauseMark;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;

class MappingsTest {
    @Nested
    class Tasks {
        private final TaskMapping mapping = new TaskMapping(Fixtures.FHIR);

        private ResourceVersion version(TaskStatus status) {
            return mapping.toFhir(
                    Fixtures.order(OrderState.ON_HOLD),
                    Fixtures.task(
                            status,
                            Optional.of("awaiting-sample"),
                            Optional.of("sample-requested")));
        }

        /// `NHSEngland-Task-Genomics` 0.3.0: what has a minimum of one, and what a maximum of none.
        @Test
        void keepToTheNationalProfile() {
            ResourceVersion version = version(TaskStatus.ON_HOLD);
            Task task = Fixtures.TEXT.read(version.json(), Task.class);
            assertTrue(task.hasCode() && task.hasFocus() && task.hasFor());
            assertTrue(task.hasAuthoredOn() && task.hasRequester());
            assertTrue(task.getOwner().hasIdentifier());
            assertFalse(task.getOwner().hasReference());
            assertFalse(
                    task.hasBasedOn()
                            || task.hasDescription()
                            || task.hasEncounter()
                            || task.hasPerformerType()
                            || task.hasLocation()
                            || task.hasReasonCode()
                            || task.hasReasonReference()
                            || task.hasInsurance()
                            || task.hasRelevantHistory()
                            || task.hasRestriction());
            assertEquals(List.of(), Fixtures.complaints(version.json()));
        }

        @Test
        void sayWhatTheyServeAndWhoDoesThem() {
            ResourceVersion version = version(TaskStatus.ON_HOLD);
            Task task = Fixtures.TEXT.read(version.json(), Task.class);
            assertEquals(
                    "ServiceRequest/" + Fixtures.ORDER.value(), task.getFocus().getReference());
            assertEquals("Patient/" + Fixtures.PERSON.value(), task.getFor().getReference());
            assertEquals("ZZL02", task.getOwner().getIdentifier().getValue());
            assertEquals("sample-preparation", task.getCode().getCodingFirstRep().getCode());
            assertEquals("2", task.getMeta().getVersionId());
            assertEquals(Optional.of(new OdsCode("ZZL02")), version.keys().owner());
            assertEquals("on-hold", version.keys().status());
            assertTrue(
                    version.keys()
                            .tokens()
                            .containsAll(
                                    List.of(
                                            "code=https://fhir.nhs.uk/CodeSystem/task-code-genomics|sample-preparation",
                                            "focus=ServiceRequest/" + Fixtures.ORDER.value(),
                                            "owner:identifier=ZZL02")));
            assertEquals(Optional.of(task.getAuthoredOn().toInstant()), version.keys().moment());
        }

        @ParameterizedTest
        @EnumSource
        void areReadAsTheyWereWritten(TaskStatus status) {
            Task task = Fixtures.TEXT.read(version(status).json(), Task.class);
            assertEquals(
                    new TaskChange(
                            status,
                            Optional.of("awaiting-sample"),
                            Optional.of("sample-requested"),
                            Optional.of(2)),
                    mapping.readChange(task));
        }

        @ParameterizedTest
        @ValueSource(strings = {"received", "ready"})
        void statusesThatTheProcessDoesNotUseAreRefused(String status) {
            Task task = new Task().setStatus(Task.TaskStatus.fromCode(status));
            FhirProblem problem = assertThrows(FhirProblem.class, () -> mapping.readChange(task));
            assertEquals("Task.status", problem.path());
            assertTrue(problem.words().contains(status));
        }

        @Test
        void codesThatAreNotOnTheListsAreRefused() {
            Task task = new Task().setStatus(Task.TaskStatus.ONHOLD);
            task.setStatusReason(
                    new CodeableConcept(
                            new Coding(Systems.TASK_STATUS_REASON, "because", "Because")));
            FhirProblem problem = assertThrows(FhirProblem.class, () -> mapping.readChange(task));
            assertEquals("Task.statusReason", problem.path());
            assertTrue(problem.advice().contains("awaiting-sample"));
        }
    }

    @Nested
    class SpecimensBookedInWithoutAMessage {
        private final OrderSpecimen specimen =
                new OrderSpecimen(
                        SpecimenId.random(),
                        Optional.empty(),
                        "T-1",
                        "Blood specimen",
                        Optional.of(new NhsNumber("9990000018")),
                        Optional.of(new OdsCode("ZL001")),
                        Optional.of(Instant.parse("2026-06-03T09:15:20Z")),
                        1);

        private ResourceVersion version(Optional<TestOrder> order) {
            return new SpecimenMapping(Fixtures.FHIR)
                    .toFhir(
                            specimen,
                            Optional.of(LocalDate.of(2026, 6, 1)),
                            order,
                            new OdsCode("ZL001"));
        }

        @Test
        void sayWhatTheLaboratorySaidAndWaitForTheirOrder() {
            ResourceVersion version = version(Optional.empty());
            Specimen read = Fixtures.TEXT.read(version.json(), Specimen.class);
            assertEquals("T-1", read.getAccessionIdentifier().getValue());
            assertEquals(
                    "2026-06-01", read.getCollection().getCollectedDateTimeType().asStringValue());
            assertEquals("2026-06-03T09:15:20.000Z", read.getReceivedTimeElement().asStringValue());
            assertEquals("9990000018", read.getSubject().getIdentifier().getValue());
            assertFalse(read.hasRequest());
            assertEquals(Optional.empty(), version.keys().person());
            assertEquals(Optional.of(new OdsCode("ZL001")), version.keys().owner());
            assertEquals(List.of(), Fixtures.complaints(version.json()));
        }

        @Test
        void referToTheOrderThatIsHereAlready() {
            TestOrder order = Fixtures.order(OrderState.IN_LABORATORY);
            ResourceVersion version = version(Optional.of(order));
            Specimen read = Fixtures.TEXT.read(version.json(), Specimen.class);
            assertEquals(
                    "ServiceRequest/" + order.id().value(),
                    read.getRequestFirstRep().getReference());
            assertEquals("Patient/" + order.person().value(), read.getSubject().getReference());
            assertFalse(version.json().contains("9990000018"));
            assertEquals(Optional.of(order.person()), version.keys().person());
        }
    }

    @Nested
    class Orders {
        @ParameterizedTest
        @CsvSource({
            "ON_HOLD, on-hold",
            "IN_LABORATORY, active",
            "IN_INTERPRETATION, active",
            "AWAITING_SIGNATURE, active",
            "REPORTED, completed",
            "OUTCOME_RECORDED, completed",
            "CANCELLED, revoked",
        })
        void showTheirStateAndLaboratoryAndNothingElseChanges(OrderState state, String status) {
            OrderMessage message = Fixtures.READER.read(OrderBundleWriter.write(SampleForm.FORM));
            String first =
                    OrderResources.assemble(
                                    Fixtures.TEXT.write(message.bundle()),
                                    message,
                                    Fixtures.accepted(List.of()),
                                    Fixtures.NOW)
                            .versions()
                            .get(message.orderEntry())
                            .json();
            ResourceVersion next =
                    new OrderMapping(Fixtures.FHIR)
                            .changed(Fixtures.order(state), first, Fixtures.NOW.plusSeconds(1));
            assertEquals(status, next.keys().status());
            assertEquals(3, next.version());
            assertEquals(List.of(), Fixtures.complaints(next.json()));
            ServiceRequest before = Fixtures.TEXT.read(first, ServiceRequest.class);
            ServiceRequest after = Fixtures.TEXT.read(next.json(), ServiceRequest.class);
            assertEquals("ZZL02", after.getPerformerFirstRep().getIdentifier().getValue());
            after.setPerformer(null);
            after.setStatus(before.getStatus());
            after.setMeta(before.getMeta());
            after.setId(before.getId());
            assertTrue(before.equalsDeep(after));
        }
    }

    @Nested
    class Reports {
        private final ReportMapping mapping = new ReportMapping(Fixtures.FHIR, "GRCh38");

        private final ReportedVariant variant =
                new ReportedVariant(
                        1,
                        "BRCA1",
                        "HGNC:1100",
                        "chr17",
                        43_045_711,
                        "GA",
                        "G",
                        "frameshift_variant",
                        "NM_007294.4",
                        "c.5558del",
                        "NP_009225.1:p.(Tyr1853fs)",
                        "heterozygous",
                        0.98765,
                        List.of("Loss of function.", "Fits <the> features."));

        private Report report(ReportStatus status, Optional<String> signedBy) {
            return new Report(
                    new ReportId("77777777-6666-4555-8444-333333333333"),
                    Fixtures.ORDER,
                    status == ReportStatus.FINAL ? 2 : 1,
                    status,
                    status == ReportStatus.FINAL ? ResultKind.CAUSE_FOUND : ResultKind.PROPOSED,
                    "A frameshift in BRCA1 & nothing else.",
                    List.of(variant),
                    Optional.of(1),
                    Fixtures.NOW,
                    signedBy);
        }

        private List<ResourceVersion> signed() {
            return mapping.toFhir(
                    Fixtures.order(OrderState.REPORTED),
                    report(ReportStatus.FINAL, Optional.of("Dr Signer")),
                    Fixtures.NOW);
        }

        private List<ResourceVersion> proposed() {
            return mapping.toFhir(
                    Fixtures.order(OrderState.AWAITING_SIGNATURE),
                    report(ReportStatus.PRELIMINARY, Optional.empty()),
                    Fixtures.NOW);
        }

        @Test
        void breakNothing() {
            for (List<ResourceVersion> versions : List.of(proposed(), signed())) {
                assertEquals(2, versions.size());
                for (ResourceVersion version : versions) {
                    assertEquals(
                            List.of(), Fixtures.complaints(version.json()), version.reference());
                }
            }
        }

        @Test
        void thatNobodySignedSaySoEverywhere() {
            DiagnosticReport report =
                    Fixtures.TEXT.read(proposed().getFirst().json(), DiagnosticReport.class);
            assertEquals(DiagnosticReport.DiagnosticReportStatus.PRELIMINARY, report.getStatus());
            assertTrue(report.getConclusion().startsWith("NOT FOR CLINICAL USE: not signed"));
            assertTrue(report.getText().getDivAsString().contains("NOT FOR CLINICAL USE"));
            assertFalse(report.hasResultsInterpreter());
            assertEquals(
                    "proposed", report.getConclusionCodeFirstRep().getCodingFirstRep().getCode());
            Observation observation =
                    Fixtures.TEXT.read(proposed().getLast().json(), Observation.class);
            assertEquals(Observation.ObservationStatus.PRELIMINARY, observation.getStatus());
        }

        @Test
        void thatAreSignedSayWhoSigned() {
            DiagnosticReport report =
                    Fixtures.TEXT.read(signed().getFirst().json(), DiagnosticReport.class);
            assertEquals(DiagnosticReport.DiagnosticReportStatus.FINAL, report.getStatus());
            assertEquals("A frameshift in BRCA1 & nothing else.", report.getConclusion());
            assertEquals("Dr Signer", report.getResultsInterpreterFirstRep().getDisplay());
            assertFalse(signed().getFirst().json().contains("NOT FOR CLINICAL USE"));
            assertEquals(signed().getLast().reference(), report.getResultFirstRep().getReference());
            assertEquals(
                    "ServiceRequest/" + Fixtures.ORDER.value(),
                    report.getBasedOnFirstRep().getReference());
        }

        private List<ResourceVersion> marked(CauseMark mark) {
            Report plain = report(ReportStatus.FINAL, Optional.of("Dr Signer"));
            return mapping.toFhir(
                    Fixtures.order(OrderState.REPORTED),
                    new Report(
                            plain.id(),
                            plain.order(),
                            plain.version(),
                            plain.status(),
                            plain.kind(),
                            plain.conclusion(),
                            plain.variants(),
                            plain.analysisVersion(),
                            plain.issuedAt(),
                            plain.signedBy(),
                            Optional.of(mark)),
                    Fixtures.NOW);
        }

        /// As the guide's profile *Diagnostic Implication* has it.
        @Test
        void thatMarkACauseHaveADiagnosticImplicationOfIt() {
            List<ResourceVersion> versions = marked(new CauseMark.Explains(List.of(1)));
            assertEquals(3, versions.size());
            Observation implication =
                    Fixtures.TEXT.read(versions.getLast().json(), Observation.class);
            assertEquals(List.of(), Fixtures.complaints(versions.getLast().json()));
            assertEquals(
                    "http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs|diagnostic-implication",
                    implication.getCode().getCodingFirstRep().getSystem()
                            + "|"
                            + implication.getCode().getCodingFirstRep().getCode());
            assertEquals(Observation.ObservationStatus.FINAL, implication.getStatus());
            assertEquals(
                    List.of(versions.get(1).reference()),
                    implication.getDerivedFrom().stream().map(r -> r.getReference()).toList());
            DiagnosticReport report =
                    Fixtures.TEXT.read(versions.getFirst().json(), DiagnosticReport.class);
            assertEquals(
                    List.of(versions.get(1).reference(), versions.get(2).reference()),
                    report.getResult().stream().map(r -> r.getReference()).toList());
            assertEquals(
                    List.of("cause-found", "explains"),
                    report.getConclusionCode().stream()
                            .map(c -> c.getCodingFirstRep().getCode())
                            .toList());
        }

        @Test
        void thatMarkNoVariantSayThatNoneIsTheCause() {
            List<ResourceVersion> versions = marked(new CauseMark.None());
            assertEquals(2, versions.size());
            assertEquals(
                    List.of("cause-found", "none"),
                    Fixtures.TEXT
                            .read(versions.getFirst().json(), DiagnosticReport.class)
                            .getConclusionCode()
                            .stream()
                            .map(c -> c.getCodingFirstRep().getCode())
                            .toList());
        }

        @Test
        void areMarkedByTheObservationOfAVariant() {
            Report report = report(ReportStatus.PRELIMINARY, Optional.empty());
            assertEquals(
                    Optional.of(new CauseMark.Explains(List.of(1))),
                    ReportMapping.choice(
                                    new SignRequest.Cause.Variants(
                                            List.of(proposed().getLast().id())))
                            .in(report));
            FhirProblem problem =
                    assertThrows(
                            FhirProblem.class,
                            () ->
                                    ReportMapping.choice(
                                                    new SignRequest.Cause.Variants(
                                                            List.of("another")))
                                            .in(report));
            assertTrue(problem.path().contains("cause"), problem.path());
        }

        @Test
        void keepTheIdOfAVariantFromVersionToVersion() {
            assertEquals(proposed().getLast().id(), signed().getLast().id());
            assertEquals(1, proposed().getLast().version());
            assertEquals(2, signed().getLast().version());
        }

        /// Codes as in the examples of the HL7 Genomics Reporting guide.
        @ParameterizedTest
        @CsvSource({
            "48018-6, http://www.genenames.org/geneId, HGNC:1100",
            "48004-6, http://varnomen.hgvs.org, NM_007294.4:c.5558del",
            "48005-3, http://varnomen.hgvs.org, NP_009225.1:p.(Tyr1853fs)",
            "51958-7, http://www.ncbi.nlm.nih.gov/refseq, NM_007294.4",
            "62374-4, http://loinc.org, LA26806-2",
            "48000-4, http://loinc.org, LA21270-6",
            "92822-6, http://loinc.org, LA30102-0",
            "53034-5, http://loinc.org, LA6706-1",
            "feature-consequence, http://sequenceontology.org, SO:0001589",
        })
        void describeTheVariantInTheCodesOfTheGuide(String component, String system, String code) {
            Coding coding = value(component, CodeableConcept.class).getCodingFirstRep();
            assertEquals(system, coding.getSystem());
            assertEquals(code, coding.getCode());
        }

        @Test
        void placeTheVariantFromOne() {
            Range range = value("81254-5", Range.class);
            assertEquals(43_045_711, range.getLow().getValue().longValueExact());
            assertEquals(43_045_712, range.getHigh().getValue().longValueExact());
            assertEquals("GA", value("69547-8", org.hl7.fhir.r4.model.StringType.class).getValue());
            assertEquals("G", value("69551-0", org.hl7.fhir.r4.model.StringType.class).getValue());
        }

        private <T> T value(String component, Class<T> type) {
            Observation observation =
                    Fixtures.TEXT.read(signed().getLast().json(), Observation.class);
            return observation.getComponent().stream()
                    .filter(c -> c.getCode().getCodingFirstRep().getCode().equals(component))
                    .map(c -> type.cast(c.getValue()))
                    .findFirst()
                    .orElseThrow();
        }

        /// The last digit of a LOINC answer code is a check of those before it: two more than the
        /// digit of the Luhn algorithm, the same for every published code tried.
        @Test
        void chromosomeCodesHaveTheirCheckDigits() {
            assertEquals(24, ReportMapping.CHROMOSOMES.size());
            for (String code : ReportMapping.CHROMOSOMES) {
                String digits = code.substring(2, code.indexOf('-'));
                int luhn = luhn(digits);
                assertEquals(
                        (luhn + 2) % 10,
                        Integer.parseInt(code.substring(code.indexOf('-') + 1), 10),
                        code);
            }
        }

        private static int luhn(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(digits.length() - 1 - i) - '0';
                int weighed = i % 2 == 0 ? digit * 2 : digit;
                sum += weighed > 9 ? weighed - 9 : weighed;
            }
            return (10 - sum % 10) % 10;
        }
    }

    @Nested
    class Results {
        private final ReportMapping mapping = new ReportMapping(Fixtures.FHIR, "GRCh38");
        private final DiagnosticReport report = new DiagnosticReport();

        Results() {
            report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
            report.addBasedOn(new Reference("ServiceRequest/" + Fixtures.ORDER.value()));
            report.addConclusionCode(ResultCoding.concept(ResultKind.NO_CAUSE_FOUND));
            report.setConclusion(" Nothing found. ");
        }

        private String refusedAt() {
            return assertThrows(FhirProblem.class, () -> mapping.readResult(report)).path();
        }

        @Test
        void ofConventionalTestsAreRead() {
            assertEquals(
                    new EnteredResult(Fixtures.ORDER, ResultKind.NO_CAUSE_FOUND, "Nothing found."),
                    mapping.readResult(report));
        }

        @Test
        void mustAnswerOneOrder() {
            report.setBasedOn(new ArrayList<>());
            assertEquals("DiagnosticReport.basedOn", refusedAt());
            report.addBasedOn(new Reference("ServiceRequest/5"));
            assertEquals("DiagnosticReport.basedOn", refusedAt());
        }

        @Test
        void mustHaveAKind() {
            report.setConclusionCode(List.of());
            assertEquals("DiagnosticReport.conclusionCode", refusedAt());
        }

        @Test
        void cannotBeAProposal() {
            report.setConclusionCode(List.of(ResultCoding.concept(ResultKind.PROPOSED)));
            assertEquals("DiagnosticReport.conclusionCode", refusedAt());
        }

        @Test
        void mustSaySomething() {
            report.setConclusion("  ");
            assertEquals("DiagnosticReport.conclusion", refusedAt());
        }

        @Test
        void mustNotBeWithdrawn() {
            report.setStatus(DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR);
            assertEquals("DiagnosticReport.status", refusedAt());
        }
    }

    @Nested
    class Signing {
        @Test
        void isReadAsItWasWritten() {
            SignRequest request = new SignRequest(3, ResultKind.UNCERTAIN, "Unclear.");
            String json = Fixtures.TEXT.write(request.toParameters());
            assertEquals(request, SignRequest.read(Fixtures.TEXT.read(json, Parameters.class)));
            assertEquals(List.of(), Fixtures.complaints(json));
        }

        static List<SignRequest.Cause> marks() {
            return List.of(
                    new SignRequest.Cause.Stated(new CauseMark.None()),
                    new SignRequest.Cause.Stated(new CauseMark.Uncertain()),
                    new SignRequest.Cause.Variants(List.of("one", "two")));
        }

        @ParameterizedTest
        @MethodSource("marks")
        void marksACauseAsItWasWritten(SignRequest.Cause cause) {
            SignRequest request = new SignRequest(3, ResultKind.UNCERTAIN, cause, "Unclear.");
            String json = Fixtures.TEXT.write(request.toParameters());
            assertEquals(request, SignRequest.read(Fixtures.TEXT.read(json, Parameters.class)));
            assertEquals(List.of(), Fixtures.complaints(json));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {"90, 20, 1", "0, 0, 0", "6000, -, 50", "-, 15, -"})
        void saysWhatItTookAsItWasWritten(
                @Nullable Integer interpretation,
                @Nullable Integer meeting,
                @Nullable Integer confirmations) {
            SignRequest request =
                    new SignRequest(
                            3,
                            ResultKind.UNCERTAIN,
                            new SignRequest.Cause.Unmarked(),
                            "Unclear.",
                            new SigningEffort(
                                    Optional.ofNullable(interpretation),
                                    Optional.ofNullable(meeting),
                                    Optional.ofNullable(confirmations)));
            String json = Fixtures.TEXT.write(request.toParameters());
            assertEquals(request, SignRequest.read(Fixtures.TEXT.read(json, Parameters.class)));
            assertEquals(List.of(), Fixtures.complaints(json));
        }

        @ParameterizedTest
        @CsvSource({
            "interpretationMinutes, -1",
            "interpretationMinutes, 6001",
            "meetingMinutes, 6001",
            "confirmations, 51"
        })
        void refusesWhatASignatureCannotTake(String name, int number) {
            Parameters parameters =
                    new SignRequest(3, ResultKind.UNCERTAIN, "Unclear.").toParameters();
            parameters.addParameter().setName(name).setValue(new IntegerType(number));
            FhirProblem problem =
                    assertThrows(FhirProblem.class, () -> SignRequest.read(parameters));
            assertTrue(problem.path().contains(name), problem.path());
        }

        @Test
        void refusesACauseThatIsNoVariant() {
            Parameters parameters =
                    new SignRequest(3, ResultKind.UNCERTAIN, "Unclear.").toParameters();
            parameters.addParameter().setName("cause").setValue(new CodeType("perhaps"));
            FhirProblem problem =
                    assertThrows(FhirProblem.class, () -> SignRequest.read(parameters));
            assertTrue(problem.path().contains("cause"), problem.path());
        }

        @ParameterizedTest
        @ValueSource(strings = {"seenVersion", "kind", "conclusion"})
        void needsEveryPart(String part) {
            Parameters parameters =
                    new SignRequest(3, ResultKind.UNCERTAIN, "Unclear.").toParameters();
            parameters.getParameter().removeIf(p -> p.getName().equals(part));
            FhirProblem problem =
                    assertThrows(FhirProblem.class, () -> SignRequest.read(parameters));
            assertTrue(problem.path().contains(part), problem.path());
        }

        @Test
        void knowsItsKinds() {
            Parameters parameters =
                    new SignRequest(3, ResultKind.UNCERTAIN, "Unclear.").toParameters();
            parameters.getParameter().get(1).setValue(new CodeType("perhaps"));
            FhirProblem problem =
                    assertThrows(FhirProblem.class, () -> SignRequest.read(parameters));
            assertTrue(problem.advice().contains("no-cause-found"), problem.advice());
        }
    }

    @Nested
    class Outcomes {
        private final Outcome outcome =
                new Outcome(
                        Outcome.CaseSolved.PARTIALLY,
                        Outcome.Actionability.NOT_YET,
                        Set.of(
                                Outcome.ClinicalUtility.CHANGE_IN_MEDICATION,
                                Outcome.ClinicalUtility.INFORMS_REPRODUCTIVE_CHOICE));

        @Test
        void areReadAsTheyWereWritten() {
            String json = Fixtures.TEXT.write(OutcomeParameters.write(outcome));
            assertTrue(json.contains("not_yet") && json.contains("informs_reproductive_choice"));
            assertEquals(
                    outcome, OutcomeParameters.read(Fixtures.TEXT.read(json, Parameters.class)));
        }

        @Test
        void needTheirTwoAnswers() {
            assertThrows(FhirProblem.class, () -> OutcomeParameters.read(new Parameters()));
        }

        @Test
        void noneIsNothingBesideSomething() {
            Parameters parameters = OutcomeParameters.write(outcome);
            parameters.addParameter().setName("clinicalUtility").setValue(new CodeType("none"));
            FhirProblem problem =
                    assertThrows(FhirProblem.class, () -> OutcomeParameters.read(parameters));
            assertTrue(problem.path().contains("clinicalUtility"));
        }
    }
}
