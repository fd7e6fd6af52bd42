package org.opengms.server.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentStatement;
import org.opengms.metering.LoggedUses;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.Reconciliation;
import org.opengms.metering.Reconciliation.Outcome;
import org.opengms.metering.UseKind;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms metering reconcile`: whether metering and the transparency log tell the same, from
/// files, without a server.
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Check that metering equals the records of the transparency log.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $token\" http://127.0.0.1:8080/api/metering/uses > uses.jsonl",
            "  opengms metering reconcile --uses uses.jsonl --log data/transparency",
            "",
            "Days that are over are compared. Ends with 1 if they differ, naming the first difference."
        })
final class MeteringReconcileCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--uses",
            required = true,
            paramLabel = "FILE",
            description = "Metered uses, one JSON object a line, as /api/metering/uses gives them")
    private Path uses = Path.of("");

    @Option(
            names = "--log",
            required = true,
            paramLabel = "DIR",
            description = "Folder that holds the log and its records")
    private Path log = Path.of("");

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "First day that is not compared; today if not given")
    private @Nullable LocalDate until;

    @Option(names = "--json", description = "Print the outcome as JSON")
    private boolean json;

    /// What is printed for programs.
    record Result(
            boolean agrees,
            long uses,
            long readings,
            long bytes,
            int differingDays,
            @Nullable String first,
            @Nullable String difference) {}

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        LocalDate end =
                Optional.ofNullable(until).orElseGet(() -> ConsentStatement.day(Instant.now()));
        RecordReader records = new RecordReader(log.resolve("records"));
        long size = size(log.resolve("log").resolve("checkpoint"));
        Outcome outcome =
                Reconciliation.compare(
                        to -> uses(end, to),
                        LoggedUses.before(end, records, size),
                        new SecureRandom().nextLong());
        Result result =
                switch (outcome) {
                    case Outcome.Agrees(long some, long readings, long bytes) ->
                            new Result(true, some, readings, bytes, 0, null, null);
                    case Outcome.Differs differs ->
                            new Result(
                                    false,
                                    0,
                                    0,
                                    0,
                                    differs.days(),
                                    differs.first().toString(),
                                    differs.difference().words());
                };
        if (json) {
            MachineOutput.print(out, result);
        } else if (result.agrees()) {
            out.printf(
                    "Metering equals the log: %,d uses, %,d readings, %,d bytes.%n",
                    result.uses(), result.readings(), result.bytes());
            out.flush();
        } else {
            out.printf(
                    "Metering and log differ on %,d days, first on %s:%n%s%n",
                    result.differingDays(), result.first(), result.difference());
            out.flush();
        }
        return result.agrees() ? 0 : 1;
    }

    private static long size(Path checkpoint) {
        try {
            return Checkpoint.parse(SignedNote.parse(Files.readAllBytes(checkpoint)).text()).size();
        } catch (IOException e) {
            throw new CommandProblem(
                    "OGMS-7680 There is no log in %s. Name the folder that holds 'log' and 'records' with --log."
                            .formatted(checkpoint.getParent()));
        }
    }

    private void uses(LocalDate end, Consumer<MeteredUse> to) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(uses)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    MeteredUse use = use(line);
                    if (use.day().isBefore(end)) {
                        to.accept(use);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-7681 Cannot read " + uses, e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new CommandProblem(
                    "OGMS-7682 Line %d of %s is no metered use. It must be as /api/metering/uses gives it."
                            .formatted(number, uses));
        }
    }

    private static MeteredUse use(String line) {
        JsonNode node = JSON.readTree(line);
        return new MeteredUse(
                UUID.fromString(node.path("id").asString("")),
                new ProjectReference(node.path("project").asString("")),
                UseKind.valueOf(node.path("kind").asString("")),
                node.path("subject").asString(""),
                node.path("people").asInt(-1),
                node.path("records").asLong(-1),
                node.path("queries").asInt(-1),
                node.path("bytes").asLong(-1));
    }
}
