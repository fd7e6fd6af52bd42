package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;

/// What a patient chose, recorded on a page; who is to be asked again; emergency readings reviewed.
/// Site ZR111 is told of here alone.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class ChoicesVisitTest {
    private static final String SITE = "ZR111";

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

    private static Visitor clinician(TestService service, String site) {
        return new Visitor(installed.browser(), service.service().address())
                .signIn("clinician", site);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    /// The row of a use.
    private static Locator use(Visitor visitor, String use) {
        return visitor.page()
                .locator("table[aria-labelledby='in-force'] tbody tr")
                .filter(new Locator.FilterOptions().setHasText(use));
    }

    private static Locator banner(Visitor visitor) {
        return visitor.page().locator(".nhsuk-notification-banner");
    }

    @Test
    void aChoiceIsReadRecordedQuestionedAndWithdrawn(TestService service) throws Exception {
        Ordered ordered = Ordered.send(service, "zr111", "9990002002");
        String order = "/orders/" + ordered.order().value();
        try (Visitor clinician = clinician(service, SITE)) {
            clinician.go(order);
            clinician.link("Research, relatives, withdrawal").click();
            assertThat(clinician.heading("Choices about data")).isVisible();
            assertThat(clinician.page().locator("#standing"))
                    .hasText("Said yes to research on 5 January 2026.");
            assertThat(use(clinician, "Research by companies").locator(".nhsuk-tag"))
                    .hasText("Allowed");
            assertThat(use(clinician, "Helping the care of relatives").locator(".nhsuk-tag"))
                    .hasText("Allowed");
            assertThat(use(clinician, "Research by companies"))
                    .containsText("Evidence: the Consent that came with the order");
            clinician.picture("choices");
            clinician.fitsPhone();

            // Nothing said: the mistakes stand beside the fields, and nothing is lost.
            clinician.button("Record a choice").click();
            clinician.fitsPhone();
            clinician.picture("choice-form");
            clinician.page().locator("#evidence").fill("Letter in the notes");
            clinician.choose("said", "partial-withdrawal");
            clinician.button("Record the choice").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(clinician.page().locator("#uses-error")).isVisible();
            assertThat(clinician.page().locator("#by-error")).isVisible();
            assertThat(clinician.page().locator("#evidence")).hasValue("Letter in the notes");
            clinician.picture("choice-form-mistakes");
            clinician.fitsPhone();

            clinician.choose("uses", "research-by-companies");
            clinician.choose("by", "child");
            clinician.date("saidOn", today().plusDays(1));
            clinician.button("Record the choice").click();
            assertThat(clinician.page().locator("#saidOn-error")).containsText("in the future");
            clinician.choose("by", "adult-own-choice");
            clinician.date("saidOn", today().minusDays(10));
            clinician.button("Record the choice").click();
            assertThat(banner(clinician)).containsText("holds from now on");
            assertThat(use(clinician, "Research by companies").locator(".nhsuk-tag"))
                    .hasText("Not allowed");
            assertThat(use(clinician, "Research by hospitals").locator(".nhsuk-tag"))
                    .hasText("Allowed");

            // By the keyboard alone: everything is withdrawn from.
            clinician.tabTo("a[href$='/choices/new']");
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.heading("Record a choice")).isVisible();
            clinician.tabTo("input[name='said']");
            for (int i = 0; i < 4; i++) {
                clinician.page().keyboard().press("ArrowDown");
            }
            assertThat(clinician.page().locator("input[value='full-withdrawal']")).isChecked();
            clinician.tabTo("input[name='by']");
            clinician.page().keyboard().press("Space");
            clinician.tabTo("#evidence");
            clinician.page().keyboard().type("Telephone call");
            clinician.tabTo("main form button");
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.page().locator("#standing"))
                    .containsText("Withdrew from research");
            for (String one : new String[] {"Research by hospitals", "Helping the care"}) {
                assertThat(use(clinician, one).locator(".nhsuk-tag")).hasText("Not allowed");
            }

            // A yes from before the withdrawal is asked back, and lifts nothing.
            clinician.button("Record a choice").click();
            clinician.choose("said", "research-agreed");
            clinician.choose("by", "adult-own-choice");
            clinician.page().locator("#evidence").fill("Form found in the post");
            clinician.date("saidOn", today().minusDays(3));
            clinician.button("Record the choice").click();
            assertThat(clinician.heading("Is this meant?")).isVisible();
            assertThat(clinician.page().locator("#doubts")).containsText("does not lift it");
            clinician.picture("choice-doubt");
            clinician.fitsPhone();
            clinician.button("Change it").click();
            assertThat(clinician.page().locator("#evidence")).hasValue("Form found in the post");
            clinician.button("Record the choice").click();
            clinician.button("Record it as it is").click();
            assertThat(banner(clinician)).isVisible();
            assertThat(clinician.page().locator("#standing"))
                    .containsText("Withdrew from research");
            assertThat(clinician.page().locator("main")).containsText("does not lift it");

            clinician.button("Record a choice").click();
            clinician.choose("said", "national-data-opt-out");
            clinician.choose("answer-national-data-opt-out", "yes");
            clinician.page().locator("#evidence").fill("Summary Care Record");
            clinician.button("Record the choice").click();
            assertThat(use(clinician, "Research by companies"))
                    .containsText("the use needs a yes, and there is none");
            clinician.page().locator("summary").click();
            clinician.picture("choices-withdrawn");
            clinician.fitsPhone();
            assertThat(
                            clinician
                                    .page()
                                    .locator(
                                            "h2:text-is('Everything that was said') + table tbody tr"))
                    .hasCount(5);
        }
        try (Visitor stranger = clinician(service, "ZR101")) {
            assertEquals(403, stranger.go(order + "/choices"));
            assertEquals(403, stranger.go(order + "/choices/new"));
            assertThat(stranger.page().locator("main")).not().containsText(Ordered.FAMILY_NAME);
        }
    }

    @Test
    void whoAskedToBeAskedAgainStandsOnTheListUntilTheyAre(TestService service) throws Exception {
        Ordered ordered = Ordered.send(service, "zr111", "9990002010");
        String choices = "/orders/" + ordered.order().value() + "/choices";
        try (Visitor clinician = clinician(service, SITE)) {
            clinician.go(choices + "/new");
            clinician.choose("said", "research-undecided");
            clinician.date("askAgainOn", today().minusDays(1));
            clinician.choose("by", "adult-own-choice");
            clinician.page().locator("#evidence").fill("In clinic");
            clinician.button("Record the choice").click();
            assertThat(clinician.page().locator("#askAgainOn-error")).isVisible();
            clinician.date("saidOn", today().minusDays(8));
            clinician.button("Record the choice").click();
            assertThat(clinician.page().locator("#ask-again")).containsText("asked to be asked");

            clinician.go("/orders");
            clinician.link("People to ask again about research").click();
            Locator rows = clinician.page().locator("tbody tr");
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).containsText("asked to be asked again");
            assertThat(rows.first()).containsText("HIDDENNAME");
            clinician.picture("to-ask");
            clinician.fitsPhone();
            clinician.page().locator("#why").selectOption("TURNED_18");
            clinician.button("Show").click();
            assertThat(clinician.page().locator("main")).containsText("Nobody is to be asked");
            clinician.link("Show all").click();
            rows.first().locator("a").click();
            assertEquals(choices, clinician.path());

            clinician.button("Record a choice").click();
            clinician.choose("said", "research-declined");
            clinician.choose("by", "adult-own-choice");
            clinician.page().locator("#evidence").fill("In clinic");
            clinician.button("Record the choice").click();
            assertThat(clinician.page().locator("#ask-again")).hasCount(0);
            clinician.go("/choices/due");
            assertThat(clinician.page().locator("main")).containsText("Nobody is to be asked now.");
        }
        try (Visitor stranger = clinician(service, "ZR101")) {
            stranger.go("/choices/due");
            assertThat(stranger.page().locator("main")).not().containsText("HIDDENNAME");
        }
    }

    @Test
    void anEmergencyReadingIsReviewedBySomebodyWhoCaresForThePatient(TestService service)
            throws Exception {
        Ordered ordered = Ordered.send(service, "zr111", "9990002029");
        HttpRequest.Builder request = service.to("/FHIR/R4/" + ordered.made("Patient")).GET();
        request.header("X-Emergency-Reason", "Unconscious in the emergency department");
        HttpResponse<String> read = service.send(request, Optional.of(service.token("site-zr101")));
        assertEquals(200, read.statusCode(), read.body());

        try (Visitor clinician = clinician(service, SITE)) {
            clinician.go("/orders");
            clinician.link("Emergency readings to review").click();
            Locator reading = clinician.page().locator("main .nhsuk-card");
            assertThat(reading).hasCount(1);
            assertThat(reading).containsText("Unconscious in the emergency department");
            assertThat(reading.locator("dl a"))
                    .hasAttribute("href", "/orders/" + ordered.order().value());
            clinician.picture("reviews");
            clinician.fitsPhone();
            reading.locator("button").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary")).isFocused();
            reading.locator("input[value='passed-on']").check();
            reading.locator("button").click();
            assertThat(reading.locator(".nhsuk-error-message")).containsText("Say why");
            assertThat(reading.locator("input[value='passed-on']")).isChecked();
            clinician.picture("reviews-mistake");
            reading.locator("textarea").fill("The department does not know the patient.");
            reading.locator("button").click();
            assertThat(banner(clinician)).containsText("The review is kept.");
            assertThat(clinician.page().locator("main"))
                    .containsText("No reading waits for a review.");
            clinician.link("Show all").click();
            assertThat(reading).containsText("The department does not know the patient.");
            assertThat(reading.locator("form")).hasCount(0);
            clinician.picture("reviews-all");
            clinician.fitsPhone();
        }
        try (Visitor stranger = clinician(service, "ZR101")) {
            stranger.go("/access/reviews?show=all");
            assertThat(stranger.page().locator("main"))
                    .not()
                    .containsText("Unconscious in the emergency department");
        }
        try (Visitor technologist =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("laboratory", "ZL07")) {
            assertEquals(403, technologist.go("/access/reviews"));
            assertEquals(403, technologist.go("/choices/due"));
        }
    }
}
