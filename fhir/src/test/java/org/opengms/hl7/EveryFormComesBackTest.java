package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderMessage;
import org.opengms.fhir.OrderReader;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;

class EveryFormComesBackTest {
    private static final Delimiters OTHERS = new Delimiters('#', '*', '!', '$', '%');

    @ParameterizedTest
    @ValueSource(strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1"})
    void asItWasWrittenInEachVersion(String version) {
        Cases.check(
                200,
                random -> {
                    OrderForm form = InventedForms.of(random, version);
                    Delimiters delimiters = random.nextInt(4) == 0 ? OTHERS : Delimiters.USUAL;
                    Hl7Order read =
                            Messages.READER.read(Er7Writer.write(form, version, delimiters, "M1"));
                    assertEquals(List.of(), kinds(read), () -> Messages.describe(read));
                    assertEquals(Optional.of(form), read.form().map(EveryFormComesBackTest::bare));
                    assertEquals("M1", read.messageControlId());
                });
    }

    @Test
    void asAnOrderThatTheRulesCanJudge() {
        FhirText text = new FhirText(Messages.FHIR);
        OrderReader reader = new OrderReader(Messages.FHIR, AcceptancePolicy.STANDARD);
        Cases.check(
                100,
                random -> {
                    OrderForm form = InventedForms.of(random, "2.5.1");
                    Hl7Order read =
                            Messages.READER.read(
                                    Er7Writer.write(form, "2.5.1", Delimiters.USUAL, "M1"));
                    OrderMessage judged =
                            reader.read(text.read(read.bundleJson().orElseThrow(), Bundle.class));
                    assertEquals(List.of(), judged.findings());
                    var request = judged.request().orElseThrow();
                    assertEquals(Optional.of(form.patient()), request.subject());
                    assertEquals(form.phenotypes(), request.phenotypes());
                    assertEquals(form.recordOfDiscussion(), request.recordOfDiscussion());
                    assertEquals(form.specimens(), request.specimens());
                    assertEquals(form.notes(), request.notes());
                    assertEquals(Optional.of(form.referenceNumber()), request.requesterReference());
                });
    }

    @Test
    void asABundleThatBreaksNothing() {
        FhirStructure structure = new FhirStructure(Messages.FHIR, AcceptancePolicy.STANDARD);
        Cases.check(
                12,
                random -> {
                    Hl7Order read = Messages.READER.read(message(random));
                    List<Finding> complaints =
                            structure.check(read.bundleJson().orElseThrow()).stream()
                                    .filter(f -> f.kind() != FindingKind.TOOL_LIMIT)
                                    .toList();
                    assertEquals(List.of(), complaints);
                });
    }

    @Test
    void withTheMessageToTheLetterBesideIt() {
        Cases.check(
                20,
                random -> {
                    byte[] sent = message(random).getBytes(StandardCharsets.UTF_8);
                    Hl7Order read = Messages.READER.read(sent);
                    DocumentReference kept =
                            Messages.FHIR
                                    .newJsonParser()
                                    .parseResource(Bundle.class, read.bundleJson().orElseThrow())
                                    .getEntry()
                                    .stream()
                                    .map(Bundle.BundleEntryComponent::getResource)
                                    .filter(DocumentReference.class::isInstance)
                                    .map(DocumentReference.class::cast)
                                    .findFirst()
                                    .orElseThrow();
                    var attachment = kept.getContentFirstRep().getAttachment();
                    assertEquals("application/hl7-v2", attachment.getContentType());
                    assertEquals(
                            Base64.getEncoder().encodeToString(sent),
                            attachment.getDataElement().getValueAsString());
                });
    }

    @Test
    void theSameMessageGivesTheSameBytes() {
        Cases.check(
                20,
                random -> {
                    String message = message(random);
                    assertTrue(Messages.READER.read(message).bundleJson().isPresent());
                    assertEquals(
                            Messages.READER.read(message).bundleJson(),
                            Messages.READER.read(message).bundleJson());
                });
    }

    private static String message(RandomGenerator random) {
        return Er7Writer.write(InventedForms.of(random, "2.5.1"), "2.5.1", Delimiters.USUAL, "M1");
    }

    private static List<FindingKind> kinds(Hl7Order read) {
        return read.findings().stream().map(Finding::kind).toList();
    }

    private static OrderForm bare(OrderForm form) {
        OrderSupplement more = form.supplement();
        return new OrderForm(
                form.referenceNumber(),
                form.patient(),
                form.requesterOds(),
                form.requesterName(),
                form.specialty(),
                form.indicationCode(),
                form.indicationName(),
                form.testCode(),
                form.testName(),
                form.priority(),
                form.authoredOn(),
                form.phenotypes(),
                form.recordOfDiscussion(),
                form.specimens(),
                form.notes(),
                new OrderSupplement(
                        more.patientIdentifiers(),
                        more.ethnicity(),
                        more.addressLines(),
                        more.death(),
                        more.requesterIdentifier(),
                        more.requesterOrganisationName(),
                        more.requisition(),
                        more.specimens(),
                        more.statements(),
                        more.relatives(),
                        Optional.empty()));
    }
}
