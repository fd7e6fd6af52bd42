package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.SiteDigitisation;
import org.opengms.planning.statistics.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan digitise`.
@Command(
        name = "digitise",
        mixinStandardHelpOptions = true,
        description =
                "What digitising one site would return: the service simulated with it and without, on the same patients.",
        footer = {
            "",
            "Example:",
            "  opengms plan digitise regional-example --site site-1",
            "  opengms plan digitise regional-example --observed 0.3,0.5,0.2,0 --part 0.05",
            "",
            "SCENARIO is a file (JSON or YAML, docs/spec/planning-scenario.md) or one of",
            "national-2018, national-today, regional-example."
        })
final class PlanDigitiseCommand implements Callable<Integer> {
    private static final String OBSERVED = "observed-site";
    private static final int SHARES = 4;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private final ScenarioOptions common = new ScenarioOptions();

    @Option(names = "--site", paramLabel = "ID", description = "A site of the scenario")
    private @Nullable String site;

    @Option(
            names = "--observed",
            paramLabel = "E,D,S,R",
            description =
                    "In place of a site of the scenario: shares of electronic orders, records of discussion, tracked samples and returned reports, each 0 to 1")
    private @Nullable String observed;

    @Option(
            names = "--part",
            paramLabel = "P",
            description = "Of all orders, that the observed site has (default: ${DEFAULT-VALUE})")
    private double part = 0.05;

    @Option(
            names = "--profile",
            paramLabel = "ID",
            description = "How digital it would be (default: ${DEFAULT-VALUE})")
    private String profile = "digital";

    @Option(
            names = "--reps",
            paramLabel = "N",
            description = "Pairs of replications (default: ${DEFAULT-VALUE})")
    private int pairs = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Of all chance (default: 1)")
    private long seed = 1;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        if ((site == null) == (observed == null)) {
            throw new CommandProblem(
                    "OGMS-8935 Give either --site, a site of the scenario, or --observed, four shares such as 0.3,0.5,0.2,0.");
        }
        ServiceScenario scenario = common.scenario();
        String digitised = site == null ? OBSERVED : site;
        SiteDigitisation answer;
        try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            answer =
                    SiteDigitisation.of(
                            observed == null ? scenario : with(scenario, observed),
                            digitised,
                            profile,
                            pairs,
                            seed,
                            common.threads(),
                            (done, count) -> progress.at("Simulating pairs", done, count));
        }
        PrintWriter words = known.commandLine().getOut();
        if (common.json()) {
            MachineOutput.print(words, answer);
        } else {
            words.printf(
                    Locale.ROOT,
                    "%s of %s, %,.0f orders a year, digital from the first day, %d pairs of replications%n",
                    answer.site(),
                    answer.scenario(),
                    answer.ordersPerYear(),
                    answer.replications());
            words.printf(
                    "Days saved for each of its orders: %s%n", words(answer.daysSavedPerOrder()));
            words.printf(
                    "Days saved a year, over all patients: %s%n", words(answer.daysSavedPerYear()));
        }
        words.flush();
        return 0;
    }

    private static String words(Interval days) {
        return String.format(
                Locale.ROOT,
                "%,.2f (95 %% %,.2f to %,.2f)",
                days.estimate(),
                days.lower(),
                days.upper());
    }

    private ServiceScenario with(ServiceScenario scenario, String shares) {
        List<Double> read;
        try {
            read = Stream.of(shares.split(",", -1)).map(s -> Double.valueOf(s.strip())).toList();
        } catch (NumberFormatException e) {
            read = List.of();
        }
        if (read.size() != SHARES || read.stream().anyMatch(s -> !(s >= 0 && s <= 1))) {
            throw new CommandProblem(
                    "OGMS-8936 --observed: give four shares between 0 and 1, such as 0.3,0.5,0.2,0.");
        }
        return SiteDigitisation.withSite(
                scenario, OBSERVED, part, read.get(0), read.get(1), read.get(2), read.get(3));
    }
}
