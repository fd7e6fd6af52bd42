package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;

/// A clinician records a child's parent and holds something back; the parent looks and chooses; the
/// child sees that they looked; the clinician ends it.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class SafeguardsVisitTest {
    private static final String CHILD = "9990008221";
    private static final String PARENT = "9990008248";
    private static final String SITE = "zr107";

    private static InstalledBrowser installed;
    private static Ordered ordered;

    @BeforeAll
    static void aTestIsOrderedForAChild(TestService service) throws Exception {
        installed = InstalledBrowser.start();
        ordered =
                Ordered.send(
                        service,
                        SITE,
                        CHILD,
                        bundle -> bundle.replace("1985-02-03", today().minusYears(9).toString()));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
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

    private static String page() {
        return "/orders/" + ordered.order().value() + "/safeguards";
    }

    @Test
    @Order(1)
    void aClinicianRecordsWhoActsForTheChild(TestService service) {
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go("/orders/" + ordered.order().value());
            clinician.link("Who acts for them, what is held back, address").click();
            assertEquals(page(), clinician.path());
            clinician.page().getByText("Record somebody who acts for the patient").click();
            clinician.page().locator("#proxy-name").fill("Mx Guardian");
            clinician.button("Record them").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary"))
                    .containsText("Say in which role they act.");
            clinician.picture("safeguards-wrong");
            clinician.choose("kind", "PARENT");
            clinician.page().locator("#proxy-holder").fill(PARENT);
            clinician.page().locator("#proxy-evidence").fill("Birth certificate and passport");
            clinician.button("Record them").click();
            assertThat(clinician.page().getByText("It is recorded and holds from now."))
                    .isVisible();
            assertThat(clinician.page().locator("main")).containsText("In force");
            clinician.fitsPhone();
        }
    }

    @Test
    @Order(2)
    void andHoldsSomethingBack(TestService service) {
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go(page());
            clinician.page().getByText("Hold something back").first().click();
            clinician.choose("held", "RESULT/" + ordered.order().value());
            clinician.choose("from", "THE_PERSON_AND_PROXIES");
            clinician.choose("reason", "SERIOUS_HARM");
            clinician.page().locator("#withhold-words").fill("Risk assessment of today");
            clinician.date("withhold-reviewOn", today().plusDays(20));
            clinician.button("Hold it back").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary"))
                    .containsText("The law asks for the opinion");
            clinician.page().locator("#withhold-opinion").fill("Dr Care, consultant");
            clinician.date("withhold-opinionOn", today());
            clinician.button("Hold it back").click();
            assertThat(clinician.page().locator("main")).containsText("Held back");
            clinician.picture("safeguards");
            clinician.fitsPhone();
            clinician.link("What is held back and ends soon").click();
            assertThat(clinician.page().locator("table")).containsText("Serious harm to health");
            clinician.picture("safeguards-due");
            clinician.fitsPhone();
        }
    }

    @Test
    @Order(3)
    void theParentLooksAndChooses(TestService service) {
        try (Visitor parent = visitor(service, "proxy", PARENT)) {
            assertEquals("/my/for", parent.path());
            parent.picture("acts-for");
            parent.fitsPhone();
            parent.link("As parent or guardian").click();
            assertThat(parent.heading("Who used the data")).isVisible();
            assertThat(parent.page().locator("main")).not().containsText(Ordered.FAMILY_NAME);
            parent.picture("for-person");
            parent.fitsPhone();
            parent.link("Change the choice").click();
            parent.picture("for-choices");
            parent.fitsPhone();
            parent.choose("research", "no");
            parent.button("Save the answer").click();
            assertThat(parent.page().getByText("The choice is recorded. It counts from now."))
                    .isVisible();
        }
    }

    @Test
    @Order(4)
    void theChildSeesThatTheyLooked(TestService service) {
        try (Visitor child = visitor(service, "patient", CHILD)) {
            child.go("/my");
            assertThat(child.page().locator("table[aria-labelledby='uses']"))
                    .containsText("Your parent or guardian");
            child.picture("my-with-parent");
            child.fitsPhone();
        }
    }

    @Test
    @Order(5)
    void theClinicianEndsIt(TestService service) {
        try (Visitor clinician = visitor(service, "clinician", SITE)) {
            clinician.go(page());
            clinician.page().getByText("End it now").click();
            clinician.choose("why", "SAFEGUARDING");
            clinician
                    .page()
                    .locator("form[action$='/stop'] input[name='words']")
                    .fill("Strategy meeting of today");
            clinician.button("End access at once").click();
            assertThat(clinician.page().locator("#proxies + .nhsuk-card"))
                    .containsText("Not in force");
        }
        try (Visitor parent = visitor(service, "proxy", PARENT)) {
            assertThat(parent.page().locator("main")).containsText("Ended");
            assertThat(parent.page().locator("main")).not().containsText("afeguarding");
        }
    }
}
