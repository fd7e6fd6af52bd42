package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The tables in `docs/spec/order-process.md` are those of the code. Where they are not, the file
/// is written as it should be to `target/order-process.md`.
class OrderProcessDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "spec", "order-process.md");

    @Test
    void showsTheTablesOfTheCode() throws IOException {
        String text = Files.readString(DOCUMENT);
        String right =
                with(
                        with(with(text, "moves", moves()), "cardinalities", cardinalities()),
                        "clock",
                        clock());
        if (!right.equals(text)) {
            Files.writeString(Path.of("target", "order-process.md"), right);
        }
        assertEquals(right, text, "copy service/target/order-process.md to docs/spec");
    }

    private static String with(String text, String name, List<String> lines) {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        return text.substring(0, from)
                + "\n"
                + String.join("\n", lines)
                + "\n\n"
                + text.substring(to);
    }

    private static List<String> moves() {
        List<String> lines = new ArrayList<>();
        for (Mover mover : Mover.values()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("### By " + mover.words());
            lines.add("");
            lines.add("| task | from | to | needs | entails |");
            lines.add("|---|---|---|---|---|");
            for (TaskProcess.Rows rows : TaskProcess.rows()) {
                if (rows.mover() == mover) {
                    lines.add(
                            "| %s | %s | %s | %s | %s |"
                                    .formatted(
                                            tasks(rows.codes()),
                                            words(rows.from(), TaskStatus::code),
                                            rows.from().equals(Set.of(rows.to()))
                                                    ? "*stays*"
                                                    : rows.to().code(),
                                            words(rows.needs(), TaskProcess.Need::words),
                                            words(rows.effects(), TaskProcess.Effect::words)));
                }
            }
        }
        return lines;
    }

    private static String tasks(Set<TaskCode> codes) {
        if (codes.size() == TaskCode.values().length) {
            return "all";
        }
        if (codes.size() == TaskCode.values().length - 1) {
            return "all but process-genomic-test-request";
        }
        return words(codes, TaskCode::code);
    }

    private static <T> String words(Collection<T> some, Function<T, String> words) {
        return some.stream().map(words).collect(Collectors.joining(", "));
    }

    private static List<String> cardinalities() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| task |");
        StringBuilder rule = new StringBuilder("|---|");
        StringBuilder codes = new StringBuilder("| *directory codes* |");
        for (OrderKind kind : OrderKind.values()) {
            head.append(" ").append(kind.words()).append(" |");
            rule.append("---|");
            codes.append(" ")
                    .append(String.join(", ", kind.codes().stream().sorted().toList()))
                    .append(" |");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        for (TaskCode code : TaskCode.values()) {
            StringBuilder row = new StringBuilder("| " + code.code() + " |");
            for (OrderKind kind : OrderKind.values()) {
                row.append(" ").append(kind.cardinality(code).words()).append(" |");
            }
            lines.add(row.toString());
        }
        lines.add(codes.toString());
        return lines;
    }

    private static List<String> clock() {
        TurnaroundStandards standards = TurnaroundStandards.shipped();
        List<String> lines = new ArrayList<>();
        lines.add("| status reason | stops the clock | why |");
        lines.add("|---|---|---|");
        for (String reason : TaskChange.STATUS_REASONS) {
            lines.add(
                    standards.pauses().stream()
                            .filter(p -> p.statusReason().equals(reason))
                            .findFirst()
                            .map(p -> "| %s | from %s | %s |".formatted(reason, p.from(), p.why()))
                            .orElse("| %s | no | The laboratory's own time. |".formatted(reason)));
        }
        return lines;
    }
}
