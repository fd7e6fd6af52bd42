package org.opengms.server.pages;

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
import org.opengms.planning.rollout.Deliverability;
import org.opengms.planning.rollout.Investment;
import org.opengms.planning.rollout.InvestmentState;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.PlanPicture;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutProgress;
import org.opengms.rollout.RolloutResult;
import org.opengms.rollout.RolloutState;
import org.opengms.rollout.RolloutStep;
import org.opengms.server.rollout.RolloutPlots;
import org.opengms.value.FundedOption;

/// Made-up content for the pages of roll-outs.
public final class RolloutSamples {
    static final Actor OPERATOR =
            new Actor("operator.zl001", "Ola Demo", Samples.LABORATORY, Set.of(Role.OPERATOR));
    private static final Instant ASKED = Samples.NOW;
    private static final RolloutJobId ID =
            new RolloutJobId(UUID.fromString("00000000-0000-4000-8000-000000000009"));
    private static final RolloutPlan PLAN =
            RolloutPlan.of(
                    "mine",
                    "The plan <b>of the board</b>",
                    List.of(
                            Investment.proposed(
                                    "digitise:a",
                                    0,
                                    1,
                                    new InvestmentState.Proposed(ASKED, "board"))));

    private RolloutSamples() {}

    private static Frame frame() {
        return Samples.frame(OPERATOR, Frame.Section.OVERVIEW);
    }

    static RolloutJob job(
            RolloutState state, int plans, Optional<RolloutProgress> progress, String problem) {
        return new RolloutJob(
                ID,
                new RolloutJob.Asked("operator.zl001", "Ola Demo", "ZL001", ASKED),
                new RolloutJob.About(
                        "regional-example",
                        "regional-investments",
                        200_000_050,
                        plans,
                        59,
                        7,
                        List.of("S-1: the scenario has no site ZR101.")),
                state,
                progress,
                Optional.of(ASKED),
                state.isEnded() ? Optional.of(ASKED.plusSeconds(600)) : Optional.empty(),
                problem.isEmpty() ? Optional.empty() : Optional.of(problem),
                false);
    }

    private static PlanPicture.Band band(int quarter, double mean) {
        return new PlanPicture.Band(quarter, mean, mean / 2, mean * 2);
    }

    private static List<PlanPicture.Band> bands(double first, double second, double third) {
        return List.of(band(0, first), band(1, second), band(2, third));
    }

