package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;

/// Features stated as Observations with an HPO term.
final class PhenotypeReading {
    /// SNOMED CT, LOINC and HL7 v2 (table 0136) codes that say a feature is there.
    private static final Set<String> PRESENT =
            Set.of(
                    "http://snomed.info/sct|52101004", // Present
                    "http://snomed.info/sct|410515003", // Known present
                    "http://snomed.info/sct|410605003", // Confirmed present
                    "http://snomed.info/sct|10828004", // Positive
                    "http://snomed.info/sct|260373001", // Detected
                    "http://snomed.info/sct|373066001", // Yes
                    "http://loinc.org|LA9633-4", // Present
                    "http://loinc.org|LA33-6", // Yes
                    "http://terminology.hl7.org/CodeSystem/v2-0136|Y");

    /// The same for a feature that was looked for and is not there.
    private static final Set<String> ABSENT =
            Set.of(
                    "http://snomed.info/sct|2667000", // Absent
                    "http://snomed.info/sct|410516002", // Known absent
                    "http://snomed.info/sct|260385009", // Negative
                    "http://snomed.info/sct|260415000", // Not detected
                    "http://snomed.info/sct|373067005", // No
                    "http://loinc.org|LA9634-2", // Absent
                    "http://loinc.org|LA32-8", // No
                    "http://terminology.hl7.org/CodeSystem/v2-0136|N");

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
            boolean present = says(answer, PRESENT);
            boolean absent = says(answer, ABSENT);
            if (present != absent) {
                return present ? Presence.PRESENT : Presence.ABSENT;
            }
        }
        return Presence.UNCLEAR;
    }

    private static boolean says(CodeableConcept answer, Set<String> codes) {
        return answer.getCoding().stream()
                .anyMatch(c -> codes.contains(text(c.getSystem()) + "|" + text(c.getCode())));
    }
}
