package org.opengms.server.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.Evaluation;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.SyntheticService;
import org.opengms.server.letters.Typesetter;

/// The report to print, of a made-up service.
class EvaluationEngineTest {
    /// Of the bars and points of plots, and of nothing else in a report.
    private static final int BLUE = 0x0072B2;

    /// Enough for the inside of a point to have its colour alone.
    private static final int DOTS_PER_INCH = 200;

    private static final Snapshot SNAPSHOT =
            SyntheticService.snapshot(
                    new Scenario(
                            Scenario.Missingness.NOT_AT_RANDOM, 0.05, 0, Scenario.RollOut.STEPPED),
                    2_000,
                    1);
    private static final Report REPORT =
            Evaluation.of(Protocol.standard(), SNAPSHOT, Optional.empty());

    @TempDir static Path folder;

    private static byte[] pdf;

    @BeforeAll
    static void write() throws IOException {
        pdf = written("first");
    }

    private static byte[] written(String name) throws IOException {
        Path report = folder.resolve(name);
        new EvaluationEngine(new Typesetter()).write(REPORT, SNAPSHOT, report);
        return Files.readAllBytes(report.resolve(EvaluationOffice.PRINT));
    }

    private static int plots() {
        return REPORT.fragment().split("<svg ", -1).length - 1;
    }

    @Test
    void isTheSameToTheByteFromTheSameReport() throws IOException {
        assertArrayEquals(pdf, written("again"));
    }

    @Test
    void saysInWordsWhatEachPlotShows() throws IOException {
        List<String> figures = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            figures(document.getDocumentCatalog().getStructureTreeRoot(), figures);
        }
        assertTrue(plots() > 10, "plots: " + plots());
        assertEquals(plots(), figures.size());
        for (String words : figures) {
            assertTrue(words.contains("The numbers stand in the table."), words);
        }
    }

    private static void figures(PDStructureNode node, List<String> found) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if (element.getStructureType().equals("Figure")) {
                    found.add(element.getAlternateDescription());
                }
                figures(element, found);
            }
        }
    }

    @Test
    void drawsPointsAndBarsInsideTheMargins() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            int pages = 0;
            for (int page = 0; page < document.getNumberOfPages() && pages < 3; page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, DOTS_PER_INCH);
                int margin = (int) (15 / 25.4 * DOTS_PER_INCH);
                long drawn = 0;
                for (int x = 0; x < image.getWidth(); x++) {
                    for (int y = 0; y < image.getHeight(); y++) {
                        if ((image.getRGB(x, y) & 0xFFFFFF) == BLUE) {
                            assertTrue(x > margin && x < image.getWidth() - margin, "x " + x);
                            drawn++;
                        }
                    }
                }
                if (drawn > 100) {
                    pages++;
                }
            }
            assertEquals(3, pages);
        }
    }

    @Test
    void needsNoFontOfTheMachine() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    String font = page.getResources().getFont(name).getName();
                    assertTrue(font.contains("NotoSans"), font);
                }
            }
            assertFalse(document.getPages().getCount() == 0);
        }
    }
}
