package org.opengms.planning.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;

/// "Was the 2018 plan deliverable?": a worked answer that anybody can make again, from scenario
/// `national-2018`, the catalogue of investments and a plan file that states what was announced.
public final class AnnouncedPlanReport {
    /// The plan file, a resource of this package.
    static final String PLAN = "announced-2018.yaml";

    private static final DataFile<RolloutPlan> PLANS =
            new DataFile<>(
                    RolloutPlan.class, "a roll-out plan", "OGMS-6420", UnaryOperator.identity());

    /// What go-lives that are put off must reach.
    private static final double LATER_TARGET = 0.9;

    private AnnouncedPlanReport() {}

    /// What was announced, as a plan.
    public static RolloutPlan plan() {
        return PLANS.shipped(AnnouncedPlanReport.class, PLAN);
    }

    /// Works the answer out.
    ///
    /// @param options how deliverability is certified
    public static RolloutPlanner.Answer answer(CertificateOptions options) {
        ServiceScenario scenario = ServiceScenario.named("national-2018");
        InvestmentCatalogue catalogue = InvestmentCatalogue.named("national-investments");
        RolloutPlan plan = plan();
        return new RolloutPlanner(
                        new RolloutRequest(
                                scenario,
                                catalogue,
                                catalogue.spendingPence(scenario, plan),
                                Optional.of(plan),
                                2018,
                                ScreenLimits.DEFAULT,
                                options,
                                SimulationLimits.STANDARD,
                                Optional.of(LATER_TARGET)))
                .answer();
    }

