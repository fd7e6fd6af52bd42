package org.opengms.cases;

import java.util.Optional;

/// What a report took of people, said by the scientist who signs it, as far as they know. The
/// evaluation makes costs of it; it decides nothing about the report.
///
/// @param interpretationMinutes minutes of all who interpreted, 0 to [#MOST_MINUTES]
/// @param meetingMinutes minutes for which a multidisciplinary meeting spoke of it, 0 to
///   [#MOST_MINUTES]
/// @param confirmations tests that confirmed a variant by another method, 0 to
///   [#MOST_CONFIRMATIONS]
public record SigningEffort(
        Optional<Integer> interpretationMinutes,
        Optional<Integer> meetingMinutes,
        Optional<Integer> confirmations) {
    /// More minutes than a report can take: a hundred hours.
    public static final int MOST_MINUTES = 6000;

    /// More confirming tests than a report can take.
    public static final int MOST_CONFIRMATIONS = 50;

    /// Nothing was said.
    public static final SigningEffort UNSAID =
            new SigningEffort(Optional.empty(), Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException if a number is out of bounds
    public SigningEffort {
        check(interpretationMinutes, MOST_MINUTES);
        check(meetingMinutes, MOST_MINUTES);
        check(confirmations, MOST_CONFIRMATIONS);
    }

    private static void check(Optional<Integer> said, int most) {
        if (said.filter(number -> number < 0 || number > most).isPresent()) {
            throw new IllegalArgumentException(
                    "OGMS-2407 What a signature took is %d, and must be 0 to %d."
                            .formatted(said.get(), most));
        }
    }

    /// Whether anything was said.
    public boolean isSaid() {
        return !equals(UNSAID);
    }
}
