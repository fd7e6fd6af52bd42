package org.opengms.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;

class ServiceNetworkTest {
    private static final DigitalReadiness HALF = new DigitalReadiness(1, 1, 0, 0);

    private static Laboratory laboratory(String ods) {
        return new Laboratory(
                new OdsCode(ods), "Hub " + ods, "North", Map.of(TestMethod.WGS, 14), Map.of());
    }

    private static Site site(String ods, String home) {
        return new Site(new OdsCode(ods), "Site " + ods, "North", new OdsCode(home), HALF);
    }

    private static ServiceNetwork network(
            List<Laboratory> laboratories, List<Site> sites, String fallback) {
        return new ServiceNetwork("Places", laboratories, sites, new OdsCode(fallback));
    }

    @Nested
    class TwoLaboratoriesAndASite {
        private final ServiceNetwork network =
                network(
                        List.of(laboratory("ZLN01"), laboratory("ZLS01")),
                        List.of(site("ZTA01", "ZLN01")),
                        "ZLS01");

        @ParameterizedTest
        @CsvSource({"ZTA01, ZLN01, 0.5", "ZX901, ZLS01, 0", "ZTA, ZLS01, 0"})
        void sendOrdersOfAStrangerToTheFallback(String site, String home, double readiness) {
            OdsCode ods = new OdsCode(site);
            assertEquals(new OdsCode(home), network.homeLaboratoryOf(ods).ods());
            assertEquals(readiness, network.readinessOf(ods).overall());
        }

        @Test
        void knowWhatALaboratoryDoes() {
            Laboratory north = network.laboratory(new OdsCode("ZLN01")).orElseThrow();
            assertEquals(14, north.capacitySamplesPerWeek(TestMethod.WGS));
            assertEquals(0, north.capacitySamplesPerWeek(TestMethod.PANEL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ZLN01, ZTA01, ZTB01, ZLN01, ZLX01, OGMS-2104, ZLX01",
        "ZLN01, ZTA01, ZTA01, ZLN01, ZLN01, OGMS-2105, ZTA01",
        "ZLN01, ZTA01, ZTB01, ZLX01, ZLN01, OGMS-2106, ZLX01",
    })
    void refusesWhatDoesNotHoldTogether(
            String laboratory,
            String site,
            String otherSite,
            String home,
            String fallback,
            String code,
            String named) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                network(
                                        List.of(laboratory(laboratory)),
                                        List.of(site(site, laboratory), site(otherSite, home)),
                                        fallback));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(code + " ") && message.contains(named), message);
    }

    @Test
    void refusesALaboratoryListedTwice() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                network(
                                        List.of(laboratory("ZLN01"), laboratory("ZLN01")),
                                        List.of(),
                                        "ZLN01"));
        assertEquals(
                "OGMS-2107 Laboratory ZLN01 is listed twice.",
                String.valueOf(refused.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({"0", "-3"})
    void refusesALaboratoryWithoutCapacityForWhatItDoes(int samples) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Laboratory(
                                new OdsCode("ZLN01"),
                                "Hub",
                                "North",
                                Map.of(TestMethod.WGS, samples),
                                Map.of()));
    }

    @Nested
    class Readiness {
        @ParameterizedTest
        @CsvSource({
            "0, 0, 0, 0, 0",
            "1, 1, 1, 1, 1",
            "1, 0, 0, 0, 0.25",
            "0.5, 0.25, 1, 0.25, 0.5",
        })
        void isTheMeanOfItsShares(double a, double b, double c, double d, double overall) {
            assertEquals(overall, new DigitalReadiness(a, b, c, d).overall());
        }

        @Test
        void ofAStrangerIsNone() {
            assertEquals(0, DigitalReadiness.UNKNOWN.overall());
        }

        @ParameterizedTest
        @CsvSource({
            "1.01, 0, 0, 0, electronicOrder",
            "0, 90, 0, 0, recordOfDiscussion",
            "0, 0, -0.1, 0, sampleTracking",
            "0, 0, 0, NaN, structuredReportReturn",
        })
        void refusesWhatIsNoShare(double a, double b, double c, double d, String named) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class, () -> new DigitalReadiness(a, b, c, d));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("OGMS-2102 " + named), message);
        }
    }

    @Nested
    class OdsCodes {
        @ParameterizedTest
        @CsvSource({
            "RAX01, RAX01",
            "rax01, RAX01",
            "' RAX ', RAX",
            "8J834, 8J834",
            "A123456789, A123456789",
        })
        void areKeptInCapitals(String text, String value) {
            assertTrue(OdsCode.isValid(text));
            assertEquals(value, new OdsCode(text).value());
            assertEquals(value, new OdsCode(text).toString());
        }

        @ParameterizedTest
        @CsvSource({"RA", "''", "A1234567890", "RAX-01", "RAX 01", "RÄX01"})
        void refuseOtherShapes(String text) {
            assertTrue(!OdsCode.isValid(text));
            assertThrows(IllegalArgumentException.class, () -> new OdsCode(text));
        }

        /// A trust has three characters; the codes of its sites begin with them.
        @ParameterizedTest
        @CsvSource({
            "RAX01, RAX01, true",
            "RAX01, RAX, true",
            "RAX, RAX, true",
            "RAX, RAX01, false",
            "RAX02, RAX01, false",
            "RAY01, RAX, false",
            "RAX012, RAX01, false",
            "ZRAX1, RAX, false",
        })
        void tellASiteOfATrust(String ods, String organisation, boolean part) {
            assertEquals(part, new OdsCode(ods).isOrPartOf(new OdsCode(organisation)));
        }
    }
}
