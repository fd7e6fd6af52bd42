package org.opengms.evaluation.synthetic;

/// What happens to the outcomes of a made-up service.
///
/// @param missing why outcomes are missing
/// @param linkageLoss share of outcomes that are lost in linkage, by chance; 0 to 1
/// @param followUp share of those without an outcome that is drawn at random and followed up; 0 for
///   no follow-up
/// @param rollOut how sites are digitised
public record Scenario(Missingness missing, double linkageLoss, double followUp, RollOut rollOut) {

    /// Why outcomes are missing.
    public enum Missingness {
        /// None is.
        COMPLETE,
        /// By chance, everywhere alike.
        COMPLETELY_AT_RANDOM,
        /// By chance, more often with some methods and family structures.
        AT_RANDOM_GIVEN_STRATA,
        /// More often where the case is not solved.
        NOT_AT_RANDOM
    }

    /// How sites are digitised.
    public enum RollOut {
        /// Half were before the first order, half are not yet: nothing changes with time.
        FINISHED,
        /// One after the other, while turnaround changes with the months for other reasons too.
        STEPPED
    }
}
