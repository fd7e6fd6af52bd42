package org.opengms.server.command;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalDirectory.Unmatched;
import org.opengms.directory.DirectoryLibrary.Added;
import org.opengms.directory.ImportRecord;
import org.opengms.directory.SheetImport;
import org.opengms.directory.SheetImporter;
import org.opengms.directory.SheetRules;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.fhir.DirectoryMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms directory import`.
@Command(
        name = "import",
        description = {
            "Import a version of the national rare-disease sheet (.xlsx or .csv), and onto it the"
                    + " definitions of the digital test directory (FHIR JSON).",
            "Every value that is read otherwise than written is noted; rows and definitions that"
                    + " cannot be used are reported. A running service uses the version after its"
                    + " next start."
        },
        footer = {
            "",
            "Example:",
            "  opengms directory import --sheet rare-disease.xlsx --dgts dgts/ \\",
            "    --version 5.1 --effective-from 2023-06-01 --into /srv/opengms"
        })
final class DirectoryImportCommand implements Callable<Integer> {
    /// How many notes are shown; all of them are kept beside the version and told with --json.
    private static final int SHOWN = 30;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private final DirectoryOptions common = new DirectoryOptions();

    @Option(
            names = "--sheet",
            required = true,
            paramLabel = "FILE",
            description = "The sheet, as .xlsx or .csv; may be gzipped")
    private @Nullable Path sheet;

    @Option(
            names = "--sheet-name",
            paramLabel = "NAME",
            description = "Which sheet of a workbook, if several could be meant")
    private @Nullable String sheetName;

    @Option(
            names = "--dgts",
            paramLabel = "FOLDER",
            description =
                    "Definitions of the digital test directory: a folder or file of PlanDefinitions, ActivityDefinitions, Libraries; may be given several times")
    private List<Path> digital = List.of();

    @Option(
            names = "--version",
            required = true,
            paramLabel = "V",
            description = "Name of the version, such as 5.1")
    private String version = "";

    @Option(
            names = "--effective-from",
            required = true,
            paramLabel = "DATE",
            description = "First day on which it applies, such as 2023-06-01")
    private @Nullable LocalDate effectiveFrom;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "Your own rules for reading the sheet (JSON) instead of the built-in ones")
    private @Nullable Path rules;

    @Option(
            names = "--strict",
            description = "Import nothing if a row or a definition cannot be used")
    private boolean strict;

    /// What was imported, for machines.
    record Result(
            String version,
            LocalDate effectiveFrom,
            Added outcome,
            String library,
            String rules,
            String sheet,
            int rows,
            int indications,
            int tests,
            long wholeGenomeTests,
            long digitalCodes,
            List<NoteRow> notes,
            List<SheetImport.UnusableRow> unusable,
            List<Unmatched> unmatched) {}

    /// A note with its rule in words.
    record NoteRow(
            int row,
            String column,
            String asWritten,
            String asRead,
            SheetImport.NoteRule rule,
            String words) {}

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter err = known.commandLine().getErr();
        Path file = ReferenceCommand.readable("--sheet", sheet);
        digital.forEach(d -> ReferenceCommand.readable("--dgts", d));
        SheetRules by =
                rules == null
                        ? SheetRules.standard()
                        : SheetRules.read(ReferenceCommand.readable("--rules", rules));
        SheetImport read =
                new SheetImporter(by)
                        .read(
                                file,
                                new SheetImporter.Edition(
                                        version,
                                        Objects.requireNonNull(effectiveFrom),
                                        Optional.ofNullable(sheetName)));
        DigitalDirectory.Merged merged = merged(read.directory());
        tell(err, read, merged);
        if (strict && !(read.unusable().isEmpty() && merged.unmatched().isEmpty())) {
            throw new CommandProblem(
                    "OGMS-4933 %d row(s) and %d definition(s) cannot be used, so with --strict nothing was imported."
                            .formatted(read.unusable().size(), merged.unmatched().size()));
        }
        Added added = common.library().add(merged.directory(), record(file, read, merged));
        Result result = result(added, read, merged);
        if (!common.print(known, result)) {
            known.commandLine()
                    .getOut()
                    .printf(
                            "%s version %s, from %s: %d indications, %d tests, %d of them whole genome, %d with new codes%n%d row(s) read, %d value(s) noted, %d row(s) and %d definition(s) not usable%nLibrary %s%n",
                            added == Added.NEW ? "Imported" : "The library already has the same",
                            result.version(),
                            result.effectiveFrom(),
                            result.indications(),
                            result.tests(),
                            result.wholeGenomeTests(),
                            result.digitalCodes(),
                            result.rows(),
                            result.notes().size(),
                            result.unusable().size(),
                            result.unmatched().size(),
                            result.library());
            known.commandLine().getOut().flush();
        }
        return 0;
    }

    private DigitalDirectory.Merged merged(TestDirectory directory) {
        if (digital.isEmpty()) {
            return new DigitalDirectory.Merged(directory, List.of());
        }
        FhirContext fhir = FhirContext.forR4();
        fhir.setParserErrorHandler(new LenientErrorHandler(false));
        return new DirectoryMapping(fhir).readFiles(digital).onto(directory);
    }

    private void tell(PrintWriter err, SheetImport read, DigitalDirectory.Merged merged) {
        if (!common.isForMachines()) {
            Map<SheetImport.NoteRule, Integer> counts = new EnumMap<>(SheetImport.NoteRule.class);
            read.notes().forEach(n -> counts.merge(n.rule(), 1, Integer::sum));
            counts.forEach(
                    (rule, count) -> err.printf("Note: %s (%d times)%n", rule.words(), count));
            read.notes().stream()
                    .limit(SHOWN)
                    .forEach(n ->
                            err.printf(
                                    "  row %d, %s: \"%s\" %s%n",
                                    n.row(),
                                    n.column().isEmpty() ? "whole row" : n.column(),
                                    n.asWritten(),
                                    n.asRead().isEmpty()
                                            ? "is not read"
                                            : "is read as \"" + n.asRead() + "\""));
            if (read.notes().size() > SHOWN) {
                err.printf(
                        "  and %d more: all are kept beside the version, and told with --json%n",
                        read.notes().size() - SHOWN);
            }
        }
        read.unusable()
                .forEach(u -> err.printf("Warning: row %d is not used: %s%n", u.row(), u.reason()));
        merged.unmatched().forEach(u -> err.printf("Warning: %s: %s%n", u.what(), u.reason()));
        err.flush();
    }

    private ImportRecord record(Path file, SheetImport read, DigitalDirectory.Merged merged) {
        List<ImportRecord.Source> sources = new ArrayList<>();
        sources.add(source("sheet", file));
        for (Path given : digital) {
            for (Path one : jsonFiles(given)) {
                sources.add(source("dgts", one));
            }
        }
        return new ImportRecord(
                Clock.systemUTC().instant(),
                sources,
                read.rules(),
                read.notes(),
                read.unusable(),
                merged.unmatched());
    }

    private Result result(Added added, SheetImport read, DigitalDirectory.Merged merged) {
        TestDirectory directory = merged.directory();
        return new Result(
                directory.version(),
                directory.effectiveFrom(),
                added,
                common.libraryFolder().toString(),
                read.rules(),
                read.sheet(),
                read.rows(),
                directory.indications().size(),
                directory.tests().size(),
                directory.tests().stream().filter(t -> t.method() == TestMethod.WGS).count(),
                directory.tests().stream().filter(t -> t.digital().isPresent()).count()
                        + directory.indications().stream()
                                .filter(i -> i.digital().isPresent())
                                .count(),
                read.notes().stream()
                        .map(n ->
                                new NoteRow(
                                        n.row(),
                                        n.column(),
                                        n.asWritten(),
                                        n.asRead(),
                                        n.rule(),
                                        n.rule().words()))
                        .toList(),
                read.unusable(),
                merged.unmatched());
    }

    private static List<Path> jsonFiles(Path given) {
        if (!Files.isDirectory(given)) {
            return List.of(given);
        }
        try (Stream<Path> all = Files.walk(given)) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4902 Cannot list " + given, e);
        }
    }

    private static ImportRecord.Source source(String role, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new ImportRecord.Source(
                    role,
                    String.valueOf(file.getFileName()),
                    HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4902 Cannot read " + file, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
