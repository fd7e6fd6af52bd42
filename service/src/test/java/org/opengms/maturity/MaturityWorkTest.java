package org.opengms.maturity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fakes.FakeStatements;
import org.opengms.fakes.World;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.SiteReadiness;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.testing.SettableClock;

/// What routing takes of the figures. World has one site that the network file calls digital and
/// one that it calls paper.
class MaturityWorkTest {
    private static final ReadinessRule RULE = ReadinessRule.on(LocalDate.parse("2026-06-15"));
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final Instant COUNTED = World.NOW.minusSeconds(3600);

    private static SiteMonth paperSite(Map<Measure, Count> counts) {
        return new SiteMonth(
                World.PAPER_SITE, MAY, counts, Paper.NONE, Turnarounds.NONE, Turnarounds.NONE);
    }

    private static ObservedReadiness.Observed observed(List<SiteMonth> months) {
        Map<OdsCode, ObservedReadiness.Observed> all =
                new MaturityWork(World.NETWORK, new NothingKept(), new SettableClock(World.NOW))
                        .observed(months, RULE, COUNTED);
        return java.util.Objects.requireNonNull(all.get(World.PAPER_SITE));
    }

    @Nested
    class TheRule {
        @ParameterizedTest
        @CsvSource({"2020-01-01, 2026.1", "2026-01-01, 2026.1", "2030-01-01, 2026.1"})
        void isTheNewestThatHasBegun(LocalDate day, String version) {
            assertEquals(version, ReadinessRule.on(day).version());
        }

        /// 30 orders, of which fewer tell nothing.
        @ParameterizedTest
        @CsvSource({"0, false", "29, false", "30, true", "3000, true"})
        void asksForEnoughOrders(long orders, boolean counts) {
            assertEquals(
                    counts,
                    observed(List.of(paperSite(Map.of(Measure.ELECTRONIC, new Count(0, orders)))))
                            .electronicOrder()
                            .isPresent());
        }

        @Test
        void addsMonthsUp() {
            SiteMonth half = paperSite(Map.of(Measure.SAMPLE, new Count(5, 15)));

            assertEquals(
                    OptionalDouble.of(1.0 / 3), observed(List.of(half, half)).sampleTracking());
        }

        @Test
        void countsEachShareByItsOwnOrders() {
            ObservedReadiness.Observed seen =
                    observed(
                            List.of(
                                    paperSite(
                                            Map.of(
                                                    Measure.ELECTRONIC, new Count(40, 40),
                                                    Measure.DISCUSSION, new Count(1, 2)))));

            assertEquals(OptionalDouble.of(1), seen.electronicOrder());
            assertEquals(OptionalDouble.empty(), seen.recordOfDiscussion());
            assertEquals(OptionalDouble.empty(), seen.structuredReportReturn());
        }
    }

    @Nested
    class WhatIsObserved {
        private final ObservedReadiness.Observed electronic =
                new ObservedReadiness.Observed(
                        OptionalDouble.of(0.9),
                        OptionalDouble.empty(),
                        OptionalDouble.of(0.4),
                        OptionalDouble.empty(),
                        COUNTED);

        private SiteReadiness readiness(ObservedReadiness.Observed seen) {
            SiteReadiness found =
                    new StatedLaboratories(
                                    World.NETWORK,
                                    new FakeStatements(),
                                    ImportedQueues.NONE,
                                    StalenessRule.STANDARD,
                                    _ -> Map.of(World.PAPER_SITE, seen))
                            .at(World.NOW)
                            .sites()
                            .get(World.PAPER_SITE);
            return java.util.Objects.requireNonNull(found);
        }

        @Test
        void takesThePlaceOfTheNetworkFile() {
            SiteReadiness found = readiness(electronic);

            assertEquals(new DigitalReadiness(0.9, 0, 0.4, 0), found.readiness());
            assertTrue(found.told().orElseThrow().isObserved());
            assertEquals(COUNTED, found.told().orElseThrow().freshness().asOf());
        }

        @Test
        void leavesTheFileInForceWhereNothingStands() {
            SiteReadiness found =
                    readiness(
                            new ObservedReadiness.Observed(
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    COUNTED));

            assertEquals(new DigitalReadiness(0, 0, 0, 0), found.readiness());
            assertFalse(found.told().isPresent());
        }
    }

    /// A table that nobody reads here.
    private static final class NothingKept implements MaturityTable {
        @Override
        public void refresh(Instant now, int openedWithinDays) {}

        @Override
        public java.util.Optional<Instant> countedAt() {
            return java.util.Optional.empty();
        }

        @Override
        public List<SiteMonth> months(YearMonth from, YearMonth until) {
            return List.of();
        }

        @Override
        public Map<OdsCode, Paper> recentPaper() {
            return Map.of();
        }

        @Override
        public void observe(Map<OdsCode, ObservedReadiness.Observed> observed, String rule) {}
    }
}
