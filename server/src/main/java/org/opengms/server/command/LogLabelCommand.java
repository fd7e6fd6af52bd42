package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.people.PersonId;
import org.opengms.transparency.record.LabelKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log label`.
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description =
                "Print the label that stands for a person in the log, for their own request alone.",
        footer = {
            "",
            "Example:",
            "  opengms log label --key keys/label.key \\",
            "      --person 0b8f8e60-3c1e-4b55-9a53-6f2d1c9d1c11",
            "",
            "Who has a label can tell how often that person's data were read. Hand it to nobody else."
        })
final class LogLabelCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The service's label key")
    private Path key = Path.of("");

    @Option(
            names = "--person",
            required = true,
            paramLabel = "ID",
            description = "The service's identifier of the person: that of their FHIR Patient")
    private String person = "";

    @Option(names = "--json", description = "Print the label as JSON")
    private boolean json;

    /// What is printed for programs.
    record Result(String label) {}

    @Override
    public Integer call() {
        PersonId id;
        try {
            id = new PersonId(person);
        } catch (IllegalArgumentException noId) {
            throw new CommandProblem(
                    "OGMS-7107 --person needs the identifier that the service gave the person, a UUID. An NHS number makes no label.");
        }
        String label = LabelKey.read(key).label(id.value()).toString();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            MachineOutput.print(out, new Result(label));
        } else {
            out.println(label);
            out.flush();
        }
        return 0;
    }
}
