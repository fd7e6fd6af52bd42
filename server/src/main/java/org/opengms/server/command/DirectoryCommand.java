package org.opengms.server.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `opengms directory`: versions of the test directory and of gene panels, imported once and kept.
@Command(
        name = "directory",
        mixinStandardHelpOptions = true,
        description =
                "Import, compare and search versions of the test directory and of gene panels.",
        subcommands = {
            DirectoryImportCommand.class,
            PanelImportCommand.class,
            DirectoryDiffCommand.class,
            DirectorySearchCommand.class,
            DirectoryListCommand.class
        })
public final class DirectoryCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    /// Without a sub-command, tells which there are.
    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        known.commandLine().usage(known.commandLine().getErr());
        return 2;
    }
}
