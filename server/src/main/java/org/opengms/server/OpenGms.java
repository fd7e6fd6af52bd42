package org.opengms.server;

import org.opengms.genome.GenomeInputException;
import org.opengms.interpretation.InterpretationException;
import org.opengms.server.command.CommandProblem;
import org.opengms.server.command.DemoServer;
import org.opengms.server.command.DirectoryCommand;
import org.opengms.server.command.EvaluateCommand;
import org.opengms.server.command.InterpretCommand;
import org.opengms.server.command.LedgerCommand;
import org.opengms.server.command.LogCommand;
import org.opengms.server.command.MeteringCommand;
import org.opengms.server.command.OrderCommand;
import org.opengms.server.command.PlanCommand;
import org.opengms.server.command.ReferenceCommand;
import org.opengms.server.command.ServeCommand;
import org.opengms.server.command.TrainingCommand;
import org.opengms.server.command.ValueCommand;
import org.opengms.server.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `opengms` command.
@Command(
        name = "opengms",
        mixinStandardHelpOptions = true,
        version = "OpenGMS " + OpenGms.VERSION,
        description = "The digital infrastructure of a Genomic Medicine Service.",
        subcommands = {
            ServeCommand.class,
            TrainingCommand.class,
            OrderCommand.class,
            DirectoryCommand.class,
            PlanCommand.class,
            LogCommand.class,
            MeteringCommand.class,
            LedgerCommand.class,
            ValueCommand.class,
            EvaluateCommand.class,
            ReferenceCommand.class,
            InterpretCommand.class
        },
        footer = {
            "",
            "The launcher adds: test, format, clean.",
            "Example: opengms demo --patients 10 --exit"
        })
public final class OpenGms {
    /// The version of this program.
    public static final String VERSION = "0.1.0";

    /// Columns of the help: the examples in it are commands to be copied, and a broken one is none.
    private static final int HELP_COLUMNS = 110;

    private OpenGms() {}

    /// Runs one command and ends with its exit code: 0 only on success.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command.
    ///
    /// @return 0 on success, 1 if the work failed, 2 if the words were wrong
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new OpenGms());
        line.addSubcommand(
                new DemoCommand(new DemoServer(), DemoServer::dataOfSeed, System.out, System.err));
        line.setUsageHelpWidth(HELP_COLUMNS);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(words(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /// What went wrong, for the person at the terminal: the program's own errors are told in their
    /// own words, anything else with its place, so that it can be reported.
    private static String words(Exception failure) {
        return switch (failure) {
            case CommandProblem _, GenomeInputException _, InterpretationException _ ->
                    String.valueOf(failure.getMessage());
            default -> {
                String message = failure.getMessage();
                if (message != null && message.startsWith("OGMS-")) {
                    yield message;
                }
                java.io.StringWriter trace = new java.io.StringWriter();
                failure.printStackTrace(new java.io.PrintWriter(trace));
                yield "OGMS-5001 An unexpected failure. Please report it with these lines:\n"
                        + trace;
            }
        };
    }
}
