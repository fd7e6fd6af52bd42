package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms metering`: what projects used.
@Command(
        name = "metering",
        mixinStandardHelpOptions = true,
        description = "Compare what projects used with the transparency log.",
        subcommands = {MeteringReconcileCommand.class})
public final class MeteringCommand extends CommandGroup {}
