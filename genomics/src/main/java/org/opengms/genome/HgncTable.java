package org.opengms.genome;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The HGNC complete set: approved symbols and cross-references of human genes. Columns are found
/// by name: `hgnc_id`, `symbol`, `status`, `alias_symbol`, `prev_symbol`, `entrez_id`,
/// `ensembl_gene_id`.
record HgncTable(SourceFile source, List<GeneCatalogue.Entry> entries) {

    static HgncTable read(Path file, BuildProgress progress) throws IOException {
        try (SourceInput source = SourceInput.open(file)) {
            long line = 0;
            try {
                BufferedReader text = source.text();
                String header = text.readLine();
                line++;
                Map<String, Integer> columns = new HashMap<>();
                if (header != null) {
                    String[] names = header.split("\t", -1);
                    for (int i = 0; i < names.length; i++) {
                        columns.put(names[i].strip().toLowerCase(Locale.ROOT), i);
                    }
                }
                if (!columns.containsKey("hgnc_id") || !columns.containsKey("symbol")) {
                    throw bad(
                            source,
                            line,
                            "there are no columns hgnc_id and symbol.",
                            "Give the tab-separated HGNC complete set (hgnc_complete_set.txt).");
                }
                progress.at("Reading gene names", 0, source.totalBytes());
                List<GeneCatalogue.Entry> entries = new ArrayList<>();
                for (String row = text.readLine(); row != null; row = text.readLine()) {
                    line++;
                    if (row.isBlank()) {
                        continue;
                    }
                    String[] cells = row.split("\t", -1);
                    String status = cell(cells, columns.get("status"));
                    if (!status.isEmpty() && !status.equals("Approved")) {
                        continue;
                    }
                    entries.add(entry(source, line, cells, columns));
                }
                return new HgncTable(source.finish("hgnc"), entries);
            } catch (EOFException | ZipException e) {
                throw bad(
                        source,
                        line,
                        "the compressed file is cut or damaged (" + e.getMessage() + ").",
                        "Fetch it again.");
            }
        }
    }

    private static GeneCatalogue.Entry entry(
            SourceInput source, long line, String[] cells, Map<String, Integer> columns) {
        String id = cell(cells, columns.get("hgnc_id"));
        String symbol = cell(cells, columns.get("symbol"));
        String entrez = cell(cells, columns.get("entrez_id"));
        String ensembl = cell(cells, columns.get("ensembl_gene_id"));
        try {
            List<String> others = new ArrayList<>();
            for (String column : List.of("prev_symbol", "alias_symbol")) {
                for (String other : cell(cells, columns.get(column)).split("\\|", -1)) {
                    if (!other.isBlank()) {
                        others.add(other.strip());
                    }
                }
            }
            if (symbol.isEmpty()) {
                throw new IllegalArgumentException("the symbol is empty");
            }
            Gene gene =
                    new Gene(
                            new GeneId(id),
                            symbol,
                            entrez.isEmpty() ? 0 : Integer.parseInt(entrez, 10),
                            ensembl.isEmpty() ? null : ensembl);
            return new GeneCatalogue.Entry(gene, List.copyOf(others));
        } catch (IllegalArgumentException e) {
            throw bad(source, line, "the row is no gene: " + e.getMessage() + ".", "");
        }
    }

    private static String cell(String[] cells, @Nullable Integer column) {
        if (column == null || column >= cells.length) {
            return "";
        }
        String cell = cells[column].strip();
        return cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1)
                : cell;
    }

    private static ReferenceException bad(
            SourceInput source, long line, String reason, String advice) {
        return new ReferenceException(
                ReferenceException.Kind.BAD_HGNC,
                "HGNC set " + source.name() + " line " + line,
                reason,
                advice);
    }
}
