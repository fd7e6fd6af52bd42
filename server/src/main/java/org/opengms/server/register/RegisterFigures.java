package org.opengms.server.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.disclosure.PublishedCount;

/// What the register publishes on a day. Every number of people or of what they did is rounded, and
/// hidden where it is small, by the rules of disclosure control that are named.
///
/// @param day on which it was published
/// @param rules version of the rules of disclosure control
/// @param participants people whose data may help research
/// @param participantsCounted the day of that number, earlier than `day` while too few people have
///   come or gone for a new one to be told; absent on days before that was looked at
/// @param uses by purpose, over the twelve months before the day
/// @param withdrawals people who stopped all research in these months
/// @param usesAfterWithdrawal permitted uses for research more than a second after a person had
///   stopped and not begun again: exact, and 0 unless a promise was broken
/// @param emergencies readings in an emergency in these months
/// @param emergenciesReviewed of them, how many somebody else has reviewed
/// @param noticesSent how often people were told in these months that there is something to see;
///   absent on days before that was counted
/// @param research what approved projects asked and took away in these months; absent on days
///   before that was counted
/// @param log the transparency log
public record RegisterFigures(
        LocalDate day,
        String rules,
        Count participants,
        @Nullable LocalDate participantsCounted,
        List<Use> uses,
        Count withdrawals,
        long usesAfterWithdrawal,
        Count emergencies,
        Count emergenciesReviewed,
        @Nullable Count noticesSent,
        @Nullable Research research,
        Log log) {
    public RegisterFigures {
        uses = List.copyOf(uses);
    }

    /// The day of the number of participants.
    public LocalDate dayOfParticipants() {
        return Optional.ofNullable(participantsCounted).orElse(day);
    }

    /// How often people were told that there is something to see, where it was counted.
    public Optional<Count> notices() {
        return Optional.ofNullable(noticesSent);
    }

    /// What approved projects asked and took away, where it was counted.
    public Optional<Research> ofProjects() {
        return Optional.ofNullable(research);
    }

    /// A number as the public sees it.
    ///
    /// @param shown rounded; 0 with `small` where it is hidden
    /// @param small whether there are too few to be told, or none
    public record Count(long shown, boolean small) {
        /// A number as disclosure control lets it be told.
        static Count of(PublishedCount count) {
            return switch (count) {
                case PublishedCount.Shown(long rounded) -> new Count(rounded, false);
                case PublishedCount.Hidden _ -> new Count(0, true);
            };
        }

        /// For people to read.
        public String words() {
            return small ? "none or a few" : "%,d".formatted(shown);
        }
    }

    /// Uses for a purpose.
    ///
    /// @param purpose a constant of the gate's purposes
    public record Use(String purpose, Count permitted, Count refused) {}

    /// What approved projects asked and took away.
    ///
    /// @param questions that were counted beside the data
    /// @param readings of people's data for that, rounded
    /// @param releasedByRules results that left because every rule held
    /// @param releasedByCheckers results that left after two people had looked
    /// @param refused results that did not leave
    /// @param waiting results that people have not decided on yet
    /// @param medianHours that those waited on whom people decided, without the time in which the
    ///   team had questions; absent if there were none
    public record Research(
            long questions,
            Count readings,
            int releasedByRules,
            int releasedByCheckers,
            int refused,
            int waiting,
            @Nullable Long medianHours) {
        /// Whether anything was asked or taken away.
        public boolean hasAny() {
            return questions > 0 || releasedByRules + releasedByCheckers + refused + waiting > 0;
        }

        /// How long half of them waited at most.
        public Optional<Long> median() {
            return Optional.ofNullable(medianHours);
        }
    }

    /// The state of the log when the figures were made.
    ///
    /// @param origin its name
    /// @param verifierKey to check it with
    /// @param entries how many it has
    /// @param findings what was found to be wrong, and is being looked at
    public record Log(String origin, String verifierKey, long entries, int findings) {}
}
