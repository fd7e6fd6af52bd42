package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.consent.ConsentHistory;
import org.opengms.gate.DataClass;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.notices.Notice;
import org.opengms.notices.NoticeKind;
import org.opengms.notices.PostalAddress;
import org.opengms.people.Person;
import org.opengms.people.Sex;
import org.opengms.server.letters.Typesetter;
import org.opengms.server.patient.OwnUse;
import org.opengms.server.patient.PatientOffice;

/// Letters on paper, read by another program than the one that set them.
class PaperLettersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final PostalAddress ADDRESS =
            new PostalAddress(
                    List.of("Zoë Łuczak-Ŵyn", "Flat 2", "14 Example Road", "Sheffield", "S99 9ZZ"));
    private static final String HEAD = "When Who What for Which data";
    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;
    private static final PaperLetters LETTERS =
            new PaperLetters(
                    new Html(),
                    new Typesetter(),
                    person -> Optional.of(ADDRESS),
                    Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    private static PatientOffice.Overview overview(int uses) {
        Person person =
                new Person(
                        ChoiceSamples.PERSON,
                        Optional.empty(),
                        "Łuczak-Ŵyn",
                        "Zoë <&> \"Zo\"",
                        Optional.of(DAY.minusYears(30)),
                        Sex.FEMALE,
                        "");
        ConsentHistory history = new ConsentHistory(person.id(), person.birthDate(), List.of());
        List<OwnUse> read = new ArrayList<>();
        for (int i = 0; i < uses; i++) {
            read.add(
                    new OwnUse(
                            i,
                            Samples.NOW.minus(Duration.ofHours(i)),
                            "Northgate Children's Hospital & Clinic",
                            Set.of(Role.CLINICIAN),
                            Purpose.DIRECT_CARE,
                            DataClass.ORDER,
                            i % 7 != 3,
                            "because",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
        return new PatientOffice.Overview(
                person,
                new PatientOffice.Choices(history, history.now(Samples.NOW)),
                new PatientOffice.Counts(41, 2, 1),
                new PatientOffice.Uses(read, Optional.empty()),
                List.of());
    }

    private static byte[] letter(LetterForm form, Optional<PostalAddress> to) {
        return LETTERS.set(new LetterPaper(overview(40), form, DAY, to));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static Set<String> structure(PDStructureNode node) {
        Set<String> types = new TreeSet<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                types.add(element.getStandardStructureType());
                types.addAll(structure(element));
            }
        }
        return types;
    }

    private static void picture(String name, byte[] pdf) throws IOException {
        String folder = System.getenv("OPENGMS_PICTURES");
        if (folder == null || folder.isBlank()) {
            return;
        }
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 60);
                ImageIO.write(
                        image, "png", new File(folder, "%s-%d.png".formatted(name, page + 1)));
            }
        }
    }

    @Nested
    class EveryForm {
        @ParameterizedTest
        @EnumSource(LetterForm.class)
        void isTaggedNamedAndInEnglish(LetterForm form) throws IOException {
            byte[] pdf = letter(form, Optional.of(ADDRESS));
            picture("paper-" + form.code(), pdf);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                var catalog = document.getDocumentCatalog();
                assertTrue(catalog.getMarkInfo().isMarked());
                assertEquals("en-GB", catalog.getLanguage());
                assertTrue(catalog.getViewerPreferences().displayDocTitle());
                assertEquals(
                        form == LetterForm.CHILD
                                ? "Who looked at information about you?"
                                : "Who used your data",
                        document.getDocumentInformation().getTitle());
                Set<String> types = structure(catalog.getStructureTreeRoot());
                assertTrue(types.containsAll(Set.of("Document", "H1", "P")), types.toString());
                boolean hasTable = form == LetterForm.STANDARD || form == LetterForm.LARGE;
                assertEquals(
                        hasTable,
                        types.containsAll(Set.of("Table", "TR", "TH", "TD")),
                        types::toString);
                PDOutlineItem first = catalog.getDocumentOutline().getFirstChild();
                assertEquals(document.getDocumentInformation().getTitle(), first.getTitle());
            }
        }

        @ParameterizedTest
        @EnumSource(LetterForm.class)
        void isA4WithEveryFontInsideAndPagesNumbered(LetterForm form) throws IOException {
            try (PDDocument document = Loader.loadPDF(letter(form, Optional.of(ADDRESS)))) {
                int pages = document.getNumberOfPages();
                Set<String> fonts = new HashSet<>();
                for (PDPage page : document.getPages()) {
                    assertEquals(210, page.getMediaBox().getWidth() / POINTS_PER_MILLIMETRE, 0.5);
                    assertEquals(297, page.getMediaBox().getHeight() / POINTS_PER_MILLIMETRE, 0.5);
                    for (COSName name : page.getResources().getFontNames()) {
                        PDFont font = page.getResources().getFont(name);
                        assertTrue(font.isEmbedded(), font.getName());
                        fonts.add(font.getName().replaceAll("^[A-Z]+\\+", ""));
                    }
                }
                assertTrue(fonts.contains("NotoSans-Regular"), fonts.toString());
                assertTrue(fonts.stream().allMatch(f -> f.startsWith("NotoSans")), fonts::toString);
                String text = words(text(document));
                assertTrue(text.contains("Page 1 of " + pages), text);
                assertTrue(text.contains("Page %d of %d".formatted(pages, pages)), text);
            }
        }

        /// Another program reads from the paper what a browser shows, word for word.
        @ParameterizedTest
        @EnumSource(LetterForm.class)
        void saysWhatThePageSays(LetterForm form) throws IOException {
            PatientOffice.Overview overview = overview(3);
            String page =
                    Jsoup.parse(
                                    new Html()
                                            .render(
                                                    new Page.MyLetter(
                                                            Samples.frame(), overview, form, DAY)))
                            .select("article")
                            .select(":not(.nhsuk-table-responsive__heading)")
                            .select("p, h1, h2, td span:not([aria-hidden])")
                            .eachText()
                            .stream()
                            .map(PaperLettersTest::words)
                            .reduce("", (all, one) -> all + " " + one);
            try (PDDocument document =
                    Loader.loadPDF(
                            LETTERS.set(new LetterPaper(overview, form, DAY, Optional.empty())))) {
                String paper = words(text(document).replaceAll("Page [0-9]+ of [0-9]+", ""));
                // The head of the table comes again on each page.
                assertEquals(
                        new LetterPaper(overview, form, DAY, Optional.empty()).listsUses(),
                        paper.contains(HEAD));
                assertEquals(sorted(page), sorted(paper.replace(HEAD, " ")));
            }
        }

        /// Lines of a table are read across by one and down by the other, and a bold word ends with
        /// a space before the stop: the words and numbers, not their order.
        private static List<String> sorted(String text) {
            return List.of(text.split("[^\\p{L}\\p{N}]+", -1)).stream()
                    .filter(word -> !word.isEmpty())
                    .sorted()
                    .toList();
        }

        @ParameterizedTest
        @EnumSource(LetterForm.class)
        void isTheSameToTheByte(LetterForm form) {
            assertArrayEquals(
                    letter(form, Optional.of(ADDRESS)), letter(form, Optional.of(ADDRESS)));
        }
    }

    @Nested
    class TheAddress {
        /// Of the first page, every line that stands above the letter.
        private static List<TextPosition> above(byte[] pdf, double millimetres) throws IOException {
            List<TextPosition> found = new ArrayList<>();
            PDFTextStripper stripper =
                    new PDFTextStripper() {
                        @Override
                        protected void writeString(String text, List<TextPosition> positions) {
                            found.addAll(positions);
                        }
                    };
            stripper.setEndPage(1);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                stripper.getText(document);
            }
            found.removeIf(p -> p.getYDirAdj() / POINTS_PER_MILLIMETRE > millimetres);
            return found;
        }

        @Test
        void standsInTheWindowOfTheEnvelopeAndNothingElseDoes() throws IOException {
            PostalAddress longest =
                    new PostalAddress(
                            List.of(
                                    "Ms Wilhelmina Featherstonehaugh-Cholmondeley",
                                    "The Very Long Cottage Name",
                                    "12345 Extraordinarily Long Street Name",
                                    "Village",
                                    "Town",
                                    "County",
                                    "S99 9ZZ"));
            for (LetterForm form : LetterForm.values()) {
                List<TextPosition> above = above(letter(form, Optional.of(longest)), 94);
                assertFalse(above.isEmpty());
                for (TextPosition glyph : above) {
                    double x = glyph.getXDirAdj() / POINTS_PER_MILLIMETRE;
                    double right = x + glyph.getWidthDirAdj() / POINTS_PER_MILLIMETRE;
                    double baseline = glyph.getYDirAdj() / POINTS_PER_MILLIMETRE;
                    assertTrue(
                            x >= 24.5 && right <= 120.1 && baseline > 39.5 && baseline < 67,
                            "%s of %s at %.1f, %.1f mm".formatted(glyph, form, x, baseline));
                }
            }
        }

        @Test
        void isLeftOutWhereNoneMayBeShown() throws IOException {
            try (PDDocument document =
                    Loader.loadPDF(letter(LetterForm.STANDARD, Optional.empty()))) {
                String text = text(document);
                assertFalse(text.contains("Example Road"), text);
                assertTrue(text.contains("Zoë"), text);
            }
        }
    }

    @Nested
    class ANotice {
        @Test
        void isOnePageThatNamesTheAddressAndNoReason() throws IOException {
            for (NoticeKind kind : NoticeKind.values()) {
                Notice notice = NoticeSamples.told(kind, Optional.empty()).notice();
                byte[] pdf = LETTERS.set(new NoticePaper(notice, ADDRESS, DAY));
                picture("paper-notice-" + kind, pdf);
                assertArrayEquals(pdf, LETTERS.set(new NoticePaper(notice, ADDRESS, DAY)));
                try (PDDocument document = Loader.loadPDF(pdf)) {
                    assertEquals(1, document.getNumberOfPages());
                    String text = words(text(document));
                    assertTrue(text.contains("14 Example Road"), text);
                    assertTrue(text.contains(notice.words().subject()), text);
                    assertTrue(text.contains(notice.id().value()), text);
                    assertFalse(text.contains(" link"), text);
                }
            }
        }
    }
}
