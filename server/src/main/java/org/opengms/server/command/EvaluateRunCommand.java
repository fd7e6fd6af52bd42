package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.Evaluation;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.run.PublishedFinding;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.server.evaluation.EvaluationEngine;
import org.opengms.server.letters.Typesetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms evaluate run`.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Run a protocol over a snapshot and write the report: a page, PDF and tables (Frictionless). Every number passes disclosure control.",
        footer = {
            "",
            "Example:",
            "  opengms evaluate example --orders 20000 --out snapshot",
            "  opengms evaluate run snapshot --out report",
            "",
            "The same snapshot and protocol give the same bytes. docs/spec/evaluation.md says how a",
            "snapshot and a protocol are written."
        })
final class EvaluateRunCommand implements Callable<Integer> {
    private static final int TOLD = 20;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SNAPSHOT", description = "Folder or zip file of a snapshot")
    private Path snapshot = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the report; made if it is not there")
    private Path out = Path.of("");

    @Option(
            names = "--protocol",
            paramLabel = "FILE",
            description = "A protocol in JSON; without it the one that comes with the program")
    private @Nullable Path protocol;

    @Option(
            names = "--registered-on",
            paramLabel = "DATE",
            description = "When the protocol was registered where it cannot be changed quietly")
    private @Nullable LocalDate registeredOn;

    @Option(
            names = "--registered-hash",
            paramLabel = "SHA256",
            description = "Under which hash; without it that of the protocol that runs")
    private @Nullable String registeredHash;

    @Option(names = "--json", description = "Print what was found of all orders as JSON")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        if (registeredHash != null && registeredOn == null) {
            throw new CommandProblem(
                    "OGMS-9170 A hash was registered on a day: give --registered-on too.");
        }
        Protocol asked = protocol == null ? Protocol.standard() : Protocol.read(protocol);
        Snapshot read = SnapshotFiles.read(snapshot);
        tell(read, errors);
        LocalDate day = registeredOn;
        Optional<Registration> registered =
                day == null
                        ? Optional.empty()
                        : Optional.of(
                                new Registration(
                                        registeredHash == null ? asked.hash() : registeredHash,
                                        day));
        Report report = Evaluation.of(asked, read, registered);
        new EvaluationEngine(new Typesetter()).write(report, read, out);
        if (json) {
            MachineOutput.print(words, summary(report, read));
        } else {
            words.println(report.standing().sentence());
            if (report.findings().isTooSmall()) {
                words.println(
                        "Too few people are in this cohort for anything to be published: the report says so and shows nothing.");
            }
            words.println("Written to " + out + ": report.html, report.pdf and tables.");
        }
        words.flush();
        return 0;
    }

    static void tell(Snapshot read, PrintWriter errors) {
        read.intake().problems().stream().limit(TOLD).forEach(p -> errors.println(line(p)));
        if (read.intake().problems().size() > TOLD || read.intake().leftOut() > 0) {
            errors.printf(
                    "%,d of %,d rows were left out; the report counts them by reason.%n",
                    read.intake().leftOut(), read.intake().rows());
        }
        errors.flush();
    }

    private static String line(Problem problem) {
        return "%s:%d: %s: %s. %s"
                .formatted(
                        problem.file(),
                        problem.line(),
                        problem.field(),
                        problem.reason()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '),
                        problem.advice());
    }

    private static Map<String, Object> summary(Report report, Snapshot read) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("standing", report.standing().kind().name());
        summary.put("snapshot", read.hash());
        summary.put("protocol", report.standing().hash());
        Map<String, Object> all = new LinkedHashMap<>();
        for (PublishedFinding finding : report.findings().findings()) {
            if (finding.stratum().field().isEmpty()) {
                all.put(finding.estimand(), value(finding.result()));
            }
        }
        summary.put("findings", all);
        return summary;
    }

    private static Map<String, Object> value(Result result) {
        return switch (result) {
            case Result.Identified(var interval, var assumption) -> {
                Map<String, Object> value = new LinkedHashMap<>();
                value.put("estimate", interval.estimate());
                value.put("lower", interval.lower());
                value.put("upper", interval.upper());
                assumption.ifPresent(a -> value.put("assuming", a));
                yield value;
            }
            case Result.NotIdentified(var _, var limits) ->
                    Map.of(
                            "notIdentified", true,
                            "lower", limits.lower(),
                            "upper", limits.upper());
            case Result.NotEstimable(String why) -> Map.of("notEstimable", why);
            case Result.NotShown _ -> Map.of("shown", false);
        };
    }
}
