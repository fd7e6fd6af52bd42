package org.opengms.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A job, without the files that it was asked with and without its result.
///
/// @param id of the job
/// @param asked by whom, when
/// @param about what, in short
/// @param state where it stands
/// @param progress how far it has come, once it has begun
/// @param begunAt when a server first worked on it
/// @param endedAt when it ended
/// @param problem why it failed, in words
/// @param isCancelWanted whether it is to stop
public record RolloutJob(
        RolloutJobId id,
        Asked asked,
        About about,
        RolloutState state,
        Optional<RolloutProgress> progress,
        Optional<Instant> begunAt,
        Optional<Instant> endedAt,
        Optional<String> problem,
        boolean isCancelWanted) {
    /// Who asked for it.
    ///
    /// @param by the person's stable identifier
    /// @param name for colleagues to read
    /// @param organisation ODS code
    /// @param at when
    public record Asked(String by, String name, String organisation, Instant at) {}

    /// What it is about.
    ///
    /// @param scenario name of what is shipped, or of the file
    /// @param catalogue the same
    /// @param budgetPence of each quarter
    /// @param plans how many were given
    /// @param replications of each certificate
    /// @param seed of all chance
    /// @param leftOut what income of health data has bought that could not be planned with, each in
    ///   a sentence
    public record About(
            String scenario,
            String catalogue,
            long budgetPence,
            int plans,
            int replications,
            long seed,
            List<String> leftOut) {
        public About {
            leftOut = List.copyOf(leftOut);
        }

        static About of(RolloutQuestion question) {
            return new About(
                    question.scenario().name(),
                    question.catalogue().name(),
                    question.budgetPence(),
                    question.plans().size(),
                    question.replications(),
                    question.seed(),
                    question.leftOut().orElse(List.of()));
        }
    }
}
