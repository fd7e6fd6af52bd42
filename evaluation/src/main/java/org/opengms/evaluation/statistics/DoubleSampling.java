package org.opengms.evaluation.statistics;

import java.util.List;
import org.opengms.planning.statistics.Interval;

/// A proportion in people of whom some did not answer, and a *random* sample of those who did not
/// was followed up until the outcome was known: the rate is identified whatever the reason for not
/// answering was (Hansen and Hurwitz 1946, doi:10.1080/01621459.1946.10501894).
///
/// Those who answered and those who did not are two strata; the first is observed whole, the second
/// by the follow-up. The variance of [StratifiedProportion#varianceOfTheProcess] is then that of
/// Hansen and Hurwitz, p(1 − p)/n + W₂(k − 1) p₂(1 − p₂)/n with k = not answered / followed up.
///
/// @param answered people who did
/// @param eventsAmongAnswered of them
/// @param notAnswered people who did not
/// @param followedUp of those, drawn at random
/// @param eventsAmongFollowedUp of these
public record DoubleSampling(
        long answered,
        long eventsAmongAnswered,
        long notAnswered,
        long followedUp,
        long eventsAmongFollowedUp) {

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException OGMS-9000 if the counts contradict each other, OGMS-9003 if
    ///   some did not answer and none of them was followed up
    public DoubleSampling {
        Given.count("People asked", answered + notAnswered, 1);
        Given.events("Answered", eventsAmongAnswered, answered);
        if (followedUp < 0 || followedUp > notAnswered) {
            throw new IllegalArgumentException(
                    "OGMS-9000 %d were followed up of %d who did not answer. Give 0 to all of them."
                            .formatted(followedUp, notAnswered));
        }
        Given.events("Followed up", eventsAmongFollowedUp, followedUp);
        if (notAnswered > 0 && followedUp == 0) {
            throw new IllegalArgumentException(
                    ("OGMS-9003 None of %d who did not answer was followed up: the rate is not"
                                    + " identified. Follow some up, or report bounds (MissingOutcomes).")
                            .formatted(notAnswered));
        }
    }

    /// The two strata. Those of several regions or indications together, two of each, are a
    /// stratified double sample.
    public List<StratifiedProportion.Stratum> strata() {
        return List.of(
                new StratifiedProportion.Stratum(answered, answered, eventsAmongAnswered),
                new StratifiedProportion.Stratum(notAnswered, followedUp, eventsAmongFollowedUp));
    }

    /// The share of events in all who were asked.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval ofTheCohort(double confidence) {
        return StratifiedProportion.of(strata()).ofTheCohort(confidence);
    }

    /// The probability of the event in the process that made them.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval ofTheProcess(double confidence) {
        return StratifiedProportion.of(strata()).ofTheProcess(confidence);
    }
}
