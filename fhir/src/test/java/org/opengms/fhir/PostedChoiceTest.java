package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Said;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class PostedChoiceTest {
    private static final PersonId PERSON = new PersonId("11111111-1111-4111-8111-111111111111");

    private static Person person(LocalDate born) {
        return new Person(
                PERSON,
                Optional.of(new NhsNumber("9990000018")),
                "Invented",
                "Ira",
                Optional.of(born),
                Sex.FEMALE,
                "");
    }

    private static final Person ADULT = person(LocalDate.of(1980, 1, 1));

    /// Writes a purpose: `HRESCH`, or a use.
    private static String purposes(String codes) {
        return Stream.of(codes.strip().split("\\+"))
                .map(code ->
                        "{\"system\":\"%s\",\"code\":\"%s\"}"
                                .formatted(
                                        code.equals(code.toUpperCase(java.util.Locale.ROOT))
                                                ? "http://terminology.hl7.org/CodeSystem/v3-ActReason"
                                                : "https://opengms.org/CodeSystem/use",
                                        code))
                .collect(Collectors.joining(","));
    }

    /// Writes a provision: `permit HRESCH (deny research-by-companies)`.
    private static String provision(String text) {
        String root = text.replaceAll("\\(.*", "").strip();
        String[] word = root.split("\\s+");
        String inside =
                text.contains("(")
                        ? Stream.of(text.replaceAll("^[^(]*\\(|\\)$", "").split(";"))
                                .map(one -> provision(one.strip()))
                                .collect(Collectors.joining(","))
                        : "";
        return "{\"type\":\"%s\"%s%s}"
                .formatted(
                        word[0],
                        word.length > 1 ? ",\"purpose\":[" + purposes(word[1]) + "]" : "",
                        inside.isEmpty() ? "" : ",\"provision\":[" + inside + "]");
    }

    private static Consent consent(String provision, String more) {
        return Fixtures.FHIR
                .newJsonParser()
                .parseResource(
                        Consent.class,
                        """
                        {"resourceType":"Consent","status":"active",
                         "patient":{"reference":"Patient/%1$s"},"dateTime":"2026-03-01",
                         "performer":[{"reference":"Patient/%1$s"}]%3$s,
                         "provision":%2$s}
                        """
                                .formatted(PERSON.value(), provision, more));
    }

    private static String said(PostedChoice choice) {
        return choice.said().stream().map(Said::words).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    permit HRESCH                                | Yes to research.
                    permit HRESCH (deny research-by-companies)   | Yes to research, except research by companies.
                    permit research-not-for-profit               | Yes to research, except research by companies and being contacted about research.
                    deny HRESCH                                  | No to research.
                    deny HRESCH (permit research-not-for-profit) | Yes to research, except research by companies and being contacted about research.
                    deny                                         | Withdrew from everything beside own care.
                    deny (permit HRESCH)                         | Yes to research. Results may not help the care of relatives.
                    deny research-by-companies                   | Withdrew from research by companies.
                    deny contact-about-research+research-by-companies | Withdrew from research by companies and being contacted about research.
                    permit care-of-relatives                     | Results may help the care of relatives.
                    deny care-of-relatives                       | Results may not help the care of relatives.
                    permit HRESCH+care-of-relatives              | Yes to research. Results may help the care of relatives.
                    permit (permit HRESCH; deny research-by-companies) | Yes to research, except research by companies.
                    """)
    void isReadAsWhatItSays(String provision, String words) {
        PostedChoice choice = PostedChoice.read(consent(provision(provision), ""), ADULT);
        assertEquals(words, said(choice));
        assertEquals(Optional.of(WhoChose.ADULT), choice.by());
        assertEquals(LocalDate.of(2026, 3, 1), choice.saidOn());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    permit                                          | Consent.provision.purpose
                    permit TREAT                                    | Consent.provision.purpose[0]
                    permit HRESCH+MARKETING                         | Consent.provision.purpose[1]
                    permit HRESCH (deny TREAT)                      | Consent.provision.provision[0].purpose[0]
                    permit HRESCH (deny)                            | Consent.provision.provision[0].purpose
                    permit (permit HRESCH; deny HRESCH)             | Consent.provision.provision[1]
                    permit (deny HRESCH; permit research-by-companies) | Consent.provision.provision
                    permit contact-about-research                   | Consent.provision
                    """)
    void isRefusedAtItsPlaceWhereItCannotBeKeptTo(String provision, String path) {
        FhirProblem problem =
                assertThrows(
                        FhirProblem.class,
                        () -> PostedChoice.read(consent(provision(provision), ""), ADULT));
        assertEquals(path, problem.path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "actor":[{"role":{"text":"x"},"reference":{"display":"x"}}] | Consent.provision.actor
                    "period":{"end":"2027-01-01"}                   | Consent.provision.period.end
                    "period":{"start":"2026-03-02"}                 | Consent.provision.period.start
                    "securityLabel":[{"code":"R"}]                  | Consent.provision.securityLabel
                    "data":[{"meaning":"instance","reference":{"reference":"Observation/1"}}] | Consent.provision.data
                    "dataPeriod":{"start":"2020"}                   | Consent.provision.dataPeriod
                    "class":[{"code":"x"}]                          | Consent.provision.class
                    "modifierExtension":[{"url":"https://example.org/not","valueBoolean":true}] | Consent
                    """)
    void isRefusedWhereItIsLimited(String limit, String path) {
        String provision =
                "{\"type\":\"permit\",\"purpose\":[" + purposes("HRESCH") + "]," + limit + "}";
        FhirProblem problem =
                assertThrows(
                        FhirProblem.class, () -> PostedChoice.read(consent(provision, ""), ADULT));
        assertEquals(path, problem.path());
    }

    @Test
    void isRefusedWhereItIsOfSomebodyElse() {
        Consent consent = consent(provision("permit HRESCH"), "");
        consent.getPatient()
                .getIdentifier()
                .setSystem("https://fhir.nhs.uk/Id/nhs-number")
                .setValue("9990000026");
        assertEquals(
                "Consent.patient.identifier",
                assertThrows(FhirProblem.class, () -> PostedChoice.read(consent, ADULT)).path());
    }

    @Test
    void isRefusedWithoutADayOrInAStatusThatIsNoChoice() {
        Consent undated = consent(provision("permit HRESCH"), "");
        undated.setDateTimeElement(null);
        assertEquals(
                "Consent.dateTime",
                assertThrows(FhirProblem.class, () -> PostedChoice.read(undated, ADULT)).path());
        for (Consent.ConsentState status :
                List.of(
                        Consent.ConsentState.DRAFT,
                        Consent.ConsentState.PROPOSED,
                        Consent.ConsentState.INACTIVE,
                        Consent.ConsentState.ENTEREDINERROR)) {
            Consent other = consent(provision("permit HRESCH"), "");
            other.setStatus(status);
            assertEquals(
                    "Consent.status",
                    assertThrows(FhirProblem.class, () -> PostedChoice.read(other, ADULT)).path());
        }
    }

    @Test
    void theCategoryOfTheFormSaysWhoChoseElseWhoPerformed() {
        Consent byParent = consent(provision("permit HRESCH"), "");
        byParent.getPerformerFirstRep().setReference("RelatedPerson/1");
        assertEquals(
                Optional.of(WhoChose.PARENT_OR_GUARDIAN),
                PostedChoice.read(byParent, person(LocalDate.of(2015, 1, 1))).by());
        assertEquals(
                "Consent.performer[0]",
                assertThrows(FhirProblem.class, () -> PostedChoice.read(byParent, ADULT)).path());
        byParent.addCategory()
                .addCoding()
                .setSystem(Systems.PATIENT_CHOICE_CATEGORY)
                .setCode("adult-lack-capacity");
        assertEquals(Optional.of(WhoChose.CONSULTEE), PostedChoice.read(byParent, ADULT).by());
    }

    /// Of the published examples one speaks of what a person chooses here; of each other the reason
    /// is told at its place.
    @Test
    @RealData
    void thePublishedExamplesAreRecordedOrRefusedAtTheirPlace() throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.file(PrivacyProfiles.FOLDER))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("Consent-ex-"))
                            .toList()) {
                Consent example =
                        Fixtures.FHIR
                                .newJsonParser()
                                .parseResource(Consent.class, Files.readString(file));
                example.getPatient().setReference("Patient/" + PERSON.value());
                example.getPerformerFirstRep().setReference("Patient/" + PERSON.value());
                String outcome;
                try {
                    outcome = said(PostedChoice.read(example, ADULT));
                } catch (FhirProblem problem) {
                    outcome = problem.path();
                }
                outcomes.merge(outcome, "x", String::concat);
            }
        }
        assertEquals("x", outcomes.remove("Yes to research."));
        outcomes.keySet()
                .forEach(path -> assertEquals(true, path.startsWith("Consent.provision."), path));
        assertEquals(22, outcomes.values().stream().mapToInt(String::length).sum());
    }
}
