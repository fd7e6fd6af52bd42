package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import org.hl7.fhir.r4.model.Specimen;
import org.opengms.orders.SpecimenDetails;

/// A specimen as the service sees it: the label on its tube (the accession number, else the first
/// identifier), what it is, and whether it is at hand. One without status is taken to be at hand:
/// the sender lists it.
final class SpecimenReading {
    private SpecimenReading() {}

    static SpecimenDetails read(Specimen specimen) {
        boolean available =
                specimen.getStatus() == null
                        || specimen.getStatus() == Specimen.SpecimenStatus.AVAILABLE;
        String label =
                specimen.getAccessionIdentifier().hasValue()
                        ? text(specimen.getAccessionIdentifier().getValue())
                        : specimen.getIdentifier().stream()
                                .map(i -> text(i.getValue()))
                                .filter(v -> !v.isEmpty())
                                .findFirst()
                                .orElse("");
        return new SpecimenDetails(label, PatientReading.words(specimen.getType()), available);
    }
}
