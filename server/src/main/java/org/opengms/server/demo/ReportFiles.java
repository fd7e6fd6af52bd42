package org.opengms.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.cases.ResultKind;

/// Writes signed reports: each as FHIR (a collection Bundle of the DiagnosticReport and its
/// variants) and as a page that stands alone.
final class ReportFiles {
    private ReportFiles() {}

    /// Writes every signed report into `reports/`, named by its order.
    static void write(Path out, List<Journey> journeys) throws IOException {
        Path folder = Files.createDirectories(out.resolve("reports"));
        for (Journey journey : journeys) {
            if (journey.signed().isPresent()) {
                ReadReport report = journey.signed().get();
                String name = journey.name();
                Files.writeString(
                        folder.resolve(name + ".json"), FhirClient.pretty(bundle(report)) + "\n");
                Files.writeString(folder.resolve(name + ".html"), html(name, report));
            }
        }
    }

    private static Bundle bundle(ReadReport report) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        add(bundle, report.report());
        report.observations().forEach(observation -> add(bundle, observation));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry().setResource(resource);
    }

    static String html(String order, ReadReport report) {
        StringBuilder page = new StringBuilder(8_000);
        page.append(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Genomic test report</title>
                <style>
                body { font: 1rem/1.5 Arial, sans-serif; color: #212b32; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
                table { border-collapse: collapse; width: 100% }
                th, td { border-bottom: 1px solid #d8dde0; padding: .4rem; text-align: left; vertical-align: top }
                .not-signed { border: 4px solid #d5281b; padding: 1rem; font-weight: bold }
                </style>
                </head>
                <body>
                """);
        page.append("<h1>Genomic test report</h1>\n");
        if (!report.isSigned()) {
            page.append(
                    "<p class=\"not-signed\">Not for clinical use: no scientist has signed this report.</p>\n");
        }
        page.append("<p>Order ").append(escaped(order)).append(". ");
        page.append("Synthetic data; this is no real person.</p>\n");
        page.append("<h2>")
                .append(escaped(report.kind().map(ResultKind::words).orElse("Result")))
                .append("</h2>\n<p>")
                .append(escaped(report.conclusion()))
                .append("</p>\n");
        report.report()
                .getResultsInterpreter()
                .forEach(who ->
                        page.append("<p>Signed by ")
                                .append(escaped(who.getDisplay()))
                                .append("</p>\n"));
        variants(page, report.variants());
        page.append("</body>\n</html>\n");
        return page.toString();
    }

    private static void variants(StringBuilder page, List<ReadReport.Variant> variants) {
        if (variants.isEmpty()) {
            return;
        }
        page.append(
                "<h2>Variants, the likeliest cause first</h2>\n<table>\n<thead><tr><th>Gene</th>"
                        + "<th>Position (1-based)</th><th>Change</th><th>Effect</th><th>Zygosity</th>"
                        + "<th>Score</th></tr></thead>\n<tbody>\n");
        for (ReadReport.Variant variant : variants) {
            page.append("<tr>");
            cell(page, variant.gene());
            cell(
                    page,
                    "%s:%d %s>%s"
                            .formatted(
                                    variant.contig(),
                                    variant.position(),
                                    variant.ref(),
                                    variant.alt()));
            cell(page, (variant.hgvsC() + " " + variant.hgvsP()).strip());
            cell(page, variant.consequence());
            cell(page, variant.zygosity());
            cell(page, variant.score().map(s -> String.format(Locale.ROOT, "%.3f", s)).orElse(""));
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n");
    }

    private static void cell(StringBuilder page, String text) {
        page.append("<td>").append(escaped(text)).append("</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
