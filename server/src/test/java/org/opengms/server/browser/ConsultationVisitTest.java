package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.dialogue.Consultation;
import org.opengms.server.journey.TestService;

/// Somebody without an account reads what came of a consultation, and answers another.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class ConsultationVisitTest {
    private static final String ID = "2026-visit";

    private static InstalledBrowser installed;

    @BeforeAll
    static void aConsultationIsOpen(TestService service) throws Exception {
        installed = InstalledBrowser.start();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        Consultation telling = Consultation.shipped().getLast();
        assertEquals(
                201,
                service.send(
                                service.to("/api/consultations")
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        telling.text()
                                                                .replace(telling.id(), ID)
                                                                .replace(
                                                                        telling.opens().toString(),
                                                                        today.toString())
                                                                .replace(
                                                                        telling.closes().toString(),
                                                                        today.plusDays(30)
                                                                                .toString()))),
                                Optional.of(service.tokenOf("ZL01", "operator")))
                        .statusCode());
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void readsWhatCameOfOneAndAnswersAnother(TestService service) {
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/");
            anybody.link("consultations").click();
            assertThat(anybody.heading("What should change?")).isVisible();
            anybody.picture("consultations");
            anybody.fitsPhone();
            anybody.link("Research by companies").click();
            assertThat(anybody.heading("What was decided")).isVisible();
            anybody.picture("consultation-decided");
            anybody.fitsPhone();
            anybody.link("Consent wording 2026.1 became 2026.2").click();
            assertThat(anybody.page().locator("main")).containsText("May they also help research");
            anybody.picture("consent-wording");
            anybody.fitsPhone();
            anybody.go("/consultations/survey");
            anybody.picture("survey");
            anybody.fitsPhone();
            anybody.go("/consultations/rules");
            anybody.picture("consultation-rules");
            anybody.fitsPhone();

            anybody.go("/consultations/" + ID);
            anybody.picture("consultation-open");
            anybody.fitsPhone();
            anybody.button("Send my answer").click();
            assertThat(anybody.page().locator(".nhsuk-error-summary"))
                    .containsText("Choose one of the answers.");
            anybody.tabTo("#option");
            anybody.choose("option", "yearly");
            anybody.button("Send my answer").click();
            assertThat(anybody.page().getByText("Thank you. Your answer counts.")).isVisible();
            anybody.go("/consultations/" + ID);
            anybody.choose("option", "look");
            anybody.page().fill("#words", "I would worry about <each> note.");
            anybody.button("Send my answer").click();
            assertThat(anybody.page().getByText("Thank you. Your answer counts.")).isVisible();
        }
        try (Visitor moderator =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("operator", "ZL01")) {
            moderator.go("/consultations");
            moderator.link("Texts that wait for a moderator").click();
            Locator card =
                    moderator
                            .page()
                            .locator(".nhsuk-card")
                            .filter(
                                    new Locator.FilterOptions()
                                            .setHasText("I would worry about <each> note."));
            assertThat(card).containsText("Refuse it by rule 4: It is not about the question.");
            moderator.picture("moderation");
            moderator.fitsPhone();
            card.locator("button").click();
            assertThat(moderator.page().locator(".nhsuk-error-summary"))
                    .containsText("Publish the text, or choose the rule that it breaks.");
            card.locator("input[value=publish]").check();
            card.locator("button").click();
            assertThat(moderator.page().getByText("The text is published.")).isVisible();
            assertThat(card).hasCount(0);
            moderator.go("/consultations/" + ID);
            assertThat(moderator.page().locator("main"))
                    .containsText("I would worry about <each> note.");
        }
    }
}
