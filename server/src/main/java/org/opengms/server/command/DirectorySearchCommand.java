package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectorySearch;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms directory search`.
@Command(
        name = "search",
        description =
                "Find indications and tests by code (old or new), words, gene or specialty; all"
                        + " words must be there.",
        footer = {
            "",
            "Example:",
            "  opengms directory search hearing loss",
            "  opengms directory search FBN1 --version 5.1 --json"
        })
final class DirectorySearchCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final DirectoryOptions common = new DirectoryOptions();

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Version to search (default: the newest), or a file of one (.json)")
    private @Nullable String version;

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for")
    private List<String> words = List.of();

    /// A match, for machines.
    record Match(
            String code,
            Optional<String> digitalCode,
            String name,
            List<TestMatch> tests,
            List<String> because) {}

    /// A test of a match.
    record TestMatch(
            String code,
            Optional<String> digitalCode,
            String name,
            String method,
            List<String> panels) {}

    /// All matches.
    record Result(String version, List<Match> matches) {}

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        TestDirectory directory = version == null ? newest() : common.directory(version);
        List<DirectorySearch.Hit> hits =
                new DirectorySearch(directory, common.library().newestPanels())
                        .find(String.join(" ", words));
        Result result =
                new Result(
                        directory.version(),
                        hits.stream()
                                .map(h ->
                                        new Match(
                                                h.indication().code(),
                                                h.indication().digital().map(d -> d.code()),
                                                h.indication().name(),
                                                h.tests().stream()
                                                        .map(DirectorySearchCommand::test)
                                                        .toList(),
                                                h.because()))
                                .toList());
        if (!common.print(known, result)) {
            PrintWriter out = known.commandLine().getOut();
            for (Match match : result.matches()) {
                out.printf(
                        "%s%s  %s  [%s]%n",
                        match.code(),
                        match.digitalCode().map(c -> " = " + c).orElse(""),
                        match.name(),
                        String.join("; ", match.because()));
                match.tests()
                        .forEach(t ->
                                out.printf(
                                        "  %s%s  %s%n",
                                        t.code(),
                                        t.digitalCode().map(c -> " = " + c).orElse(""),
                                        t.name()));
            }
            out.printf(
                    "%d indication(s) in version %s%n", result.matches().size(), result.version());
            out.flush();
        }
        return 0;
    }

    private TestDirectory newest() {
        List<TestDirectory> versions = common.library().directories();
        return versions.isEmpty() ? common.directory("") : versions.getLast();
    }

    private static TestMatch test(DirectoryTest test) {
        return new TestMatch(
                test.code(),
                test.digital().map(d -> d.code()),
                test.name(),
                test.methodWords(),
                test.sheet().map(s -> s.panelIds()).orElse(test.panelId().stream().toList()));
    }
}
