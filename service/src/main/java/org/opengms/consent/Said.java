package org.opengms.consent;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What one statement says. What it does to the choices in force is said by [ConsentState].
public sealed interface Said {
    /// What was said, in a sentence.
    default String words() {
        return switch (this) {
            case Discussion(RecordOfDiscussion record) ->
                    record.state() == DiscussionState.TO_FOLLOW
                            ? "The record of discussion is to follow."
                            : "Record of discussion: %s the test; %s research."
                                    .formatted(
                                            record.testAgreed()
                                                    .map(yes -> yes ? "yes to" : "no to")
                                                    .orElse("nothing said about"),
                                            switch (record.research()) {
                                                case AGREED -> "yes to";
                                                case DECLINED -> "no to";
                                                case UNDECIDED -> "not decided about";
                                            });
            case Research(var choice, var refused, var again) ->
                    switch (choice) {
                        case AGREED ->
                                refused.isEmpty()
                                        ? "Yes to research."
                                        : "Yes to research, except %s."
                                                .formatted(Use.words(refused));
                        case DECLINED -> "No to research.";
                        case UNDECIDED ->
                                again.map(day ->
                                                "Not decided about research; to be asked again on %s."
                                                        .formatted(Days.words(day)))
                                        .orElse("Not decided about research.");
                    };
            case YoungPersonsAssent(boolean given) ->
                    given ? "The young person said yes." : "The young person did not say yes.";
            case ConsulteeAdvice(boolean would) ->
                    would
                            ? "The consultee advises that the person would take part."
                            : "The consultee advises that the person would not take part.";
            case NationalDataOptOut(boolean isSet) ->
                    isSet ? "A National Data Opt-out is set." : "No National Data Opt-out is set.";
            case SharingWithRelatives(boolean allowed) ->
                    allowed
                            ? "Results may help the care of relatives."
                            : "Results may not help the care of relatives.";
            case FullWithdrawal _ -> "Withdrew from everything beside own care.";
            case PartialWithdrawal(Set<Use> from) -> "Withdrew from %s.".formatted(Use.words(from));
            case Death(LocalDate on) -> "Died on %s.".formatted(Days.words(on));
            case Capacity(boolean present) ->
                    present ? "Can decide for themselves." : "Cannot decide for themselves.";
        };
    }

    /// A record of discussion: agreement to the test, and the choice about research.
    ///
    /// @param record as it came
    record Discussion(RecordOfDiscussion record) implements Said {}

    /// The choice about research alone.
    ///
    /// @param choice yes, no, or "ask me later"
    /// @param refused uses that a yes leaves out; empty for a no and for "ask me later", which
    ///   leave out all
    /// @param askAgainOn the day on which to ask again, if one was agreed
    record Research(ResearchChoice choice, Set<Use> refused, Optional<LocalDate> askAgainOn)
            implements Said {
        /// @throws IllegalArgumentException if the parts do not fit together
        public Research {
            refused = Set.copyOf(refused);
            if (choice != ResearchChoice.AGREED && !refused.isEmpty()) {
                throw new IllegalArgumentException(
                        "OGMS-7101 Only a yes leaves single uses out. Leave the list empty.");
            }
            if (choice != ResearchChoice.UNDECIDED && askAgainOn.isPresent()) {
                throw new IllegalArgumentException(
                        "OGMS-7101 A day to ask again belongs to \"ask me later\" alone.");
            }
        }
    }

    /// A young person's own answer, beside the choice that a parent makes (form 03-NGIS-YPA).
    ///
    /// @param given whether all five questions were answered with yes
    record YoungPersonsAssent(boolean given) implements Said {}

    /// What a consultee advises of an adult who lacks capacity (Mental Capacity Act 2005, section
    /// 32): whether they would wish to take part.
    ///
    /// @param wouldTakePart the advice
    record ConsulteeAdvice(boolean wouldTakePart) implements Said {}

    /// The National Data Opt-out as it was found.
    ///
    /// @param isSet whether the person has opted out
    record NationalDataOptOut(boolean isSet) implements Said {}

    /// Whether results may help the care of relatives.
    ///
    /// @param allowed whether they may
    record SharingWithRelatives(boolean allowed) implements Said {}

    /// Everything beside own care is withdrawn from.
    record FullWithdrawal() implements Said {}

    /// Named uses are withdrawn from, all others stay as they are.
    ///
    /// @param from at least one
    record PartialWithdrawal(Set<Use> from) implements Said {
        /// @throws IllegalArgumentException if no use is named
        public PartialWithdrawal {
            if (from.isEmpty()) {
                throw new IllegalArgumentException(
                        "OGMS-7102 A partial withdrawal names at least one use.");
            }
            from = Set.copyOf(EnumSet.copyOf(from));
        }
    }

    /// The person has died.
    ///
    /// @param on the day
    record Death(LocalDate on) implements Said {}

    /// Whether an adult can decide for themselves.
    ///
    /// @param present whether they can
    record Capacity(boolean present) implements Said {}
}
