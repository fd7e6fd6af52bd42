package org.opengms.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.evaluation.evidence.Block;
import org.opengms.evaluation.evidence.EvidenceReport;
import org.opengms.evaluation.evidence.Figure;
import org.opengms.evaluation.evidence.PublishedEvidence;
import org.opengms.evaluation.evidence.Question;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class BlockPageTest {
    private static Document document(BlockPage page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<main>" + page.body() + "</main>")));
    }

    private static List<Element> all(Document document, String tag) {
        var nodes = document.getElementsByTagName(tag);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    @Nested
    class OfBlocks {
        @Test
        void escapesWhateverStandsInThem() {
            String bad = "<script>\"&</script>";
            BlockPage page =
                    BlockPage.of(
                            List.of(
                                    new Block.Heading(1, "Title"),
                                    new Block.Heading(2, bad),
                                    new Block.Paragraph(bad),
                                    new Block.Bullets(List.of(bad)),
                                    new Block.Table(List.of(bad), List.of(List.of(bad)))));
            assertTrue(!page.body().contains("<script"), page.body());
            assertEquals("Title", page.title());
            assertEquals(List.of(bad), page.contents().stream().map(e -> e.words()).toList());
        }

        @Test
        void linksAddressesOfTheWebAndNothingElse() {
            String body =
                    BlockPage.of(
                                    List.of(
                                            new Block.Paragraph(
                                                    "See https://example.org/a?b=1&c=2. Not javascript:alert(1)")))
                            .body();
            assertEquals(
                    "<p>See <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>. Not javascript:alert(1)</p>\n",
                    body);
        }

        @Test
        void namesHeadingsOfTheSameWordsApart() {
            BlockPage page =
                    BlockPage.of(
                            List.of(new Block.Heading(2, "Same"), new Block.Heading(2, "Same")));
            assertEquals(
                    List.of("about-same", "about-same-2"),
                    page.contents().stream().map(e -> e.id()).toList());
        }
    }

    @Nested
    class OfTheEvidence {
        private final PublishedEvidence evidence = PublishedEvidence.shipped();
        private final BlockPage page = BlockPage.of(new EvidenceReport(evidence).blocks());

        @Test
        void hasEveryFigureOnceInARowThatQuotesLeadTo() throws Exception {
            Document document = document(page);
            List<String> rows =
                    all(document, "tr").stream()
                            .map(e -> e.getAttribute("id"))
                            .filter(id -> !id.isEmpty())
                            .toList();
            assertEquals(evidence.figures().size(), rows.size());
            for (Figure figure : evidence.figures()) {
                assertTrue(rows.contains("row-" + evidence.number(figure.id())), figure.id());
            }
            List<String> links =
                    all(document, "a").stream()
                            .map(e -> e.getAttribute("href"))
                            .filter(href -> href.startsWith("#"))
                            .toList();
            for (Question question : evidence.questions()) {
                for (String quoted : question.quoted()) {
                    assertTrue(links.contains("#row-" + evidence.number(quoted)), quoted);
                }
            }
            links.forEach(link -> assertTrue(rows.contains(link.substring(1)), link));
        }

        @Test
        void asksParliamentsQuestionsOneByOne() throws Exception {
            List<String> headings =
                    all(document(page), "h3").stream().map(e -> e.getTextContent()).toList();
            for (Question question : evidence.questions()) {
                assertTrue(headings.contains(question.asked()), question.asked());
            }
        }

        @Test
        void letsEveryTableBeReachedByTheKeyboard() throws Exception {
            for (Element table : all(document(page), "table")) {
                Element around = (Element) table.getParentNode();
                assertEquals("0", around.getAttribute("tabindex"));
                assertEquals("region", around.getAttribute("role"));
                assertTrue(around.getAttribute("aria-label").startsWith("Table: "));
            }
        }
    }

    @Nested
    class OfWhatAnEvaluationWouldShow {
        private final BlockPage page = BlockPage.of(EvidenceReport.worked());

        @Test
        void isTheWholeDocument() throws Exception {
            assertEquals(
                    "What an evaluation of the 100,000 Genomes Project would show, and what is still missing to run it",
                    page.title());
            Document document = document(page);
            assertEquals(9, all(document, "table").size());
            assertTrue(page.body().contains("<td>24.5 to 25.5 %</td>"));
            assertEquals("In short", page.contents().getFirst().words());
            assertEquals("What it would take", page.contents().getLast().words());
        }

        @Test
        void showsNoMarks() throws Exception {
            String words = document(page).getDocumentElement().getTextContent();
            for (String mark : List.of("**", "](", "`", "<!--", "\\")) {
                assertTrue(!words.contains(mark), mark);
            }
        }
    }
}
