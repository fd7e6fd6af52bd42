package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;

/// An operator has the workforce forecast, follows it, and reads it; a manager reads of their own.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class WorkforceAheadVisitTest {
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
    void anOperatorForecastsAndAManagerReads(TestService service) {
        String home = service.service().settings().network().fallbackLaboratory().value();
        try (Visitor operator =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("operator", home)) {
            operator.go("/overview/workforce");
            operator.page().locator("#worlds").fill("2");
            operator.page().locator("#budgets").fill("much");
            operator.button("Forecast it").click();
            assertThat(operator.page().locator(".nhsuk-error-summary"))
                    .containsText("Enter budgets in pounds a year");
            operator.page().locator("#budgets").fill("1,000,000\n20,000,000");
            operator.button("Forecast it").click();
            assertThat(operator.page().locator("#deliver"))
                    .containsText(
                            "What training budgets deliver",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
            operator.picture("workforce-ahead");
            operator.fitsPhone();
            operator.go("/overview/workforce?organisation=ZR102");
            operator.picture("workforce-ahead-organisation");
        }
        try (Visitor manager =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("manager", home)) {
            manager.go("/overview/workforce");
            assertThat(manager.page().locator("#cover")).containsText("Where cover is lost");
            assertThat(manager.page().locator("h2#deliver")).hasCount(0);
            manager.picture("workforce-ahead-manager");
            manager.fitsPhone();
        }
    }
}
