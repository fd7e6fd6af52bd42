package org.opengms.staffing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderGrowthTest {
    /// Limits of a ratio of two Poisson counts on the logarithm, worked out by hand:
    /// 1.1·exp(±1.96·√(1/1100 + 1/1000)).
    @ParameterizedTest
    @CsvSource({
        "1100, 1000, 0.1, 0.009719, 0.198354",
        "1000, 1000, 0, -0.083922, 0.091610",
        "600, 6000, -0.5, -0.5, -0.5",
        "60000, 600, 2, 2, 2",
    })
    void isTheRatioOfTwoYears(long recent, long before, double growth, double low, double high) {
        OrderGrowth found = new OrderGrowth(recent, before);
        assertEquals(growth, found.perYear(), 1e-9);
        assertEquals(low, found.low(), 1e-5);
        assertEquals(high, found.high(), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"500, 500, true", "499, 5000, false", "5000, 499, false", "0, 0, false"})
    void isKnownFromOrdersEnough(long recent, long before, boolean known) {
        assertEquals(known, new OrderGrowth(recent, before).tells());
    }
}
