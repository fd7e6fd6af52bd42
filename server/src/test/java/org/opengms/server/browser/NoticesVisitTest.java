package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.notices.NoticeKind;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.NoticeStore;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;
import org.opengms.server.notices.LetterFolder;
import org.opengms.server.notices.NoticeSettings;
import org.opengms.server.notices.NoticeSweep;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcNotices;

/// A patient without internet access gets their letter on paper, is told by post that there is
/// something to see, and then wants to be told no more.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class NoticesVisitTest {
    private static final String NUMBER = "9990072019";
    private static final String SITE = "zr104";
    private static final String OTHER_SITE = "zr101";
    private static final String ANSWER = "A change in one gene explains the deafness.";
    private static final ReportId REPORT = ReportId.random();

    private static InstalledBrowser installed;
    private static Ordered ordered;

    @BeforeAll
    static void aTestIsOrderedForSomebodyWithAnAddress(TestService service) throws Exception {
        installed = InstalledBrowser.start();
        ordered =
                Ordered.sendReachable(
                        service,
                        SITE,
                        NUMBER,
                        """
                        ,"address":[{"use":"old","line":["9 Former Road"],"city":"Leeds","postalCode":"L99 9ZZ"},
                         {"use":"home","line":["14 Example Road"],"city":"Sheffield","postalCode":"S99 9ZZ"}],
                         "telecom":[{"system":"email","value":"ada@example.org"}]
                        """);
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    private static Visitor visitor(TestService service, String kind, String who) {
        return new Visitor(installed.browser(), service.service().address()).signIn(kind, who);
    }

    private static <T> T bean(TestService service, Class<T> type) {
        return service.service().context().getBean(type);
    }

    private static List<NoticeStore.Told> told(TestService service, NoticeKind kind) {
        return bean(service, JdbcNotices.class).of(ordered.person(service), 100).stream()
                .filter(told -> told.notice().kind() == kind)
                .toList();
    }

    /// What the job makes of a notice.
    private static NoticeStep became(TestService service, NoticeKind kind) {
        Instant latest = Instant.now().plusSeconds(60);
        Optional<NoticeStep> last;
        do {
            last = told(service, kind).getFirst().last();
            assertTrue(Instant.now().isBefore(latest), "nobody handed it over");
        } while (last.isEmpty());
        return last.get();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    @Order(1)
    void getsTheLetterOnPaperFromTheClinicThatOrdered(TestService service) throws Exception {
        String letter = "/orders/%s/letter.pdf?form=".formatted(ordered.order().value());
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go("/orders/%s/choices".formatted(ordered.order().value()));
            clinician.link("How the person is told, and their letter to print").click();
            assertThat(clinician.heading("Letter and messages")).isVisible();
            clinician.picture("notices-clinician");
            clinician.fitsPhone();
            for (String form : List.of("standard", "large", "easy", "child")) {
                APIResponse pdf = clinician.page().request().get(letter + form);
                assertEquals(200, pdf.status());
                assertEquals("application/pdf", pdf.headers().get("content-type"));
                assertEquals("no-store", pdf.headers().get("cache-control"));
                String text = text(pdf.body());
                assertTrue(text.contains("14 Example Road"), text);
                assertFalse(text.contains("9 Former Road"), text);
                assertTrue(text.contains("Dear Ada,"), text);
            }
        }
        try (Visitor stranger = visitor(service, "clinician", OTHER_SITE)) {
            assertEquals(403, stranger.page().request().get(letter + "standard").status());
            assertEquals(403, stranger.go("/orders/%s/notices".formatted(ordered.order().value())));
        }
        try (Visitor patient = visitor(service, "patient", NUMBER)) {
            patient.go("/my");
            assertThat(patient.page().locator("table[aria-labelledby='uses']"))
                    .containsText("Your letter, to print it for you");
            byte[] own = patient.page().request().get("/my/letter.pdf?form=easy").body();
            assertTrue(text(own).contains("Your care"));
            assertArrayEquals(own, patient.page().request().get("/my/letter.pdf?form=easy").body());
        }
    }

    @Test
    @Order(2)
    void isToldOfAResultByPostOnceItWasToldAndNotBefore(TestService service) throws Exception {
        bean(service, JdbcCases.class)
                .addReport(
                        new Report(
                                REPORT,
                                ordered.order(),
                                1,
                                ReportStatus.FINAL,
                                ResultKind.CAUSE_FOUND,
                                ANSWER,
                                List.of(),
                                Optional.empty(),
                                Instant.now(),
                                Optional.of("Dr Scientist")));
        bean(service, NoticeSweep.class).run();
        assertEquals(List.of(), told(service, NoticeKind.RESULT_READY));
        assertEquals(
                List.of(),
                told(service, NoticeKind.CHOICE_CHANGED),
                "what is said when a test is ordered is no news");
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go("/reports/" + REPORT.value());
            clinician.button("I have told the patient").click();
        }
        assertEquals(1, told(service, NoticeKind.RESULT_READY).size());
        assertTrue(became(service, NoticeKind.RESULT_READY) instanceof NoticeStep.ToPrint);
        bean(service, LetterFolder.class).print();
        NoticeStore.Told sent = told(service, NoticeKind.RESULT_READY).getFirst();
        assertTrue(sent.last().orElseThrow() instanceof NoticeStep.Sent, sent.toString());

        Path letters = bean(service, NoticeSettings.class).letters();
        String name = sent.notice().id().value() + ".pdf";
        try (Stream<Path> batches = Files.list(letters)) {
            Path batch =
                    batches.filter(one -> Files.exists(one.resolve(name)))
                            .findFirst()
                            .orElseThrow();
            byte[] pdf = Files.readAllBytes(batch.resolve(name));
            String text = text(pdf);
            assertTrue(text.contains("14 Example Road"), text);
            assertFalse(text.contains("gene"), text);
            assertFalse(text.contains("result"), text);
            assertTrue(
                    Files.readAllLines(batch.resolve("index.csv"))
                            .contains(
                                    "%s,%s,%d,%s"
                                            .formatted(
                                                    name,
                                                    sent.notice().id().value(),
                                                    pdf.length,
                                                    HexFormat.of()
                                                            .formatHex(
                                                                    MessageDigest.getInstance(
                                                                                    "SHA-256")
                                                                            .digest(pdf)))));
        }
    }

    @Test
    @Order(3)
    void readsWhatTheyWereToldAndStopsItInTwoClicks(TestService service) {
        try (Visitor patient = visitor(service, "patient", NUMBER)) {
            patient.go("/my");
            assertThat(patient.page().locator("table[aria-labelledby='notices']"))
                    .containsText("A result that you were told can be read on your page");
            assertThat(patient.page().locator("table[aria-labelledby='notices']"))
                    .containsText("Sent by letter");
            patient.picture("my-notices");
            patient.fitsPhone();

            patient.go("/my/choices");
            patient.picture("my-choices-telling");
            patient.fitsPhone();
            patient.choose("channel", "NONE");
            patient.button("Save how you are told").click();
            assertThat(patient.page().getByText("How we tell you is recorded.")).isVisible();
            assertThat(patient.page().locator("input[name='channel'][value='NONE']")).isChecked();

            patient.choose("research", "stop");
            patient.button("Save my answer").click();
        }
        NoticeStep became = became(service, NoticeKind.CHOICE_CHANGED);
        assertTrue(
                became instanceof NoticeStep.Ended(var at, var why)
                        && why == org.opengms.notices.EndReason.WANTS_NONE,
                became.toString());
    }

    /// As when the person telephones the clinic.
    @Test
    @Order(4)
    void changesItThroughAClinician(TestService service) {
        String page = "/orders/%s/notices".formatted(ordered.order().value());
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go(page);
            assertThat(clinician.page().locator("input[name='channel'][value='NONE']")).isChecked();
            assertThat(clinician.page().locator("main")).containsText("by the person themself");
            clinician.choose("channel", "LETTER");
            clinician.button("Save how the person is told").click();
            assertThat(clinician.page().getByText("How the person is told is recorded."))
                    .isVisible();
            clinician.picture("notices-clinician-recorded");
        }
        try (Visitor manager = visitor(service, "manager", fallback(service))) {
            manager.go("/overview");
            assertThat(manager.page().locator("main")).containsText("Messages to people");
            manager.picture("overview-notices");
        }
    }

    private static String fallback(TestService service) {
        return service.service()
                .settings()
                .network()
                .fallbackLaboratory()
                .value()
                .toLowerCase(java.util.Locale.ROOT);
    }
}
