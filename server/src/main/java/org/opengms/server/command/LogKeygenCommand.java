package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log keygen`.
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description =
                "Make the key of a log or of a witness and print its verifier key, or the key of labels.",
        footer = {
            "",
            "Example:",
            "  opengms log keygen --name log.example.org/genomics --out log.key",
            "  opengms log keygen --witness --name witness.example.org --out witness.key",
            "  opengms log keygen --label --out label.key",
            "",
            "The name of a log's key is the log's origin. Publish what is printed; keep the file.",
            "A label key says whose an entry is: publish nothing of it, and keep a copy."
        })
final class LogKeygenCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A URL without scheme, such as log.example.org/genomics")
    private @Nullable String name;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "New file for the private key, for its owner alone")
    private Path file = Path.of("");

    @Option(names = "--witness", description = "A witness's key instead of a log's")
    private boolean witness;

    @Option(names = "--label", description = "The key that makes labels of persons; has no name")
    private boolean label;

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// What is printed for programs.
    ///
    /// @param kind `LOG`, `WITNESS` or `LABEL`
    /// @param verifierKey to publish; a label key has none
    record Result(Optional<String> name, String kind, Optional<String> verifierKey, String file) {}

    @Override
    public Integer call() {
        if (label == (name != null) || (label && witness)) {
            throw new CommandProblem(
                    "OGMS-7106 The key of a log or a witness needs --name; a label key is made with --label and neither --name nor --witness.");
        }
        Result result = label ? labels() : signer(new KeyName(Objects.requireNonNull(name)));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            MachineOutput.print(out, result);
        } else {
            out.println(result.verifierKey().orElse(file + " holds a new label key."));
            out.flush();
        }
        return 0;
    }

    private Result labels() {
        LabelKey.generate(new SecureRandom()).write(file);
        return new Result(Optional.empty(), "LABEL", Optional.empty(), file.toString());
    }

    private Result signer(KeyName of) {
        KeyKind kind = witness ? KeyKind.WITNESS : KeyKind.LOG;
        SignerKey key = SignerKey.generate(of, kind, new SecureRandom());
        key.write(file);
        return new Result(
                Optional.of(of.value()),
                kind.name(),
                Optional.of(key.verifier().toString()),
                file.toString());
    }
}
