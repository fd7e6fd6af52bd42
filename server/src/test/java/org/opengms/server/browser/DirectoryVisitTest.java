package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;

/// Somebody looks up an indication and what has changed about it. The synthetic region's R912
/// gained a whole genome in version 2026.1.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class DirectoryVisitTest {
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
    void anyRoleSearchesReadsAndCompares(TestService service) {
        for (String kind : new String[] {"manager", "laboratory"}) {
            try (Visitor visitor =
                    new Visitor(installed.browser(), service.service().address())
                            .signIn(kind, "ZL01")) {
                visitor.link("Directory").first().click();
                assertThat(visitor.heading("Test directory")).isVisible();
                visitor.picture("directory");
                visitor.fitsPhone();

                visitor.page().locator("#text").fill("r912");
                visitor.button("Search").click();
                assertThat(visitor.page().locator("table.ogms-directory tbody tr")).hasCount(1);
                visitor.picture("directory-search");
                visitor.fitsPhone();

                visitor.link("R912").click();
                assertEquals("/directory/indications/R912", visitor.path());
                assertThat(visitor.page().locator("main h2")).hasCount(2);
                visitor.picture("indication");
                visitor.fitsPhone();

                visitor.go("/directory");
                visitor.link("with 2025.1").click();
                assertThat(visitor.page().locator("#changed-R912")).isVisible();
                visitor.picture("differences");
                visitor.fitsPhone();
            }
        }
    }
}
