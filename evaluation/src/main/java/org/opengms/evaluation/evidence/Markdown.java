package org.opengms.evaluation.evidence;

import java.util.Collections;
import java.util.List;

/// Writes a report in Markdown.
final class Markdown {
    private Markdown() {}

    static String of(List<Block> blocks) {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            switch (block) {
                case Block.Heading h ->
                        text.append("#".repeat(h.level())).append(' ').append(line(h.text()));
                case Block.Paragraph p -> text.append(line(p.text()));
                case Block.Bullets b ->
                        text.append(
                                String.join(
                                        "\n",
                                        b.items().stream().map(i -> "- " + line(i)).toList()));
                case Block.Table t -> {
                    text.append(row(t.heads())).append('\n');
                    text.append(row(Collections.nCopies(t.heads().size(), "---")));
                    t.rows().forEach(r -> text.append('\n').append(row(r)));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(Markdown::line).toList()) + " |";
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("](", "]\\(");
    }
}
