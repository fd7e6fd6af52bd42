package org.opengms.evaluation.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding;
import org.opengms.evaluation.run.PublishedFindings;

/// A report of an evaluation. It is made of [published findings][PublishedFindings] alone.
///
/// @param title in words
/// @param standing of the protocol to the data, for the first page
/// @param findings all of them
/// @param sections one for each question
/// @param checklist where what is answered
/// @param methods of each estimand that ran, in words
public record Report(
        String title,
        ProtocolStanding standing,
        PublishedFindings findings,
        List<Section> sections,
        List<ChecklistItem> checklist,
        SortedMap<String, String> methods) {
    public Report {
        sections = List.copyOf(sections);
        checklist = List.copyOf(checklist);
        methods = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(methods));
    }

    /// A report.
    ///
    /// @param findings published
    /// @param standing of the protocol to the data
    public static Report of(PublishedFindings findings, ProtocolStanding standing) {
        Protocol protocol = findings.protocol();
        List<Section> sections = new ArrayList<>();
        for (Protocol.Question question : protocol.questions()) {
            List<Section.Table> tables = new ArrayList<>();
            for (Estimand estimand : protocol.estimands()) {
                if (estimand.question().equals(question.id())) {
                    tables.add(
                            new Section.Table(
                                    estimand,
                                    title(estimand),
                                    findings.findings().stream()
                                            .filter(f -> f.estimand().equals(estimand.id()))
                                            .toList()));
                }
            }
            if (!tables.isEmpty()) {
                sections.add(new Section(question.text(), tables));
            }
        }
        return new Report(
                protocol.title(),
                standing,
                findings,
                sections,
                ChecklistItem.ALL,
                findings.methods());
    }

    /// The tables, their data package and the protocol, by file name: the same bytes for the same
    /// snapshot, protocol and standing.
    public SortedMap<String, byte[]> tables() {
        return ReportTables.files(this);
    }

    /// A page that needs nothing from elsewhere.
    public String page() {
        return Html.page(this);
    }

    /// The same as a part of a page.
    public String fragment() {
        return Html.fragment(this);
    }

    /// A page for a typesetter that has a font family `Letter` and draws plots.
    public String print() {
        return Html.print(this);
    }

    /// Writes tables, data package, protocol and page.
    ///
    /// @param folder made if it is not there; files of these names in it are replaced
    /// @throws UncheckedIOException if it cannot be written
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : tables().entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve("report.html"), page());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9061 The report cannot be written to %s. Check the path, its permissions and the space left."
                            .formatted(folder),
                    e);
        }
    }

    private static String title(Estimand estimand) {
        String words = estimand.measure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String measure =
                estimand.measure() == Measure.REPORTED_BY_DAY
                        ? "reported within %d days of the order".formatted(estimand.day().orElse(0))
                        : words;
        return Character.toUpperCase(measure.charAt(0))
                + measure.substring(1)
                + " ("
                + estimand.id()
                + ")";
    }
}
