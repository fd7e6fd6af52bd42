package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In the example of a small region site-1 is all paper and site-5 all digital.
class SiteDigitisationTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");

    private static SiteDigitisation digitise(ServiceScenario scenario, String site, int pairs) {
        return SiteDigitisation.of(scenario, site, "digital", pairs, 1, 2, (_, _) -> {});
    }

    @Nested
    class ASite {
        /// Every paper order waits to be typed; one in ten is corrected in 7 days (4 to 10); of a
        /// fifth the record of discussion comes 7 days later where one is needed; one sample in 25
        /// is mislaid for 5. Orders corrected alone save 0.7 days (0.1 × 7) each, in the mean of
        /// what is drawn.
        @Test
        void onPaperSavesDaysWhenItIsDigitised() {
            SiteDigitisation saved = digitise(REGION, "site-1", 6);

            assertTrue(saved.daysSavedPerOrder().lower() > 0.3, saved.toString());
            assertTrue(saved.daysSavedPerOrder().upper() < 5, saved.toString());
            assertEquals(6, saved.replications());
            // 30 of 100 of 30,000 tests a year and their growth, some of more than one sample
            assertTrue(
                    saved.ordersPerYear() > 8_000 && saved.ordersPerYear() < 14_000,
                    saved.toString());
        }

        @Test
        void thatIsDigitalAlreadySavesNothing() {
            SiteDigitisation saved = digitise(REGION, "site-5", 3);

            assertEquals(0, saved.daysSavedPerOrder().estimate());
            assertEquals(0, saved.daysSavedPerYear().upper());
        }

        @Test
        void savesTheSameEachTime() {
            assertEquals(digitise(REGION, "site-3", 3), digitise(REGION, "site-3", 3));
        }
    }

    @Nested
    class ASiteAddedByItsFigures {
        private static ServiceScenario with(double share) {
            return SiteDigitisation.withSite(REGION, "observed", 0.1, share, share, share, share);
        }

        @Test
        void hasItsPartOfAllOrders() {
            ServiceScenario scenario = with(0.5);
            double all = scenario.sites().stream().mapToDouble(OrderingSite::demandWeight).sum();

            assertEquals(0.1, scenario.sites().getLast().demandWeight() / all, 1e-12);
        }

        @Test
        void savesNothingWhereItIsDigitalAndDaysWhereItIsNot() {
            assertEquals(0, digitise(with(1), "observed", 3).daysSavedPerOrder().estimate());
            assertTrue(digitise(with(0), "observed", 3).daysSavedPerOrder().lower() > 0);
        }

        @ParameterizedTest
        @CsvSource({"0", "-0.1", "0.51", "NaN"})
        void hasAPart(double part) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> SiteDigitisation.withSite(REGION, "observed", part, 0, 0, 0, 0));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-8932"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "site-9, digital, 3, OGMS-8930",
        "site-1, dreamt, 3, OGMS-8930",
        "site-1, digital, 1, OGMS-8931",
        "site-1, digital, 10001, OGMS-8931"
    })
    void refusesWhatIsNotThere(String site, String profile, int pairs, String code) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                SiteDigitisation.of(
                                        REGION, site, profile, pairs, 1, 1, (_, _) -> {}));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(code), refused.toString());
    }
}
