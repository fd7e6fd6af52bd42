package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.witness.Witness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log witness`.
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        description =
                "Be a witness: cosign checkpoints of logs as long as each continues the last (C2SP tlog-witness).",
        footer = {
            "",
            "Example:",
            "  opengms log witness --key-file witness.key --state witness \\",
            "      --log log.example.org/genomics+1a2b3c4d+AbCd... --port 8095",
            "",
            "Runs until it is stopped. Listens on the loopback interface unless --host says",
            "otherwise; put a proxy with TLS before it. Keep --state: a witness that forgets can be",
            "made to sign a fork."
        })
final class LogWitnessCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--key-file",
            required = true,
            paramLabel = "FILE",
            description = "The witness's private key (opengms log keygen --witness)")
    private Path keyFile = Path.of("");

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Where the last cosigned checkpoints are kept")
    private Path state = Path.of("");

    @Option(
            names = "--log",
            required = true,
            paramLabel = "VKEY",
            description = "Verifier key of a log to witness; may be repeated")
    private List<String> logs = List.of();

    @Option(names = "--host", description = "Where to listen (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Where to listen (default: ${DEFAULT-VALUE})")
    private int port = 8095;

    @Option(names = "--json", description = "Print where it listens as JSON")
    private boolean json;

    /// What is printed for programs.
    record Listening(String verifierKey, String address) {}

    @Override
    public Integer call() throws InterruptedException {
        Witness witness =
                new Witness(
                        SignerKey.read(keyFile),
                        logs.stream().map(VerifierKey::parse).toList(),
                        new FileLockStore(state),
                        InstantSource.system());
        try (WitnessServer server = new WitnessServer(witness, new InetSocketAddress(host, port))) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            String address = "http://%s:%d/".formatted(host, server.port());
            if (json) {
                MachineOutput.print(out, new Listening(witness.verifier().toString(), address));
            } else {
                out.printf("%s%nlistens at %s%n", witness.verifier(), address);
                out.flush();
            }
            new CountDownLatch(1).await(); // until the process is stopped
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7098 The witness cannot listen at %s:%d. Is the port in use? Choose another with --port."
                            .formatted(host, port),
                    e);
        }
    }
}
