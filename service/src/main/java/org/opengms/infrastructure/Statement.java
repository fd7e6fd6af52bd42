package org.opengms.infrastructure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// One thing that was stated about a laboratory or a site. It is never changed: a later statement
/// takes its place.
///
/// @param subject the laboratory, or the ordering site
/// @param claim what is stated
/// @param asOf the instant at which it was so
/// @param from the first day, in the United Kingdom, on which it is to be used
/// @param said who said it, when
public record Statement(OdsCode subject, Claim claim, Instant asOf, LocalDate from, Said said) {
    /// The days of statements are those of the United Kingdom.
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    /// Clocks of senders may differ from ours by this much.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final int MOST_YEARS = 10;

    /// @throws IllegalArgumentException if it is of the future, or of another decade
    public Statement {
        LocalDate today = dayOf(said.at());
        if (asOf.isAfter(said.at().plus(CLOCKS_DIFFER))) {
            throw new IllegalArgumentException(
                    "OGMS-6506 The statement is as of %s, which is still to come. Say when it was so, or plan it with a day from which it holds."
                            .formatted(asOf));
        }
        if (dayOf(asOf).isBefore(today.minusYears(MOST_YEARS))
                || from.isBefore(today.minusYears(MOST_YEARS))
                || from.isAfter(today.plusYears(MOST_YEARS))) {
            throw new IllegalArgumentException(
                    "OGMS-6507 The statement is as of %s and holds from %s: that is more than %d years away. Check the year."
                            .formatted(asOf, from, MOST_YEARS));
        }
    }

    /// The day in the United Kingdom.
    public static LocalDate dayOf(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /// When it began to be so, as far as its age counts: a plan is as fresh as the day on which it
    /// comes true.
    Instant freshAt() {
        Instant start = from.atStartOfDay(ZONE).toInstant();
        return start.isAfter(asOf) ? start : asOf;
    }
}
