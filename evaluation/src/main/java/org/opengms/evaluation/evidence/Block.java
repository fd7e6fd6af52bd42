package org.opengms.evaluation.evidence;

import java.util.List;

/// A part of a report, of plain text: whoever writes Markdown, HTML or anything else of it marks it
/// up and escapes it.
public sealed interface Block {

    /// A heading.
    ///
    /// @param level 1 for the title
    /// @param text of it
    record Heading(int level, String text) implements Block {}

    /// A paragraph.
    ///
    /// @param text of it
    record Paragraph(String text) implements Block {}

    /// A list.
    ///
    /// @param items in their order
    record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /// A table.
    ///
    /// @param heads of the columns
    /// @param rows each as wide as the heads
    record Table(List<String> heads, List<List<String>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
