package org.opengms.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the definition of the Poisson distribution in 60 digits.
class RareAllelesTest {
    private static final MathContext DIGITS = new MathContext(60);

    /// e^−λ Σ λ^i / i! over i < k, with e^λ as its series.
    private static BigDecimal below(double expected, int threshold) {
        BigDecimal lambda = new BigDecimal(expected);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < 1000; i++) {
            all = all.add(term);
            low = i < threshold ? low.add(term) : low;
            term = term.multiply(lambda).divide(BigDecimal.valueOf(i + 1), DIGITS);
        }
        return low.divide(all, DIGITS);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1", "1, 2", "20, 20", "30, 20", "5, 20", "60, 20", "200, 10", "12.5, 50"})
    void followThePoissonDistribution(double expected, int threshold) {
        double low = below(expected, threshold).doubleValue();
        assertEquals(low, RareAlleles.below(expected, threshold), 1e-12 + 1e-9 * low);
        double yes = BigDecimal.ONE.subtract(below(expected, threshold)).doubleValue();
        double cost = RareAlleles.exposureMicroNats(expected, threshold) / 1e6;
        assertTrue(cost >= -Math.log(yes) - 2e-6, "never less than what is told");
        assertEquals(-Math.log(yes), cost, yes < 1e-9 ? 0.5 : 1e-5);
    }
}
