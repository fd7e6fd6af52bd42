package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `opengms log`: the tamper-evident log, offline, and its witnesses.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Verify a transparency log, prove an entry, make keys, be a witness.",
        subcommands = {
            LogVerifyCommand.class,
            LogProveCommand.class,
            LogKeygenCommand.class,
            LogWitnessCommand.class
        })
public final class LogCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec private @Nullable CommandSpec spec;

    /// Without a sub-command, tells which there are.
    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        known.commandLine().usage(known.commandLine().getErr());
        return 2;
    }

    /// Prints a result for programs.
    static void print(PrintWriter out, Object result) {
        out.println(JSON.writeValueAsString(result));
        out.flush();
    }
}
