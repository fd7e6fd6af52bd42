package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;

/// Features stated as Observations with an HPO term.
final class PhenotypeReading {
    private PhenotypeReading() {}

    /// The feature that an Observation states, if it states one and was not withdrawn.
    static Optional<PhenotypeObservation> read(Observation observation) {
        if (observation.getStatus() != null) {
            boolean withdrawn =
                    switch (observation.getStatus()) {
                        case CANCELLED, ENTEREDINERROR -> true;
                        case REGISTERED, PRELIMINARY, FINAL, AMENDED, CORRECTED, UNKNOWN, NULL ->
                                false;
                    };
            if (withdrawn) {
                return Optional.empty();
            }
        }
        Optional<Coding> asked = term(observation.getCode());
        if (asked.isPresent()) {
            return Optional.of(feature(asked.get(), observation.getCode(), presence(observation)));
        }
        // The term as the answer to a question in other codes: what the question was is not known
        // here ("no history of …" would turn it round), so it is carried on as unclear.
        if (observation.getValue() instanceof CodeableConcept answer) {
            return term(answer).map(t -> feature(t, answer, Presence.UNCLEAR));
        }
        return Optional.empty();
    }

    private static PhenotypeObservation feature(
            Coding term, CodeableConcept concept, Presence presence) {
        String label = text(term.getDisplay()).strip();
        return new PhenotypeObservation(
                text(term.getCode()).strip(),
                label.isEmpty() ? text(concept.getText()).strip() : label,
                presence);
    }

    /// An HPO term is known by its code alone: messages name the ontology by half a dozen systems.
    private static Optional<Coding> term(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(c -> text(c.getCode()).strip().matches("HP:[0-9]{7}"))
                .findFirst();
    }

    /// What the answer says of the thing that the code names.
    static Presence presence(Observation observation) {
        if (observation.getValue() instanceof BooleanType said && said.hasValue()) {
            return said.booleanValue() ? Presence.PRESENT : Presence.ABSENT;
        }
        if (observation.getValue() instanceof CodeableConcept answer) {
            boolean present = says(answer, Presence.PRESENT);
            boolean absent = says(answer, Presence.ABSENT);
            if (present != absent) {
                return present ? Presence.PRESENT : Presence.ABSENT;
            }
        }
        return Presence.UNCLEAR;
    }

    private static boolean says(CodeableConcept answer, Presence presence) {
        return answer.getCoding().stream()
                .anyMatch(
                        c -> PresenceCodes.of(text(c.getSystem()), text(c.getCode())) == presence);
    }
}
