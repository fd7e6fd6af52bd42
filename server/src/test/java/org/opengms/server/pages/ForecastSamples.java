package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.statistics.Interval;
import org.opengms.planning.workforce.BudgetComparison;
import org.opengms.planning.workforce.Spread;
import org.opengms.planning.workforce.WorkforceForecast;
import org.opengms.rollout.RolloutState;
import org.opengms.staffing.Cover;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastResult;
import org.opengms.staffing.OrderGrowth;
import org.opengms.workforce.Competence;

/// Pages about the workforce ahead, as they could be. All figures are invented.
final class ForecastSamples {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
    private static final OdsCode SITE = new OdsCode("ZR101");

    private static final Actor MANAGER =
            new Actor("manager.zr101", "Mo Demo", SITE, Set.of(Role.MANAGER));

    private ForecastSamples() {}

    static ForecastJob job(RolloutState state, Optional<String> problem) {
        return new ForecastJob(
                new ForecastId(
                        UUID.nameUUIDFromBytes(state.name().getBytes(StandardCharsets.UTF_8))),
                "operator",
                "An operator",
                NOW.plusSeconds(state.isEnded() ? 1 : 0),
                "regional-example",
                List.of(100_000_000L, 2_000_000_000L),
                20,
                state,
                state == RolloutState.RUNNING ? 7 : 0,
                state.isEnded() ? Optional.of(NOW) : Optional.empty(),
                problem,
                false);
    }

    private static Cover cover(
            String name, Competence competence, int holders, Optional<LocalDate> lost) {
        return new Cover(
                SITE,
                name,
                competence,
                true,
                holders,
                1,
                lost,
                IntStream.rangeClosed(1, Cover.QUARTERS)
                        .mapToObj(q -> new Cover.Quarter(q, holders, holders, 0.5, 0.4, 0.1, 0.2))
                        .toList());
    }

    private static Interval interval(double value) {
        return new Interval(value, value - 0.1, value + 0.1, 0.95);
    }

    private static BudgetComparison.Delivered delivered(double onTime, double genomes) {
        return new BudgetComparison.Delivered(
                interval(onTime), Optional.of(interval(31)), interval(genomes));
    }

    private static ForecastResult.Budget budget(
            long pence, double genomes, Optional<BudgetComparison.Difference> difference) {
        return new ForecastResult.Budget(
                pence,
                pence / 2,
                List.of(new ForecastResult.Bought("Scientist training", 4, 1, "no more <people>")),
                List.of(20.0, 21.0),
                new BudgetComparison.Outcome(
                        delivered(0.8, genomes),
                        delivered(0.9, genomes),
                        interval(12),
                        0,
                        List.of(
                                new BudgetComparison.QuarterOutcome(1, 0.7, 300, 20),
                                new BudgetComparison.QuarterOutcome(2, 0.8, 310, 12))),
                difference);
    }

    static ForecastResult result(Optional<ForecastResult.Ahead> ahead) {
        return new ForecastResult(
                ForecastResult.FORMAT,
                TODAY,
                new Cover.Assumed(0.12, 0.16),
                List.of(
                        new ForecastResult.Staff(
                                new OdsCode("ZL01"), StaffRole.CLINICAL_SCIENTIST, 16.8, true, 3),
                        new ForecastResult.Staff(
                                new OdsCode("ZL01"), StaffRole.TECHNOLOGIST, 14, false, 0)),
                List.of(
                        cover("Hospital", Competence.ORDER_WGS, 0, Optional.of(TODAY)),
                        cover(
                                "Hospital",
                                Competence.RECORD_OF_DISCUSSION,
                                2,
                                Optional.of(TODAY.plusMonths(3)))),
                List.of(
                        new ForecastResult.Funded(
                                new OdsCode("ZL01"),
                                StaffRole.CLINICAL_SCIENTIST,
                                2,
                                TODAY,
                                "S-7",
                                Optional.of("Scientist training")),
                        new ForecastResult.Funded(
                                new OdsCode("ZL01"),
                                StaffRole.CONSULTANT,
                                1,
                                TODAY,
                                "S-8",
                                Optional.empty())),
                ahead,
                List.of("ZL01 has not said how many technologists it has: they are the plan's."));
    }

    static ForecastResult.Ahead ahead() {
        Spread spread = new Spread(3.2, 1, 6);
        return new ForecastResult.Ahead(
                "regional-example",
                "A small region",
                "A small region that is short of scientists",
                2,
                1,
                20,
                1,
                8_120.4,
                Optional.of(new OrderGrowth(1_100, 1_000)),
                Optional.of("Early sites"),
                List.of(new ForecastResult.Stand("north", new OdsCode("ZL01"))),
                List.of(
                        new ForecastResult.Demand(
                                "order-course",
                                "Ordering whole genomes",
                                10_000,
                                List.of(
                                        new WorkforceForecast.CourseQuarter(
                                                1, 1, 0.5, 1, 0.7, spread),
                                        new WorkforceForecast.CourseQuarter(
                                                2, 1, 0.5, 1, 0.7, spread)))),
                List.of(
                        new ForecastResult.GoLive(
                                "Site 1",
                                Optional.of(SITE),
                                TODAY.plusDays(91),
                                List.of(new ForecastResult.Need(Competence.ORDER_WGS, 1, 1)))),
                List.of(
                        budget(100_000_000L, 1_234.5, Optional.empty()),
                        budget(
                                2_000_000_000L,
                                1_300,
                                Optional.of(
                                        new BudgetComparison.Difference(
                                                2_000_000_000L,
                                                100_000_000L,
                                                delivered(0.1, 65.5),
                                                delivered(0.2, 70),
                                                interval(-3))))));
    }

    static Page.WorkforceAhead page(Optional<ForecastDesk.Found> found, boolean isOperator) {
        return new Page.WorkforceAhead(
                Samples.frame(
                        isOperator ? RolloutSamples.OPERATOR : MANAGER, Frame.Section.OVERVIEW),
                isOperator,
                found,
                isOperator
                        ? List.of(
                                job(RolloutState.RUNNING, Optional.empty()),
                                job(RolloutState.DONE, Optional.empty()))
                        : List.of(),
                isOperator ? List.of(new Choice("1", "A roll-out")) : List.of(),
                Optional.empty(),
                "",
                List.of(),
                Typed.NOTHING);
    }

    static void add(Map<String, Page> pages) {
        pages.put("workforce-ahead-none", page(Optional.empty(), true));
        pages.put(
                "workforce-ahead",
                page(
                        Optional.of(
                                new ForecastDesk.Found(
                                        job(RolloutState.DONE, Optional.empty()),
                                        Optional.of(result(Optional.of(ahead()))))),
                        true));
        pages.put(
                "workforce-ahead-manager",
                page(
                        Optional.of(
                                new ForecastDesk.Found(
                                        job(RolloutState.DONE, Optional.empty()),
                                        Optional.of(result(Optional.empty())))),
                        false));
        pages.put(
                "workforce-ahead-running",
                page(
                        Optional.of(
                                new ForecastDesk.Found(
                                        job(RolloutState.RUNNING, Optional.empty()),
                                        Optional.empty())),
                        true));
        pages.put(
                "workforce-ahead-failed",
                page(
                        Optional.of(
                                new ForecastDesk.Found(
                                        job(
                                                RolloutState.FAILED,
                                                Optional.of("OGMS-8865 No <plan>.")),
                                        Optional.empty())),
                        true));
    }
}
