package org.opengms.planning.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.opengms.testing.Cases;

class TurnaroundMeanTest {
    @Test
    void isWithinHalfABucketOfTheTrueMean() {
        Cases.check(
                50,
                random -> {
                    TurnaroundHistogram histogram = new TurnaroundHistogram();
                    double sum = 0;
                    int count = random.nextInt(1, 500);
                    for (int i = 0; i < count; i++) {
                        double hours = Math.exp(random.nextDouble(0, 9));
                        histogram.record(hours);
                        sum += hours;
                    }
                    assertEquals(sum / count, histogram.meanHours(), 0.016 * sum / count);
                    assertEquals(histogram.meanHours(), histogram.trimmed().meanHours(), 1e-9);
                });
    }

    @Test
    void ofNothingIsNoNumber() {
        assertEquals(Double.NaN, new TurnaroundHistogram().meanHours());
    }
}
