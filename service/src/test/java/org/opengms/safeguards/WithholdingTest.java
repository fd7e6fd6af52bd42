package org.opengms.safeguards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.people.PersonId;

/// How long something is held back, and from whom.
class WithholdingTest {
    private static final Held RESULT = new Held(Held.Kind.RESULT, UUID.randomUUID());
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private static Withholding until(String day, Withholding.Audience from) {
        return new Withholding(
                WithholdingId.random(),
                PersonId.random(),
                RESULT,
                from,
                WithholdingReason.THIRD_PARTY,
                "Words of a clinician",
                Optional.empty(),
                LocalDate.parse(day),
                "clinician",
                AT,
                List.of());
    }

    @ParameterizedTest
    @CsvSource({"2026-06-30, true", "2026-07-01, false", "2026-07-02, false"})
    void endsOnTheDayOfItsReview(LocalDate today, boolean holds) {
        Withholding one = until("2026-07-01", Withholding.Audience.THE_PERSON_AND_PROXIES);
        assertEquals(holds, one.holds(today));
        Withholding renewed =
                one.with(
                        new Withholding.Step.Renewed(
                                LocalDate.of(2026, 9, 1),
                                Optional.empty(),
                                "Still so",
                                "clinician",
                                AT));
        assertTrue(renewed.holds(today));
        assertFalse(
                renewed.with(new Withholding.Step.Lifted("Told", "clinician", AT)).holds(today));
    }

    @ParameterizedTest
    @CsvSource({
        "THE_PERSON_AND_PROXIES, THE_PERSON, true",
        "THE_PERSON_AND_PROXIES, A_PROXY, true",
        "PROXIES, THE_PERSON, false",
        "PROXIES, A_PROXY, true"
    })
    void isKeptFromThoseWhomItNames(
            Withholding.Audience from, Withholding.Reader reader, boolean held) {
        assertEquals(
                held ? Set.of(RESULT) : Set.of(),
                HeldBack.of(List.of(until("2026-07-01", from)), reader, LocalDate.of(2026, 6, 1))
                        .held());
    }

    /// Four weeks before its end it is on the list.
    @ParameterizedTest
    @CsvSource({"2026-06-02, false", "2026-06-03, true", "2026-06-30, true", "2026-07-01, false"})
    void isLookedAtBeforeItEnds(LocalDate today, boolean isDue) {
        assertEquals(
                isDue,
                WithholdingRules.shipped()
                        .isToReview(until("2026-07-01", Withholding.Audience.PROXIES), today));
    }

    @Test
    void theLawAsksForAnOpinionWhereItsReasonIsHarm() {
        for (WithholdingReason reason : WithholdingReason.values()) {
            WithholdingRules.Rule rule = WithholdingRules.shipped().of(reason);
            assertEquals(
                    reason == WithholdingReason.SERIOUS_HARM
                            ? Optional.of(6)
                            : Optional.<Integer>empty(),
                    rule.opinionMonths(),
                    reason.name());
            assertFalse(rule.source().isBlank());
        }
    }
}
