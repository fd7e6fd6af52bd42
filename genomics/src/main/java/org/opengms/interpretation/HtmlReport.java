package org.opengms.interpretation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The page a clinician reads: one self-contained document in plain style, fit for print. Every
/// text that comes from outside is escaped.
final class HtmlReport {
    private static final int DETAILED_CANDIDATES = 10;
    private static final int TABLED_CANDIDATES = 50;
    private static final int LONGEST_ALLELE = 30;

    private static final String STYLE =
            """
            body{font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32;\
            background:#f0f4f5;margin:0}
            main,header>div{max-width:960px;margin:0 auto;padding:16px}
            header{background:#005eb8;color:#fff}
            header p{margin:0;font-size:24px;font-weight:bold}
            .warning{background:#fff9c4;border:1px solid #ffeb3b;border-left:8px solid #ffb81c;\
            padding:12px 16px;margin:16px 0}
            .warning strong{font-size:19px}
            section{background:#fff;border:1px solid #d8dde0;padding:8px 24px 16px;margin:16px 0}
            h1{font-size:32px;line-height:1.2;margin:16px 0}
            h2{font-size:24px;line-height:1.3;margin:12px 0}
            h3{font-size:19px;line-height:1.4;margin:12px 0 4px}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;\
            border-bottom:1px solid #d8dde0}
            td.number,th.number{text-align:right}
            dl{display:grid;grid-template-columns:minmax(10em,14em) 1fr;margin:0}
            dt{font-weight:bold;padding:4px 0}
            dd{margin:0;padding:4px 0}
            code{font-family:Consolas,monospace;font-size:15px;overflow-wrap:anywhere}
            .scroll{overflow-x:auto}
            article{border-top:1px solid #d8dde0;padding:4px 0}
            @media print{body{background:#fff;font-size:12px}header{color:#000;background:#fff}\
            section{border:0;padding:0}article{break-inside:avoid}}
            """;

    private final StringBuilder html = new StringBuilder();
    private final InterpretationResult result;

    private HtmlReport(InterpretationResult result) {
        this.result = result;
    }

    static String render(InterpretationResult result) {
        HtmlReport report = new HtmlReport(result);
        report.page();
        return report.html.toString();
    }

    private void page() {
        String caseId = escape(result.description().caseId());
        html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<title>Genomic interpretation: ").append(caseId).append("</title>\n");
        html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        html.append("<header><div><p>Genomic interpretation</p></div></header>\n<main>\n");
        html.append("<h1>Case ").append(caseId).append("</h1>\n");
        html.append("<div class=\"warning\" role=\"note\"><strong>Not for clinical use –")
                .append(" preliminary, unsigned</strong><br>This page was made by a program. No")
                .append(" scientist has checked or signed it, and no variant on it has been")
                .append(" classified.</div>\n");
        theCase();
        candidates();
        table();
        notLookedAt();
        versions();
        html.append("</main>\n</body>\n</html>\n");
    }

    private void theCase() {
        open("The case");
        html.append("<dl>\n");
        entry("Sex", result.description().sex().name().toLowerCase(Locale.ROOT));
        entry("Panel", result.panel().orElse("none chosen"));
        html.append("<dt>Observed features</dt><dd>");
        features(result.features(), true);
        html.append("</dd>\n<dt>Recorded as absent</dt><dd>");
        features(result.excludedFeatures(), false);
        html.append("</dd>\n");
        entry("Records read", number(result.variantsRead()));
        entry("Candidates", number(result.candidateCount()));
        html.append("</dl>\n");
        if (!result.warnings().isEmpty()) {
            html.append("<h3>Please note</h3>\n<ul>\n");
            result.warnings().forEach(this::item);
            html.append("</ul>\n");
        }
        close();
    }

    private void features(List<InterpretationResult.Feature> features, boolean markUnused) {
        if (features.isEmpty()) {
            html.append("none");
        }
        for (int i = 0; i < features.size(); i++) {
            InterpretationResult.Feature feature = features.get(i);
            html.append(i == 0 ? "" : "<br>");
            html.append(escape(feature.label().isEmpty() ? "(unknown term)" : feature.label()));
            html.append(" <code>").append(feature.id()).append("</code>");
            html.append(markUnused && !feature.scored() ? " – not used" : "");
        }
    }

    private void candidates() {
        open("Most likely candidates");
        if (result.candidates().isEmpty()) {
            html.append("<p>No variant was found where this version looks.</p>\n");
        }
        for (Candidate one : first(DETAILED_CANDIDATES)) {
            html.append("<article>\n<h3>").append(one.rank()).append(". ");
            html.append(escape(one.gene())).append(" – ").append(words(one.consequence().label()));
            html.append(", ").append(escape(one.zygosity())).append("</h3>\n<p><code>");
            html.append(escape(one.hgvsC().isEmpty() ? one.transcript() : one.hgvsC()));
            html.append("</code>");
            if (!one.hgvsP().isEmpty()) {
                html.append(" <code>").append(escape(one.hgvsP())).append("</code>");
            }
            html.append("<br><code>").append(place(one)).append("</code>");
            html.append("<br>Score ").append(score(one)).append("</p>\n<ul>\n");
            one.reasons().forEach(this::item);
            html.append("</ul>\n</article>\n");
        }
        close();
    }

