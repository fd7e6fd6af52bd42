package org.opengms.server.command;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.ImportRecord;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `opengms directory list`.
@Command(
        name = "list",
        description = "Say which versions of the test directory and which panels are there.",
        footer = {"", "Example: opengms directory list --data /srv/opengms"})
final class DirectoryListCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final DirectoryOptions common = new DirectoryOptions();

    /// A version of the directory, for machines.
    record Version(
            String version,
            LocalDate effectiveFrom,
            int indications,
            int tests,
            long wholeGenomeTests,
            Optional<String> importedAt,
            List<ImportRecord.Source> sources,
            int notes,
            int unusable,
            int unmatched) {}

    /// All that is there.
    record Result(
            String library,
            List<Version> directories,
            Map<String, List<String>> panels,
            int panelHeaders) {}

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        DirectoryLibrary library = common.library();
        List<Version> versions = new ArrayList<>();
        for (TestDirectory directory : library.directories()) {
            Optional<ImportRecord> record = library.provenance(directory.version());
            versions.add(
                    new Version(
                            directory.version(),
                            directory.effectiveFrom(),
                            directory.indications().size(),
                            directory.tests().size(),
                            directory.tests().stream()
                                    .filter(t -> t.method() == TestMethod.WGS)
                                    .count(),
                            record.map(r -> r.importedAt().toString()),
                            record.map(ImportRecord::sources).orElse(List.of()),
                            record.map(r -> r.notes().size()).orElse(0),
                            record.map(r -> r.unusable().size()).orElse(0),
                            record.map(r -> r.unmatched().size()).orElse(0)));
        }
        Map<String, List<String>> panels = new LinkedHashMap<>();
        library.panels()
                .forEach(p ->
                        panels.computeIfAbsent(p.id(), _ -> new ArrayList<>())
                                .add(p.header().version()));
        Result result =
                new Result(
                        common.libraryFolder().toString(),
                        versions,
                        panels,
                        library.panelHeaders().size());
        if (!common.print(known, result)) {
            PrintWriter out = known.commandLine().getOut();
            out.printf("Library %s%n", result.library());
            for (Version version : versions) {
                out.printf(
                        "%-12s from %s  %d indications, %d tests, %d whole genome%s%n",
                        version.version(),
                        version.effectiveFrom(),
                        version.indications(),
                        version.tests(),
                        version.wholeGenomeTests(),
                        version.importedAt().map(at -> "; imported " + at).orElse(""));
            }
            out.printf(
                    "%d panel(s) in %d version(s), %d header(s) of list pages%n",
                    panels.size(),
                    panels.values().stream().mapToInt(List::size).sum(),
                    result.panelHeaders());
            out.flush();
        }
        return 0;
    }
}
