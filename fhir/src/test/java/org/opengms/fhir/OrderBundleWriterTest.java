package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;
import org.opengms.testing.Cases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderBundleWriterTest {
    @Test
    void theSampleOrderBreaksNothingAndNothingIsAdvisedAgainst() {
        String json = Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM));
        assertEquals(List.of(), Fixtures.complaints(json));
    }

    @Test
    void theSameFormGivesTheSameBytes() {
        assertEquals(
                Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM)),
                Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM)));
    }

    /// Writer and reader are judged against the form, not against each other.
    @Test
    void whatIsWrittenIsReadAsItStoodInTheForm() {
        Cases.check(
                300,
                random -> {
                    OrderForm form = form(random);
                    String json = Fixtures.TEXT.write(OrderBundleWriter.write(form));
                    OrderMessage message = Fixtures.READER.read(Fixtures.bundle(json));
                    assertEquals(List.of(), message.findings());
                    OrderRequest read = message.request().orElseThrow();
                    assertEquals(Optional.of(form.referenceNumber()), read.requesterReference());
                    assertEquals(Optional.of(form.patient()), read.subject());
                    assertEquals(
                            form.requesterOds().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(new OdsCode(form.requesterOds())),
                            read.orderingSite());
                    assertEquals(form.requesterName(), read.requesterName());
                    assertEquals(form.specialty(), read.specialty());
                    assertEquals(Optional.of(form.indicationCode()), read.indicationCode());
                    assertEquals(
                            form.testCode().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(form.testCode()),
                            read.testCode());
                    assertEquals(
                            form.testCode().isEmpty() ? form.indicationName() : form.testName(),
                            read.testName());
                    assertEquals(form.priority(), read.priority());
                    assertEquals(Optional.of(form.authoredOn()), read.authoredOn());
                    assertEquals(form.phenotypes(), read.phenotypes());
                    assertEquals(form.recordOfDiscussion(), read.recordOfDiscussion());
                    assertEquals(form.specimens(), read.specimens());
                    assertEquals(form.notes(), read.notes());
                    assertEquals(1, read.participants());
                });
    }

    @Test
    void whatThePatientSaysOfTheirEthnicityStandsInTheNationalExtension() {
        assertEquals(
                Map.of(
                        "system", "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland",
                        "code", "J"),
                ethnicity(form(new Random(1), OrderSupplement.of(EthnicCategory.find("J")))));
        assertEquals(Map.of(), ethnicity(form(new Random(1), OrderSupplement.NONE)));
        assertEquals(Optional.empty(), EthnicCategory.find("99"));
    }

    /// The coding of the patient's ethnic category as the message carries it.
    private static Map<String, String> ethnicity(OrderForm form) {
        JsonNode bundle =
                JsonMapper.shared().readTree(Fixtures.TEXT.write(OrderBundleWriter.write(form)));
        for (JsonNode entry : bundle.path("entry")) {
            for (JsonNode extension : entry.path("resource").path("extension")) {
                if (extension
                        .path("url")
                        .asString("")
                        .equals(
                                "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory")) {
                    JsonNode coding = extension.at("/valueCodeableConcept/coding/0");
                    return coding.isMissingNode()
                            ? Map.of()
                            : Map.of(
                                    "system", coding.path("system").asString(""),
                                    "code", coding.path("code").asString(""));
                }
            }
        }
        throw new AssertionError("The patient has no ethnic category, known or not.");
    }

    @Test
    void noFormMakesABrokenMessage() {
        Cases.check(
                12,
                random -> {
                    String json = Fixtures.TEXT.write(OrderBundleWriter.write(form(random)));
                    assertEquals(List.of(), Fixtures.complaints(json), json);
                });
    }

    static OrderForm form(RandomGenerator random) {
        Optional<EthnicCategory> ethnicity =
                random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(one(random, EthnicCategory.values()));
        return form(random, OrderSupplement.of(ethnicity));
    }

    private static OrderForm form(RandomGenerator random, OrderSupplement supplement) {
        boolean number = random.nextInt(5) > 0;
        boolean test = random.nextInt(4) > 0;
        SubjectDetails patient =
                new SubjectDetails(
                        number ? Optional.of(nhsNumber(random)) : Optional.empty(),
                        number || random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of("Overseas visitor"),
                        one(random, "O'Neil-Ó Briain", "Žižek", "Smith <b>", "", "Ng"),
                        one(random, "Anne Marie", "Jo", ""),
                        random.nextInt(6) == 0 ? Optional.empty() : Optional.of(day(random)),
                        one(random, Sex.values()),
                        one(random, "ZZ99 3CZ", ""));
        List<PhenotypeObservation> features = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            features.add(
                    new PhenotypeObservation(
                            "HP:%07d".formatted(random.nextInt(10_000_000)),
                            one(random, "Seizure", "A & B", "Cyst \"x\""),
                            one(random, Presence.values())));
        }
        List<SpecimenDetails> specimens = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            specimens.add(
                    new SpecimenDetails(
                            "T" + random.nextInt(1000),
                            one(random, "Blood specimen", "Saliva"),
                            random.nextBoolean()));
        }
        return new OrderForm(
                "REF-" + random.nextInt(1_000_000),
                patient,
                one(random, "ZZ901", "RAX01", ""),
                one(random, "Dr Example", "Prof. Ä. Name", ""),
                one(random, "Renal Medicine", ""),
                one(random, "R901", "TP171"),
                "Some indication",
                test ? one(random, "R901.2", "GT497") : "",
                test ? "Some test" : "",
                random.nextBoolean() ? Priority.URGENT : Priority.ROUTINE,
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)),
                features,
                discussion(random),
                specimens,
                random.nextBoolean() ? List.of() : List.of("First note", "Second\nnote"),
                supplement);
    }

    private static Optional<RecordOfDiscussion> discussion(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(RecordOfDiscussion.TO_FOLLOW);
            default ->
                    Optional.of(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(random.nextInt(4) > 0),
                                    one(random, ResearchChoice.values()),
                                    Optional.of(day(random))));
        };
    }

    private static LocalDate day(RandomGenerator random) {
        return LocalDate.of(1940, 1, 1).plusDays(random.nextInt(30_000));
    }

    private static String nhsNumber(RandomGenerator random) {
        while (true) {
            String nine = "999%06d".formatted(random.nextInt(1_000_000));
            int check = NhsNumber.checkDigit(nine);
            if (check < 10) {
                return nine + check;
            }
        }
    }

    @SafeVarargs
    private static <T> T one(RandomGenerator random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
