package org.opengms.server.command;

import picocli.CommandLine.Command;

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
public final class DirectoryCommand extends CommandGroup {}
