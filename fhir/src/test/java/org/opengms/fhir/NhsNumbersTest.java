package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;

class NhsNumbersTest {
    private static final NhsNumbers NUMBERS =
            new NhsNumbers(Fixtures.FHIR, AcceptancePolicy.STANDARD);

    /// Its check digit would be 8.
    private static final String WRONG = "9990000017";

    private static final String SYSTEM = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String IDENTIFIER =
            "{\"system\":\"%s\",\"value\":\"%s\"}".formatted(SYSTEM, WRONG);

    private static List<String> found(String json) {
        List<String> raw = told(NUMBERS.check(json));
        assertEquals(
                raw,
                told(NUMBERS.check(Fixtures.TEXT.read(json, Resource.class))),
                "parsed or not");
        return raw;
    }

    private static List<String> told(List<Finding> findings) {
        findings.forEach(f -> assertFalse((f.words() + f.advice()).matches(".*[0-9]{6}.*")));
        return findings.stream().map(f -> f.kind().code() + " " + f.path()).toList();
    }

    @Nested
    class WhereverItStands {
        @Test
        void ofThePatientThatAFileIsAbout() {
            assertEquals(
                    List.of("nhs-number-invalid Patient.identifier[1].value"),
                    found(
                            "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"https://example.org\",\"value\":\"1\"},"
                                    + IDENTIFIER
                                    + "]}"));
        }

        @Test
        void ofARelative() {
            assertEquals(
                    List.of("nhs-number-invalid-elsewhere RelatedPerson.identifier[0].value"),
                    found(
                            "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"display\":\"x\"},\"identifier\":["
                                    + IDENTIFIER
                                    + "]}"));
        }

        @Test
        void inAReference() {
            assertEquals(
                    List.of("nhs-number-invalid-elsewhere Observation.subject.identifier.value"),
                    found(
                            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"identifier\":"
                                    + IDENTIFIER
                                    + "}}"));
        }

        @Test
        void inAContainedResource() {
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere Observation.contained[0].identifier[0].value"),
                    found(
                            "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":["
                                    + IDENTIFIER
                                    + "]}],\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"#p\"}}"));
        }

        @Test
        void inAnExtensionAndAChoice() {
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere Consent.extension[0].value.value",
                            "nhs-number-invalid-elsewhere Consent.source.identifier.value"),
                    found(
                            "{\"resourceType\":\"Consent\",\"extension\":[{\"url\":\"https://example.org/x\",\"valueIdentifier\":"
                                    + IDENTIFIER
                                    + "}],\"status\":\"active\",\"sourceReference\":{\"identifier\":"
                                    + IDENTIFIER
                                    + "}}"));
        }

        @Test
        void inAnEntryAndInItsConditions() {
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere Bundle.entry[0].resource.identifier[0].value",
                            "nhs-number-invalid-elsewhere Bundle.entry[0].request.ifNoneExist"),
                    found(
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"identifier\":["
                                    + IDENTIFIER
                                    + "]},\"request\":{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"identifier="
                                    + SYSTEM
                                    + "|"
                                    + WRONG
                                    + "\"}}]}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://api.service.nhs.uk/personal-demographics/FHIR/R4/Patient/" + WRONG,
                    "Patient?identifier=" + SYSTEM + "|" + WRONG,
                    "Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + WRONG,
                })
        void inAnAddressThatNamesAPersonByIt(String address) {
            assertEquals(
                    List.of("nhs-number-invalid-elsewhere Patient.link[0].other.reference"),
                    found(
                            "{\"resourceType\":\"Patient\",\"link\":[{\"other\":{\"reference\":\""
                                    + address
                                    + "\"},\"type\":\"seealso\"}]}"));
        }

        @Test
        void onAForm() {
            assertEquals(
                    List.of(
                            "nhs-number-invalid-elsewhere QuestionnaireResponse.item[0].item[0].answer[0].value"),
                    found(form("999 000 0017")));
            assertEquals(List.of(), found(form("ZZ99 3CZ")), "a postcode may stand there");
        }

