package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