    /// Writes `2018-plan.md` and, in the folder `2018-plan`, the files of [RolloutFiles].
    public static void write(Path directory, CertificateOptions options) {
        RolloutPlanner.Answer answer = answer(options);
        Path details = directory.resolve("2018-plan");
        RolloutFiles.write(answer, details);
        try {
            Files.writeString(directory.resolve("2018-plan.md"), markdown(answer.report()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-6471 Cannot write the report to %s. Check the path.".formatted(directory),
                    e);
        }
    }

    /// The report in Markdown.
    static String markdown(RolloutReport report) {
        RolloutReport.Figure all = report.deliverabilityIfConfirmed();
        RolloutReport.Figure confirmed = report.deliverability();
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Was the 2018 plan deliverable?

                In 2018 a Genomic Medicine Service was announced. This page asks of a *synthetic* service of a country's size
                whether what was announced could have been delivered, and what would have stood in its way. It is worked out
                by OpenGMS from a scenario, a catalogue of investments and a plan, all in this repository, and can be made
                again by anybody. It says nothing about real laboratories: most quantities are assumptions, listed below.

                ## Answer

                """);
        text.append("**").append(verdict(all)).append("**\n\n");
        text.append(
                """
                | | share of replications in which every service level held in every quarter | 95 %% limits, each | replications |
                |---|---|---|---|
                | if all money of the plan had been confirmed | %s | %s to %s | %d of %d |
                | on the money confirmed in the plan file alone | %s | %s to %s | %d of %d |

                The plan spends £%s million in %d quarters.

                ## What stood in the way

                | quarter | resource that limited most replications | of them | its load | all levels held in |
                |---|---|---|---|---|
                """
                        .formatted(
                                RolloutFiles.percent(all.probability()),
                                RolloutFiles.percent(all.lower()),
                                RolloutFiles.percent(all.upper()),
                                all.held(),
                                all.replications(),
                                RolloutFiles.percent(confirmed.probability()),
                                RolloutFiles.percent(confirmed.lower()),
                                RolloutFiles.percent(confirmed.upper()),
                                confirmed.held(),
                                confirmed.replications(),
                                RolloutFiles.millions(report.cost().totalPence()),
                                report.cost().byQuarterPence().size()));
        for (RolloutReport.Binding binding : report.bindingResources()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %d | %s | %s | %.2f | %s |%n",
                            binding.quarter() + 1,
                            binding.resource(),
                            RolloutFiles.percent(binding.share()),
                            binding.load(),
                            RolloutFiles.percent(binding.heldShare())));
        }
        text.append(
                """

                Load is work over capacity: above 1 a resource falls behind. The first quarters are a ramp in which levels are
                not judged. Replications that are hopeless by their average load alone are told so without being simulated; their
                quarters count as not held from the one in which they fail.
                """);
        text.append("\n## And later?\n\n").append(later(report)).append('\n');
        text.append(
                """

                ## What was announced, and what is assumed

                """);
        for (String line : ASSUMPTIONS) {
            text.append("- ").append(line).append('\n');
        }
        text.append(
                """

                ## Again

                Scenario `%s`, investments `%s`, plan `%s`, seed %d. Every number, the schedule and a plot are in the folder
                `2018-plan` beside this page. Run the class `org.opengms.planning.rollout.AnnouncedPlanReport` with a directory
                and the number of replications to make them again; the same seed gives the same numbers.
                """
                        .formatted(
                                report.scenario(),
                                report.investments(),
                                report.plan(),
                                report.seed()));
        return text.toString().replace("\r\n", "\n");
    }

    private static String later(RolloutReport report) {
        return report.earliest()
                .map(earliest ->
                        earliest.postponedQuarters()
                                .map(quarters ->
                                        quarters == 0
                                                ? "As announced, the sites could go live when they were to."
                                                : "With everything else as announced, all sites would have had to go live %d quarters later for a probability of %s."
                                                        .formatted(
                                                                quarters,
                                                                RolloutFiles.percent(
                                                                        earliest.target())))
                                .orElse(
                                        "No: with everything else as announced, no date on which sites go live up to %d quarters later reaches a probability of %s. What lacks is not time, but people and machines."
                                                .formatted(
                                                        earliest.tried().size() - 1,
                                                        RolloutFiles.percent(earliest.target()))))
                .orElse("Not asked.");
    }

    private static String verdict(RolloutReport.Figure figure) {
        if (figure.lower() >= 0.95) {
            return "Yes: with 95 % confidence it holds its service levels with a probability of at least 95 %.";
        }
        if (figure.upper() < 0.95) {
            return "No: with 95 % confidence the probability that it holds its service levels is at most "
                    + RolloutFiles.percent(figure.upper())
                    + ".";
        }
        return "Not shown: the replications run neither confirm nor refute a probability of 95 %.";
    }

    private static final List<String> ASSUMPTIONS =
            List.of(
                    "Read at its source: up to 300,000 whole-genome equivalents over five years (agreement of 2020), 60,000 to 100,000 a year. The scenario asks for them from its start.",
                    "Read at its source: the deadline of Frontline Digitisation moved by 12 months; 8 of 206 bodies (4 %) were still to miss it. The plan digitises every site within two years and slips by that history; the shares between in time and 12 months late are assumed.",
                    "Read at its source: a clinical scientist's training takes three years. Groups of four for rare disease and cancer at every laboratory each year are assumed; no figure was found.",
                    "Assumed: a second sequencer for every laboratory from the agreement of 2020, compute and storage to go with them, and all costs not marked otherwise in the catalogue.",
                    "Assumed: which money was confirmed. The plan file marks sequencing and training as confirmed, digitisation as agreed.",
                    "Not verified: 810,000 tests a year, and 420,000 by another account; hours of interpretation for a whole genome, to which the answer is most sensitive.");

    /// Writes the report.
    ///
    /// @param arguments a directory, and how many replications
    public static void main(String[] arguments) {
        PrintStream err = System.err;
        if (arguments.length != 2) {
            err.println(
                    "Name a directory and the number of replications, such as docs/reports 299");
            System.exit(2);
            return;
        }
        Path directory = Path.of(arguments[0]);
        write(
                directory,
                CertificateOptions.defaults()
                        .withReplications(Integer.parseInt(arguments[1]))
                        .withProgress(p ->
                                err.print(
                                        "\r"
                                                + p.done()
                                                + " of "
                                                + p.of()
                                                + " replications, "
                                                + p.held()
                                                + " held ")));
        err.println();
    }
}
