package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.SignerKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log keygen`.
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = "Make the key of a log or of a witness; print its verifier key.",
        footer = {
            "",
            "Example:",
            "  opengms log keygen --name log.example.org/genomics --out log.key",
            "  opengms log keygen --witness --name witness.example.org --out witness.key",
            "",
            "The name of a log's key is the log's origin. Publish what is printed; keep the file."
        })
final class LogKeygenCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "A URL without scheme, such as log.example.org/genomics")
    private String name = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "New file for the private key, for its owner alone")
    private Path file = Path.of("");

    @Option(names = "--witness", description = "A witness's key instead of a log's")
    private boolean witness;

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// What is printed for programs.
    record Result(String name, String kind, String verifierKey, String file) {}

    @Override
    public Integer call() {
        KeyKind kind = witness ? KeyKind.WITNESS : KeyKind.LOG;
        SignerKey key = SignerKey.generate(new KeyName(name), kind, new SecureRandom());
        key.write(file);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            MachineOutput.print(
                    out, new Result(name, kind.name(), key.verifier().toString(), file.toString()));
        } else {
            out.println(key.verifier());
            out.flush();
        }
        return 0;
    }
}
