package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.imports.Pseudonyms;
import org.opengms.evaluation.imports.RecordImport;
import org.opengms.evaluation.imports.RecordMapping;
import org.opengms.evaluation.imports.RecordMapping.Programme;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms evaluate import`.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Make a snapshot of the tables of another programme, such as the 100,000 Genomes Project.",
        footer = {
            "",
            "Example:",
            "  opengms evaluate import tables --name gel-release-19 --from 2015-01-01 --day 2024-10-31 --out snapshot",
            "  opengms evaluate import tables --programme CANCER --name gel-cancer-19 --from 2015-01-01 --day 2024-10-31 --out snapshot",
            "",
            "docs/spec/evaluation-imports.md says which tables and columns are read, and how a mapping of",
            "others is written. Numbers of participants become pseudonyms by a key that is not kept."
        })
final class EvaluateImportCommand implements Callable<Integer> {
    private static final int TOLD = 50;
    private static final int KEY_BYTES = 32;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "With one file for each table")
    private Path folder = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "Which headings and codes mean what, in JSON; without it those of the 100,000 Genomes Project")
    private @Nullable Path mapping;

    @Option(
            names = "--programme",
            paramLabel = "PROGRAMME",
            description =
                    "Of the 100,000 Genomes Project, where no mapping is given: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Programme programme = Programme.RARE_DISEASE;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "Of the snapshot: small letters, digits and hyphens")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description = "First day of consents that are read")
    private LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            required = true,
            description = "On which the tables were as they are")
    private LocalDate day = LocalDate.EPOCH;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the snapshot; made if it is not there")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        RecordImport.Imported imported =
                RecordImport.load(
                        folder,
                        mapping(),
                        new SnapshotDescription(
                                name,
                                "Imported tables of " + name,
                                from,
                                day,
                                "Tables in the folder " + folder.getFileName(),
                                "HMAC with a key drawn for this import and not kept"),
                        new Pseudonyms(key));
        imported.intake().problems().stream()
                .limit(TOLD)
                .map(Problem::toString)
                .forEach(errors::println);
        errors.flush();
        SnapshotFiles.write(imported.snapshot(), out, SnapshotFiles.Packing.GZIP);
        words.printf(
                "%,d orders written to %s; %,d relatives, %,d participants of other programmes and %,d further tumours have none; %,d problems in %,d rows.%n",
                imported.snapshot().orders().size(),
                out,
                imported.relatives(),
                imported.otherProgrammes(),
                imported.furtherTumours(),
                imported.intake().counts().values().stream().mapToLong(Long::longValue).sum(),
                imported.intake().rows());
        words.flush();
        return 0;
    }

    private RecordMapping mapping() {
        if (mapping != null) {
            return RecordMapping.load(mapping);
        }
        return switch (programme) {
            case RARE_DISEASE -> RecordMapping.ofThe100000GenomesProject();
            case CANCER -> RecordMapping.ofTheCancerProgramme();
        };
    }
}
