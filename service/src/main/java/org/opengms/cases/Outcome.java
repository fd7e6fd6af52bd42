package org.opengms.cases;

import java.util.Locale;
import java.util.Set;

/// What the report meant for the patient, in the words of the Genomics England exit questionnaire.
///
/// @param caseSolved whether the question is answered
/// @param actionability whether something can be done
/// @param clinicalUtility what changed
public record Outcome(
        CaseSolved caseSolved, Actionability actionability, Set<ClinicalUtility> clinicalUtility) {
    public Outcome {
        clinicalUtility = Set.copyOf(clinicalUtility);
    }

    /// `caseSolvedFamily`.
    public enum CaseSolved {
        YES,
        NO,
        PARTIALLY,
        UNKNOWN
    }

    /// `actionability`.
    public enum Actionability {
        YES,
        NO,
        NOT_YET,
        NA
    }

    /// `clinicalUtility`.
    public enum ClinicalUtility {
        NONE,
        CHANGE_IN_MEDICATION,
        SURGICAL_OPTION,
        ADDITIONAL_SURVEILLANCE_FOR_PROBAND_OR_RELATIVES,
        CLINICAL_TRIAL_ELIGIBILITY,
        INFORMS_REPRODUCTIVE_CHOICE,
        UNKNOWN,
        OTHER
    }

    /// A constant in the questionnaire's spelling, such as `not_yet`.
    public static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
