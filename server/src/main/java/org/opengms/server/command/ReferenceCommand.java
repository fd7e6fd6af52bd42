package org.opengms.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.interpretation.BundleInputs;
import org.opengms.interpretation.BundleManifest;
import org.opengms.interpretation.BundleReport;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.interpretation.ReferenceBundleBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `opengms reference`: what genomes are interpreted against.
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description =
                "Compile or look at a reference bundle: sequence, transcripts, phenotypes, panels.",
        subcommands = {ReferenceCommand.Build.class, ReferenceCommand.Info.class})
public final class ReferenceCommand extends CommandGroup {
    /// `opengms reference build`.
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Compile a reference bundle. Input files may be gzipped.",
            footer = {
                "",
                "Example:",
                "  opengms reference build --fasta GRCh38.fa.gz --transcripts mane.gff3.gz \\",
                "    --hpo hp.json --annotations phenotype.hpoa --genes genes_to_phenotype.txt \\",
                "    --hgnc hgnc_complete_set.txt --panels panels.tsv --out reference"
            })
    static final class Build implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--fasta",
                required = true,
                paramLabel = "FILE",
                description = "Reference sequence (FASTA)")
        private @Nullable Path fasta;

        @Option(
                names = "--transcripts",
                required = true,
                paramLabel = "FILE",
                description = "Transcripts (GFF3 or genePred)")
        private @Nullable Path transcripts;

        @Option(
                names = "--hpo",
                required = true,
                paramLabel = "FILE",
                description = "Phenotype ontology (hp.json)")
        private @Nullable Path ontology;

        @Option(
                names = "--annotations",
                required = true,
                paramLabel = "FILE",
                description = "Disease annotations (phenotype.hpoa)")
        private @Nullable Path annotations;

        @Option(
                names = "--genes",
                required = true,
                paramLabel = "FILE",
                description = "Genes and phenotypes (genes_to_phenotype.txt)")
        private @Nullable Path genes;

        @Option(
                names = "--hgnc",
                paramLabel = "FILE",
                description = "HGNC complete set; without it genes keep NCBI or Ensembl ids")
        private @Nullable Path hgnc;

        @Option(
                names = "--panels",
                paramLabel = "FILE",
                description = "Gene panels: PanelApp table, document, or a folder of documents")
        private @Nullable Path panels;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "DIR",
                description = "Folder of the bundle")
        private @Nullable Path out;

        @Option(names = "--json", description = "Print the result as JSON")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            CommandSpec known = java.util.Objects.requireNonNull(spec);
            BundleInputs inputs =
                    new BundleInputs(
                            readable("--fasta", fasta),
                            readable("--transcripts", transcripts),
                            readable("--hpo", ontology),
                            readable("--annotations", annotations),
                            readable("--genes", genes),
                            hgnc == null ? null : readable("--hgnc", hgnc),
                            panels == null ? null : readable("--panels", panels));
            Path target = java.util.Objects.requireNonNull(out);
            try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
                BundleReport report = ReferenceBundleBuilder.build(inputs, target, progress::at);
                report.warnings()
                        .forEach(w -> known.commandLine().getErr().println("Warning: " + w));
            }
            try (ReferenceBundle bundle = ReferenceBundle.open(target)) {
                known.commandLine().getOut().print(describe(target, bundle, json));
                known.commandLine().getOut().flush();
            }
            return 0;
        }
    }

    /// `opengms reference info`.
    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Say what a reference bundle was compiled from.",
            footer = {"", "Example: opengms reference info reference"})
    static final class Info implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the bundle")
        private @Nullable Path folder;

        @Option(names = "--json", description = "Print as JSON")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            CommandSpec known = java.util.Objects.requireNonNull(spec);
            Path at = java.util.Objects.requireNonNull(folder);
            try (ReferenceBundle bundle = ReferenceBundle.open(at)) {
                known.commandLine().getOut().print(describe(at, bundle, json));
                known.commandLine().getOut().flush();
            }
            return 0;
        }
    }

    private static String describe(Path folder, ReferenceBundle bundle, boolean json) {
        BundleManifest manifest = bundle.manifest();
        if (json) {
            return JsonMapper.builder().build().writeValueAsString(manifest) + "\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(
                "Reference bundle %s%nassembly %s, %d transcripts, %d genes, %d panels%n"
                        .formatted(
                                folder,
                                manifest.assembly(),
                                bundle.genome().transcripts().all().size(),
                                bundle.genome().genes().all().size(),
                                bundle.panels().all().size()));
        for (BundleManifest.Source source : manifest.sources()) {
            text.append(
                    "%-14s %s  %s  sha-256 %s%n"
                            .formatted(
                                    source.role(),
                                    source.file(),
                                    source.release().isEmpty()
                                            ? "release not stated"
                                            : source.release(),
                                    source.sha256()));
        }
        return text.toString();
    }

    /// A file that the person named and that can be read.
    ///
    /// @throws CommandProblem if it cannot
    static Path readable(String option, @Nullable Path file) {
        Path given = java.util.Objects.requireNonNull(file);
        if (!Files.exists(given)) {
            throw new CommandProblem(
                    "OGMS-4901 %s: there is no file %s. Check the path.".formatted(option, given));
        }
        if (!Files.isReadable(given)) {
            throw new CommandProblem(
                    "OGMS-4902 %s: %s may not be read by you.".formatted(option, given));
        }
        return given;
    }
}