    private void table() {
        if (result.candidates().size() <= DETAILED_CANDIDATES) {
            return;
        }
        open("All listed candidates");
        html.append("<p>The first ")
                .append(Math.min(TABLED_CANDIDATES, result.candidates().size()))
                .append(" of ")
                .append(number(result.candidateCount()))
                .append("; the accompanying result files list more.</p>\n<div class=\"scroll\">");
        html.append("<table>\n<thead><tr><th class=\"number\" scope=\"col\">Rank</th>");
        for (String head : List.of("Gene", "Effect", "Zygosity", "Variant")) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        html.append("<th class=\"number\" scope=\"col\">Score</th></tr></thead>\n<tbody>\n");
        for (Candidate one : first(TABLED_CANDIDATES)) {
            html.append("<tr><td class=\"number\">").append(one.rank()).append("</td><td>");
            html.append(escape(one.gene())).append("</td><td>");
            html.append(words(one.consequence().label())).append("</td><td>");
            html.append(escape(one.zygosity())).append("</td><td><code>").append(place(one));
            html.append("</code></td><td class=\"number\">").append(score(one));
            html.append("</td></tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
        close();
    }

    private void notLookedAt() {
        open("What was not looked at");
        html.append("<ul>\n");
        for (String limit :
                List.of(
                        "How common each variant is in the population.",
                        "Predictions of how damaging a missense change is, and earlier reports of"
                                + " the same variant.",
                        "Parents and other relatives: only one person was read.",
                        "Structural and copy-number variants, repeat expansions, mosaicism.",
                        "Changes deep inside introns, in regulatory sequence and between genes.",
                        "Regions the sequencing did not cover: a gene without a candidate is not"
                                + " a gene without a variant.")) {
            item(limit);
        }
        html.append("</ul>\n");
        if (!result.notInterpreted().isEmpty()) {
            html.append("<h3>Read and left aside</h3>\n<dl>\n");
            for (Map.Entry<String, Long> one : result.notInterpreted().entrySet()) {
                entry(spelled(one.getKey()), number(one.getValue()));
            }
            html.append("</dl>\n");
        }
        close();
    }

    private void versions() {
        open("Versions");
        html.append("<p>")
                .append(escape(result.software().name()))
                .append(' ')
                .append(escape(result.software().version()))
                .append("; reference bundle format ")
                .append(result.bundle().formatVersion());
        if (!result.bundle().assembly().isEmpty()) {
            html.append(", ").append(escape(result.bundle().assembly()));
        }
        html.append("</p>\n<div class=\"scroll\"><table>\n<thead><tr>");
        for (String head : List.of("Source", "File", "Release", "SHA-256")) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (BundleManifest.Source source : result.bundle().sources()) {
            String release = source.release().isEmpty() ? "not stated" : source.release();
            html.append("<tr><td>").append(escape(source.role())).append("</td><td>");
            html.append(escape(source.file())).append("</td><td>").append(escape(release));
            html.append("</td><td><code>").append(escape(source.sha256()));
            html.append("</code></td></tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
        html.append("<p>Phenotypes are described with the Human Phenotype Ontology")
                .append(" (human-phenotype-ontology.org).</p>\n");
        close();
    }

    private List<Candidate> first(int count) {
        return result.candidates().subList(0, Math.min(count, result.candidates().size()));
    }

    private void open(String heading) {
        html.append("<section>\n<h2>").append(heading).append("</h2>\n");
    }

    private void close() {
        html.append("</section>\n");
    }

    private void entry(String term, String value) {
        html.append("<dt>").append(escape(term)).append("</dt><dd>").append(escape(value));
        html.append("</dd>\n");
    }

    private void item(String text) {
        html.append("<li>").append(escape(text)).append("</li>\n");
    }

    private static String place(Candidate one) {
        return escape(
                one.contig()
                        + ":"
                        + one.position()
                        + " "
                        + shortened(one.ref())
                        + ">"
                        + shortened(one.alt()));
    }

    private static String shortened(String allele) {
        return allele.length() <= LONGEST_ALLELE
                ? allele
                : allele.substring(0, LONGEST_ALLELE) + "… (" + allele.length() + " bases)";
    }

    private static String score(Candidate one) {
        return one.score() < 0.001
                ? "below 0.001"
                : String.format(Locale.ROOT, "%.3f", one.score());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// `stop_gained` becomes `stop gained`.
    private static String words(String term) {
        return escape(term.replace('_', ' '));
    }

    /// `deepIntronic` becomes `Deep intronic`.
    private static String spelled(String name) {
        String spaced = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
