package org.opengms.evaluation.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
