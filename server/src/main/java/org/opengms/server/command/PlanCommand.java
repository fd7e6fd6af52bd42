package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms plan`: what a service can deliver, how it routes, how it grows.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Simulate a service, compare routing policies, plan a roll-out, digitise a site, plan the workforce, replay decisions, propose yields.",
        subcommands = {
            PlanSimulateCommand.class,
            PlanRouteBenchmarkCommand.class,
            PlanRolloutCommand.class,
            PlanDigitiseCommand.class,
            PlanWorkforceCommand.class,
            PlanReplayCommand.class,
            PlanYieldsCommand.class
        })
public final class PlanCommand extends CommandGroup {}
