package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderField;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.TaskStatus;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// The examples of the NHS England Genomics implementation guide and of the order management
/// service, which nobody here wrote. What is expected was read off the files.
@RealData
class NationalExamplesTest {
    private static final String GUIDE = "fhir/nhse-genomics/";

    private static String text(String file) {
        try {
            return Files.readString(SharedData.file(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(SharedData.file(folder))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class TheWholeGenomeOrder {
        private final String json = text(GUIDE + "Bundle/Bundle-WGSTestOrderForm-Example.json");
        private final OrderMessage message = Fixtures.READER.read(Fixtures.bundle(json));
        private final OrderRequest order = message.request().orElseThrow();

        @Test
        void breaksNothing() {
            assertEquals(List.of(), Fixtures.complaints(json));
            assertEquals(List.of(), message.findings());
        }

        @Test
        void isReadAsItStands() {
            var subject = order.subject().orElseThrow();
            assertEquals(Optional.of("9449307946"), subject.nhsNumberAsGiven());
            assertEquals(Sex.MALE, subject.sex());
            assertEquals(Optional.of(LocalDate.of(2011, 4, 12)), subject.birthDate());
            assertEquals("Sorrell", subject.familyName());
            assertEquals("Lindsay", subject.givenName());
            assertEquals("KT4 7BS", subject.postcode());
            assertEquals(Optional.of(new OdsCode("RAX01")), order.orderingSite());
            assertEquals("Dr. Hazel Smith", order.requesterName());
            assertEquals("Renal Medicine", order.specialty());
            assertEquals(Optional.of("GT497"), order.testCode());
            assertEquals("Cystic renal disease - WGS", order.testName());
            assertEquals(Optional.of("TP171"), order.indicationCode());
            assertEquals(Priority.ROUTINE, order.priority());
            assertEquals(Optional.of(LocalDate.of(2023, 8, 8)), order.authoredOn());
            assertEquals(Optional.empty(), order.requesterReference());
            assertEquals(1, order.participants());
            assertEquals(2, order.notes().size());
            assertEquals(Optional.of(RecordOfDiscussion.TO_FOLLOW), order.recordOfDiscussion());
            assertEquals(
                    List.of(new SpecimenDetails("RGT03135", "Blood specimen", false)),
                    order.specimens());
        }

        @Test
        void statesFiveFeaturesTwoOfThemPresent() {
            assertEquals(
                    List.of(
                            new PhenotypeObservation(
                                    "HP:0005562", "Multiple renal cysts", Presence.ABSENT),
                            new PhenotypeObservation(
                                    "HP:0000090", "Nephronophthisis", Presence.ABSENT),
                            new PhenotypeObservation(
                                    "HP:0001407", "Hepatic cysts", Presence.ABSENT),
                            new PhenotypeObservation(
                                    "HP:0000105", "Enlarged kidney", Presence.PRESENT),
                            new PhenotypeObservation(
                                    "HP:0000083", "Renal insufficiency", Presence.PRESENT)),
                    order.phenotypes());
        }

        @ParameterizedTest
        @CsvSource({
            "ORDER, Bundle.entry[3].resource",
            "SUBJECT, Bundle.entry[3].resource.subject",
            "NHS_NUMBER, Bundle.entry[1].resource.identifier[0].value",
            "BIRTH_DATE, Bundle.entry[1].resource.birthDate",
            "REQUESTER, Bundle.entry[3].resource.requester",
            "ORDERING_SITE, Bundle.entry[0].resource.organization.identifier.value",
            "SPECIALTY, Bundle.entry[0].resource.specialty",
            "TEST, Bundle.entry[3].resource.code.coding[0].code",
            "INDICATION, Bundle.entry[3].resource.reasonCode[0].coding[0].code",
            "AUTHORED_ON, Bundle.entry[3].resource.authoredOn",
            "PHENOTYPES, Bundle.entry[9].resource",
            "RECORD_OF_DISCUSSION, Bundle.entry[15].resource",
            "SPECIMEN, Bundle.entry[14].resource",
        })
        void everyPartIsPointedToByFhirPath(OrderField field, String path) {
            assertEquals(path, order.where(field));
        }

        @Test
        void knowsItsConsent() {
            assertEquals(
                    Optional.of("http://example.org/fhir/Consent/Consent-RoDToFollow-Example"),
                    message.consentFullUrl());
        }
    }

    /// Which kinds of findings each Bundle has, each as often as the file gives cause.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GUIDE/Bundle-WGSTestOrderForm-Example | true |",
                "GUIDE/Bundle-NonWGSTestOrderForm-Example | true |",
                // based on an order of another Bundle; six references give the patient another NHS
                // number than the Patient has, which is invalid there, in a link and in ifNoneExist
                "GUIDE/Bundle-NonWGSTestOrderForm-Reanalysis-Example | true | REFERENCE_DANGLING=1 IDENTITY_CONFLICT=6 NHS_NUMBER_INVALID_ELSEWHERE=8",
                "GUIDE/Bundle-NonWGSTestOrderForm-FetalScenario-Example | true |",
                // entries by urn:uuid:, references by type and id
                "GUIDE/Bundle-NonWGSScenario3-FetusAsProband-Example | true | REFERENCE_DANGLING=8 STRUCTURE_ADVICE=1",
                // two fetuses, each a proband, and their mother, twice a relative
                "GUIDE/Bundle-NonWGSScenario4-ProbandWithMultipleFetus-Example | true | REFERENCE_DANGLING=9 STRUCTURE_ADVICE=1",
                // changes an order by PUT
                "GUIDE/Bundle-NonWGSTestOrderFormUpdated-FetalScenario-Example | true | ORDER_MISSING=1 REFERENCE_DANGLING=4",
                "GUIDE/Bundle-Searchset-Example | false | ORDER_MISSING=2 REFERENCE_DANGLING=1",
                "GUIDE/Bundle-TransactionResponseError-Example | false | ORDER_MISSING=2",
                "GUIDE/CommunityCloud-Bundle-Example | false | ORDER_MISSING=1",
                // the placeholder 9999999999 in references; the Patient's own is judged with the
                // order
                "GUIDE/UKCore-Bundle-MichaelJonesRequest-Example_minimal | true | ORDER_MISSING=1 STRUCTURE_ADVICE=1 NHS_NUMBER_INVALID_ELSEWHERE=1",
                "GUIDE/UKCore-Bundle-MichaelJonesSpecimen-Example | false | ORDER_MISSING=1 NHS_NUMBER_INVALID_ELSEWHERE=2",
                // the made-up OID urn:oid:2.XX…
                "GOMS/Non-WGS-Test-Request-Rare-Disease | true | IDENTIFIER_SYSTEM_INVALID=1",
                "GOMS/WGS-Test-Request-Rare-Disease | true | IDENTIFIER_SYSTEM_INVALID=1 REFERENCE_DANGLING=1",
                // seven references give the patient another NHS number than the Patient has,
                // invalid as
                // above
                "GOMS/Re-analysis-R387 | true | IDENTIFIER_SYSTEM_INVALID=1 REFERENCE_DANGLING=1 IDENTITY_CONFLICT=7 NHS_NUMBER_INVALID_ELSEWHERE=9",
            })
    void everyFindingOfABundleHasItsReason(String file, boolean isOrder, String expected) {
        String json =
                text(
                        file.replace("GUIDE/", GUIDE + "Bundle/")
                                        .replace("GOMS/", "fhir/goms-api/examples/")
                                + ".json");
        OrderMessage message = Fixtures.READER.read(Fixtures.bundle(json));
        assertEquals(isOrder, message.request().isPresent());
        List<Finding> all = new ArrayList<>(Fixtures.complaints(json));
        all.addAll(message.findings());
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(f -> counts.merge(f.kind().name(), 1, Integer::sum));
        Map<String, Integer> wanted = new TreeMap<>();
        if (expected != null) {
            Arrays.stream(expected.split(" "))
                    .map(e -> e.split("="))
                    .forEach(e -> wanted.put(e[0], Integer.valueOf(e[1])));
        }
        assertEquals(wanted, counts, all::toString);
    }

    @Nested
    class TheOtherOrders {
        @Test
        void booleanFeaturesAreRead() {
            OrderRequest order =
                    Fixtures.READER
                            .read(
                                    Fixtures.bundle(
                                            text(
                                                    "fhir/goms-api/examples/WGS-Test-Request-Rare-Disease.json")))
                            .request()
                            .orElseThrow();
            assertEquals(
                    List.of(
                            Presence.ABSENT,
                            Presence.ABSENT,
                            Presence.ABSENT,
                            Presence.PRESENT,
                            Presence.PRESENT),
                    order.phenotypes().stream().map(PhenotypeObservation::presence).toList());
            assertEquals(Optional.of("R193.4"), order.testCode());
            assertEquals(Optional.of("R193"), order.indicationCode());
        }

        @Test
        void theFetusIsTheProbandAndBothParentsTakePart() {
            OrderMessage message =
                    Fixtures.READER.read(
                            Fixtures.bundle(
                                    text(
                                            GUIDE
                                                    + "Bundle/Bundle-NonWGSTestOrderForm-FetalScenario-Example.json")));
            OrderRequest order = message.request().orElseThrow();
            assertEquals(Optional.of("TP289"), order.indicationCode());
            assertEquals(Optional.empty(), order.testCode());
            assertEquals(Priority.URGENT, order.priority());
            assertEquals(2, order.participants());
            assertEquals(Optional.of("RR-REQ20230925"), order.requesterReference());
            assertEquals(
                    "http://example.org/fhir/ServiceRequest/ServiceRequest-NonWGSTestOrderForm-FetalScenario-Example",
                    message.orderFullUrl().orElseThrow());
            assertEquals(List.of(), order.specimens(), "the specimens are the mother's");
            assertEquals(Optional.empty(), order.subject().orElseThrow().nhsNumberAsGiven());
        }
    }

    @Test
    void everyResourceIsReadAndWrittenWithoutLoss() throws IOException {
        List<Path> files = files(GUIDE.substring(0, GUIDE.length() - 1));
        assertEquals(418, files.size());
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            String json = Files.readString(file);
            try {
                Resource resource = Fixtures.TEXT.read(json, Resource.class);
                Resource again = Fixtures.TEXT.read(Fixtures.TEXT.write(resource), Resource.class);
                assertTrue(resource.equalsDeep(again), file.toString());
            } catch (FhirProblem problem) {
                refused.add(file.getFileName() + " " + problem.words());
            }
        }
        assertEquals(List.of(), refused);
    }

    /// The types that orders are made of; what breaks FHIR in them was looked up in the files.
    @Test
    void whatIsBrokenInTheResourcesOfOrdersIsNamed() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String type :
                List.of(
                        "Consent",
                        "Observation",
                        "Patient",
                        "PractitionerRole",
                        "ServiceRequest",
                        "Specimen",
                        "Task",
                        "DiagnosticReport")) {
            for (Path file : files(GUIDE + type)) {
                for (Finding finding : Fixtures.STRUCTURE.check(Files.readString(file))) {
                    assertFalse(finding.words().matches(".*[0-9]{10}.*"), finding.words());
                    if (finding.kind() == FindingKind.STRUCTURE_INVALID) {
                        broken.add(file.getFileName() + " " + finding.path());
                    }
                }
            }
        }
        assertEquals(
                List.of("Observation-SLC52A2-VariantAbsent-Example.json Observation.method"),
                broken,
                "one gives `method`, which is there once, as a list");
    }

    @Test
    void everyTaskOfTheGuideIsAChangeOrHasAReasonNotToBe() throws IOException {
        TaskMapping mapping = new TaskMapping(Fixtures.FHIR);
        Map<String, List<String>> refused = new TreeMap<>();
        Map<TaskStatus, Integer> read = new TreeMap<>();
        for (Path file : files(GUIDE + "Task")) {
            try {
                Task task = Fixtures.TEXT.read(Files.readString(file), Task.class);
                read.merge(mapping.readChange(task).status(), 1, Integer::sum);
            } catch (FhirProblem problem) {
                refused.computeIfAbsent(
                                problem.code() + " " + problem.path(), k -> new ArrayList<>())
                        .add(String.valueOf(file.getFileName()));
            }
        }
        assertEquals(
                Map.of(
                        "OGMS-3121 Task.basedOn",
                        List.of(
                                "UKCore-Task-DPYDSequencingTask-Example-minimal.json",
                                "UKCore-Task-DPYDSequencingTask-Example-sendaway.json",
                                "UKCore-Task-DPYDSequencingTask-Example-update.json",
                                "UKCore-Task-DPYDSequencingTask-Example.json"),
                        // its status is ready
                        "OGMS-3123 Task.status",
                        List.of("Task-WGSRareDiseaseTestOrderForwarded-Example.json")),
                refused);
        assertEquals(
                Map.of(
                        TaskStatus.REQUESTED, 8,
                        TaskStatus.ACCEPTED, 13,
                        TaskStatus.IN_PROGRESS, 1,
                        TaskStatus.ON_HOLD, 4,
                        TaskStatus.COMPLETED, 4,
                        TaskStatus.REJECTED, 4,
                        TaskStatus.CANCELLED, 2),
                read);
    }

    @Test
    void bundlesAreBundles() throws IOException {
        for (Path file : files(GUIDE + "Bundle")) {
            Bundle bundle = Fixtures.bundle(Files.readString(file));
            assertFalse(bundle.isEmpty());
        }
    }
}
