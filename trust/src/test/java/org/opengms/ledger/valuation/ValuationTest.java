package org.opengms.ledger.valuation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opengms.ledger.valuation.Assumption.Shape;
import org.opengms.ledger.valuation.Valuation.Estimate;
import org.opengms.ledger.valuation.ValuationScenario.Agreement;
import org.opengms.ledger.valuation.ValuationScenario.Records;

class ValuationTest {
    private static Assumption known(String name, double value) {
        return new Assumption(name, "pounds", value, value, value, Shape.TRIANGULAR, "made up");
    }

    private static final ValuationScenario SCENARIO =
            new ValuationScenario(
                    "made up",
                    7,
                    40_000,
                    2,
                    0.25 - 0.05, // a pound of the second year is worth 1/1.2
                    List.of(
                            known("records", 1000),
                            new Assumption(
                                    "record-value",
                                    "pounds a record",
                                    1000,
                                    2000,
                                    5000,
                                    Shape.LOG_UNIFORM,
                                    "EY 2019 as reported"),
                            known("used", 0.5),
                            new Assumption(
                                    "cost",
                                    "pounds",
                                    10_000,
                                    20_000,
                                    60_000,
                                    Shape.TRIANGULAR,
                                    "made up"),
                            known("fee", 12_000),
                            known("share", 0.02),
                            known("sales", 6_000_000),
                            new Assumption(
                                    "success",
                                    "probability",
                                    0.05,
                                    0.1,
                                    0.15,
                                    Shape.TRIANGULAR,
                                    "made up")),
                    List.of(new Records("whole genomes", "records", "record-value", "used")),
                    "cost",
                    List.of(
                            new Agreement("fee", List.of(new Return.Yearly("fee"))),
                            new Agreement(
                                    "royalty",
                                    List.of(new Return.Royalty("share", "sales", "success", 1)))));

    /// Two years at 20 %: 1 + 1/1.2 = 11/6. A log-uniform value has the mean (b − a) / ln(b / a), a
    /// triangular one a third of its corners; one chance in ten of £120,000 in the second year.
    @Test
    void meansAreThoseOfTheTextbook() {
        Valuation valuation = Valuation.of(SCENARIO);
        near(valuation, "worth of the resource", 500 * 4000 / Math.log(5) * 11 / 6);
        near(valuation, "cost of provision", 30_000 * 11 / 6.0);
        near(valuation, "return of fee", 22_000);
        near(valuation, "return of royalty", 0.1 * 120_000 / 1.2);
        near(valuation, "royalty less fee", 10_000 - 22_000);
    }

    @Test
    void intervalsAreThoseOfTheDistribution() {
        Estimate worth = estimate(Valuation.of(SCENARIO), "worth of the resource");
        double scale = 500 * 11 / 6.0;
        assertEquals(scale * 1000 * Math.pow(5, 0.05), worth.p5Pounds(), scale * 20);
        assertEquals(scale * 1000 * Math.sqrt(5), worth.p50Pounds(), scale * 40);
        assertEquals(scale * 1000 * Math.pow(5, 0.95), worth.p95Pounds(), scale * 60);
        // Nine royalties in ten bring nothing.
        Estimate royalty = estimate(Valuation.of(SCENARIO), "return of royalty");
        assertEquals(0, royalty.p50Pounds());
        assertEquals(100_000, royalty.p95Pounds(), 1e-6);
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        assertEquals(Valuation.of(SCENARIO), Valuation.of(SCENARIO));
    }

    @Test
    void sensitivityMovesOneAssumptionAtATime() {
        List<String> moved =
                Valuation.of(SCENARIO).sensitivities().stream()
                        .filter(s -> s.what().startsWith("royalty less"))
                        .map(s ->
                                "%s %.0f %.0f"
                                        .formatted(
                                                s.assumption(), s.atLowPounds(), s.atHighPounds()))
                        .collect(Collectors.toList());
        assertEquals(List.of("success -17000 -7000"), moved);
    }

    @Test
    void refusesWhatIsNotAssumedAndWhatIsAssumedInVain() {
        assertThrows(IllegalArgumentException.class, () -> with(List.of(known("cost", 1)), "fee"));
        assertThrows(
                IllegalArgumentException.class,
                () -> with(List.of(known("cost", 1), known("fee", 1), known("vain", 1)), "fee"));
        assertEquals("small", with(List.of(known("cost", 1), known("fee", 1)), "fee").name());
    }

    private static ValuationScenario with(List<Assumption> assumptions, String fee) {
        return new ValuationScenario(
                "small",
                1,
                100,
                1,
                0.035,
                assumptions,
                List.of(),
                "cost",
                List.of(new Agreement("a", List.of(new Return.Yearly(fee)))));
    }

    private static Estimate estimate(Valuation valuation, String what) {
        return valuation.estimates().stream()
                .filter(e -> e.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static void near(Valuation valuation, String what, double expected) {
        Estimate estimate = estimate(valuation, what);
        assertTrue(
                Math.abs(estimate.meanPounds() - expected)
                        <= 4 * estimate.standardErrorPounds() + 1e-6,
                () -> expected + " was expected: " + estimate);
    }
}
