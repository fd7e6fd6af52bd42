package org.opengms.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opengms.disclosure.PublishedCount;
import org.opengms.evaluation.protocol.Amendment;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.protocol.Population;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.run.PublishedFinding;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.evaluation.snapshot.Intake;

/// A report as a page, or a part of one. It needs no script and nothing from elsewhere.
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Report report;
    private int plots;
    private int questions;

    private Html(Report report) {
        this.report = report;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String page(Report report) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font: 1.1rem/1.5 Arial, sans-serif; color: #212b32; max-width: 60rem; margin: 0 auto; padding: 1rem; }
        table { border-collapse: collapse; width: 100%%; margin: 1rem 0; font-size: 1rem; }
        caption { text-align: left; font-weight: bold; padding: .5rem 0; }
        th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #d8dde0; vertical-align: top; }
        td.number, th.number { text-align: right; white-space: nowrap; }
        svg { max-width: 100%%; height: auto; }
        .warning { border-left: .5rem solid #d5281b; padding: .5rem 1rem; background: #fff3f2; }
        .standing { border-left: .5rem solid #005eb8; padding: .5rem 1rem; background: #f0f4f5; }
        code { overflow-wrap: anywhere; font-size: .9rem; }
        .scroll { overflow-x: auto; }
        .plot { border: 1px solid #d8dde0; }
        .plot svg { display: block; min-width: 40rem; }
        </style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
                .formatted(escaped(report.title()), fragment(report));
    }

    static String fragment(Report report) {
        Html html = new Html(report);
        html.first();
        html.contents();
        report.sections().forEach(html::section);
        html.methods();
        html.checklist();
        return html.out.toString();
    }

    /// To be set as pages of paper, with fonts that the typesetter has.
    static String print(Report report) {
        return """
        <html lang="en"><head><title>%s</title><style>
        @page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page); font-family: Letter; font-size: 9pt; } }
        body { font-family: Letter; font-size: 9.5pt; line-height: 1.35; color: #212b32; }
        h1 { font-size: 18pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; }
        h1, h2, h3, caption { page-break-after: avoid; }
        table { border-collapse: collapse; width: 100%%; margin: 3mm 0; font-size: 8.5pt; -fs-table-paginate: paginate; }
        caption { text-align: left; font-weight: bold; padding: 1mm 0; }
        th, td { text-align: left; padding: 1mm 2mm 1mm 0; border-bottom: 0.2mm solid #d8dde0; vertical-align: top; }
        th.number, td.number { text-align: right; }
        tr { page-break-inside: avoid; }
        .warning, .standing { border-left: 1.5mm solid #005eb8; padding: 1mm 3mm; background: #f0f4f5; }
        .warning { border-left-color: #d5281b; background: #fff3f2; }
        code { font-family: Letter; font-size: 7.5pt; word-wrap: break-word; }
        .plot { page-break-inside: avoid; margin: 3mm 0; }
        svg { width: 178mm; }
        </style></head><body>%s</body></html>
        """
                .formatted(escaped(report.title()), fragment(report));
    }

    private void contents() {
        line("<nav class=\"contents\" aria-label=\"In this report\">");
        line("<h2 id=\"report-contents\">In this report</h2>");
        line("<ol>");
        for (int i = 0; i < report.sections().size(); i++) {
            line(
                    "<li><a href=\"#question-%d\">%s</a></li>"
                            .formatted(i + 1, escaped(report.sections().get(i).question())));
        }
        line("<li><a href=\"#report-methods\">Methods</a></li>");
        line("<li><a href=\"#report-checklist\">Checklist</a></li>");
        line("</ol>");
        line("</nav>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void first() {
        line("<h1>" + escaped(report.title()) + "</h1>");
        line(
                "<div class=\"%s\"><p>%s</p>%s</div>"
                        .formatted(
                                report.standing().warns() ? "warning" : "standing",
                                escaped(report.standing().sentence()),
                                report.standing()
                                        .proven()
                                        .map(where -> "<p>" + escaped(where) + "</p>")
                                        .orElse("")));
        for (Amendment amendment : report.standing().amendments()) {
            line(
                    "<p>Amended on %s: %s Reason: %s</p>"
                            .formatted(
                                    amendment.on(),
                                    escaped(amendment.what()),
                                    escaped(amendment.reason())));
        }
        if (report.findings().isTooSmall()) {
            line(
                    "<div class=\"warning\"><p>Too few people are in this cohort for anything to be published. Nothing is shown of it: no number, no group, and not how many rows were read.</p></div>");
        }
        Protocol protocol = report.findings().protocol();
        line(
                "<p>%s. Orders from %s, as everything stood on %s. Source: %s.</p>"
                        .formatted(
                                escaped(report.findings().snapshot().title()),
                                report.findings().snapshot().firstDay(),
                                report.findings().snapshot().day(),
                                escaped(report.findings().snapshot().source())));
        line(
                "<p><strong>Where nothing is shown.</strong> A dash (–), «Too few to show» or «nothing is shown» never means none. It means that so few people are in a group, from 1 to %d, that a number could tell something about one of them, or that another hidden number could be worked out from it.</p>"
                        .formatted(protocol.disclosure().counts().threshold() - 1));
        line(
                "<p>Numbers are rounded to %d and may not add up. Shares and limits are computed from the rounded numbers; the limits also hold what rounding leaves open.</p>"
                        .formatted(protocol.disclosure().counts().roundingBase()));
        if (!report.findings().isTooSmall()) {
            Intake intake = report.findings().intake();
            line(
                    "<p>Rows read: about %s. Rows left out because of problems: %s.</p>"
                            .formatted(
                                    rounded(intake.rows()),
                                    intake.leftOut() == 0 ? "none" : rounded(intake.leftOut())));
        }
        line(
                "<p>Protocol %s <code>sha256:%s</code>. Snapshot <code>sha256:%s</code>.</p>"
                        .formatted(
                                escaped(protocol.version()),
                                report.standing().hash(),
                                report.findings().snapshotHash()));
    }

    /// As the disclosure rules show a count.
    private String rounded(long count) {
        PublishedCount shown = report.findings().protocol().disclosure().counts().show(count);
        return shown instanceof PublishedCount.Shown(long rows)
                ? String.format(Locale.ROOT, "%,d", rows)
                : "fewer than " + report.findings().protocol().disclosure().counts().threshold();
    }

    private void section(Section section) {
        line("<h2 id=\"question-%d\">%s</h2>".formatted(++questions, escaped(section.question())));
        section.tables().forEach(this::table);
    }

    private void table(Section.Table table) {
        line("<h3>" + escaped(table.title()) + "</h3>");
        Map<String, List<PublishedFinding>> byField = new LinkedHashMap<>();
        for (PublishedFinding finding : table.findings()) {
            byField.computeIfAbsent(finding.stratum().field(), _ -> new ArrayList<>()).add(finding);
        }
        byField.forEach((field, findings) -> {
            if (!field.isEmpty()) {
                plot(table, field, findings);
            }
            rows(table, field, findings);
        });
        table.findings().stream()
                .filter(f -> f.stratum().field().isEmpty())
                .forEach(f -> {
                    if (!f.missing().isEmpty()) {
                        List<String> words = new ArrayList<>();
                        f.missing()
                                .forEach((reason, count) ->
                                        words.add(reason(reason) + ": " + people(count)));
                        line("<p>Missing: %s.</p>".formatted(escaped(String.join("; ", words))));
                    }
                    line("<p><code>" + escaped(f.query()) + "</code></p>");
                });
    }

    private void plot(Section.Table table, String field, List<PublishedFinding> findings) {
        String prefix = "plot" + ++plots;
        boolean funnel = field.equals("site") || field.equals("laboratory");
        if (funnel && table.estimand().measure() == Measure.WITHIN_STANDARD) {
            List<FunnelPicture.Point> points = new ArrayList<>();
            for (PublishedFinding finding : findings) {
                if (finding.result() instanceof Result.Identified
                        && finding.states().get("yes") instanceof PublishedCount.Shown(long yes)
                        && finding.states().get("no") instanceof PublishedCount.Shown(long no)
                        && yes + no > 0) {
                    points.add(new FunnelPicture.Point(label(field, finding), yes, yes + no));
                }
            }
            if (points.size() > 2) {
                String title = table.title() + " by " + words(field);
                plot(title, new FunnelPicture(title, points).svg(prefix));
            }
            return;
        }
        List<IntervalPlot.Bar> bars = new ArrayList<>();
        for (PublishedFinding finding : findings) {
            switch (finding.result()) {
                case Result.Identified(var i, _) ->
                        bars.add(
                                new IntervalPlot.Bar(
                                        label(field, finding), i.estimate(), i.lower(), i.upper()));
                case Result.NotIdentified(_, var limits) ->
                        bars.add(
                                new IntervalPlot.Bar(
                                        label(field, finding),
                                        Double.NaN,
                                        limits.lower(),
                                        limits.upper()));
                case Result.NotEstimable _, Result.NotShown _ -> {
                    // in the table alone
                }
            }
        }
        if (!bars.isEmpty()) {
            String title = table.title() + " by " + words(field);
            plot(
                    title,
                    new IntervalPlot(
                                    title,
                                    "Estimates with their limits; dashed bars are bounds of what is not identified. The numbers stand in the table.",
                                    table.estimand().measure().unit(),
                                    bars)
                            .svg(prefix));
        }
    }

    /// Wider than a phone: it scrolls by itself, also by the keyboard.
    private void plot(String title, String svg) {
        region("plot scroll", "Plot: " + title);
        out.append(svg);
        line("</div>");
    }

    private void region(String classes, String label) {
        line(
                "<div class=\"%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">"
                        .formatted(classes, escaped(label)));
    }

    private void rows(Section.Table table, String field, List<PublishedFinding> findings) {
        if (!field.isEmpty() && findings.size() > 1 && findings.stream().allMatch(Html::isHidden)) {
            line(
                    "<p><strong>By %s</strong> (%d groups): nothing is shown, too few people.</p>"
                            .formatted(escaped(words(field)), findings.size()));
            return;
        }
        region(
                "scroll",
                "Table: " + table.title() + (field.isEmpty() ? "" : " by " + words(field)));
        line("<table>");
        line(
                "<caption>%s</caption>"
                        .formatted(field.isEmpty() ? "All" : escaped("By " + words(field))));
        line(
                "<thead><tr><th scope=\"col\">Group</th><th scope=\"col\" class=\"number\">People</th><th scope=\"col\" class=\"number\">Value</th><th scope=\"col\" class=\"number\">Limits</th><th scope=\"col\">How sure</th></tr></thead>");
        line("<tbody>");
        for (PublishedFinding finding : findings) {
            String value = "";
            String limits = "";
            String sure;
            Measure.Unit unit = table.estimand().measure().unit();
            switch (finding.result()) {
                case Result.Identified(var i, var assumption) -> {
                    value = Numbers.words(i.estimate(), unit);
                    limits =
                            Numbers.words(i.lower(), unit)
                                    + " to "
                                    + Numbers.words(i.upper(), unit);
                    sure = assumption.map(a -> "Identified if " + a).orElse("Identified");
                }
                case Result.NotIdentified(var set, var l) -> {
                    value =
                            "between "
                                    + Numbers.words(set.lower(), unit)
                                    + " and "
                                    + Numbers.words(set.upper(), unit);
                    limits =
                            Numbers.words(l.lower(), unit)
                                    + " to "
                                    + Numbers.words(l.upper(), unit);
                    sure = "Not identified: outcomes are missing for reasons that nobody knows";
                }
                case Result.NotEstimable(String why) -> sure = why;
                case Result.NotShown _ -> sure = "Too few to show";
            }
            line(
                    "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td>%s</td></tr>"
                            .formatted(
                                    escaped(label(field, finding)),
                                    people(finding.people()),
                                    escaped(value),
                                    escaped(limits),
                                    escaped(sure)));
        }
        line("</tbody></table></div>");
    }

    /// `caseSolved ?not-linked` in words.
    private static String reason(String reason) {
        return words(reason).replace(" ?", ", ").replace('-', ' ');
    }

    private static boolean isHidden(PublishedFinding finding) {
        return finding.result() instanceof Result.NotShown
                && finding.people() instanceof PublishedCount.Hidden;
    }

    private static String people(PublishedCount count) {
        return switch (count) {
            case PublishedCount.Shown(long rounded) -> String.format(Locale.ROOT, "%,d", rounded);
            case PublishedCount.Hidden _ -> "–";
        };
    }

    private static String words(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String label(String field, PublishedFinding finding) {
        String category = finding.stratum().category();
        if (category.isEmpty()) {
            return "All";
        }
        if (category.startsWith("?")) {
            return category.substring(1).replace('-', ' ');
        }
        if (field.equals("ethnicity")) {
            for (Code.Ethnicity one : Code.Ethnicity.values()) {
                if (one.code().equals(category)) {
                    return one.words();
                }
            }
        }
        return category.replace('_', ' ');
    }

    private void methods() {
        Protocol protocol = report.findings().protocol();
        line("<h2 id=\"report-methods\">Methods</h2>");
        line(
                "<p>Written by the program that ran, from the protocol and the methods themselves.</p>");
        line("<h3>Definitions</h3>");
        line("<dl>");
        protocol.definitions()
                .forEach(d ->
                        line(
                                "<dt>%s</dt><dd>%s</dd>"
                                        .formatted(escaped(d.word()), escaped(d.meaning()))));
        line("</dl>");
        line("<h3>Populations</h3>");
        line("<ul>");
        for (Population population : protocol.populations()) {
            line(
                    "<li>%s: <code>%s</code></li>"
                            .formatted(
                                    escaped(population.description()),
                                    escaped(population.toString())));
        }
        line("</ul>");
        line("<h3>Estimands</h3>");
        line("<dl>");
        for (Estimand estimand : protocol.estimands()) {
            line(
                    "<dt>%s</dt><dd>%s Assumed of missing values: %s.</dd>"
                            .formatted(
                                    escaped(estimand.id()),
                                    escaped(report.methods().getOrDefault(estimand.id(), "")),
                                    escaped(estimand.missingData().assumption())));
        }
        line("</dl>");
        line("<p>Prices: " + escaped(protocol.prices().basis()) + "</p>");
    }

    private void checklist() {
        line("<h2 id=\"report-checklist\">Checklist</h2>");
        region("scroll", "Table: checklist");
        line("<table>");
        line(
                "<caption>Items in the manner of STROBE, and where they are answered</caption><thead><tr><th scope=\"col\">Item</th><th scope=\"col\">Answered</th></tr></thead><tbody>");
        report.checklist()
                .forEach(item ->
                        line(
                                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                                        .formatted(
                                                escaped(item.item()), escaped(item.answered()))));
        line("</tbody></table></div>");
    }
}
