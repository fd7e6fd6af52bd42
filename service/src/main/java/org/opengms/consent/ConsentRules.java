package org.opengms.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.datafile.DataFile;

/// The dated rule by which choices are read: until when somebody else's choice carries, when people
/// are asked again, and which terms of the Data Use Ontology the national choice about research
/// stands for.
///
/// @param version of the rule
/// @param from its first day
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param askAgainAtAges the ages, in years, at which a young person is asked for their own choice
/// @param ownChoiceFromAge the age, in years, from which a choice is a person's own where the form
///   does not say whose it is
/// @param parentsChoiceEndsAtAge the age, in years, from which a parent's yes to research no longer
///   carries
/// @param agreedTerms the terms that a yes stands for
/// @param termsOfRefusals the terms that are added where a use is refused by name
public record ConsentRules(
        String version,
        LocalDate from,
        Optional<String> signedBy,
        String source,
        List<Integer> askAgainAtAges,
        int ownChoiceFromAge,
        int parentsChoiceEndsAtAge,
        List<DuoTerm> agreedTerms,
        Map<Use, List<DuoTerm>> termsOfRefusals) {
    private static final DataFile<ConsentRules> FORM =
            new DataFile<>(
                    ConsentRules.class, "a file of consent rules", "OGMS-7104", rules -> rules);
    private static final ConsentRules RULES =
            FORM.shipped(ConsentRules.class, "consent-rules-2026.1.json");

    /// @throws IllegalArgumentException if ages are not in order
    public ConsentRules {
        askAgainAtAges = List.copyOf(askAgainAtAges);
        agreedTerms = List.copyOf(agreedTerms);
        termsOfRefusals = Map.copyOf(termsOfRefusals);
        if (!askAgainAtAges.stream().sorted().distinct().toList().equals(askAgainAtAges)) {
            throw new IllegalArgumentException("the ages to ask again must rise");
        }
    }

    /// The rule that comes with the program.
    public static ConsentRules shipped() {
        return RULES;
    }

    /// The terms under which a person's data may serve research; empty where it may not.
    public Optional<DataUse> dataUse(ConsentState state) {
        if (!(state.research() instanceof ResearchStanding.Agreed)) {
            return Optional.empty();
        }
        List<DuoTerm> terms = new ArrayList<>(agreedTerms);
        for (Use use : Use.values()) {
            if (state.refused().contains(use)) {
                terms.addAll(termsOfRefusals.getOrDefault(use, List.of()));
            }
        }
        return Optional.of(new DataUse(terms));
    }
}
