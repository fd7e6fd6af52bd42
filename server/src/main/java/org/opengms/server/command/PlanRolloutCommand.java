package org.opengms.server.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.CertificateOptions;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.RolloutFiles;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutPlanner;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.planning.rollout.RolloutRequest;
import org.opengms.planning.rollout.ScreenLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan rollout`.
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description =
                "Find a roll-out within a budget and certify how likely it is delivered: every service level in every quarter.",
        footer = {
            "",
            "Example:",
            "  opengms plan rollout regional-example --budget 2000000 --out results",
            "",
            "SCENARIO and --investments are files (JSON or YAML) or names of what is shipped.",
            "Certified on confirmed money; the figure if all were confirmed stands beside it.",
            "With --out an interrupted run is taken up again by the same command."
        })
final class PlanRolloutCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final ScenarioOptions common = new ScenarioOptions();

    @Option(
            names = "--budget",
            required = true,
            paramLabel = "POUNDS",
            description = "That may be spent in each quarter")
    private BigDecimal pounds = BigDecimal.ZERO;

    @Option(
            names = "--investments",
            paramLabel = "NAME|FILE",
            description =
                    "What can be invested in (default: national-investments, or regional-investments for a regional scenario)")
    private @Nullable String investments;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Judge this plan instead of finding one")
    private @Nullable Path plan;

    @Option(
            names = "--target",
            paramLabel = "SHARE",
            description =
                    "Put go-lives off, a quarter at a time, until the lower limit of the probability reaches this, such as 0.95")
    private @Nullable Double target;

    @Option(
            names = "--reps",
            paramLabel = "N",
            description =
                    "Replications of the certificate: 59 that hold show 95 %%, 299 show 99 %% (default: ${DEFAULT-VALUE})")
    private int replications = 299;

    @Option(
            names = "--time-limit",
            paramLabel = "MINUTES",
            description = "Longest time for each certificate (default: ${DEFAULT-VALUE})")
    private int minutes = 60;

    @Option(
            names = "--screen-seconds",
            paramLabel = "SECONDS",
            description = "Longest time for finding a schedule (default: ${DEFAULT-VALUE})")
    private int screenSeconds = 55;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        ServiceScenario service = common.scenario();
        RolloutPlanner.Answer answer;
        try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            progress.at("Finding a schedule", 0, 0);
            RolloutRequest request =
                    RolloutRequest.of(service, catalogue(), pence())
                            .within(screen(), certificate(progress));
            if (plan != null) {
                request = request.judging(RolloutPlan.read(plan));
            }
            if (target != null) {
                request = request.reaching(target);
            }
            answer = new RolloutPlanner(request).answer();
        }
        common.out().ifPresent(folder -> RolloutFiles.write(answer, folder));
        PrintWriter words = known.commandLine().getOut();
        if (common.json()) {
            words.println(RolloutFiles.json(answer.report()));
        } else {
            write(words, answer.report());
        }
        words.flush();
        return 0;
    }

    private InvestmentCatalogue catalogue() {
        String name =
                investments != null
                        ? investments
                        : common.named().startsWith("regional")
                                ? "regional-investments"
                                : "national-investments";
        Path file = Path.of(name);
        return java.nio.file.Files.isRegularFile(file)
                ? InvestmentCatalogue.read(file)
                : InvestmentCatalogue.named(name);
    }

    private long pence() {
        try {
            long pence = pounds.movePointRight(2).longValueExact();
            if (pence >= 0) {
                return pence;
            }
        } catch (ArithmeticException tooFine) {
            throw new CommandProblem(
                    "OGMS-4942 --budget %s is not a sum of pounds and pence.".formatted(pounds));
        }
        throw new CommandProblem("OGMS-4943 --budget %s is less than nothing.".formatted(pounds));
    }

    private ScreenLimits screen() {
        ScreenLimits usual = ScreenLimits.DEFAULT;
        return new ScreenLimits(
                Duration.ofSeconds(screenSeconds),
                usual.rounds(),
                usual.movesPerRound(),
                usual.seed());
    }

    private CertificateOptions certificate(ProgressLine progress) {
        CertificateOptions usual = CertificateOptions.defaults();
        return new CertificateOptions(
                replications,
                usual.errorEachSide(),
                common.threads(),
                Duration.ofMinutes(minutes),
                usual.heapMegabytes(),
                common.out().map(folder -> folder.resolve("certificates")),
                at -> progress.at("Certifying", at.done(), at.of()));
    }

    private static void write(PrintWriter out, RolloutReport report) {
        out.printf("%s, plan %s%n", report.scenario(), report.plan());
        for (RolloutReport.Scheduled one : report.schedule()) {
            out.printf(
                    Locale.UK,
                    "  quarter %2d (works from %2d): %d × %s, %s, £%,d, %s, %s%n",
                    one.quarter(),
                    one.worksQuarter(),
                    one.units(),
                    one.name(),
                    one.option().substring(one.option().indexOf(':') + 1),
                    one.costPence() / 100,
                    one.payer(),
                    one.state());
        }
        out.printf(
                Locale.UK,
                "Cost £%,d; within %.2f %% of the best that is possible%n",
                report.cost().totalPence() / 100,
                report.gapPercent());
        write(out, "On confirmed money", report.deliverability());
        write(out, "If all money were confirmed", report.deliverabilityIfConfirmed());
        for (RolloutReport.Binding binding : report.bindingResources()) {
            out.printf(
                    Locale.ROOT,
                    "  quarter %2d: %s limits (%.0f %% of its capacity asked for, in %.0f %% of replications)%n",
                    binding.quarter(),
                    binding.resource(),
                    100 * binding.load(),
                    100 * binding.share());
        }
        write(out, report.bindingResources());
        report.earliest().ifPresent(earliest -> write(out, earliest));
        report.notes().forEach(note -> out.printf("Note: %s%n", note));
    }

    /// Says from when on the levels hold in most replications, where not from the first quarter on.
    private static void write(PrintWriter out, List<RolloutReport.Binding> quarters) {
        quarters.stream()
                .filter(q -> q.heldFromShare() > 0.5)
                .findFirst()
                .filter(q -> q.quarter() > 0)
                .ifPresent(q ->
                        out.printf(
                                Locale.ROOT,
                                "Every level holds from quarter %d on to the last in %.1f %% of replications (at least %.1f %%)%n",
                                q.quarter(),
                                100 * q.heldFromShare(),
                                100 * q.heldFromLower()));
    }

    private static void write(PrintWriter out, RolloutReport.Earliest earliest) {
        earliest.postponedQuarters()
                .ifPresentOrElse(
                        quarters ->
                                out.printf(
                                        Locale.ROOT,
                                        "The earliest go-lives that reach %.0f %%: %s%n",
                                        100 * earliest.target(),
                                        quarters == 0
                                                ? "as planned"
                                                : quarters + " quarters later than planned"),
                        () ->
                                out.printf(
                                        Locale.ROOT,
                                        "No go-lives up to %d quarters later reach %.0f %%%n",
                                        earliest.tried().size() - 1,
                                        100 * earliest.target()));
    }

    private static void write(PrintWriter out, String what, RolloutReport.Figure figure) {
        out.printf(
                Locale.ROOT,
                "%s: every service level holds in every quarter in %d of %d replications: %.1f %% (%.1f to %.1f %%)%n",
                what,
                figure.held(),
                figure.replications(),
                100 * figure.probability(),
                100 * figure.lower(),
                100 * figure.upper());
    }
}
