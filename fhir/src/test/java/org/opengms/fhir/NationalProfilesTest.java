package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;

/// The published national profiles at work on a synthetic order that keeps to them. What each
/// profile asks for was read in its StructureDefinition.
@RealData
class NationalProfilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PATIENT =
            """
            {"resourceType":"Patient","id":"p1",
             "extension":[
              {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
               "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland","code":"Z"}]}},
              {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ResidentialStatus",
               "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-ResidentialStatus","code":"H"}]}},
              {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex",
               "valueCodeableConcept":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender","code":"F"}]}}],
             "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018",
              "extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
               "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland","code":"01"}]}}]}],
             "name":[{"family":"Sample","given":["Sam"]}],"gender":"female","birthDate":"2015-03-09"}\
            """;

    private static final String ROLE =
            """
            {"resourceType":"PractitionerRole","id":"r1",
             "practitioner":{"identifier":{"system":"https://fhir.nhs.uk/Id/sds-user-id","value":"555000000000"}},
             "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZZ901"}},
             "telecom":[{"system":"phone","value":"01632 960000"}]}\
            """;

    private static final String ORDER =
            """
            {"resourceType":"ServiceRequest","id":"s1",
             "extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-Coverage",
              "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-FundingCategory","code":"nhs-england"}]}}],
             "identifier":[{"system":"https://fhir.nhs.uk/Id/GMSOrder","value":"OG-26-000001"}],
             "status":"active","intent":"order",
             "category":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics","code":"diagnostic"}]}],
             "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestServices","code":"GT999"}]},
             "subject":{"reference":"Patient/p1"},"authoredOn":"2026-01-15",
             "requester":{"reference":"PractitionerRole/r1"},
             "performer":[{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZZL01"}}],
             "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestServices","code":"TP999"}]}]}\
            """;

    private static final String SPECIMEN =
            """
            {"resourceType":"Specimen","id":"x1",
             "identifier":[{"system":"https://fhir.nhs.uk/Id/GMSSpecimen","value":"S-1"}],
             "status":"available","type":{"coding":[{"system":"http://snomed.info/sct","code":"122555007"}]},
             "subject":{"reference":"Patient/p1"},"request":[{"reference":"ServiceRequest/s1"}],
             "collection":{"collectedDateTime":"2026-01-14"}}\
            """;

    private static final String TASK =
            """
            {"resourceType":"Task","id":"t1","status":"requested","intent":"order",
             "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/task-code-genomics","code":"sample-preparation"}]},
             "focus":{"reference":"ServiceRequest/s1"},"for":{"reference":"Patient/p1"},
             "authoredOn":"2026-01-15","requester":{"reference":"PractitionerRole/r1"},
             "owner":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZZL01"}}}\
            """;

    private static final List<String> RESOURCES = List.of(PATIENT, ROLE, ORDER, SPECIMEN, TASK);

    private static String bundle(List<String> resources) {
        return resources.stream()
                .map(resource -> {
                    JsonNode tree = tree(resource);
                    String address =
                            tree.get("resourceType").asText() + "/" + tree.path("id").asText("x");
                    return """
                    {"fullUrl":"https://example.test/%s","resource":%s,
                     "request":{"method":"PUT","url":"%s"}}\
                    """
                            .formatted(address, resource, address);
                })
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[",
                                "]}"));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String resource(String type) {
        return RESOURCES.stream()
                .filter(r -> tree(r).get("resourceType").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> check(String json) {
        return National.STRUCTURE.check(json);
    }

    private static List<Finding> faults(String json) {
        return check(json).stream()
                .filter(f -> f.kind() != FindingKind.TOOL_LIMIT)
                .filter(f -> f.kind() != FindingKind.PROFILE_FALLBACK)
                .toList();
    }

    private static Set<String> places(List<Finding> findings) {
        return findings.stream().map(Finding::path).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anOrderThatKeepsToThemHasNoFault() {
        assertEquals(List.of(), faults(bundle(RESOURCES)));
        RESOURCES.forEach(resource -> assertEquals(List.of(), faults(resource)));
    }

    @Nested
    class AnElementThatAProfileAsksFor {
        @ParameterizedTest
        @CsvSource({
            // type, element, whether FHIR R4 itself asks for it
            "Patient, identifier, false",
            "Patient, name, false",
            "Patient, extension, false",
            "PractitionerRole, practitioner, false",
            "PractitionerRole, organization, false",
            "PractitionerRole, telecom, false",
            "ServiceRequest, extension, false",
            "ServiceRequest, identifier, false",
            "ServiceRequest, status, true",
            "ServiceRequest, intent, true",
            "ServiceRequest, category, false",
            "ServiceRequest, code, false",
            "ServiceRequest, subject, true",
            "ServiceRequest, authoredOn, false",
            "ServiceRequest, requester, false",
            "ServiceRequest, reasonCode, false",
            "Specimen, identifier, false",
            "Specimen, status, false",
            "Specimen, type, false",
            "Specimen, subject, false",
            "Specimen, request, false",
            "Task, status, true",
            "Task, intent, true",
            "Task, code, false",
            "Task, focus, false",
            "Task, for, false",
            "Task, authoredOn, false",
            "Task, requester, false",
        })
        void isMissedInItsPlace(String type, String element, boolean isOfR4) {
            ObjectNode tree = (ObjectNode) tree(resource(type));
            assertTrue(tree.has(element));
            tree.remove(element);
            List<Finding> faults = faults(text(tree));
            assertEquals(
                    Set.of(isOfR4 ? type : type + "." + element), places(faults), faults::toString);
            for (Finding fault : faults) {
                assertEquals(
                        isOfR4 ? FindingKind.STRUCTURE_INVALID : FindingKind.PROFILE_INVALID,
                        fault.kind());
                assertFalse(fault.advice().isBlank());
            }
        }

        /// Whichever are left out, of whichever resources of the order: those are missed and no
        /// others.
        @Test
        void isMissedWhereverItIsLeftOut() {
            List<List<String>> asked =
                    List.of(
                            List.of("identifier", "name"),
                            List.of("practitioner", "organization", "telecom"),
                            List.of(
                                    "identifier",
                                    "category",
                                    "code",
                                    "authoredOn",
                                    "requester",
                                    "reasonCode"),
                            List.of("identifier", "status", "type", "subject", "request"),
                            List.of("code", "focus", "for", "authoredOn", "requester"));
            Cases.check(
                    15,
                    random -> {
                        List<String> resources = new ArrayList<>();
                        Set<String> expected = new TreeSet<>();
                        for (int i = 0; i < RESOURCES.size(); i++) {
                            ObjectNode tree = (ObjectNode) tree(RESOURCES.get(i));
                            for (String element : asked.get(i)) {
                                if (random.nextInt(3) == 0) {
                                    tree.remove(element);
                                    expected.add(
                                            "Bundle.entry[%d].resource.%s".formatted(i, element));
                                }
                            }
                            resources.add(text(tree));
                        }
                        assertEquals(expected, places(faults(bundle(resources))));
                    });
        }
    }

    @Nested
    class AnElementThatAProfileForbids {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "Patient | maritalStatus | {\"text\":\"x\"}",
                    "ServiceRequest | doNotPerform | true",
                    "ServiceRequest | bodySite | [{\"text\":\"x\"}]",
                    "Specimen | accessionIdentifier | {\"value\":\"1\"}",
                    "Task | description | \"x\"",
                    "Task | basedOn | [{\"reference\":\"ServiceRequest/s1\"}]",
                })
        void isToldInItsPlace(String type, String element, String value) {
            ObjectNode tree = (ObjectNode) tree(resource(type));
            tree.set(element, tree(value));
            List<Finding> faults = faults(text(tree));
            assertEquals(Set.of(type + "." + element), places(faults), faults::toString);
            assertEquals(FindingKind.PROFILE_INVALID, faults.getFirst().kind());
        }
    }

    @Nested
    class ACodeThatIsNotOfARequiredValueSet {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Patient | \"code\":\"01\" | Patient.identifier[0].extension[0].value.ofType(CodeableConcept)",
                    "Patient | \"code\":\"F\" | Patient.extension[2].value.ofType(CodeableConcept)",
                    "ServiceRequest | \"code\":\"nhs-england\" | ServiceRequest.extension[0].value.ofType(CodeableConcept)",
                    "ServiceRequest | \"code\":\"diagnostic\" | ServiceRequest.category[0]",
                    "Task | \"code\":\"sample-preparation\" | Task.code",
                })
        void isTold(String type, String right, String path) {
            String json = resource(type);
            assertTrue(json.contains(right));
            List<Finding> faults = faults(json.replace(right, "\"code\":\"no-such-code\""));
            assertTrue(places(faults).contains(path), faults::toString);
            faults.forEach(f -> assertFalse(f.words().contains("no-such-code"), f.words()));
            assertFalse(AcceptancePolicy.refuses(faults), faults::toString);
        }
    }

    @Nested
    class CodeSystemsThatNobodyHasDefined {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestService | https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestServices",
                    "https://fhir.nhs.uk/CodeSystem/AdditionalInfoTypeGenomics | https://fhir.nhs.uk/CodeSystem/additional-infotype-genomics",
                    "https://fhir.nhs.uk/CodeSystem/task-statusreason-genomics | https://fhir.nhs.uk/CodeSystem/task-statusReason-genomics",
                    "https://fhir.nhs.uk/CodeSystem/genomics-task-statusReason | https://fhir.nhs.uk/CodeSystem/task-statusReason-genomics",
                    "https://fhir.nhs.uk/CodeSystem/test-type-genomics | its definition was deleted on 2026-07-13",
                })
        void areToldOnceWithTheOneThatIsMeant(String used, String meant) {
            ObjectNode tree = (ObjectNode) tree(TASK);
            String reason = "{\"coding\":[{\"system\":\"%s\",\"code\":\"other\"}]}".formatted(used);
            tree.set("statusReason", tree(reason));
            tree.set("businessStatus", tree(reason));
            List<Finding> faults = faults(text(tree));
            assertEquals(1, faults.size(), faults::toString);
            assertEquals(FindingKind.CODE_SYSTEM_UNDEFINED, faults.getFirst().kind());
            assertEquals("Task.statusReason.coding[0]", faults.getFirst().path());
            assertTrue(faults.getFirst().words().contains(meant), faults.getFirst()::words);
            assertTrue(faults.getFirst().words().endsWith("So in one more place."));
            assertFalse(AcceptancePolicy.refuses(faults));
        }
    }

    @Nested
    class SlipsOfTheProfilesThemselves {
        /// NHSEngland-Task-Genomics fixes `…/Id/ods-organisation-code`, and all else is
        /// `…/Id/ods-organization-code`.
        @Test
        void areToldAsLimitsAndNotHeldAgainstTheSender() {
            assertTrue(
                    check(TASK).stream()
                            .anyMatch(f ->
                                    f.kind() == FindingKind.TOOL_LIMIT
                                            && f.path().equals("Task.owner.identifier.system")
                                            && f.words().contains("What was sent is right")));
            assertTrue(
                    faults(TASK.replace("ods-organization-code", "some-other-code")).stream()
                            .anyMatch(f -> f.path().equals("Task.owner.identifier.system")));
        }

        /// NHSEngland-ServiceRequest-Genomics fixes a code system that its NamingSystem spells
        /// otherwise.
        @Test
        void eitherSpellingOfTheTestServicesWillDo() {
            String undefined =
                    ORDER.replace(
                            "England-DigitalGenomicTestServices",
                            "England-DigitalGenomicTestService");
            assertEquals(
                    List.of(FindingKind.CODE_SYSTEM_UNDEFINED),
                    faults(undefined).stream().map(Finding::kind).toList());
            String neither =
                    ORDER.replace(
                            "England-DigitalGenomicTestServices", "England-GenomicTestDirectory");
            assertEquals(Set.of("ServiceRequest.reasonCode"), places(faults(neither)));
        }
    }

    @Nested
    class MessagesThatAreMutated {
        /// FHIR R4 is not checked less for the profiles: what breaks it is told in the same places.
        private void breaksFhirAlike(RandomGenerator random) {
            JsonNode tree = tree(bundle(RESOURCES));
            int mutations = 1 + random.nextInt(3);
            for (int i = 0; i < mutations; i++) {
                BadMessagesTest.mutate(tree, random);
            }
            String json = text(tree);
            assertEquals(
                    places(of(FindingKind.STRUCTURE_INVALID, Fixtures.STRUCTURE.check(json))),
                    places(of(FindingKind.STRUCTURE_INVALID, check(json))),
                    json);
        }

        private static List<Finding> of(FindingKind kind, List<Finding> findings) {
            return findings.stream().filter(f -> f.kind() == kind).toList();
        }

        @Test
        void breakFhirWithTheProfilesAsTheyDoWithout() {
            Cases.check(60, this::breaksFhirAlike);
        }

        @Test
        @Tag("heavy")
        void breakFhirWithTheProfilesAsTheyDoWithoutForLong() {
            Cases.check(5000, this::breaksFhirAlike);
        }

        private static void isJudgedWithoutTelling(RandomGenerator random) {
            String original =
                    random.nextBoolean()
                            ? bundle(RESOURCES)
                            : RESOURCES.get(random.nextInt(RESOURCES.size()));
            JsonNode tree = tree(original);
            for (int i = 0; i < 8; i++) {
                BadMessagesTest.mutate(tree, random);
            }
            for (Finding finding : check(text(tree))) {
                String told = finding.words() + finding.path() + finding.advice();
                assertFalse(told.contains("9990000018"), told);
                assertFalse(told.contains("Seymour"), told);
                assertFalse(told.contains("2015-03-09"), told);
                assertFalse(told.contains("Sample"), told);
            }
        }

        @Test
        void areJudgedAndNeverQuoteThePatient() {
            Cases.check(60, MessagesThatAreMutated::isJudgedWithoutTelling);
        }

        @Test
        @Tag("heavy")
        void areJudgedAndNeverQuoteThePatientForLong() {
            Cases.check(5000, MessagesThatAreMutated::isJudgedWithoutTelling);
        }
    }

    @Test
    void manyThreadsSeeTheSame() throws ExecutionException, InterruptedException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            JsonNode tree = tree(bundle(RESOURCES));
            RandomGenerator random = Cases.random(i);
            BadMessagesTest.mutate(tree, random);
            messages.add(text(tree));
        }
        List<List<Finding>> alone = messages.stream().map(NationalProfilesTest::check).toList();
        assertTrue(new HashSet<>(alone).size() > 3, "the messages are too much alike");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<Finding>>> together =
                    IntStream.range(0, 48)
                            .mapToObj(i ->
                                    threads.submit(() -> check(messages.get(i % messages.size()))))
                            .toList();
            for (int i = 0; i < together.size(); i++) {
                assertEquals(alone.get(i % messages.size()), together.get(i).get());
            }
        }
    }
}
