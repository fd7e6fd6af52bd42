package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;

/// A company asks about the data resource without an account, and an officer answers.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class EnquiryVisitTest {
    private static InstalledBrowser installed;

    @BeforeAll
    static void startTheBrowser() {
        installed = InstalledBrowser.start();
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void goesFromAQuestionToTheReasonWhyItCameToNothing(TestService service) {
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/register");
            anybody.link("ask about them").click();
            anybody.button("Send the question").click();
            assertThat(anybody.page().locator(".nhsuk-error-summary"))
                    .containsText("Say the name of your organisation.");
            anybody.picture("ask-mistake");
            anybody.page().fill("#organisation", "Visiting Remedies Ltd");
            anybody.choose("kind", "COMPANY");
            anybody.page().fill("#wanted", "Whether <b>one</b> gene explains delayed growth");
            anybody.page().fill("#benefit", "Children whose growth is delayed");
            anybody.page().fill("#email", "lead@visiting.example.org");
            anybody.button("Send the question").click();
            assertThat(anybody.page().getByText("An officer reads what you wrote")).isVisible();
            anybody.fitsPhone();
            anybody.picture("ask");
        }
        try (Visitor officer =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("operator", "ZL01")) {
            officer.go("/enquiries");
            officer.fitsPhone();
            officer.picture("enquiries");
            officer.link("Visiting Remedies Ltd").click();
            assertThat(officer.page().locator("main")).containsText("lead@visiting.example.org");
            assertThat(officer.page().locator("main"))
                    .containsText("Whether <b>one</b> gene explains delayed growth");
            officer.choose("step", "ANSWERED");
            officer.page().fill("#words", "What we hold, and what it costs");
            officer.button("Write it down").click();
            officer.choose("step", "LOST");
            officer.page().fill("#words", "They wanted the data for themselves alone");
            officer.button("Write it down").click();
            assertThat(officer.page().locator(".nhsuk-error-summary"))
                    .containsText("Say why it came to nothing.");
            officer.picture("enquiry-mistake");
            officer.page().selectOption("#reason", "TERMS");
            officer.button("Write it down").click();
            assertThat(officer.page().locator("main"))
                    .containsText("Came to nothing, because other terms");
            officer.fitsPhone();
            officer.picture("enquiry");
        }
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/ask");
            assertThat(anybody.page().locator("main")).containsText("1: other terms");
            assertThat(anybody.page().locator("main")).not().containsText("Visiting Remedies");
            anybody.fitsPhone();
            anybody.picture("ask-figures");
        }
    }

    @Test
    void isReadByOfficersAlone(TestService service) throws Exception {
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR101")) {
            assertEquals(
                    403,
                    clinician.page().navigate(service.service().address() + "/enquiries").status());
        }
        assertEquals(200, service.get("/ask/figures.json", Optional.empty()).statusCode());
    }
}
