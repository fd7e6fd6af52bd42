package org.opengms.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.SampleChoice;
import org.opengms.interpretation.Candidate;
import org.opengms.interpretation.CaseDescription;
import org.opengms.interpretation.InterpretationResult;
import org.opengms.interpretation.Interpreter;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.interpretation.ResultWriter;
import org.opengms.interpretation.Sex;
import org.opengms.phenotype.HpoId;
import org.opengms.phenotype.TermMatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms interpret`: one genome and what is seen in the patient, to a ranked result.
@Command(
        name = "interpret",
        mixinStandardHelpOptions = true,
        description =
                "Rank the variants of one person by what they do and how well they explain the features seen.",
        footer = {
            "",
            "Example:",
            "  opengms interpret --reference reference --vcf genome.vcf.gz --hpo HP:0000105,HP:0000083 --out result",
            "",
            "Writes result.json, result.tsv and report.html. Not for clinical use until a scientist has signed."
        })
public final class InterpretCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--reference",
            required = true,
            paramLabel = "DIR",
            description = "Reference bundle, from 'reference build'")
    private @Nullable Path reference;

    @Option(
            names = "--vcf",
            required = true,
            paramLabel = "FILE",
            description = "Variants of the person: VCF, plain, gzip or BGZF")
    private @Nullable Path vcf;

    @Option(
            names = "--phenopacket",
            paramLabel = "FILE",
            description = "Features as a phenopacket (JSON, version 1 or 2)")
    private @Nullable Path phenopacket;

    @Option(
            names = "--hpo",
            split = ",",
            paramLabel = "HP:…",
            description = "Features as HPO terms, separated by commas")
    private List<String> terms = List.of();

    @Option(names = "--panel", paramLabel = "ID", description = "Gene panel of the bundle")
    private @Nullable String panel;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Whose genotypes, where the VCF holds several")
    private @Nullable String sample;

    @Option(
            names = "--sex",
            paramLabel = "SEX",
            description = "female or male, where there is no phenopacket to say it")
    private @Nullable String sex;

    @Option(
            names = "--case-id",
            paramLabel = "ID",
            description = "Name of the case; default: the phenopacket's, else the file's name")
    private @Nullable String caseId;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the result")
    private @Nullable Path out;

    @Option(
            names = "--skip-unknown-terms",
            description =
                    "Go on without features that the ontology in use does not know, and say so")
    private boolean skipUnknownTerms;

    @Option(names = "--json", description = "Print the result as JSON too")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        Path genome = ReferenceCommand.readable("--vcf", vcf);
        CaseDescription description = description(genome);
        Path folder = Objects.requireNonNull(out);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandProblem(
                    "OGMS-4903 --out: %s is a file, not a folder.".formatted(folder));
        }
        InterpretationResult result;
        try (ReferenceBundle bundle =
                        ReferenceBundle.open(ReferenceCommand.readable("--reference", reference));
                ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            String chosen = sample;
            requireKnownTerms(description, bundle);
            result =
                    new Interpreter(bundle)
                            .interpret(
                                    genome,
                                    chosen == null
                                            ? SampleChoice.only()
                                            : new SampleChoice.Named(chosen),
                                    description,
                                    (step, records) -> progress.at(step, records, 0));
        }
        ResultWriter.write(result, folder);
        result.warnings().forEach(w -> known.commandLine().getErr().println("Warning: " + w));
        if (json) {
            known.commandLine()
                    .getOut()
                    .println(
                            new String(
                                    ResultWriter.json(result),
                                    java.nio.charset.StandardCharsets.UTF_8));
        } else {
            known.commandLine().getOut().print(summary(result, folder));
        }
        known.commandLine().getOut().flush();
        return 0;
    }

    /// A feature that the ontology does not know is a slip of the pen or newer than the ontology:
    /// either way the ranking would be another one than was asked for.
    private void requireKnownTerms(CaseDescription description, ReferenceBundle bundle) {
        List<HpoId> unknown =
                description.observed().stream()
                        .filter(id ->
                                bundle.phenotypes().ontology().match(id)
                                        instanceof TermMatch.Unknown)
                        .toList();
        if (!unknown.isEmpty() && !skipUnknownTerms) {
            throw new CommandProblem(
                    "OGMS-4906 %s: the ontology of the reference bundle does not know %d of the %d observed features: %s. Check the identifiers, build the reference with a newer hp.json, or go on without them with --skip-unknown-terms."
                            .formatted(
                                    phenopacket == null ? "--hpo" : "--phenopacket",
                                    unknown.size(),
                                    description.observed().size(),
                                    unknown.stream()
                                            .limit(10)
                                            .map(HpoId::toString)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private CaseDescription description(Path genome) throws IOException {
        List<HpoId> given = new ArrayList<>();
        for (String term : terms) {
            String clean = term.strip();
            if (!HpoId.isWellFormed(clean)) {
                throw new CommandProblem(
                        "OGMS-4904 --hpo: '%s' is no HPO term. A term looks like HP:0000105; separate terms by commas."
                                .formatted(clean.length() > 30 ? clean.substring(0, 30) : clean));
            }
            given.add(HpoId.parse(clean));
        }
        CaseDescription description;
        if (phenopacket != null) {
            description =
                    CaseDescription.readPhenopacket(
                                    ReferenceCommand.readable("--phenopacket", phenopacket))
                            .withObserved(given);
        } else {
            String name = genome.getFileName().toString().replaceAll("\\.vcf(\\.b?gz)?$", "");
            description = CaseDescription.of(caseId == null ? name : caseId, sexOf(), given);
        }
        String id = caseId;
        if (id != null && phenopacket != null) {
            description =
                    new CaseDescription(
                            id,
                            description.sex(),
                            description.observed(),
                            description.excluded(),
                            description.panelId());
        }
        return Optional.ofNullable(panel).map(description::withPanel).orElse(description);
    }

    private Sex sexOf() {
        String given = sex;
        if (given == null) {
            return Sex.UNKNOWN;
        }
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "female", "f" -> Sex.FEMALE;
            case "male", "m" -> Sex.MALE;
            case "unknown" -> Sex.UNKNOWN;
            default -> throw new CommandProblem("OGMS-4905 --sex: say female, male or unknown.");
        };
    }

    private static String summary(InterpretationResult result, Path folder) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s: %d records read, %d candidates%n"
                        .formatted(
                                result.description().caseId(),
                                result.variantsRead(),
                                result.candidateCount()));
        for (Candidate candidate :
                result.candidates().subList(0, Math.min(SHOWN, result.candidates().size()))) {
            text.append(
                    "%3d  %-10s %s:%d %s>%s  %s  %s  %.3f%n"
                            .formatted(
                                    candidate.rank(),
                                    candidate.gene(),
                                    candidate.contig(),
                                    candidate.position(),
                                    shorten(candidate.ref()),
                                    shorten(candidate.alt()),
                                    candidate.consequence().label(),
                                    candidate.hgvsC(),
                                    candidate.score()));
        }
        text.append(
                "Written to %s: result.json, result.tsv, report.html. Not for clinical use.%n"
                        .formatted(folder));
        return text.toString();
    }

    private static String shorten(String bases) {
        return bases.length() > 12 ? bases.substring(0, 12) + "…" : bases;
    }
}
