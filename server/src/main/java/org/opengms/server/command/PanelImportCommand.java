package org.opengms.server.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.DirectoryLibrary.Added;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelFiles;
import org.opengms.panels.PanelHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms directory import-panels`.
@Command(
        name = "import-panels",
        description =
                "Import gene panels: documents and list pages of the PanelApp API, or a table. A"
                        + " table states no versions: give its release with --version.",
        footer = {
            "",
            "Example:",
            "  opengms directory import-panels panels/ --into /srv/opengms",
            "  opengms directory import-panels panels.tsv --version 2026-03"
        })
final class PanelImportCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final DirectoryOptions common = new DirectoryOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, or folders of .json files; may be gzipped")
    private List<Path> files = List.of();

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Version of panels whose file states none")
    private @Nullable String version;

    /// What was imported, for machines.
    record Result(
            String library,
            int panels,
            int newPanels,
            int headers,
            int newHeaders,
            long entities,
            Map<Confidence, Long> confidences,
            List<PanelFiles.LeftOut> leftOut) {}

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        List<Panel> panels = new ArrayList<>();
        List<PanelHeader> headers = new ArrayList<>();
        List<PanelFiles.LeftOut> leftOut = new ArrayList<>();
        for (Path file : files) {
            PanelFiles.Content content = PanelFiles.read(ReferenceCommand.readable("FILE", file));
            content.panels().forEach(p -> panels.add(versioned(file, p)));
            headers.addAll(content.headers());
            leftOut.addAll(content.leftOut());
        }
        if (panels.isEmpty() && headers.isEmpty()) {
            throw new CommandProblem(
                    "OGMS-4934 There is no panel in the given files. Give PanelApp documents, list pages or a table.");
        }
        DirectoryLibrary library = common.library();
        int newPanels = 0;
        int newHeaders = 0;
        for (Panel panel : panels) {
            newPanels += library.add(panel) == Added.NEW ? 1 : 0;
        }
        for (PanelHeader header : headers) {
            newHeaders += library.add(header) == Added.NEW ? 1 : 0;
        }
        Map<Confidence, Long> confidences = new EnumMap<>(Confidence.class);
        for (Confidence confidence : Confidence.values()) {
            confidences.put(confidence, panels.stream().mapToLong(p -> p.count(confidence)).sum());
        }
        leftOut.forEach(l ->
                known.commandLine()
                        .getErr()
                        .printf("Warning: %s, %s: %s%n", l.file(), l.where(), l.why()));
        known.commandLine().getErr().flush();
        Result result =
                new Result(
                        common.libraryFolder().toString(),
                        panels.size(),
                        newPanels,
                        headers.size(),
                        newHeaders,
                        panels.stream().mapToLong(p -> p.entities().size()).sum(),
                        confidences,
                        leftOut);
        if (!common.print(known, result)) {
            known.commandLine()
                    .getOut()
                    .printf(
                            "%d panel(s), %d of them new; %d header(s), %d of them new; %d entries: %d green, %d amber, %d red, %d grey%nLibrary %s%n",
                            result.panels(),
                            result.newPanels(),
                            result.headers(),
                            result.newHeaders(),
                            result.entities(),
                            confidences.getOrDefault(Confidence.GREEN, 0L),
                            confidences.getOrDefault(Confidence.AMBER, 0L),
                            confidences.getOrDefault(Confidence.RED, 0L),
                            confidences.getOrDefault(Confidence.GREY, 0L),
                            result.library());
            known.commandLine().getOut().flush();
        }
        return 0;
    }

    private Panel versioned(Path file, Panel panel) {
        if (!panel.header().version().isEmpty()) {
            return panel;
        }
        if (version == null) {
            throw new CommandProblem(
                    "OGMS-4935 %s states no versions of its panels. Say which release it is with --version, such as 2026-03."
                            .formatted(file));
        }
        return panel.atVersion(version);
    }
}