        private static String form(String answer) {
            return "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\",\"item\":[{\"linkId\":\"a\",\"item\":[{\"linkId\":\"nhs_Number\",\"answer\":[{\"valueString\":\""
                    + answer
                    + "\"}]}]}]}";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9990000018, 0",
        "999 000 0018, 0",
        "999-000-0018, 0",
        "9990000017, 1",
        "999000001, 1",
        "9999999999, 1",
        "abcdefghij, 1",
    })
    void whatIsValidIsNotTold(String number, int times) {
        assertEquals(
                times,
                found(
                                "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\""
                                        + SYSTEM
                                        + "\",\"value\":\""
                                        + number
                                        + "\"}]}")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "https://fhir.nhs.uk/Id/nhs-number, 1",
        "https://fhir.nhs.uk/Id/nhs-number/, 1",
        "https://fhir.nhs.uk/id/NHS-number, 1",
        "http://fhir.nhs.net/Id/nhs-number, 1",
        "urn:oid:2.16.840.1.113883.2.1.4.1, 1",
        "https://fhir.nhs.uk/Id/sds-user-id, 0",
        "https://example.org/hospital, 0",
    })
    void anNhsNumberIsKnownByItsSystem(String system, int times) {
        assertEquals(
                times,
                found(
                                "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\""
                                        + system
                                        + "\",\"value\":\""
                                        + WRONG
                                        + "\"}]}")
                        .size());
    }

    @Test
    void gradesFollowThePolicy() {
        String patient = "{\"resourceType\":\"Patient\",\"identifier\":[" + IDENTIFIER + "]}";
        assertEquals(Grade.ERROR, NUMBERS.check(patient).getFirst().grade());
        assertEquals(
                Grade.WARNING,
                new NhsNumbers(Fixtures.FHIR, AcceptancePolicy.CONNECTATHON)
                        .check(patient)
                        .getFirst()
                        .grade());
        assertEquals(Grade.WARNING, FindingKind.NHS_NUMBER_INVALID_ELSEWHERE.defaultGrade());
    }

    @Nested
    class Broken {
        /// A resource that no parser takes still has its numbers checked.
        @Test
        void fhirIsCheckedAsJson() {
            assertEquals(
                    List.of(
                            "nhs-number-invalid Patient.identifier[0].value",
                            "nhs-number-invalid-elsewhere Patient.unheardOf.value"),
                    told(
                            NUMBERS.check(
                                    "{\"resourceType\":\"Patient\",\"birthDate\":[1],\"identifier\":["
                                            + IDENTIFIER
                                            + "],\"unheardOf\":"
                                            + IDENTIFIER
                                            + "}")));
        }

        @Test
        void unknownTypesAreReadToo() {
            assertEquals(
                    List.of("nhs-number-invalid-elsewhere Nonsense.a[1].value"),
                    told(
                            NUMBERS.check(
                                    "{\"resourceType\":\"Nonsense\",\"a\":[1,"
                                            + IDENTIFIER
                                            + "]}")));
        }

        @Test
        void whatIsNotJsonIsRefused() {
            assertThrows(FhirProblem.class, () -> NUMBERS.check("{\"a\":"));
        }
    }

    @Nested
    @RealData
    class TheNationalExamples {
        private static List<Path> files() {
            try (Stream<Path> guide = Files.walk(SharedData.file("fhir/nhse-genomics"));
                    Stream<Path> api = Files.walk(SharedData.file("fhir/goms-api"))) {
                return Stream.concat(guide, api)
                        .filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Of 20 distinct numbers 9 are invalid, as counted for the list of sources; two more pass
        /// the check and are placeholders.
        @Test
        void haveNineInvalidNumbersAndTwoPlaceholders() throws IOException {
            Set<String> invalid = new TreeSet<>();
            Set<String> placeholders = new TreeSet<>();
            for (Path file : files()) {
                if (!file.toString().contains("nhse-genomics")) {
                    continue;
                }
                String json = Files.readString(file);
                JsonNode root = JsonPlaces.tree(json);
                for (Finding finding : NUMBERS.check(json)) {
                    if (finding.path().contains("identifier")
                            && finding.path().endsWith(".value")) {
                        (finding.words().contains("placeholder") ? placeholders : invalid)
                                .add(JsonPlaces.at(root, finding.path()).orElseThrow().asString());
                    }
                }
            }
            assertEquals(9, invalid.size(), invalid::toString);
            assertEquals(Set.of("1111111111", "9999999999"), placeholders);
        }

        @Test
        void areToldAlikeAsTextAndAsResource() throws IOException {
            int numbers = 0;
            for (Path file : files()) {
                String json = Files.readString(file);
                List<String> raw = new ArrayList<>(told(NUMBERS.check(json)));
                List<String> parsed =
                        new ArrayList<>(
                                told(NUMBERS.check(Fixtures.TEXT.read(json, Resource.class))));
                raw.sort(null);
                parsed.sort(null);
                assertEquals(raw, parsed, file.toString());
                assertEquals(raw.size(), new TreeSet<>(raw).size(), "each place once");
                numbers += raw.size();
            }
            assertFalse(numbers < 20);
        }
    }
}
