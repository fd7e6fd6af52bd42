package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;

/// A privacy officer finds who read a person's data.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class ReadingsVisitTest {
    private static final String SITE = "zr113";
    private static final String NUMBER = "9990241201";

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
    void findsWhoReadAPersonsData(TestService service) throws Exception {
        Ordered ordered = Ordered.send(service, SITE, NUMBER);
        String address = service.service().address();
        try (Visitor clinician =
                new Visitor(installed.browser(), address).signIn("clinician", SITE)) {
            assertEquals(200, clinician.go("/orders/" + ordered.order().value()));
            assertEquals(403, clinician.go("/readings"));
        }
        try (Visitor officer = new Visitor(installed.browser(), address).signIn("auditor", SITE)) {
            assertEquals("/readings", officer.path());
            officer.page().fill("#nhsNumber", "123");
            officer.button("Find who read").click();
            assertThat(officer.page().locator("#nhsNumber-error")).isVisible();
            officer.picture("readings-mistake");
            officer.page().fill("#nhsNumber", NUMBER);
            officer.button("Find who read").click();
            assertThat(officer.page().locator("#readings")).containsText("clinician.zr113, ZR113");
            assertThat(officer.page().locator("#readings")).not().containsText(NUMBER);
            officer.picture("readings");
            officer.fitsPhone();
            // a number that nobody has
            officer.page().fill("#nhsNumber", "9990241309");
            officer.button("Find who read").click();
            assertThat(officer.page().locator("main"))
                    .containsText("No reading of this person concerns your organisation.");
        }
        // another hospital ordered nothing for the person
        try (Visitor other = new Visitor(installed.browser(), address).signIn("auditor", "zr101")) {
            other.page().fill("#nhsNumber", NUMBER);
            other.button("Find who read").click();
            assertThat(other.page().locator("main"))
                    .containsText("No reading of this person concerns your organisation.");
        }
    }

    @Test
    void aManagerSeesErrorsOfFirstOrders(TestService service) throws Exception {
        try (Visitor manager =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("site-manager", SITE)) {
            assertEquals(200, manager.go("/training/results"));
            assertThat(manager.heading("Training and later errors")).isVisible();
            manager.picture("order-errors");
            manager.fitsPhone();
        }
    }
}
