package org.opengms.server.demo;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Site;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.security.DemoPeople;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts a server on a synthetic region, plays patients' journeys, and tells what came of them.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the service on a synthetic region, plays patients' journeys through its",
            "interfaces, and goes on serving until it is interrupted."
        },
        footer = {"", "Example: opengms demo --patients 40 --seed 1 --exit --out demo-results"})
public final class DemoCommand implements Callable<Integer> {
    private final ServerStart server;
    private final LongFunction<Path> dataOfSeed;
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many patients (default: ${DEFAULT-VALUE}).")
    private int patients;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Seed of the region; the same seed gives the same region (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--exit", description = "Stop after the summary.")
    private boolean exit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write summary.json and every signed report here.")
    private @Nullable Path results;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the server keeps everything (default: $OPENGMS_DATA, else data/ in the checkout; data-seed-S for another seed than 1).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the server on this machine (default: ${DEFAULT-VALUE}).")
    private int port;

    /// @param server starts the server
    /// @param dataOfSeed where a server for a seed keeps everything unless told otherwise
    /// @param out for the summary
    /// @param err for progress
    public DemoCommand(
            ServerStart server, LongFunction<Path> dataOfSeed, PrintStream out, PrintStream err) {
        this.server = server;
        this.dataOfSeed = dataOfSeed;
        this.out = out;
        this.err = err;
    }

    /// 0 if every journey went as it should, 1 if one did not.
    @Override
    public Integer call() throws IOException, InterruptedException {
        SyntheticRegion region = SyntheticRegion.of(seed);
        Path folder = data == null ? dataOfSeed.apply(seed) : data;
        try (ServerStart.Running running = server.start(folder, port, region)) {
            DemoSummary summary =
                    DemoPlayer.play(
                            DemoPlan.of(
                                    running.address(),
                                    folder,
                                    region,
                                    patients,
                                    Optional.ofNullable(results),
                                    DemoProgress.on(err, progressKind())));
            out.print(
                    SummaryScreen.of(
                            summary,
                            running.address(),
                            examples(region, patients),
                            DemoPeople.PASSWORD));
            out.flush();
            if (!exit) {
                err.println("demo: serving until interrupted (Ctrl-C)");
                new CountDownLatch(1).await();
            }
            return summary.problems().isEmpty() ? 0 : 1;
        }
    }

    /// People to sign in as, one of each kind: those of the site that ordered most, since the pages
    /// of a site that ordered nothing show nothing.
    private static List<String> examples(SyntheticRegion region, int patients) {
        var network = region.network();
        Map<OdsCode, Long> ordersOfSites =
                region.patients(patients).stream()
                        .filter(p -> p.fault().isEmpty() && network.site(p.site()).isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        SyntheticPatient::site, Collectors.counting()));
        OdsCode site =
                network.sites().stream()
                        .map(Site::ods)
                        .max(Comparator.comparing(s -> ordersOfSites.getOrDefault(s, 0L)))
                        .orElseThrow();
        String laboratory = network.homeLaboratoryOf(site).ods().value();
        return List.of(
                DemoPeople.userName("clinician", site.value()),
                DemoPeople.userName("laboratory", laboratory),
                DemoPeople.userName("scientist", laboratory),
                DemoPeople.userName("manager", network.fallbackLaboratory().value()));
    }

    private static DemoProgress.Kind progressKind() {
        Console console = System.console();
        return console != null && console.isTerminal()
                ? DemoProgress.Kind.TERMINAL
                : DemoProgress.Kind.PLAIN;
    }
}
