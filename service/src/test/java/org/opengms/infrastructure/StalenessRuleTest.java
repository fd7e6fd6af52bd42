package org.opengms.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class StalenessRuleTest {
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");

    /// Two per cent for each week beyond a fortnight, never below a half.
    @ParameterizedTest
    @CsvSource({
        "0,   false, 1.00",
        "13,  false, 1.00",
        "14,  false, 1.00",
        "21,  true,  0.98",
        "28,  true,  0.96",
        "84,  true,  0.80",
        "189, true,  0.50",
        "999, true,  0.50"
    })
    void shrinksACapacityWithItsAge(int ageDays, boolean stale, double factor) {
        Freshness fresh = StalenessRule.STANDARD.judge(NOW.minus(Duration.ofDays(ageDays)), NOW);
        assertEquals(stale, fresh.isStale());
        assertEquals(factor, fresh.pessimisticFactor(), 1e-9);
        assertEquals(ageDays, fresh.ageDays());
    }

    @Test
    void takesWhatIsYetToComeAsNew() {
        Freshness fresh = StalenessRule.STANDARD.judge(NOW.plusSeconds(60), NOW);
        assertEquals(Duration.ZERO, fresh.age());
        assertEquals(1, fresh.pessimisticFactor());
    }

    @Test
    void neverTrustsAnOlderFigureMore() {
        Cases.check(
                300,
                random -> {
                    StalenessRule rule = StalenessRule.ofDays(random.nextInt(1, 60));
                    long older = random.nextLong(0, 400L * 86_400);
                    long younger = random.nextLong(0, older + 1);
                    assertTrue(
                            rule.judge(NOW.minusSeconds(older), NOW).pessimisticFactor()
                                    <= rule.judge(NOW.minusSeconds(younger), NOW)
                                            .pessimisticFactor());
                });
    }

    @ParameterizedTest
    @CsvSource({"0, 0.02, 0.5", "-1, 0.02, 0.5", "14, 1.5, 0.5", "14, 0.02, 0", "14, NaN, 0.5"})
    void refusesARuleThatMakesNoSense(int days, double perWeek, double floor) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new StalenessRule(Duration.ofDays(days), perWeek, floor));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-6509"));
    }
}
