package org.opengms.server.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.opengms.ledger.books.BeancountCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms ledger check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Add Beancount text up again, by a reader that knows nothing of the books.",
        footer = {
            "",
            "Example:",
            "  opengms ledger export --data /srv/opengms --out books.beancount",
            "  opengms ledger check books.beancount",
            "",
            "Every transaction must come to nothing in every currency, every account be open when it",
            "is used, no reference be used twice, and every balance hold. Ends with 0 only then; with",
            "1 at the first fault, and names its line."
        })
final class LedgerCheckCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Beancount text; may be gzipped")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// What is printed for programs.
    record Printed(
            boolean holds,
            int transactions,
            int balances,
            Map<String, BigDecimal> accounts,
            Optional<BeancountCheck.Fault> fault) {}

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        BeancountCheck.Result result = read();
        if (json) {
            MachineOutput.print(
                    out,
                    new Printed(
                            result.fault().isEmpty(),
                            result.transactions(),
                            result.balances(),
                            result.accounts(),
                            result.fault()));
        } else if (result.fault().isPresent()) {
            out.printf(
                    "DOES NOT HOLD%n%s, line %d: %s.%n",
                    file, result.fault().get().line(), result.fault().get().why());
        } else {
            out.printf(
                    "%s holds. Transactions that come to nothing: %,d. Balances that are right: %,d.%n",
                    file, result.transactions(), result.balances());
        }
        out.flush();
        return result.fault().isEmpty() ? 0 : 1;
    }

    private BeancountCheck.Result read() {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
                InputStream in =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored;
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return BeancountCheck.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7898 %s cannot be read. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }
}
