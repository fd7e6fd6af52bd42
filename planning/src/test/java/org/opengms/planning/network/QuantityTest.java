package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "NONE,       1, 0, 4, 0.9,   1",
        "UNIFORM,    1, 0, 4, 0.25,  1",
        "UNIFORM,    1, 0, 4, 0.9,   3.6",
        // Of the triangle 0, 1, 2 an eighth lies below a half, half below 1.
        "TRIANGULAR, 1, 0, 2, 0.125, 0.5",
        "TRIANGULAR, 1, 0, 2, 0.5,   1",
        "TRIANGULAR, 1, 0, 2, 0.875, 1.5",
        // Of the triangle that rises from 0 to 2 a quarter lies below 1.
        "TRIANGULAR, 2, 0, 2, 0.25,  1",
        "TRIANGULAR, 0, 0, 2, 0.75,  1",
        "TRIANGULAR, 3, 3, 3, 0.75,  3"
    })
    void hasQuantiles(
            Quantity.Spread spread,
            double value,
            double low,
            double high,
            double probability,
            double expected) {
        assertEquals(
                expected,
                new Quantity(value, low, high, spread, Quantity.Mark.ASSUMED, "x")
                        .quantile(probability),
                1e-12);
    }

    @Test
    void isDrawnWithinItsLimitsFromAStreamOfItsOwn() {
        Quantity quantity =
                new Quantity(2, 1, 5, Quantity.Spread.TRIANGULAR, Quantity.Mark.ASSUMED, "x");
        Cases.check(
                200,
                random -> {
                    long seed = random.nextLong();
                    int replication = random.nextInt(10_000);
                    ReplicationDraw draw = ReplicationDraw.of(seed, replication);
                    double drawn = draw.of(quantity, "tests/a");
                    assertTrue(drawn >= 1 && drawn <= 5);
                    assertEquals(
                            drawn, ReplicationDraw.of(seed, replication).of(quantity, "tests/a"));
                    assertNotEquals(drawn, draw.of(quantity, "tests/b"));
                    assertNotEquals(
                            drawn,
                            ReplicationDraw.of(seed, replication + 1).of(quantity, "tests/a"));
                    assertEquals(
                            2, ReplicationDraw.fixed(seed, replication).of(quantity, "tests/a"));
                });
    }

    /// The mean of 20,000 uniform numbers has a standard error of 0.00204; five of them.
    @Test
    void isDrawnEvenlyOverReplicationsAndOverPlaces() {
        double byReplication = 0;
        double byPlace = 0;
        for (int i = 0; i < 20_000; i++) {
            byReplication += ReplicationDraw.of(1, i).uniform("tests/a");
            byPlace += ReplicationDraw.of(1, 0).uniform("tests/" + i);
        }
        assertEquals(0.5, byReplication / 20_000, 0.0102);
        assertEquals(0.5, byPlace / 20_000, 0.0102);
    }

    @ParameterizedTest
    @CsvSource({"1,2,3", "4,2,3", "NaN,0,1", "1,0,Infinity"})
    void isRefusedWithoutOrder(double value, double low, double high) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Quantity(
                                value,
                                low,
                                high,
                                Quantity.Spread.UNIFORM,
                                Quantity.Mark.ASSUMED,
                                "x"));
    }
}