    /// The result of one plan over three quarters.
    ///
    /// @param replications of its certificate; 0 where demand is beyond all capacity
    public static RolloutResult judged(int replications) {
        RolloutReport.Figure nothing =
                new RolloutReport.Figure(0, 0, 0.0495, replications, 0, 0.95, "OUT_OF_TIME");
        RolloutReport.Figure whole =
                new RolloutReport.Figure(
                        56.0 / 59, 0.8752, 0.9856, replications, 56, 0.95, "COMPLETE");
        RolloutReport report =
                new RolloutReport(
                        RolloutReport.FORMAT,
                        "regional-example",
                        "regional-investments",
                        PLAN.id(),
                        7,
                        List.of(
                                new RolloutReport.Scheduled(
                                        "digitise:a",
                                        "Digital orders <i>",
                                        0,
                                        2,
                                        1,
                                        "proposed",
                                        30_000_000,
                                        "NHS England")),
                        new RolloutReport.Cost(
                                120_000_000,
                                List.of(10_000_000L, 10_000_000L, 100_000_000L),
                                List.of(200_000_050L, 200_000_050L, 200_000_050L)),
                        10,
                        11,
                        9.0909,
                        "made up",
                        nothing,
                        replications == 0 ? nothing : whole,
                        List.of(
                                new RolloutReport.Binding(
                                        0, "north/line:wgs", 0.75, 0.9, 1, 0.4, 0.3),
                                new RolloutReport.Binding(
                                        1, "north/line:wgs", 1, 0.97, 1, 0.9, 0.8),
                                new RolloutReport.Binding(
                                        2,
                                        "south/staff:rare-disease",
                                        0.5,
                                        1.0412,
                                        56.0 / 59,
                                        0.95,
                                        0.9)),
                        Optional.of(
                                List.of(
                                        new RolloutReport.Sites(0, 0, 0),
                                        new RolloutReport.Sites(1, 0, 0),
                                        new RolloutReport.Sites(2, 1, 0))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("OGMS-6401 A note of the planner."));
        PlanPicture picture =
                new PlanPicture(
                        10,
                        1,
                        List.of(
                                new PlanPicture.Turnaround(
                                        "wgs-rare/urgent", bands(9, 10, 12), bands(14.5, 17, 21)),
                                new PlanPicture.Turnaround(
                                        "wgs-rare/routine",
                                        List.of(band(1, 40)),
                                        List.of(band(1, 80)))),
                        bands(1000, 1200, 1300.4),
                        bands(0, 20, 60),
                        List.of(new PlanPicture.Station("north/line:wgs", bands(0.5, 0.7, 0.4))));
        return new RolloutResult(
                RolloutResult.FORMAT,
                service(),
                Optional.of(
                        new RolloutResult.Judged(
                                report,
                                PLAN,
                                replications == 0 ? Optional.empty() : Optional.of(picture),
                                map())),
                Optional.empty());
    }

    private static RolloutResult.Service service() {
        return new RolloutResult.Service(
                "regional-example",
                "A small region to try things on",
                LocalDate.of(2026, 1, 5),
                3,
                1);
    }

    static GoLiveMap map() {
        return new GoLiveMap(
                GoLiveMap.Subject.OFFERED_TESTS,
                List.of(
                        new GoLiveMap.Part(
                                "The <valley>",
                                List.of(
                                        new GoLiveMap.Site("Site A", false, Optional.of(2)),
                                        new GoLiveMap.Site("Site B", true, Optional.empty()),
                                        new GoLiveMap.Site("Site C", false, Optional.empty()))),
                        new GoLiveMap.Part(
                                "Hills",
                                IntStream.range(0, 12)
                                        .mapToObj(i ->
                                                new GoLiveMap.Site(
                                                        "H" + i, false, Optional.of(i % 3)))
                                        .toList())));
    }

    /// The result of two plans.
    public static RolloutResult compared() {
        return new RolloutResult(
                RolloutResult.FORMAT,
                service(),
                Optional.empty(),
                Optional.of(
                        new RolloutResult.Compared(
                                new PlanComparison(
                                        List.of(row("mine", 1, 1, 1), row("yours", 1, 0.9, 0.5))),
                                List.of(3, 0),
                                List.of(PLAN, PLAN))));
    }

    private static PlanComparison.Row row(String id, double... held) {
        return new PlanComparison.Row(
                id,
                "Plan " + id,
                2,
                300_000_000,
                List.of(100_000_000L, 0L, 200_000_000L),
                new Deliverability(
                        held[2],
                        0.4,
                        1,
                        10,
                        (int) (10 * held[2]),
                        0.95,
                        100,
                        IntStream.range(0, 3)
                                .mapToObj(q ->
                                        new Deliverability.Quarter(
                                                held[q],
                                                "north/staff:rare-disease",
                                                1,
                                                1.2,
                                                held[2],
                                                0))
                                .toList(),
                        Deliverability.Ending.COMPLETE));
    }

    private static Page.RolloutProgress progress(RolloutJob job, int ahead) {
        return new Page.RolloutProgress(
                frame(), new RolloutDesk.Found(job, Optional.empty(), ahead));
    }

    static Page.RolloutDone done(int replications) {
        RolloutResult result = judged(replications);
        return new Page.RolloutDone(
                frame(),
                job(RolloutState.DONE, 0, Optional.empty(), ""),
                result.service(),
                result.judged().orElseThrow(),
                RolloutPlots.of(result));
    }

    static Page.RolloutComparison comparison() {
        RolloutResult result = compared();
        return new Page.RolloutComparison(
                frame(),
                job(RolloutState.DONE, 2, Optional.empty(), ""),
                result.service(),
                result.compared().orElseThrow(),
                RolloutPlots.of(result));
    }

    static void add(Map<String, Page> pages) {
        pages.put(
                "rollouts",
                new Page.Rollouts(
                        frame(),
                        List.of(
                                job(RolloutState.RUNNING, 0, Optional.empty(), ""),
                                job(RolloutState.FAILED, 2, Optional.empty(), "OGMS-1 No.")),
                        List.of(new FundedOption.Digitising(new OdsCode("ZR101"))),
                        "The roll-out is deleted.",
                        List.of(),
                        Typed.NOTHING));
        pages.put(
                "rollouts-problems",
                new Page.Rollouts(
                        frame(),
                        List.of(),
                        List.of(),
                        "",
                        List.of(
                                new FormProblem("scenario-text", "OGMS-6101 It is none."),
                                new FormProblem("budget", "Enter the budget."),
                                new FormProblem("plan-file", "OGMS-6420 It is none."),
                                new FormProblem("", "OGMS-5606 Too many.")),
                        new Typed(
                                Map.of(
                                        "scenario", List.of("regional-example"),
                                        "scenario-text", List.of("format: <x>"),
                                        "budget", List.of("lots"),
                                        "replications", List.of("20"),
                                        "seed", List.of("3")))));
        pages.put(
                "rollout-waiting", progress(job(RolloutState.WAITING, 1, Optional.empty(), ""), 2));
        pages.put(
                "rollout-running",
                progress(
                        job(
                                RolloutState.RUNNING,
                                2,
                                Optional.of(
                                        new RolloutProgress(
                                                RolloutStep.CERTIFICATE, 2, 12, 59, 11)),
                                ""),
                        0));
        pages.put(
                "rollout-failed",
                progress(
                        job(RolloutState.FAILED, 0, Optional.empty(), "OGMS-5616 It took long."),
                        0));
        pages.put(
                "rollout-cancelled",
                progress(job(RolloutState.CANCELLED, 0, Optional.empty(), ""), 0));
        pages.put("rollout-done", done(59));
        pages.put("rollout-beyond", done(0));
        pages.put("rollout-compared", comparison());
    }
}
