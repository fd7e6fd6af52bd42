package org.opengms.interpretation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a result as `result.json`, `result.tsv` and `report.html`.
///
/// Each file is written under a temporary name and moved into place when all three are whole. The
/// same result gives the same bytes: no time and no path is written.
public final class ResultWriter {
    /// For machines; its field names stay.
    public static final String JSON_FILE = "result.json";

    /// The same candidates as a table, reasons joined by `; `.
    public static final String TSV_FILE = "result.tsv";

    /// For people: one page without outer parts.
    public static final String HTML_FILE = "report.html";

    static final List<String> COLUMNS =
            List.of(
                    "rank",
                    "gene",
                    "geneId",
                    "contig",
                    "position",
                    "ref",
                    "alt",
                    "consequence",
                    "transcript",
                    "hgvsC",
                    "hgvsP",
                    "zygosity",
                    "score",
                    "reasons");

    private ResultWriter() {}

    /// Writes all three files; older ones of the same names are replaced.
    ///
    /// @param folder made if absent
    /// @throws IOException if the disk fails; then none of the three was replaced half-written
    public static void write(InterpretationResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(JSON_FILE, json(result));
        files.put(TSV_FILE, tsv(result).getBytes(StandardCharsets.UTF_8));
        files.put(HTML_FILE, HtmlReport.render(result).getBytes(StandardCharsets.UTF_8));
        Map<Path, Path> written = new LinkedHashMap<>();
        String suffix =
                ".part-" + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path temporary = folder.resolve("." + file.getKey() + suffix);
                written.put(temporary, folder.resolve(file.getKey()));
                Files.write(temporary, file.getValue());
            }
            for (Map.Entry<Path, Path> move : written.entrySet()) {
                Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path temporary : written.keySet()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /// The result as JSON, indented, UTF-8.
    public static byte[] json(InterpretationResult result) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("caseId", result.description().caseId());
        root.set("referenceBundle", result.bundle().json());
        ObjectNode software = root.putObject("software");
        software.put("name", result.software().name());
        software.put("version", result.software().version());
        root.put("status", "preliminary, unsigned, not for clinical use");
        root.put("sex", result.description().sex().name().toLowerCase(Locale.ROOT));
        result.panel().ifPresent(panel -> root.put("panel", panel));
        features(root.putArray("observedFeatures"), result.features());
        features(root.putArray("excludedFeatures"), result.excludedFeatures());
        root.put("variantsRead", result.variantsRead());
        root.put("allelesCarried", result.variantsWithCall());
        root.put("candidateCount", result.candidateCount());
        ObjectNode left = root.putObject("notInterpreted");
        result.notInterpreted().forEach(left::put);
        ArrayNode warnings = root.putArray("warnings");
        result.warnings().forEach(warnings::add);
        ArrayNode candidates = root.putArray("candidates");
        for (Candidate candidate : result.candidates()) {
            candidate(candidates.addObject(), candidate);
        }
        return JsonText.pretty(root);
    }

    private static void features(ArrayNode array, List<InterpretationResult.Feature> features) {
        for (InterpretationResult.Feature feature : features) {
            ObjectNode node = array.addObject();
            node.put("id", feature.id().toString());
            node.put("label", feature.label());
            node.put("scored", feature.scored());
        }
    }

    private static void candidate(ObjectNode node, Candidate candidate) {
        node.put("rank", candidate.rank());
        node.put("gene", candidate.gene());
        node.put("geneId", candidate.geneId().value());
        node.put("contig", candidate.contig());
        node.put("position", candidate.position());
        node.put("ref", candidate.ref());
        node.put("alt", candidate.alt());
        node.put("consequence", candidate.consequence().label());
        node.put("transcript", candidate.transcript());
        node.put("hgvsC", candidate.hgvsC());
        node.put("hgvsP", candidate.hgvsP());
        node.put("zygosity", candidate.zygosity());
        node.put("score", rounded(candidate.score()));
        ArrayNode reasons = node.putArray("reasons");
        candidate.reasons().forEach(reasons::add);
    }

    /// Six decimals: finer differences mean nothing.
    private static double rounded(double score) {
        return Math.round(score * 1e6) / 1e6;
    }

    private static String tsv(InterpretationResult result) {
        StringBuilder text = new StringBuilder(String.join("\t", COLUMNS)).append('\n');
        for (Candidate candidate : result.candidates()) {
            List<String> cells =
                    List.of(
                            Integer.toString(candidate.rank()),
                            candidate.gene(),
                            candidate.geneId().value(),
                            candidate.contig(),
                            Integer.toString(candidate.position()),
                            candidate.ref(),
                            candidate.alt(),
                            candidate.consequence().label(),
                            candidate.transcript(),
                            candidate.hgvsC(),
                            candidate.hgvsP(),
                            candidate.zygosity(),
                            String.format(Locale.ROOT, "%.6f", rounded(candidate.score())),
                            String.join("; ", candidate.reasons()));
            for (int i = 0; i < cells.size(); i++) {
                text.append(i == 0 ? "" : "\t").append(cells.get(i).replaceAll("[\\t\\r\\n]", " "));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
