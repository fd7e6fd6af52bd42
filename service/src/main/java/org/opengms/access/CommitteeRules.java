package org.opengms.access;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The rules by which the committee decides and access lasts.
///
/// @param version names the rules
/// @param validFrom first day on which they hold
/// @param signedBy who answers for them; the shipped form is signed by nobody
/// @param source where they come from
/// @param quorum fewest votes for or against that decide; abstentions do not count
/// @param layVotes fewest of them by lay members
/// @param trainingMonths how long training counts, in months
/// @param appealDays how long a refusal can be appealed against, in calendar days
/// @param longestMonths most for which access is given or renewed at once, in months
/// @param renewalNoticeDays how long before its end a project is told to renew, in calendar days
/// @param turnaroundDays within how many calendar days a decision is aimed at
public record CommitteeRules(
        String version,
        LocalDate validFrom,
        Optional<String> signedBy,
        String source,
        int quorum,
        int layVotes,
        int trainingMonths,
        int appealDays,
        int longestMonths,
        int renewalNoticeDays,
        int turnaroundDays) {
    /// @throws IllegalArgumentException if no lay member would have to vote, or one person could
    ///   decide
    public CommitteeRules {
        if (quorum < 2 || layVotes < 1 || layVotes > quorum) {
            throw new IllegalArgumentException(
                    "quorum %d and layVotes %d: need two votes or more, and of them one lay member's or more."
                            .formatted(quorum, layVotes));
        }
        if (trainingMonths < 1 || appealDays < 1 || longestMonths < 1 || turnaroundDays < 1) {
            throw new IllegalArgumentException("times must be 1 or more.");
        }
    }

    /// The rules that come with the program.
    public static CommitteeRules standard() {
        return new DataFile<>(
                        CommitteeRules.class,
                        "rules of the access committee",
                        "OGMS-8606",
                        UnaryOperator.identity())
                .shipped(CommitteeRules.class, "committee-rules-2026.1.json");
    }

    /// The last day on which training counts.
    public LocalDate trainingUntil(LocalDate trainedOn) {
        return trainedOn.plusMonths(trainingMonths).minusDays(1);
    }

    /// Whether training counts on a day. Training that has not happened yet does not.
    public boolean isTrained(LocalDate trainedOn, LocalDate day) {
        return !trainedOn.isAfter(day) && !day.isAfter(trainingUntil(trainedOn));
    }
}
