package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.ledger.valuation.Assumption;
import org.opengms.ledger.valuation.Valuation;
import org.opengms.ledger.valuation.ValuationScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms value estimate`.
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        description =
                "Estimate the worth of the resource and the return of agreements, with intervals, and say what each assumption does.",
        footer = {
            "",
            "Example:",
            "  opengms value estimate example",
            "  opengms value estimate my-deal.json --json",
            "",
            "`example` is a scenario that comes with the program; docs/spec/ledger.md says how to write",
            "one. Every figure is as good as the assumptions, which are printed with it. The same seed",
            "gives the same figures."
        })
final class ValueEstimateCommand implements Callable<Integer> {
    private static final int SHOWN = 5;
    private static final int BAR = 24;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO.json",
            description = "A scenario, in JSON or YAML; or the word example")
    private String scenario = "";

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ValuationScenario read =
                scenario.equals("example")
                        ? ValuationScenario.example()
                        : ValuationScenario.read(Path.of(scenario));
        Valuation valuation = Valuation.of(read);
        if (json) {
            MachineOutput.print(out, valuation);
        } else {
            write(out, read, valuation);
        }
        out.flush();
        return 0;
    }

    private static void write(PrintWriter out, ValuationScenario scenario, Valuation valuation) {
        out.printf(
                Locale.UK,
                "%s%nEstimated, in pounds of today over %d years, from %,d drawn worlds (seed %d).%n",
                valuation.scenario(),
                scenario.years(),
                valuation.draws(),
                valuation.seed());
        for (Valuation.Estimate estimate : valuation.estimates()) {
            out.printf(
                    Locale.UK,
                    "%n%s: %s on average (± %s from drawing); nine worlds in ten lie between %s and %s, half below %s.%n",
                    estimate.what(),
                    pounds(estimate.meanPounds()),
                    pounds(estimate.standardErrorPounds()),
                    pounds(estimate.p5Pounds()),
                    pounds(estimate.p95Pounds()),
                    pounds(estimate.p50Pounds()));
            sensitivity(out, estimate, valuation.sensitivities());
        }
        out.printf("%nNothing of this is known. It follows from these assumptions:%n");
        for (Assumption assumption : valuation.assumptions()) {
            out.printf(
                    Locale.UK,
                    "  %s: %,.4g to %,.4g, central %,.4g %s (%s)%n",
                    assumption.name(),
                    assumption.low(),
                    assumption.high(),
                    assumption.central(),
                    assumption.unit(),
                    assumption.source());
        }
    }

    /// How far each assumption moves a figure, the furthest first.
    private static void sensitivity(
            PrintWriter out, Valuation.Estimate estimate, List<Valuation.Sensitivity> all) {
        List<Valuation.Sensitivity> shown =
                all.stream().filter(s -> s.what().equals(estimate.what())).limit(SHOWN).toList();
        double most = shown.stream().mapToDouble(ValueEstimateCommand::span).max().orElse(1);
        for (Valuation.Sensitivity one : shown) {
            int length = (int) Math.max(1, Math.round(BAR * span(one) / most));
            out.printf(
                    Locale.UK,
                    "  %-" + BAR + "s  %s: %s to %s%n",
                    "#".repeat(length),
                    one.assumption(),
                    pounds(one.atLowPounds()),
                    pounds(one.atHighPounds()));
        }
    }

    private static double span(Valuation.Sensitivity one) {
        return Math.abs(one.atHighPounds() - one.atLowPounds());
    }

    private static String pounds(double pounds) {
        String sign = pounds < 0 ? "-" : "";
        double size = Math.abs(pounds);
        return size >= 1e6
                ? String.format(Locale.UK, "%s£%,.2f million", sign, size / 1e6)
                : String.format(Locale.UK, "%s£%,.0f", sign, size);
    }
}
