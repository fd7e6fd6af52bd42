package org.opengms.evaluation.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a report in Markdown, and reads the part of Markdown that reports are written in:
/// headings, paragraphs, lists of one level, tables. What is bold, code or a link within the
/// repository is read as its words.
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

    static List<Block> read(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String part : text.replaceAll("(?s)<!--.*?-->", "").split("\\n\\s*\\n")) {
            String whole = part.strip();
            if (whole.isEmpty()) {
                continue;
            }
            if (whole.matches("#{1,6} [^\\n]*")) {
                int level = whole.indexOf(' ');
                blocks.add(new Block.Heading(level, words(whole.substring(level))));
            } else if (whole.startsWith("- ")) {
                blocks.add(
                        new Block.Bullets(
                                Stream.of(whole.substring(2).split("\\n- "))
                                        .map(Markdown::words)
                                        .toList()));
            } else if (whole.startsWith("| ")) {
                List<List<String>> rows =
                        whole.lines().map(Markdown::cells).collect(Collectors.toList());
                blocks.add(new Block.Table(rows.getFirst(), rows.subList(2, rows.size())));
            } else {
                blocks.add(new Block.Paragraph(words(whole)));
            }
        }
        return blocks;
    }

    private static List<String> cells(String row) {
        String within = row.strip().replaceAll("^\\||\\|$", "");
        return Stream.of(within.split("(?<!\\\\)\\|", -1)).map(Markdown::words).toList();
    }

    private static String words(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\[([^\\]]+)\\]\\((https?://[^)]+)\\)", "$1 ($2)")
                .replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "$1")
                .replaceAll("`([^`]+)`", "$1")
                .replaceAll("\\\\([\\\\|*_(])", "$1")
                .replace("&lt;", "<");
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
