package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.server.command.RunningService;
import org.opengms.server.command.TrainingServices;

/// Somebody who has never seen the training service finds their exercise, does it and passes,
/// without the mouse where it matters.
@ExtendWith(InstalledBrowser.Present.class)
@SuppressWarnings("NullAway.Init")
class TrainingVisitTest {
    private static final double MOST_MILLISECONDS = 60_000;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static InstalledBrowser installed;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        installed = InstalledBrowser.start();
        service = TrainingServices.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (installed != null) {
            installed.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void aScientistSignsAGenomesReport() {
        try (Visitor scientist = new Visitor(installed.browser(), service.address())) {
            assertEquals(200, scientist.go("/"));
            assertThat(scientist.page().locator("main"))
                    .containsText("This is the training service.");
            scientist.picture("training-start");
            scientist.signIn("scientist", "ZL01");
            assertEquals("/training", scientist.path());
            scientist.picture("training");
            scientist.fitsPhone();

            scientist.tabTo("#sign-report form[action$=begin] button");
            scientist.page().keyboard().press("Enter");
            // a genome is sequenced and interpreted meanwhile
            assertThat(scientist.page().locator("#sign-report"))
                    .containsText(
                            "What lies ready for you",
                            new LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(MOST_MILLISECONDS));
            scientist.picture("training-begun");
            scientist.fitsPhone();
            scientist.page().locator("#sign-report form[action$=check] button").click();
            assertThat(scientist.page().locator("#checked")).containsText("Not yet.");
            scientist.picture("training-missed");

            scientist.page().locator("#sign-report a[href^='/reports/']").click();
            scientist.choose("kind", "UNCERTAIN");
            scientist.page().fill("#conclusion", "A variant may explain the findings.");
            scientist.choose("confirmed", "yes");
            scientist.page().locator("form[action$=signature] button[type=submit]").click();
            assertThat(scientist.page().locator("main")).containsText("The report is signed");
            scientist.link("Your exercises").click();
            scientist.page().locator("#sign-report form[action$=check] button").click();
            assertThat(scientist.page().locator("#checked")).containsText("Passed.");
            scientist.picture("training-passed");
            scientist.fitsPhone();
        }
        try (Visitor operator =
                new Visitor(installed.browser(), service.address()).signIn("operator", "ZL01")) {
            operator.link("How all exercises go").click();
            assertThat(operator.heading("How exercises go")).isVisible();
            operator.picture("training-results");
            operator.fitsPhone();
        }
    }
}
