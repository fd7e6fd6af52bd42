package org.opengms.consent;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// What somebody wants to use data for, and what they bring with them. What is not said is not
/// known, and never counted as met.
///
/// @param aims what is studied; empty where nothing is said
/// @param disease the disease that is studied, if the aims are about one
/// @param reach whether for profit
/// @param sensitive aspects that a person must look at
/// @param meets conditions that are met
/// @param region where the data would be used, as the data set's terms name regions
/// @param institution that would use it
/// @param project that would use it
/// @param researchType the type of study
/// @param on the day of the use
public record ResearchQuestion(
        Set<Aim> aims,
        Optional<String> disease,
        Reach reach,
        Set<Sensitive> sensitive,
        Set<Met> meets,
        Optional<String> region,
        Optional<String> institution,
        Optional<String> project,
        Optional<String> researchType,
        LocalDate on) {
    public ResearchQuestion {
        aims = Set.copyOf(aims);
        sensitive = Set.copyOf(sensitive);
        meets = Set.copyOf(meets);
    }

    /// What is studied.
    public enum Aim {
        /// Anything.
        GENERAL,
        /// Health, medicine or biology.
        HEALTH,
        /// One disease.
        DISEASE,
        /// Origins or ancestry of populations.
        ANCESTRY,
        /// Methods, software, algorithms.
        METHODS
    }

    /// Whether the use is for profit.
    public enum Reach {
        NOT_SAID,
        NOT_FOR_PROFIT,
        FOR_PROFIT
    }

    /// What a person must look at, whatever the terms say.
    public enum Sensitive {
        CONTROLS,
        CHILDREN,
        VULNERABLE_PEOPLE,
        NOT_HEALTH,
        STIGMATISING,
        PSYCHOLOGICAL_TRAITS
    }

    /// Conditions that a use can meet.
    public enum Met {
        ETHICS_APPROVAL,
        COLLABORATION,
        APPROVED_USER,
        PUBLISHES_RESULTS,
        WAITS_WITH_PUBLISHING,
        RETURNS_RESULTS,
        STUDIES_GENES
    }

    /// A question that says what is studied and nothing else.
    public static ResearchQuestion of(Set<Aim> aims, LocalDate on) {
        return new ResearchQuestion(
                aims,
                Optional.empty(),
                Reach.NOT_SAID,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                on);
    }
}
