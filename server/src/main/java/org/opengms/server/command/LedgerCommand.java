package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms ledger`: the books, for other programs and by another reader.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Export the books as Beancount text, and add such text up again.",
        subcommands = {LedgerExportCommand.class, LedgerCheckCommand.class})
public final class LedgerCommand extends CommandGroup {}
