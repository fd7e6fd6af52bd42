package org.opengms.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// A synthetic order with every part that an order can have; nobody's.
final class SampleForm {
    static final OrderForm FORM =
            new OrderForm(
                    "SAMPLE-1",
                    new SubjectDetails(
                            Optional.of("9990000018"),
                            Optional.empty(),
                            "Sample",
                            "Sam",
                            Optional.of(LocalDate.of(2015, 3, 9)),
                            Sex.FEMALE,
                            "ZZ99 3CZ"),
                    "ZZ901",
                    "Dr Example",
                    "Clinical Genetics",
                    "R901",
                    "Sample indication",
                    "R901.1",
                    "Sample test",
                    Priority.URGENT,
                    LocalDate.of(2026, 1, 15),
                    List.of(
                            new PhenotypeObservation("HP:0001250", "Seizure", Presence.PRESENT),
                            new PhenotypeObservation("HP:0000252", "Microcephaly", Presence.ABSENT),
                            new PhenotypeObservation("HP:0001263", "Delay", Presence.UNCLEAR)),
                    Optional.of(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(true),
                                    ResearchChoice.AGREED,
                                    Optional.of(LocalDate.of(2026, 1, 14)))),
                    List.of(new SpecimenDetails("SAMPLE-T1", "Blood specimen", true)),
                    List.of("Sample note"));

    private SampleForm() {}
}
