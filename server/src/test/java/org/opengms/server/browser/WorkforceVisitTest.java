package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;

/// A clinician looks at what they may do and passes a lesson; an operator looks at what enforcing
/// would do.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class WorkforceVisitTest {
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
    void aClinicianLearnsAndAnOperatorPreviews(TestService service) {
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR103")) {
            clinician.go("/workforce/me");
            clinician.picture("workforce-me");
            clinician.fitsPhone();
            clinician.go("/workforce/lessons/ordering-wgs");
            clinician.picture("workforce-lesson");
            clinician.fitsPhone();
            for (String answer : new String[] {"#q1-2", "#q2", "#q3-2", "#q4-2"}) {
                clinician.page().locator(answer).check();
            }
            clinician.button("Send the answers").click();
            assertThat(clinician.page().locator("body")).containsText("You have passed");
            clinician.picture("workforce-lesson-passed");
        }
        try (Visitor operator =
                new Visitor(installed.browser(), service.service().address())
                        .signIn(
                                "operator",
                                service.service()
                                        .settings()
                                        .network()
                                        .fallbackLaboratory()
                                        .value())) {
            operator.go("/workforce?organisation=ZR103&then=ENFORCE");
            assertThat(operator.page().locator("body")).containsText("Who would be left");
            operator.picture("workforce-preview");
            operator.fitsPhone();
            operator.go("/workforce/people/clinician.zr103");
            operator.picture("workforce-person");
            operator.fitsPhone();
            // What is wrong with a form is seen, and its part of the page stays open.
            operator.page().getByText("Grant a competence").click();
            operator.button("Grant").click();
            assertThat(operator.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(operator.page().locator("#granted")).isVisible();
            assertThat(operator.page().locator("#withdrawn")).isHidden();
            operator.picture("workforce-person-mistake");

            operator.go("/workforce?organisation=ZR103&then=WARN");
            assertThat(operator.button("Switch to Warn")).isVisible();
        }
    }
}
