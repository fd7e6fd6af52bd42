package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.dataset.Answer;
import org.opengms.dataset.DataItem;
import org.opengms.dataset.Fact;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.dataset.MinimumDataSetSheet;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Requirement;
import org.opengms.dataset.TestCategory;
import org.opengms.dataset.Truth;
import org.opengms.directory.TestMethod;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;

/// Two invented orders that say everything, and what is read of them when something is changed: a
/// child with her mother for a rare disease, and a woman with a tumour and a blood sample.
class DataSetReadingTest {
    private static final String RARE = fixture("order-rare.json");
    private static final String CANCER = fixture("order-cancer.json");
    private static final DataSetReading READING = new DataSetReading(KnownResources.NONE);

    private static String fixture(String name) {
        try (var in = DataSetReadingTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OrderData read(String json) {
        return read(json, Optional.empty());
    }

    private static OrderData read(String json, Optional<TestMethod> method) {
        return READING.read(Fixtures.READER.read(Fixtures.bundle(json)), method).orElseThrow();
    }

    /// The fixture with one text changed where it first stands; blanks and line breaks in `from`
    /// stand for any.
    private static String changed(String json, String from, String to) {
        String plain = JsonPlaces.tree(json).toString();
        assertTrue(plain.contains(from), from);
        return plain.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
    }

    private static Truth fact(OrderData data, String part, Fact fact) {
        return data.parts().stream()
                .filter(p -> p.what().equals(part))
                .map(p -> data.facts().and(p.facts()).of(fact))
                .filter(t -> t != data.facts().of(fact) || part.isEmpty())
                .findFirst()
                .orElse(data.facts().of(fact));
    }

    private static Truth patientFact(String json, Fact fact) {
        return read(json).parts().stream()
                .filter(p -> p.answers().containsKey("patient - ethnicity"))
                .findFirst()
                .orElseThrow()
                .facts()
                .of(fact);
    }

    private static Answer answer(String json, String item) {
        return read(json).answers(item).getFirst();
    }

    private static final String PATIENT = "\"deceasedBoolean\":false";
    private static final String NOT_PREGNANT =
            "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"60001007\",\"display\":\"Not pregnant\"}]}";

    @Nested
    @RealData
    class AgainstTheNationalSheet {
        private static final MinimumDataSet SHEET =
                MinimumDataSetSheet.read(SharedData.file("fhir/mds-v0.55-core.csv"));

        private static List<Finding> findings(String json, Optional<TestMethod> method) {
            return SHEET.check(read(json, method), AcceptancePolicy.STANDARD);
        }

        @ParameterizedTest
        @CsvSource({
            "order-rare.json, WGS, WGS_RARE",
            "order-rare.json, PANEL, NON_WGS_RARE",
            "order-cancer.json, WGS, WGS_CANCER",
            "order-cancer.json, PANEL, NON_WGS_CANCER",
        })
        void anOrderThatSaysEverythingLacksNothing(
                String file, TestMethod method, TestCategory category) {
            String json = fixture(file);
            assertEquals(Optional.of(category), read(json, Optional.of(method)).category());
            assertEquals(
                    List.of(),
                    findings(json, Optional.of(method)).stream()
                            .map(f -> f.kind() + " " + f.mdsQuestion() + " " + f.words())
                            .toList());
        }

        private record Present(DataItem item, String path) {}

        /// Mandatory items whose element answers nothing else and holds no other answer.
        private static List<Present> alone(OrderData data) {
            TestCategory category = data.category().orElseThrow();
            List<String> all =
                    data.parts().stream()
                            .flatMap(p -> p.answers().values().stream())
                            .filter(Answer.Present.class::isInstance)
                            .map(a -> ((Answer.Present) a).path())
                            .toList();
            List<Present> found = new ArrayList<>();
            for (DataItem item : SHEET.items()) {
                for (Answer answer : data.answers(item.name())) {
                    if (item.requirement(category) == Requirement.MANDATORY
                            && answer instanceof Answer.Present present
                            && Collections.frequency(all, present.path()) == 1
                            && all.stream()
                                    .noneMatch(p ->
                                            p.startsWith(present.path() + ".")
                                                    || present.path().startsWith(p + "."))) {
                        found.add(new Present(item, present.path()));
                    }
                }
            }
            return found;
        }

        /// Take some of it away and exactly that is missing; put it back and nothing is.
        @ParameterizedTest
        @ValueSource(strings = {"order-rare.json", "order-cancer.json"})
        void whatIsTakenAwayIsMissingUntilItIsBack(String file) {
            String json = fixture(file);
            List<Present> alone =
                    alone(read(json)).stream()
                            // without it a reason is asked for, or its version has no place
                            .filter(p -> !p.item().name().contains("Identifier"))
                            .filter(p -> !p.item().name().endsWith("CI code"))
                            .toList();
            assertTrue(alone.size() > 12, alone::toString);
            Cases.check(
                    60,
                    random -> {
                        List<Present> gone = new ArrayList<>(alone);
                        Collections.shuffle(gone, random);
                        gone = gone.subList(0, random.nextInt(1, 5));
                        JsonNode root = JsonPlaces.tree(json);
                        // from behind, so that places before keep their numbers
                        gone.stream()
                                .sorted((a, b) -> b.path().compareTo(a.path()))
                                .forEach(p -> assertTrue(JsonPlaces.remove(root, p.path())));
                        assertEquals(
                                gone.stream().map(p -> p.item().name()).sorted().toList(),
                                findings(root.toString(), Optional.empty()).stream()
                                        .filter(f -> f.kind() == FindingKind.DATA_ITEM_MISSING)
                                        .map(Finding::mdsQuestion)
                                        .sorted()
                                        .toList());
                    });
            assertEquals(List.of(), findings(json, Optional.empty()));
        }

        /// One change, and what becomes of it.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    // the patient has died: when?
                    "\"deceasedBoolean\":false | \"deceasedBoolean\":true | data-item-missing Patient - Date/Time death, data-item-undecided Sample/Biopsy - Taken alive/post mortem",
                    // nobody says whether
                    "\"deceasedBoolean\":false, | `` | data-item-undecided Patient - Life status at time of request., data-item-undecided Sample/Biopsy - Taken alive/post mortem",
                    // pregnant: since when?
                    "\"60001007\",\"display\":\"Not pregnant\" | \"77386006\",\"display\":\"Pregnancy\" | data-item-missing Patient - Pregnancy gestation period",
                    // a transplant: which, when?
                    "\"77465005\",\"display\":\"Transplantation\"}]},\"subject\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"},\"valueBoolean\":false | \"77465005\",\"display\":\"Transplantation\"}]},\"subject\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"},\"valueBoolean\":true | data-item-missing Patient - Type of transplant, data-item-missing Patient - Transplant date",
                    // R89 without further panels
                    "\"reasonCode\":[{\"coding\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory\",\"code\":\"R901\" | \"reasonCode\":[{\"coding\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory\",\"code\":\"R89\" | data-item-missing Test request - Additional CITT codes to be tested",
                    // a sample of skin, whose state messages cannot tell, matters for conventional
                    // tests only
                    "\"119297000\",\"display\":\"Blood specimen\" | \"608969007\",\"display\":\"Specimen from skin\" | data-item-undecided Sample/Biopsy - Biopsy site",
                    // an amniotic sample
                    "\"119297000\",\"display\":\"Blood specimen\" | \"119373006\",\"display\":\"Amniotic fluid specimen\" | data-item-missing Sample/Biopsy - Maternal cell contamination (MCC).",
                    // no NHS number for the patient
                    "{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990001014\"}, | `` | data-item-missing Patient - Reason for unavailable NHS number",
                })
        void whatFollowsFromAChange(String from, String to, String expected) {
            assertEquals(
                    expected,
                    findings(changed(RARE, from, to == null ? "" : to), Optional.empty()).stream()
                            .map(f -> f.kind().code() + " " + f.mdsQuestion())
                            .collect(Collectors.joining(", ")));
        }

        @Test
        void aSampleOfSkinForDermatologyIsALimitOfMessages() {
            String json =
                    changed(
                            changed(
                                    RARE,
                                    "\"119297000\",\"display\":\"Blood specimen\"",
                                    "\"608969007\",\"display\":\"Specimen from skin\""),
                            "\"text\":\"Clinical Genetics\"",
                            "\"text\":\"Dermatology\"");
            assertTrue(
                    findings(json, Optional.of(TestMethod.PANEL)).stream()
                            .anyMatch(f ->
                                    f.kind() == FindingKind.TOOL_LIMIT
                                            && f.mdsQuestion()
                                                    .equals(
                                                            "Sample/Biopsy - Skin/Bone affected status")));
        }
    }

    @Nested
    class Categories {
        @ParameterizedTest
        @CsvSource({
            "https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics, diagnostic, WGS_RARE",
            "https://fhir.nhs.uk/CodeSystem/cancer-testing-genomics, diagnostic, WGS_CANCER",
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-GenomeSequencingCategory, rare-disease-wgs, WGS_RARE",
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-GenomeSequencingCategory, rare-disease-non-wgs, NON_WGS_RARE",
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-GenomeSequencingCategory, cancer-wgs, WGS_CANCER",
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-GenomeSequencingCategory, cancer-non-wgs, NON_WGS_CANCER",
            // no national code: by the letter of R901
            "https://example.org/categories, whatever, WGS_RARE",
        })
        void areReadOffTheOrder(String system, String code, TestCategory expected) {
            String json =
                    changed(
                            RARE,
                            "\"system\":\"https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics\",\"code\":\"diagnostic\"",
                            "\"system\":\"" + system + "\",\"code\":\"" + code + "\"");
            assertEquals(Optional.of(expected), read(json).category());
        }

        @ParameterizedTest
        @CsvSource({"WGS, WGS_RARE", "PANEL, NON_WGS_RARE", "EXOME, NON_WGS_RARE"})
        void followTheDirectorysMethodFirst(TestMethod method, TestCategory expected) {
            assertEquals(Optional.of(expected), read(RARE, Optional.of(method)).category());
        }

        @Test
        void areByLetterWithoutAReason() {
            String json =
                    changed(
                            CANCER,
                            "\"system\":\"https://fhir.nhs.uk/CodeSystem/cancer-testing-genomics\",\"code\":\"diagnostic\"",
                            "\"system\":\"https://example.org\",\"code\":\"x\"");
            assertEquals(Optional.of(TestCategory.WGS_CANCER), read(json).category());
        }
    }

    @Nested
    class FactsOfThePatient {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"deceasedBoolean\":false | DECEASED | NO",
                    "\"deceasedBoolean\":true | DECEASED | YES",
                    "\"deceasedDateTime\":\"2026-06-01\" | DECEASED | YES",
                    "\"active\":true | DECEASED | CANNOT_TELL",
                })
        void deathIsSaidOrOpen(String element, Fact fact, Truth expected) {
            assertEquals(expected, patientFact(changed(RARE, PATIENT, element), fact));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"60001007\"}]} | NO",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"77386006\"}]} | YES",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"77386006\"}]},\"valueBoolean\":false | NO",
                    "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"82810-3\"}]},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"LA15173-0\"}]} | YES",
                    "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"82810-3\"}]},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"LA26683-5\"}]} | NO",
                    "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"82810-3\"}]},\"valueCodeableConcept\":{\"text\":\"?\"} | CANNOT_TELL",
                    "{\"text\":\"Height\"} | CANNOT_TELL",
                })
        void pregnancyIsStatedOrOpen(String code, Truth expected) {
            assertEquals(expected, patientFact(changed(RARE, NOT_PREGNANT, code), Fact.PREGNANT));
        }

        @Test
        void aBoyIsNotPregnant() {
            String unsaid = changed(RARE, NOT_PREGNANT, "{\"text\":\"Height\"}");
            assertEquals(
                    Truth.NO,
                    patientFact(
                            changed(unsaid, "\"code\":\"F\"", "\"code\":\"M\""), Fact.PREGNANT));
        }

        private static final String TRANSPLANT =
                "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"77465005\",\"display\":\"Transplantation\"}]},\"subject\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"},\"valueBoolean\":false";

        private static final String OF_PATIENT =
                ",\"subject\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"}";

        /// The shapes of the national examples.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"416128008\"}]},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"263903005\"}]} | NO | true | false",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"416940007\",\"display\":\"Past history of procedure\"}]},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"445715009\"}]} | YES | true | true",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"23719005\",\"display\":\"Transplantation of bone marrow\"}]},\"valueBoolean\":true | YES | true | true",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"77465005\"}]},\"valueBoolean\":true | YES | true | false",
                    "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"77465005\"}]},\"valueCodeableConcept\":{\"text\":\"?\"} | CANNOT_TELL | true | false",
                    "{\"text\":\"Height\"} | CANNOT_TELL | false | false",
                })
        void transplantsAreStatedInManyWays(String code, Truth had, boolean status, boolean kind) {
            String json =
                    changed(
                            RARE,
                            TRANSPLANT,
                            code.replaceFirst(
                                    "(\\]\\}|\"Height\"\\})",
                                    "$1" + java.util.regex.Matcher.quoteReplacement(OF_PATIENT)));
            assertEquals(had, patientFact(json, Fact.HAD_TRANSPLANT));
            assertEquals(
                    status, answer(json, "Patient - Transplant status") instanceof Answer.Present);
            assertEquals(
                    kind, answer(json, "Patient - Type of transplant") instanceof Answer.Present);
        }
    }

    @Nested
    class FactsOfTheOrder {
        @ParameterizedTest
        @CsvSource({"urgent, YES", "asap, YES", "stat, YES", "routine, NO"})
        void urgencyIsThePriority(String priority, Truth expected) {
            String json =
                    changed(RARE, "\"priority\":\"urgent\"", "\"priority\":\"" + priority + "\"");
            assertEquals(expected, read(json).facts().of(Fact.URGENT));
        }

        @ParameterizedTest
        @CsvSource({
            "364611000000101, Tissue resection sample, solid-tumour, YES, NO",
            "396997002, Bone marrow aspirate, liquid-tumour, NO, YES",
            "258435002, Tumor tissue specimen, other, YES, NO",
        })
        void theTumourIsKnownByItsSample(
                String code, String display, String category, Truth solid, Truth liquid) {
            String json =
                    changed(
                            changed(
                                    CANCER,
                                    "\"364611000000101\",\"display\":\"Tissue resection sample\"",
                                    "\"%s\",\"display\":\"%s\"".formatted(code, display)),
                            "\"code\":\"solid-tumour\"",
                            "\"code\":\"" + category + "\"");
            assertEquals(solid, read(json).facts().of(Fact.SOLID_TUMOUR_REQUEST));
            assertEquals(liquid, read(json).facts().of(Fact.LIQUID_TUMOUR_REQUEST));
        }

        @Test
        void whatNothingSaysOfTheTumourIsOpen() {
            assertEquals(Truth.CANNOT_TELL, read(RARE).facts().of(Fact.SOLID_TUMOUR_REQUEST));
        }

        @ParameterizedTest
        @CsvSource({"R89, YES", "R901, NO"})
        void ultraRareIsACode(String code, Truth expected) {
            String json =
                    changed(
                            changed(
                                    RARE,
                                    "\"reasonCode\":[{\"coding\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory\",\"code\":\"R901",
                                    "\"reasonCode\":[{\"coding\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory\",\"code\":\""
                                            + code),
                            "\"code\":\"R901.1\"",
                            "\"code\":\"" + code + ".1\"");
            assertEquals(expected, read(json).facts().of(Fact.ULTRA_RARE_INDICATION));
        }
    }

    @Nested
    class FactsOfSamples {
        @ParameterizedTest
        @CsvSource({
            // type, blood or marrow, skin or bone, biopsy, fetal
            "119297000, Blood specimen, YES, NO, NO, NO",
            "396997002, Specimen from bone marrow obtained by aspiration, YES, NO, CANNOT_TELL, NO",
            "119342007, Saliva specimen, NO, NO, NO, NO",
            "608969007, Specimen from skin, NO, YES, CANNOT_TELL, NO",
            "309072003, Specimen from skin obtained by biopsy, NO, YES, YES, NO",
            "258565009, Chorionic villi specimen, NO, NO, CANNOT_TELL, YES",
            "119373006, Amniotic fluid specimen, NO, NO, NO, YES",
            "430268003, Specimen from bone, NO, YES, CANNOT_TELL, NO",
            "364611000000101, Tissue resection sample, NO, CANNOT_TELL, NO, NO",
        })
        void areReadOffTheType(
                String code, String display, Truth blood, Truth skin, Truth biopsy, Truth fetal) {
            OrderData data =
                    read(
                            changed(
                                    RARE,
                                    "\"119297000\",\"display\":\"Blood specimen\"",
                                    "\"%s\",\"display\":\"%s\"".formatted(code, display)));
            assertEquals(
                    List.of(blood, skin, biopsy, fetal),
                    List.of(
                            fact(data, "sample 1", Fact.MARROW_OR_BLOOD_SAMPLE),
                            fact(data, "sample 1", Fact.SKIN_OR_BONE_SAMPLE),
                            fact(data, "sample 1", Fact.BIOPSY_SAMPLE),
                            fact(data, "sample 1", Fact.FETAL_SAMPLE)));
        }

        @ParameterizedTest
        @CsvSource({
            "\"deceasedBoolean\":false, NO",
            "\"deceasedBoolean\":true, CANNOT_TELL",
            "\"active\":true, CANNOT_TELL",
            "\"deceasedDateTime\":\"2026-06-12\", YES",
            "\"deceasedDateTime\":\"2026-06-14\", NO",
        })
        void areTakenBeforeOrAfterDeath(String element, Truth expected) {
            assertEquals(
                    expected,
                    fact(
                            read(changed(RARE, PATIENT, element)),
                            "sample 1",
                            Fact.TAKEN_AFTER_DEATH));
        }

        @Test
        void germlineBesideTumourIsNormal() {
            OrderData data = read(CANCER);
            assertEquals(Truth.NO, fact(data, "sample 1", Fact.NORMAL_SAMPLE));
            assertEquals(Truth.YES, fact(data, "sample 2", Fact.NORMAL_SAMPLE));
            assertEquals(Truth.YES, fact(data, "sample 1", Fact.FIRST_SAMPLE));
            assertEquals(Truth.NO, fact(data, "sample 2", Fact.FIRST_SAMPLE));
        }
    }

    @Nested
    class Relatives {
        @Test
        void areTestedIfTheyAreAskedFor() {
            OrderData data = read(RARE);
            assertEquals(Truth.YES, fact(data, "relative 1", Fact.RELATIVE_TESTED));
            assertEquals(
                    List.of(new Answer.Present("Bundle.entry[7].resource.relationship")),
                    data.answers("Relative - Relationship to proband/index"));
        }

        @Test
        void areNotTestedBecauseTheyAreMentioned() {
            JsonNode root = JsonPlaces.tree(RARE);
            assertTrue(JsonPlaces.remove(root, "Bundle.entry[6]"));
            assertEquals(List.of(), read(root.toString()).answers("Relative - Ethnicity"));
        }

        @ParameterizedTest
        @CsvSource({
            "GB, ZZ99 3CZ, NO",
            "England, ZZ99 3CZ, NO",
            "FR, ZZ99 3CZ, YES",
        })
        void liveWhereTheirAddressIs(String country, String postcode, Truth abroad) {
            String json = JsonPlaces.tree(RARE).toString();
            int mother = json.indexOf("\"family\":\"Sample\",\"given\":[\"Eve\"]");
            String moved =
                    json.substring(0, mother)
                            + json.substring(mother)
                                    .replaceFirst(
                                            "\"country\":\"GB\"", "\"country\":\"" + country + "\"")
                                    .replaceFirst("ZZ99 3CZ", postcode);
            assertEquals(abroad, fact(read(moved), "relative 1", Fact.LIVES_ABROAD));
        }
    }

    @Test
    void anOrderWithoutASampleAsksForOne() {
        JsonNode root = JsonPlaces.tree(RARE);
        assertTrue(JsonPlaces.remove(root, "Bundle.entry[17]"));
        assertEquals(
                List.of(new Answer.Absent("Bundle.entry[5].resource.specimen")),
                read(root.toString()).answers("Sample/Biopsy - Type"));
    }

    @Test
    void anAnalysisOfOldDataAsksForNone() {
        String json = changed(RARE, "\"code\":\"diagnostic\"", "\"code\":\"reanalysis\"");
        JsonNode root = JsonPlaces.tree(json);
        assertTrue(JsonPlaces.remove(root, "Bundle.entry[17]"));
        assertEquals(List.of(), read(root.toString()).answers("Sample/Biopsy - Type"));
    }

    @Test
    void aMessageWithoutAnOrderIsNotRead() {
        OrderMessage message =
                Fixtures.READER.read(
                        Fixtures.bundle("{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}"));
        assertFalse(READING.read(message, Optional.empty()).isPresent());
    }

    /// A copy goes to whoever is named with an address for reports.
    @Test
    void aFurtherContactWithAnAddressForReportsGetsACopy() {
        String json =
                changed(
                        RARE,
                        "{\"url\":\"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-Coverage\"",
                        "{\"url\":\"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdditionalContact\",\"valueReference\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000001\"}},"
                                + "{\"url\":\"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-Coverage\"");
        assertEquals(
                List.of(new Answer.Present("Bundle.entry[0].resource.telecom[2].value")),
                read(json).answers("Clinical report cc to - Email address"));
        assertEquals(
                List.of(new Answer.Present("Bundle.entry[0].resource.practitioner.display")),
                read(json).answers("Additional contact - Full name"));
        assertEquals(List.of(), read(RARE).answers("Clinical report cc to - Email address"));
    }
}
