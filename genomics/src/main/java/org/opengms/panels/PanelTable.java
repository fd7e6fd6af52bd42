package org.opengms.panels;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a table of panels, one line for each gene of each panel, columns by header. A table states
/// no versions, types or disorders.
final class PanelTable {
    private final String file;
    private final List<PanelFiles.LeftOut> leftOut = new ArrayList<>();

    PanelTable(String file) {
        this.file = file;
    }

    PanelFiles.Content read(BufferedReader in) throws IOException {
        String header = in.readLine();
        Columns columns =
                new Columns(
                        header == null
                                ? List.of()
                                : List.of(header.toLowerCase(Locale.ROOT).split("\t", -1)));
        if (columns.id < 0 || columns.gene < 0 || columns.level < 0) {
            throw new PanelInputException(
                    file,
                    "its first line needs the columns id, Gene and confidence_level (and may have"
                            + " name and mode_of_inheritance), or it must be PanelApp JSON");
        }
        Map<String, PanelHeader> heads = new LinkedHashMap<>();
        Map<String, List<PanelEntity>> genes = new LinkedHashMap<>();
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            String id = columns.cell(cells, columns.id);
            String symbol = columns.cell(cells, columns.gene);
            if (cells.length <= columns.width() || id.isEmpty() || symbol.isEmpty()) {
                leftOut.add(
                        new PanelFiles.LeftOut(
                                file,
                                "line " + number,
                                cells.length <= columns.width()
                                        ? "it has %d cells, fewer than the header needs"
                                                .formatted(cells.length)
                                        : "it names no panel or no gene"));
                continue;
            }
            heads.computeIfAbsent(id, _ -> columns.head(cells));
            genes.computeIfAbsent(id, _ -> new ArrayList<>())
                    .add(
                            new PanelEntity.Gene(
                                    symbol,
                                    Confidence.ofLevel(columns.cell(cells, columns.level)),
                                    columns.cell(cells, columns.mode),
                                    Optional.empty(),
                                    symbol,
                                    "",
                                    List.of(),
                                    "",
                                    ""));
        }
        List<Panel> panels = new ArrayList<>();
        heads.forEach((id, head) ->
                panels.add(new Panel(head, List.of(), genes.getOrDefault(id, List.of()))));
        return new PanelFiles.Content(panels, List.of(), leftOut);
    }

    /// Where each column stands; -1 where it is missing.
    private static final class Columns {
        private final int id;
        private final int gene;
        private final int level;
        private final int mode;
        private final int name;
        private final int group;
        private final int subGroup;
        private final int status;

        Columns(List<String> header) {
            id = header.indexOf("id");
            gene = header.indexOf("gene");
            level = header.indexOf("confidence_level");
            mode = header.indexOf("mode_of_inheritance");
            name = header.indexOf("name");
            group = header.indexOf("disease_group");
            subGroup = header.indexOf("disease_sub_group");
            status = header.indexOf("status");
        }

        /// The last column that a line must reach.
        int width() {
            return Math.max(Math.max(id, gene), Math.max(level, Math.max(mode, name)));
        }

        String cell(String[] cells, int column) {
            return column < 0 || column >= cells.length ? "" : cells[column].strip();
        }

        PanelHeader head(String[] cells) {
            return new PanelHeader(
                    cell(cells, id),
                    "",
                    cell(cells, name),
                    cell(cells, group),
                    cell(cells, subGroup),
                    cell(cells, status),
                    Optional.empty(),
                    List.of(),
                    List.of());
        }
    }
}
