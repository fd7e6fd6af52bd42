package org.opengms.phenotype;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `genes_to_phenotype.txt` in either of its layouts:
///
/// * until 2023: a `#Format:` line, then entrez id, symbol, term, term name, raw frequency,
///   frequency class, additional information, source, disease;
/// * since then: a header row, then `ncbi_gene_id`, `gene_symbol`, `hpo_id`, `hpo_name`,
///   `frequency`, `disease_id`, found by name.
final class GeneLinkReader {
    /// Where each thing stands in a row.
    private record Layout(int gene, int symbol, int term, int frequency, int disease) {
        static final Layout UNTIL_2023 = new Layout(0, 1, 2, 4, 8);

        int width() {
            return 1
                    + Math.max(
                            Math.max(gene, symbol), Math.max(term, Math.max(frequency, disease)));
        }
    }

    /// One row: a gene shows a feature through a disease.
    ///
    /// @param entrezId NCBI gene number
    /// @param symbol the symbol the file gives, for messages only
    /// @param term the feature
    /// @param frequency text as in `phenotype.hpoa`, may be empty
    /// @param diseaseId the disease, empty where the row names none
    record Row(int entrezId, String symbol, HpoId term, String frequency, String diseaseId) {}

    /// Everything read.
    ///
    /// @param release what a comment line states, or empty: the project's file states none
    /// @param rows in file order
    record Result(String release, List<Row> rows) {}

    private GeneLinkReader() {}

    /// @throws PhenotypeException OGMS-0302 if unreadable, OGMS-0305 if it is not such a file
    static Result read(Path file, ReadingLog log) {
        List<Row> rows = new ArrayList<>();
        String release = "";
        Layout layout = null;
        String name = String.valueOf(file.getFileName());
        try (BufferedReader in = TextInput.reader(file)) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                if (line.startsWith("#")) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("#format:")) {
                        layout = Layout.UNTIL_2023;
                    } else if (line.startsWith("#version:") || line.startsWith("#date:")) {
                        release = line.substring(line.indexOf(':') + 1).strip();
                    }
                } else if (layout == null) {
                    layout = header(line, name);
                } else {
                    Row row = row(line, layout, name, number, log);
                    if (row != null) {
                        rows.add(row);
                    }
                }
            }
        } catch (IOException failure) {
            throw TextInput.unreadable(file, failure);
        }
        if (layout == null) {
            throw foreign(name);
        }
        return new Result(release, rows);
    }

    private static Layout header(String line, String file) {
        List<String> names = List.of(line.strip().split("\t", -1));
        Layout layout =
                new Layout(
                        names.indexOf("ncbi_gene_id"),
                        names.indexOf("gene_symbol"),
                        names.indexOf("hpo_id"),
                        names.indexOf("frequency"),
                        names.indexOf("disease_id"));
        if (layout.gene < 0 || layout.symbol < 0 || layout.term < 0) {
            throw foreign(file);
        }
        return layout;
    }

    private static PhenotypeException foreign(String file) {
        return new PhenotypeException(
                "OGMS-0305",
                file
                        + ": not a gene-to-phenotype file: need a '#Format:' line or a header row with"
                        + " ncbi_gene_id, gene_symbol and hpo_id. Need genes_to_phenotype.txt of the"
                        + " Human Phenotype Ontology.");
    }

    private static @Nullable Row row(
            String line, Layout layout, String file, long number, ReadingLog log) {
        String[] columns = line.split("\t", -1);
        if (columns.length < layout.width()) {
            log.malformed(file, number, columns.length + " columns, need " + layout.width());
            return null;
        }
        String geneText = columns[layout.gene].strip();
        if (geneText.startsWith("NCBIGene:")) {
            geneText = geneText.substring("NCBIGene:".length());
        }
        String termText = columns[layout.term].strip();
        if (!HpoId.isWellFormed(termText)) {
            log.malformed(file, number, "no HPO identifier");
            return null;
        }
        int entrezId;
        try {
            entrezId = Integer.parseInt(geneText);
        } catch (NumberFormatException notANumber) {
            log.malformed(file, number, "the gene is not an NCBI gene number");
            return null;
        }
        String disease = layout.disease < 0 ? "" : columns[layout.disease].strip();
        String frequency = layout.frequency < 0 ? "" : columns[layout.frequency].strip();
        if (layout.equals(Layout.UNTIL_2023) && (frequency.isEmpty() || frequency.equals("-"))) {
            frequency = columns[layout.frequency + 1].strip();
        }
        return new Row(
                entrezId,
                columns[layout.symbol].strip(),
                HpoId.parse(termText),
                frequency,
                disease.equals("-") ? "" : disease);
    }
}
