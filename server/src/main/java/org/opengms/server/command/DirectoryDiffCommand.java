package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectoryDiff;
import org.opengms.directory.DirectoryDiff.FieldChange;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.PanelDiff;
import org.opengms.panels.Panel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms directory diff`.
@Command(
        name = "diff",
        description = "Say what differs between two versions, field by field.",
        footer = {
            "",
            "Example:",
            "  opengms directory diff 5.1 6",
            "  opengms directory diff --panel 285 7.11 7.12"
        })
final class DirectoryDiffCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final DirectoryOptions common = new DirectoryOptions();

    @Option(
            names = "--panel",
            paramLabel = "ID",
            description = "Compare two versions of this gene panel instead")
    private @Nullable String panel;

    @Parameters(index = "0", paramLabel = "V1", description = "A version, or a file of one (.json)")
    private String before = "";

    @Parameters(
            index = "1",
            paramLabel = "V2",
            description = "Another version, or a file of one (.json)")
    private String after = "";

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter out = known.commandLine().getOut();
        if (panel != null) {
            PanelDiff diff = PanelDiff.between(panel(panel, before), panel(panel, after));
            if (!common.print(known, diff)) {
                write(out, diff);
            }
        } else {
            DirectoryDiff diff =
                    DirectoryDiff.between(common.directory(before), common.directory(after));
            if (!common.print(known, diff)) {
                write(out, diff);
            }
        }
        out.flush();
        return 0;
    }

    private Panel panel(String id, String version) {
        List<Panel> versions = common.library().panels(id);
        return versions.stream()
                .filter(p -> p.header().version().equals(version))
                .findFirst()
                .orElseThrow(() ->
                        new CommandProblem(
                                "OGMS-4936 The library has no version %s of panel %s%s."
                                        .formatted(
                                                version,
                                                id,
                                                versions.isEmpty()
                                                        ? ""
                                                        : "; it has "
                                                                + String.join(
                                                                        ", ",
                                                                        versions.stream()
                                                                                .map(p ->
                                                                                        p.header()
                                                                                                .version())
                                                                                .toList()))));
    }

    private static void write(PrintWriter out, DirectoryDiff diff) {
        if (diff.isNone()) {
            out.printf("%s and %s do not differ.%n", diff.before(), diff.after());
            return;
        }
        out.printf(
                "From %s to %s: indications +%d -%d, changed %d; tests +%d -%d, changed %d; panels +%d -%d%n",
                diff.before(),
                diff.after(),
                diff.indicationsAdded().size(),
                diff.indicationsRemoved().size(),
                diff.indicationsChanged().size(),
                diff.testsAdded(),
                diff.testsRemoved(),
                diff.testsChanged(),
                diff.panelsAdded().size(),
                diff.panelsRemoved().size());
        write(out, "", diff.standards());
        diff.panelsAdded().forEach(p -> out.printf("+ panel %s%n", p));
        diff.panelsRemoved().forEach(p -> out.printf("- panel %s%n", p));
        diff.indicationsAdded()
                .forEach(i -> {
                    out.printf("+ %s %s%n", i.code(), i.name());
                    i.tests().forEach(t -> out.printf("  + %s%n", line(t)));
                });
        diff.indicationsRemoved()
                .forEach(i -> {
                    out.printf("- %s %s%n", i.code(), i.name());
                    i.tests().forEach(t -> out.printf("  - %s%n", line(t)));
                });
        for (DirectoryDiff.IndicationChange change : diff.indicationsChanged()) {
            out.printf("~ %s %s%n", change.code(), change.name());
            write(out, "  ", change.fields());
            change.testsAdded().forEach(t -> out.printf("  + %s%n", line(t)));
            change.testsRemoved().forEach(t -> out.printf("  - %s%n", line(t)));
            change.testsChanged()
                    .forEach(t -> {
                        out.printf("  ~ %s %s%n", t.code(), t.name());
                        write(out, "    ", t.fields());
                    });
        }
    }

    private static void write(PrintWriter out, PanelDiff diff) {
        if (diff.isNone()) {
            out.printf("%s and %s do not differ.%n", diff.before(), diff.after());
            return;
        }
        out.printf(
                "From %s to %s: +%d -%d, changed %d%n",
                diff.before(),
                diff.after(),
                diff.added().size(),
                diff.removed().size(),
                diff.changed().size());
        write(out, "", diff.fields());
        diff.added().forEach(e -> out.printf("+ %s %s (%s)%n", e.kind(), e.name(), e.confidence()));
        diff.removed()
                .forEach(e -> out.printf("- %s %s (%s)%n", e.kind(), e.name(), e.confidence()));
        diff.changed()
                .forEach(e -> {
                    out.printf("~ %s %s%n", e.kind(), e.name());
                    write(out, "  ", e.fields());
                });
    }

    private static void write(PrintWriter out, String indent, List<FieldChange> changes) {
        changes.forEach(c ->
                out.printf("%s~ %s: \"%s\" -> \"%s\"%n", indent, c.field(), c.before(), c.after()));
    }

    private static String line(DirectoryTest test) {
        return test.name().endsWith(test.methodWords())
                ? test.code() + " " + test.name()
                : "%s %s (%s)".formatted(test.code(), test.name(), test.methodWords());
    }
}
