package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TurnaroundClock;
import org.opengms.orders.TurnaroundStandards;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT1S, 1 second",
        "PT119S, 119 seconds",
        "PT2M, 2 minutes",
        "PT119M, 119 minutes",
        "PT2H, 2 hours",
        "PT47H, 47 hours",
        "P2D, 2 days",
        "P84D, 84 days"
    })
    void saysDurationsInTheLargestFittingUnit(Duration duration, String words) {
        assertEquals(words, Wording.duration(duration));
    }

    @Test
    void tellsTheTimeOfTheUnitedKingdomInSummerAndWinter() {
        assertEquals("1 June 2026, 00:30", Wording.time(Instant.parse("2026-05-31T23:30:00Z")));
        assertEquals(
                "31 December 2026, 23:30", Wording.time(Instant.parse("2026-12-31T23:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R901 is eligible for whole genome sequencing, and it can be delivered within the standard."
                        + "| The indication is eligible for whole genome sequencing, and it can be delivered within the standard.",
                "The clinician asked for R901.2 (gene panel), and that is what will be done."
                        + "| The clinician asked for this test, and that is what will be done.",
                "Whole genome sequencing is the only test that the directory offers for R14."
                        + "| Whole genome sequencing is the only test that the directory offers for the indication.",
                "The order is urgent, and gene panel is forecast in 29 days where a whole genome would take 71."
                        + "| The order is urgent, and gene panel is forecast in … days where a whole genome would take …."
            })
    void countsLikeReasonsTogether(String reason, String words) {
        assertEquals(words, Wording.withoutCase(reason));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, –", "1, 8, 13%", "1204, 1204, 100%"})
    void saysSharesInWholePerCent(long part, long whole, String words) {
        assertEquals(words, Wording.percent(part, whole));
    }

    @Test
    void saysHowTheDaysOfAnOrderWereCounted() {
        Instant start = Instant.parse("2026-06-15T09:00:00Z");
        TurnaroundClock clock =
                new TurnaroundClock(
                        LocalDate.of(2026, 6, 15),
                        84,
                        12,
                        8,
                        List.of(
                                new TurnaroundClock.Paused(
                                        "awaiting-sample", start, Optional.of(start), 5),
                                new TurnaroundClock.Paused("other", start, Optional.of(start), 0),
                                new TurnaroundClock.Paused(
                                        "awaiting-sample", start, Optional.of(start), 3)),
                        LocalDate.of(2026, 9, 15),
                        TurnaroundClock.Standing.IN_TIME,
                        List.of(
                                new TurnaroundClock.PartRead(
                                        new TurnaroundStandards.Part(
                                                "From the DNA to the data",
                                                42,
                                                TaskCode.GENETIC_GENOMIC_DATA_PROCESSING),
                                        12,
                                        false)));
        assertEquals(
                "In time: day 12 of 84. 8 days did not count: waiting for the sample (8)."
                        + " From the DNA to the data: 12 of 42 days.",
                Wording.clock(clock));
    }
}
