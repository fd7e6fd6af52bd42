package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.UseDecision;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class PrivacyConsentTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String FOLDER = "trust/ihe-pcf/compiled";

    private static Consent example(String name) throws IOException {
        return FHIR.newJsonParser()
                .parseResource(
                        Consent.class,
                        Files.readString(
                                SharedData.file(FOLDER + "/Consent-ex-" + name + ".json")));
    }

    private static String answer(UseDecision decision) {
        return switch (decision) {
            case UseDecision.Permit _ -> "permit";
            case UseDecision.Deny _ -> "deny";
            case UseDecision.Abstain _ -> "undecided";
        };
    }

    /// The published examples, each asked what its title says and what it leaves out: purpose, day,
    /// who reads, the record or its author, the day that the record is about, labels, the answer.
    private static final String EXAMPLES =
            """
            consent-basic-treat,            TREAT,  2022-07-01, Practitioner/ex-practitioner, '', '', N, permit
            consent-basic-treat,            HRESCH, 2022-07-01, Practitioner/ex-practitioner, '', '', N, undecided
            consent-basic-ink,              HPAYMT, 2022-07-01, Practitioner/ex-practitioner, '', '', N, permit
            consent-basic-treat-infant,     TREAT,  2022-07-01, Practitioner/ex-practitioner, '', '', N, permit
            consent-basic-research,         HRESCH, 2023-07-01, Organization/any, '', '', N, permit
            consent-basic-research,         TREAT,  2023-07-01, Organization/any, '', '', N, undecided
            consent-basic-reject,           TREAT,  2022-07-01, Practitioner/ex-practitioner, '', '', N, deny
            consent-basic-reject,           HRESCH, 2022-07-01, Practitioner/ex-practitioner, '', '', N, undecided
            consent-expired-treat,          TREAT,  2022-12-31, Practitioner/ex-practitioner, '', '', N, permit
            consent-expired-treat,          TREAT,  2023-01-01, Practitioner/ex-practitioner, '', '', N, undecided
            consent-intermediate-purpose,   FooBar, 2022-07-01, Organization/ex-org-researcher, '', '', N, permit
            consent-intermediate-purpose,   FooBar, 2022-07-01, Organization/other, '', '', N, undecided
            consent-intermediate-purpose,   HRESCH, 2022-07-01, Organization/ex-org-researcher, '', '', N, undecided
            consent-intermediate-authoredby, TREAT, 2022-07-01, x, by Practitioner/ex-practitioner, '', N, permit
            consent-intermediate-authoredby, TREAT, 2022-07-01, x, by Practitioner/other, '', N, undecided
            consent-intermediate-not-authoredby, TREAT, 2022-07-01, x, by Practitioner/ex-practitioner, '', N, deny
            consent-intermediate-not-authoredby, TREAT, 2022-07-01, x, by Practitioner/other, '', N, permit
            consent-intermediate-data,      TREAT,  2022-07-01, x, Observation/ex-weight, '', N, permit
            consent-intermediate-data,      TREAT,  2022-07-01, x, Observation/other, '', N, undecided
            consent-intermediate-not-data,  TREAT,  2022-07-01, x, Observation/ex-alcoholUse, '', N, deny
            consent-intermediate-not-data,  TREAT,  2022-07-01, x, Observation/ex-weight, '', N, permit
            consent-intermediate-encounter, TREAT,  2022-07-01, x, Encounter/ex-encounter, '', N, permit
            consent-intermediate-encounter, TREAT,  2022-07-01, x, Encounter/other, '', N, undecided
            consent-intermediate-not-encounter, TREAT, 2022-07-01, x, Encounter/ex-encounter, '', N, deny
            consent-intermediate-not-encounter, TREAT, 2022-07-01, x, Encounter/other, '', N, permit
            consent-intermediate-timeframe, TREAT,  2023-07-01, x, '', 2022-12-31, N, permit
            consent-intermediate-timeframe, TREAT,  2023-07-01, x, '', 2023-01-01, N, undecided
            consent-intermediate-timeframe, TREAT,  2023-07-01, x, '', '', N, undecided
            consent-intermediate-not-timeframe, TREAT, 2023-07-01, x, '', 2022-06-01, N, deny
            consent-intermediate-not-timeframe, TREAT, 2023-07-01, x, '', 2023-06-01, N, permit
            consent-advanced-normal,        TREAT,  2022-07-01, x, '', '', N, permit
            consent-advanced-normal,        TREAT,  2022-07-01, x, '', '', R, undecided
            consent-advanced-normal-restricted, TREAT, 2022-07-01, x, '', '', R, permit
            consent-advanced-normal-not-restricted, TREAT, 2022-07-01, x, '', '', N, permit
            consent-advanced-normal-not-restricted, TREAT, 2022-07-01, x, '', '', R, deny
            consent-advanced-normal-focused-restricted, TREAT, 2022-07-01, Practitioner/ex-practitioner, '', '', R, permit
            consent-advanced-normal-focused-restricted, TREAT, 2022-07-01, Practitioner/other, '', '', R, undecided
            consent-advanced-normal-focused-restricted, HRESCH, 2022-07-01, Practitioner/ex-practitioner, '', '', R, undecided
            consent-advanced-normal-focused-psy, TREAT, 2022-07-01, Practitioner/ex-practitioner, '', '', PSY, permit
            consent-advanced-normal-focused-psy, TREAT, 2022-07-01, Practitioner/ex-practitioner, '', '', SDV, undecided
            consent-advanced-normal-focused-psy-or-sdv, TREAT, 2022-07-01, Practitioner/ex-practitioner, '', '', SDV, permit
            consent-advanced-normal-focused-psy-or-sdv, TREAT, 2022-07-01, Practitioner/other, '', '', SDV, undecided
            consent-advanced-normal-break-glass-restricted, BTG, 2022-07-01, Group/ex-privilegedUsers, '', '', R, permit
            consent-advanced-normal-break-glass-restricted, TREAT, 2022-07-01, Group/ex-privilegedUsers, '', '', R, undecided
            consent-advanced-normal-break-glass-restricted, BTG, 2022-07-01, Practitioner/other, '', '', R, undecided
            dissent-intermediate-break-glass, TREAT, 2022-07-01, Practitioner/ex-practitioner, '', '', N, deny
            dissent-intermediate-break-glass, BTG,  2022-07-01, Group/ex-privilegedUsers, '', '', N, permit
            dissent-intermediate-break-glass, BTG,  2022-07-01, Practitioner/other, '', '', N, deny
            """;

    @ParameterizedTest
    @CsvSource(textBlock = EXAMPLES)
    @RealData
    void aPublishedConsentSaysWhatItsTitleSays(
            String name,
            String purpose,
            LocalDate on,
            String actor,
            String data,
            String dataDay,
            String label,
            String expected)
            throws IOException {
        UseDecision decision =
                PrivacyConsent.decide(
                        example(name),
                        new PrivacyConsent.Reading(
                                purpose,
                                on,
                                Set.of(actor),
                                data.isEmpty() || data.startsWith("by ") ? Set.of() : Set.of(data),
                                data.startsWith("by ")
                                        ? Set.of(data.substring("by ".length()))
                                        : Set.of(),
                                dataDay.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(LocalDate.parse(dataDay)),
                                Set.of(label)));
        assertEquals(expected, answer(decision));
    }

    @Test
    @RealData
    void everyPublishedConsentIsAsked() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.file(FOLDER))) {
            Set<String> published =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("Consent-ex-"))
                            .map(name ->
                                    name.substring(
                                            "Consent-ex-".length(),
                                            name.length() - ".json".length()))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(
                    published,
                    EXAMPLES.lines()
                            .map(line -> line.strip().split(",", 2)[0])
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertEquals(23, published.size());
        }
    }

    @Test
    @RealData
    void aConsentThatIsNotInForceDecidesNothing() throws IOException {
        Consent consent = example("consent-basic-treat");
        consent.setStatus(Consent.ConsentState.INACTIVE);
        assertInstanceOf(
                UseDecision.Abstain.class,
                PrivacyConsent.decide(
                        consent,
                        new PrivacyConsent.Reading(
                                "TREAT",
                                LocalDate.of(2022, 7, 1),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Optional.empty(),
                                Set.of())));
    }
}
