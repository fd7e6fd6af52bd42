package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms log`: the tamper-evident log, offline, and its witnesses.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description =
                "Verify a transparency log, prove an entry, make keys and labels, be a witness.",
        subcommands = {
            LogVerifyCommand.class,
            LogProveCommand.class,
            LogKeygenCommand.class,
            LogLabelCommand.class,
            LogWitnessCommand.class
        })
public final class LogCommand extends CommandGroup {}
