package org.opengms.maturity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.opengms.infrastructure.Said;
import org.opengms.orders.OrderId;

/// What it took to turn a paper form into an order. It is never changed: a later sheet for the same
/// order takes its place. It says nothing of the patient.
///
/// @param order that was keyed
/// @param receivedAt when the paper was received
/// @param keyedAt when the order was accepted
/// @param keyingMinutes of typing and checking
/// @param reworkMinutes of asking back and correcting
/// @param timesAskedBack how often the site was asked
/// @param missing what was missing on the form
/// @param said who filled the sheet in, when
public record PaperSheet(
        OrderId order,
        Instant receivedAt,
        Instant keyedAt,
        int keyingMinutes,
        int reworkMinutes,
        int timesAskedBack,
        Set<PaperGap> missing,
        Said said) {
    /// Minutes of a day: nobody types longer on one form.
    public static final int MOST_MINUTES = 24 * 60;

    /// More often nobody is asked.
    public static final int MOST_TIMES = 50;

    /// A form that waited longer has a wrong date.
    private static final Duration LONGEST = Duration.ofDays(366);

    /// @throws IllegalArgumentException if a number or a date cannot be
    public PaperSheet {
        missing =
                Collections.unmodifiableSet(
                        missing.isEmpty()
                                ? EnumSet.noneOf(PaperGap.class)
                                : new TreeSet<>(missing));
        minutes("keying", keyingMinutes);
        minutes("rework", reworkMinutes);
        if (timesAskedBack < 0 || timesAskedBack > MOST_TIMES) {
            throw new IllegalArgumentException(
                    "OGMS-8911 asked: the site was asked back %d times. Give 0 to %d."
                            .formatted(timesAskedBack, MOST_TIMES));
        }
        if (receivedAt.isAfter(keyedAt)) {
            throw new IllegalArgumentException(
                    "OGMS-8912 received: the paper would have come %s, after the order was keyed %s. Check the day and the time."
                            .formatted(receivedAt, keyedAt));
        }
        if (Duration.between(receivedAt, keyedAt).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "OGMS-8912 received: the paper would have come %s, more than a year before the order was keyed %s. Check the year."
                            .formatted(receivedAt, keyedAt));
        }
    }

    private static void minutes(String field, int minutes) {
        if (minutes < 0 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException(
                    "OGMS-8910 %s: %d minutes cannot be. Give 0 to %d, the minutes of a day."
                            .formatted(field, minutes, MOST_MINUTES));
        }
    }
}
