package org.opengms.server.command;

import picocli.CommandLine.Command;

/// `opengms evaluate`: how well a service works, by a protocol that was fixed before.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Evaluate a genomic medicine service, or another programme, from a snapshot of its orders.",
        subcommands = {
            EvaluateRunCommand.class,
            EvaluateDiffCommand.class,
            EvaluateExampleCommand.class,
            EvaluateImportCommand.class,
            EvaluateEvidenceCommand.class
        })
public final class EvaluateCommand extends CommandGroup {}
