package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms value`: what the resource and agreements about it may be worth.
@Command(
        name = "value",
        mixinStandardHelpOptions = true,
        description = "Estimate what health data is worth, and what agreements about it return.",
        subcommands = {ValueEstimateCommand.class})
public final class ValueCommand extends CommandGroup {}
