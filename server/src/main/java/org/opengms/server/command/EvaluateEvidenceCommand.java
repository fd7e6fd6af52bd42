package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.evidence.EvidenceReport;
import org.opengms.evaluation.evidence.PublishedEvidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms evaluate evidence`.
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description =
                "Print what is published about the 100,000 Genomes Project: a row a figure, and Parliament's questions answered from them.",
        footer = {
            "",
            "Example:",
            "  opengms evaluate evidence > evidence.md",
            "  opengms evaluate evidence --json"
        })
final class EvaluateEvidenceCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--figures",
            paramLabel = "FILE",
            description = "Figures in JSON; without it those that come with the program")
    private @Nullable Path figures;

    @Option(names = "--json", description = "Print the figures as JSON")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PublishedEvidence evidence =
                figures == null ? PublishedEvidence.shipped() : PublishedEvidence.load(figures);
        if (json) {
            MachineOutput.print(out, evidence);
        } else {
            out.print(new EvidenceReport(evidence).markdown());
        }
        out.flush();
        return 0;
    }
}
