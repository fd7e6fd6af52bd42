package org.opengms.interpretation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opengms.genome.Gene;
import org.opengms.genome.GeneCatalogue;
import org.opengms.phenotype.InheritanceMode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads gene panels from a table (`id`, `name`, `Gene`, `confidence_level`, `mode_of_inheritance`
/// by header) or from panel documents of the PanelApp API (one, an array, or a folder of `.json`
/// files). Panels are the site's own data under their own terms; none are part of this program.
final class PanelReader {
    private final GeneCatalogue catalogue;
    private final TreeMap<String, Integer> unresolved = new TreeMap<>();
    private int skippedRows;

    PanelReader(GeneCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param panels what was read
    /// @param unresolved symbols the gene catalogue does not know or not unambiguously, with uses
    /// @param skippedRows rows or entries without panel or gene
    record Result(GenePanels panels, TreeMap<String, Integer> unresolved, int skippedRows) {}

    /// @throws InterpretationException OGMS-0403 if unreadable or not of such a form
    Result read(Path source) {
        List<GenePanel> panels = new ArrayList<>();
        try {
            if (Files.isDirectory(source)) {
                List<Path> files;
                try (Stream<Path> listing = Files.list(source)) {
                    files =
                            listing.filter(file ->
                                            String.valueOf(file.getFileName()).endsWith(".json"))
                                    .sorted()
                                    .toList();
                }
                for (Path file : files) {
                    documents(file, panels);
                }
            } else if (beginsAsJson(source)) {
                documents(source, panels);
            } else {
                table(source, panels);
            }
        } catch (IOException failure) {
            throw refused(source, InputFile.why(failure));
        }
        if (panels.isEmpty()) {
            throw refused(source, "it holds no panel with genes");
        }
        return new Result(new GenePanels(panels), unresolved, skippedRows);
    }

    private static boolean beginsAsJson(Path source) throws IOException {
        try (InputStream in = InputFile.open(source)) {
            int first = in.read();
            while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
                first = in.read();
            }
            return first == '{' || first == '[';
        }
    }

    private void documents(Path file, List<GenePanel> panels) throws IOException {
        JsonNode root;
        try (InputStream in = InputFile.open(file)) {
            root = JsonMapper.shared().readTree(in);
        } catch (JacksonException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw refused(file, InputFile.why(failure));
        }
        JsonNode list = root.isArray() ? root : root.path("results");
        if (list.isArray()) {
            for (JsonNode document : list) {
                document(document, panels);
            }
        } else {
            document(root, panels);
        }
    }

    private void document(JsonNode document, List<GenePanel> panels) {
        String id = document.path("id").asString("");
        if (id.isEmpty() || !document.path("genes").isArray()) {
            skippedRows++;
            return;
        }
        List<PanelGene> genes = new ArrayList<>();
        for (JsonNode entry : document.path("genes")) {
            JsonNode data = entry.path("gene_data");
            String symbol =
                    data.path("gene_symbol").asString(entry.path("entity_name").asString(""));
            Optional<Gene> gene = catalogue.resolve(data.path("hgnc_id").asString(""));
            if (gene.isEmpty()) {
                gene = ensembl(data.path("ensembl_genes"));
            }
            if (gene.isEmpty()) {
                gene = bySymbol(symbol);
            }
            String words = entry.path("mode_of_inheritance").asString("");
            add(genes, gene, symbol, entry.path("confidence_level").asString(""), words);
        }
        List<String> indications = new ArrayList<>();
        for (JsonNode indication : document.path("relevant_disorders")) {
            indications.add(indication.asString(""));
        }
        panels.add(
                new GenePanel(
                        id,
                        document.path("name").asString(""),
                        document.path("version").asString(""),
                        indications,
                        genes));
    }

    private Optional<Gene> ensembl(JsonNode builds) {
        for (JsonNode build : builds) {
            for (JsonNode release : build) {
                Optional<Gene> gene =
                        catalogue.findByEnsemblId(release.path("ensembl_id").asString(""));
                if (gene.isPresent()) {
                    return gene;
                }
            }
        }
        return Optional.empty();
    }

    private void table(Path file, List<GenePanel> panels) throws IOException {
        Map<String, List<PanelGene>> genesOf = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                InputFile.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            String header = in.readLine();
            List<String> columns =
                    header == null
                            ? List.of()
                            : List.of(header.toLowerCase(Locale.ROOT).split("\t", -1));
            int id = columns.indexOf("id");
            int symbol = columns.indexOf("gene");
            int level = columns.indexOf("confidence_level");
            int mode = columns.indexOf("mode_of_inheritance");
            int name = columns.indexOf("name");
            if (id < 0 || symbol < 0 || level < 0) {
                throw refused(
                        file,
                        "its first line needs the columns id, Gene and confidence_level (and may"
                                + " have name and mode_of_inheritance), or it must be PanelApp JSON");
            }
            int width = Math.max(Math.max(id, symbol), Math.max(level, Math.max(mode, name)));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length <= width || cells[id].isBlank() || cells[symbol].isBlank()) {
                    skippedRows += line.isBlank() ? 0 : 1;
                    continue;
                }
                String panel = cells[id].strip();
                names.putIfAbsent(panel, name < 0 ? "" : cells[name].strip());
                add(
                        genesOf.computeIfAbsent(panel, _ -> new ArrayList<>()),
                        bySymbol(cells[symbol].strip()),
                        cells[symbol].strip(),
                        cells[level],
                        mode < 0 ? "" : cells[mode].strip());
            }
        }
        for (Map.Entry<String, List<PanelGene>> entry : genesOf.entrySet()) {
            panels.add(
                    new GenePanel(
                            entry.getKey(),
                            names.getOrDefault(entry.getKey(), ""),
                            "",
                            List.of(),
                            entry.getValue()));
        }
    }

    private void add(
            List<PanelGene> genes, Optional<Gene> gene, String symbol, String level, String words) {
        if (gene.isEmpty()) {
            unresolved.merge(symbol, 1, Integer::sum);
            return;
        }
        genes.add(
                new PanelGene(
                        gene.get().id(),
                        symbol,
                        PanelGene.Confidence.ofLevel(level),
                        modes(words),
                        words));
    }

    /// The approved symbol, else a former one that points to a single gene.
    private Optional<Gene> bySymbol(String symbol) {
        Optional<Gene> approved = catalogue.findBySymbol(symbol);
        if (approved.isPresent()) {
            return approved;
        }
        List<Gene> any = catalogue.findByAnySymbol(symbol);
        return any.size() == 1 ? Optional.of(any.getFirst()) : Optional.empty();
    }

    /// What PanelApp's words, or the usual abbreviations, mean.
    static Set<InheritanceMode> modes(String words) {
        String upper = words.toUpperCase(Locale.ROOT);
        if (upper.startsWith("BOTH") || upper.equals("AD/AR") || upper.equals("AR/AD")) {
            return Set.of(InheritanceMode.AUTOSOMAL_DOMINANT, InheritanceMode.AUTOSOMAL_RECESSIVE);
        }
        if (upper.startsWith("MONOALLELIC") || upper.equals("AD")) {
            return Set.of(InheritanceMode.AUTOSOMAL_DOMINANT);
        }
        if (upper.startsWith("BIALLELIC") || upper.equals("AR")) {
            return Set.of(InheritanceMode.AUTOSOMAL_RECESSIVE);
        }
        if (upper.startsWith("X-LINKED")) {
            return upper.contains("BIALLELIC MUTATIONS IN FEMALES")
                    ? Set.of(InheritanceMode.X_LINKED_RECESSIVE)
                    : Set.of(InheritanceMode.X_LINKED);
        }
        return switch (upper) {
            case "XL" -> Set.of(InheritanceMode.X_LINKED);
            case "XLR" -> Set.of(InheritanceMode.X_LINKED_RECESSIVE);
            case "XLD" -> Set.of(InheritanceMode.X_LINKED_DOMINANT);
            case "YL" -> Set.of(InheritanceMode.Y_LINKED);
            case "MT", "MITOCHONDRIAL" -> Set.of(InheritanceMode.MITOCHONDRIAL);
            default -> Set.of();
        };
    }

    private static InterpretationException refused(Path file, String why) {
        return new InterpretationException(
                InterpretationException.Kind.BAD_PANELS,
                "Panel file " + file.getFileName() + " cannot be used: " + why + ".");
    }
}
