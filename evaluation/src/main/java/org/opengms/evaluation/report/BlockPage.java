package org.opengms.evaluation.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.evaluation.evidence.Block;

/// A report of blocks as a part of a page. Headings can be linked to, a row that is quoted by its
/// number is linked from where it is quoted, and addresses of the web are links. A table scrolls by
/// itself where it is wider than the page; one of many columns becomes a list of cards on a phone.
///
/// @param title plain text of the first heading, which is not in the body
/// @param contents headings of the second level
/// @param body HTML, well-formed, without script or style
public record BlockPage(String title, List<Entry> contents, String body) {
    /// More columns than these are cards on a phone.
    private static final int NARROW = 5;

    private static final Pattern ROW = Pattern.compile("\\brow (\\d+)");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:)\\]]");

    public BlockPage {
        contents = List.copyOf(contents);
    }

    /// A heading in the list of contents.
    ///
    /// @param id of the heading
    /// @param words plain text
    public record Entry(String id, String words) {}

    /// The page of a report.
    public static BlockPage of(List<Block> blocks) {
        return new Writer().write(blocks);
    }

    private static final class Writer {
        private final StringBuilder out = new StringBuilder();
        private final List<Entry> contents = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> rows = new HashSet<>();
        private String title = "";
        private String heading = "";

        BlockPage write(List<Block> blocks) {
            for (Block block : blocks) {
                if (block instanceof Block.Table table && numbered(table)) {
                    table.rows().forEach(row -> rows.add(row.getFirst()));
                }
            }
            for (Block block : blocks) {
                switch (block) {
                    case Block.Heading h -> heading(h);
                    case Block.Paragraph p -> line("<p>" + inline(p.text()) + "</p>");
                    case Block.Bullets b -> {
                        line("<ul>");
                        b.items().forEach(item -> line("<li>" + inline(item) + "</li>"));
                        line("</ul>");
                    }
                    case Block.Table t -> table(t);
                }
            }
            return new BlockPage(title, contents, out.toString());
        }

        private void line(String text) {
            out.append(text).append('\n');
        }

        private void heading(Block.Heading one) {
            heading = one.text();
            if (one.level() == 1 && title.isEmpty()) {
                title = one.text();
                return;
            }
            String id = id(one.text());
            if (one.level() == 2) {
                contents.add(new Entry(id, one.text()));
            }
            int level = Math.clamp(one.level(), 2, 4);
            line("<h%d id=\"%s\">%s</h%d>".formatted(level, id, inline(one.text()), level));
        }

        /// Of small letters and hyphens, each once.
        private String id(String words) {
            String plain =
                    words.toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9]+", "-")
                            .replaceAll("^-|-$", "");
            String start = "about-" + (plain.length() > 60 ? plain.substring(0, 60) : plain);
            String id = start;
            for (int i = 2; !ids.add(id); i++) {
                id = start + "-" + i;
            }
            return id;
        }

        private static boolean numbered(Block.Table table) {
            return table.heads().getFirst().equals("Row");
        }

        private void table(Block.Table table) {
            boolean wide = table.heads().size() > NARROW;
            String caption = Html.escaped(heading.isEmpty() ? title : heading);
            line(
                    "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"Table: %s\">"
                            .formatted(wide ? " wide" : "", caption));
            line(wide ? "<table class=\"cards\">" : "<table>");
            line("<caption class=\"nhsuk-u-visually-hidden\">" + caption + "</caption>");
            StringBuilder heads = new StringBuilder();
            table.heads()
                    .forEach(head ->
                            heads.append("<th scope=\"col\">")
                                    .append(Html.escaped(head))
                                    .append("</th>"));
            line("<thead><tr>" + heads + "</tr></thead>");
            line("<tbody>");
            for (List<String> row : table.rows()) {
                StringBuilder cells = new StringBuilder();
                for (int i = 0; i < row.size(); i++) {
                    String label =
                            wide
                                    ? "<span class=\"label\" aria-hidden=\"true\">%s </span>"
                                            .formatted(Html.escaped(table.heads().get(i)))
                                    : "";
                    boolean blank = row.get(i).isBlank();
                    cells.append(
                                    i == 0
                                            ? "<th scope=\"row\">"
                                            : blank ? "<td class=\"blank\">" : "<td>")
                            .append(blank ? "" : label)
                            .append(
                                    i == 0 && numbered(table)
                                            ? Html.escaped(row.get(i))
                                            : inline(row.get(i)))
                            .append(i == 0 ? "</th>" : "</td>");
                }
                line(
                        "<tr%s>%s</tr>"
                                .formatted(
                                        numbered(table)
                                                ? " id=\"row-" + Html.escaped(row.getFirst()) + "\""
                                                : "",
                                        cells));
            }
            line("</tbody></table></div>");
        }

        private String inline(String text) {
            String linked =
                    ADDRESS.matcher(text)
                            .replaceAll(
                                    m -> Matcher.quoteReplacement("\u0001" + m.group() + "\u0002"));
            String rowsLinked =
                    ROW.matcher(Html.escaped(linked))
                            .replaceAll(m ->
                                    rows.contains(m.group(1))
                                            ? "<a href=\"#row-%s\">row %s</a>"
                                                    .formatted(m.group(1), m.group(1))
                                            : m.group());
            return rowsLinked.replaceAll("\u0001([^\u0002]*)\u0002", "<a href=\"$1\">$1</a>");
        }
    }
}
