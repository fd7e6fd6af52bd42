package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.routing.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms plan replay`.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Decide recorded routing requests again, from what was recorded alone, and say where the result differs.",
        footer = {
            "",
            "Example:",
            "  opengms plan replay decisions.jsonl.gz",
            "",
            "Ends with 0 when every decision comes out as recorded, to the byte; with 1 when",
            "a line is damaged, was altered, or is decided otherwise."
        })
final class PlanReplayCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "Records of decisions, one a line; may be gzipped")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        if (!Files.isRegularFile(file)) {
            throw new CommandProblem("OGMS-4940 There is no file %s.".formatted(file));
        }
        Replay.Report report = Replay.of(file);
        PrintWriter out = known.commandLine().getOut();
        if (json) {
            MachineOutput.print(out, report);
        } else {
            write(out, report);
        }
        return report.isClean() && report.lines() > 0 ? 0 : 1;
    }

    private static void write(PrintWriter out, Replay.Report report) {
        out.printf(
                "%,d lines: %,d decisions come out as recorded, %,d overrides of %,d requests%n",
                report.lines(),
                report.identical(),
                report.overrides(),
                report.overriddenRequests());
        for (Replay.Problem problem : report.problems()) {
            out.printf(
                    "line %d%s: %s%n",
                    problem.line(),
                    problem.request().map(r -> ", request " + r).orElse(""),
                    words(problem.fault()));
            problem.details().forEach(detail -> out.printf("  %s%n", detail));
        }
        out.flush();
    }

    private static String words(Replay.Fault fault) {
        return switch (fault) {
            case DAMAGED -> "this is no record of a decision";
            case OTHER_FORMAT -> "the record was written by another version of this program";
            case ALTERED -> "the line is not what was written";
            case DECIDED_OTHERWISE -> "the same inputs give another decision";
            case WITHOUT_DECISION -> "a decision is overridden that does not stand before it";
        };
    }
}
