package org.opengms.consent;

import java.time.LocalDate;
import java.util.Optional;

/// The record of discussion that comes with an order (form 01-NGIS-ROD version 4.03): required for
/// a whole genome test, kept locally for others.
///
/// @param state whether it was taken
/// @param testAgreed whether the person agreed to the test; absent while it is to follow
/// @param research the separate choice about research
/// @param takenOn the day of the discussion, if known
public record RecordOfDiscussion(
        DiscussionState state,
        Optional<Boolean> testAgreed,
        ResearchChoice research,
        Optional<LocalDate> takenOn) {

    /// Nothing has been said yet.
    public static final RecordOfDiscussion TO_FOLLOW =
            new RecordOfDiscussion(
                    DiscussionState.TO_FOLLOW,
                    Optional.empty(),
                    ResearchChoice.UNDECIDED,
                    Optional.empty());
}
