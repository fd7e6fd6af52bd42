package org.opengms.evaluation.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.testing.SharedData;

class EvidenceReportTest {
    private final PublishedEvidence evidence = PublishedEvidence.shipped();

    /// After a change of the table, copy the file that this test writes.
    @Test
    void isWhatTheRepositoryHolds() throws IOException {
        Path committed =
                SharedData.projectRoot().resolve("docs/reports/100000-genomes-evidence.md");
        Path made =
                SharedData.projectRoot().resolve("evaluation/target/100000-genomes-evidence.md");
        String text = new EvidenceReport(evidence).markdown();
        Files.createDirectories(made.getParent());
        Files.writeString(made, text);
        assertEquals(
                text,
                Files.exists(committed) ? Files.readString(committed) : "",
                "Copy %s to %s.".formatted(made, committed));
    }

    /// Read back by another reader of RFC 4180.
    @Test
    void givesEveryFigureARecordOfItsTable() throws CsvProblem {
        CsvTable table =
                CsvTable.parse(
                        new EvidenceReport(evidence).csv(),
                        new CsvTable.Form(',', CsvTable.StrayQuotes.REFUSED, 1_000, 20));
        assertEquals(evidence.figures().size() + 1, table.rows().size());
        for (int i = 1; i < table.rows().size(); i++) {
            Figure figure = evidence.figures().get(i - 1);
            List<String> fields = table.rows().get(i).fields();
            assertEquals(12, fields.size(), figure.id());
            assertEquals(figure.id(), fields.get(1));
            assertEquals(figure.quantity(), fields.get(3));
            assertEquals(figure.missingInWords(), fields.getLast());
        }
    }

    @Test
    void quotesEveryFigureOfAnAnswerByItsRow() {
        String text = new EvidenceReport(evidence).markdown();
        for (Question question : evidence.questions()) {
            for (String id : question.quoted()) {
                String quote =
                        "%s [row %d".formatted(evidence.figure(id).shown(), evidence.number(id));
                assertTrue(text.contains(quote), quote);
            }
        }
    }

    @Test
    void givesEveryFigureOneRow() {
        String text = new EvidenceReport(evidence).markdown();
        for (int row = 1; row <= evidence.figures().size(); row++) {
            assertEquals(2, text.split("\n\\| " + row + " \\| ", -1).length, "row " + row);
        }
    }

    /// What nobody published has no number anywhere.
    @Test
    void showsNoNumberWhereNothingIsPublished() {
        for (Figure figure : evidence.figures()) {
            if (!figure.bound().isGiven()) {
                assertTrue(figure.shown().matches("[a-z ]+"), figure.shown());
                assertTrue(figure.computed().isEmpty());
            }
        }
    }
}
