package org.opengms.server.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.OrderBundleWriter;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.region.SyntheticDiscussion;
import org.opengms.region.SyntheticPatient;
import org.opengms.routing.Priority;

/// The order of a synthetic patient as it is sent.
///
/// @param bundleJson transaction Bundle
/// @param requestId follows from the Bundle: the same order sent again, by this run or a later one
///   on the same day, is the same request
record SyntheticOrder(String bundleJson, String requestId) {

    /// Writes a patient's order.
    ///
    /// @param directory names what the codes mean
    /// @param seed of the region, so that two regions do not share reference numbers
    /// @param today the day it is written, so that another day's order is another order
    static SyntheticOrder of(
            SyntheticPatient patient, TestDirectory directory, long seed, LocalDate today) {
        String json =
                FhirClient.pretty(OrderBundleWriter.write(form(patient, directory, seed, today)));
        return new SyntheticOrder(
                json, UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)).toString());
    }

    static OrderForm form(
            SyntheticPatient patient, TestDirectory directory, long seed, LocalDate today) {
        var person = patient.person();
        var clinician = patient.clinician();
        return new OrderForm(
                "DEMO-%s-%d-%s"
                        .formatted(
                                Long.toUnsignedString(seed, 36),
                                patient.number(),
                                today.format(DateTimeFormatter.BASIC_ISO_DATE)),
                new SubjectDetails(
                        Optional.of(person.nhsNumber()),
                        Optional.empty(),
                        person.familyName(),
                        person.givenName(),
                        Optional.of(person.birthDate()),
                        person.sex(),
                        person.postcode()),
                patient.site().value(),
                "Dr " + clinician.givenName() + " " + clinician.familyName(),
                clinician.specialty(),
                patient.indicationCode(),
                directory
                        .indication(patient.indicationCode())
                        .map(ClinicalIndication::name)
                        .orElse(""),
                patient.testCode(),
                directory
                        .indicationOfTest(patient.testCode())
                        .flatMap(i -> i.test(patient.testCode()))
                        .map(DirectoryTest::name)
                        .orElse(""),
                patient.urgent() ? Priority.URGENT : Priority.ROUTINE,
                today,
                patient.phenotypes().stream()
                        .map(p ->
                                new PhenotypeObservation(
                                        p.termId(),
                                        p.label(),
                                        p.absent() ? Presence.ABSENT : Presence.PRESENT))
                        .toList(),
                patient.discussion().map(d -> record(d, today)),
                List.of(
                        new SpecimenDetails(
                                patient.specimen().id(), patient.specimen().type().words(), true)),
                notes(patient),
                OrderSupplement.of(person.ethnicity()));
    }

    private static RecordOfDiscussion record(SyntheticDiscussion discussion, LocalDate today) {
        return new RecordOfDiscussion(
                DiscussionState.TAKEN,
                Optional.of(discussion.testAgreed()),
                switch (discussion.research()) {
                    case AGREED -> ResearchChoice.AGREED;
                    case DECLINED -> ResearchChoice.DECLINED;
                    case UNDECIDED -> ResearchChoice.UNDECIDED;
                },
                Optional.of(today));
    }

    private static List<String> notes(SyntheticPatient patient) {
        List<String> notes = new ArrayList<>();
        patient.priorTests()
                .forEach(t ->
                        notes.add(
                                "Earlier test: %s, %d months ago: %s."
                                        .formatted(
                                                t.method().words(),
                                                t.monthsBeforeOrder(),
                                                t.result())));
        patient.family()
                .forEach(m ->
                        notes.add(
                                "A sample of the %s is sent too; %s."
                                        .formatted(
                                                m.relation().name().toLowerCase(Locale.ROOT),
                                                m.affected() ? "affected" : "not affected")));
        return notes;
    }

    /// Never the content: it is shaped as personal data.
    @Override
    public String toString() {
        return "SyntheticOrder[" + requestId + "]";
    }
}
