package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;
import tools.jackson.databind.json.JsonMapper;

/// An operator has a roll-out planned, follows it, reads it, and compares plans.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class RolloutVisitTest {
    private static final double MOST_MILLISECONDS = 120_000;
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

    private static Visitor operator(TestService service) {
        return new Visitor(installed.browser(), service.service().address())
                .signIn("operator", laboratory(service));
    }

    private static String laboratory(TestService service) {
        return service.service().settings().network().fallbackLaboratory().value();
    }

    private static FilePayload plan(String id, String title, int quarter) {
        String text =
                """
                format: opengms-rollout-plan/1
                id: %s
                title: %s
                investments:
                  - option: digitise:site-1
                    startQuarter: %d
                    units: 1
                    history: [{state: proposed, at: "2026-01-05T09:00:00Z", by: board}]
                  - option: sequencer:north
                    startQuarter: %d
                    units: 1
                    history: [{state: proposed, at: "2026-01-05T09:00:00Z", by: board}]
                """
                        .formatted(id, title, quarter, quarter);
        return new FilePayload(
                id + ".yaml", "application/yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator heading(Visitor visitor) {
        return visitor.page().locator("h1");
    }

    private static void delete(Visitor operator) {
        operator.page().getByText("Delete this roll-out").click();
        operator.button("Delete it").click();
        assertThat(operator.page().getByText("The roll-out is deleted.")).isVisible();
    }

    @Test
    void anOperatorHasARollOutPlannedAndReadsIt(TestService service) throws Exception {
        try (Visitor operator = operator(service)) {
            operator.go("/overview");
            operator.link("Plan a roll-out").click();
            assertEquals("/overview/rollout", operator.path());
            operator.picture("rollout-form");
            operator.fitsPhone();

            // A mistake does not cost what was typed.
            operator.page().locator("#scenario").selectOption("regional-example");
            operator.page().locator("#budget").fill("lots");
            operator.page().locator("#replications").fill("6");
            operator.button("Plan it").click();
            assertThat(operator.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(operator.page().locator("#replications")).hasValue("6");
            operator.page().locator("#budget").fill("600,000");
            operator.page()
                    .locator("#plan-file")
                    .setInputFiles(
                            new FilePayload(
                                    "no plan.yaml",
                                    "application/yaml",
                                    "format: nonsense".getBytes(StandardCharsets.UTF_8)));
            operator.button("Plan it").click();
            assertThat(operator.page().locator("#plan-file-error"))
                    .containsText("OGMS-6420 no plan.yaml is not a roll-out plan");
            operator.picture("rollout-mistake");

            operator.button("Plan it").click();
            assertThat(heading(operator)).hasText("Roll-out for regional-example");
            assertThat(operator.page().locator("main"))
                    .containsText(Pattern.compile("Finding|Improving|Choosing|Testing|Drawing"));
            operator.picture("rollout-progress");

            // The page comes to the result by itself.
            assertThat(operator.page().locator("main"))
                    .containsText(
                            "simulated futures",
                            new LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(MOST_MILLISECONDS));
            assertThat(operator.page().locator(".ogms-result"))
                    .containsText("of 6 simulated futures");
            assertThat(operator.page().locator("table[aria-labelledby=quarters] tbody tr"))
                    .hasCount(8);
            assertThat(operator.page().locator("svg[aria-labelledby^=map-] g:has(title)"))
                    .hasCount(6);
            operator.picture("rollout-result");
            operator.fitsPhone();

            Download report =
                    operator.page().waitForDownload(() -> operator.link("rollout.json").click());
            assertEquals(
                    "opengms-rollout-report/1",
                    JsonMapper.shared()
                            .readTree(Files.readString(report.path()))
                            .get("format")
                            .asString());
            Download map =
                    operator.page()
                            .waitForDownload(
                                    () -> operator.page().locator("a[href$='/map.svg']").click());
            assertTrue(Files.readString(map.path()).startsWith("<svg"), "the picture of the map");
            delete(operator);
        }
    }

    @Test
    void anOperatorComparesPlans(TestService service) {
        try (Visitor operator = operator(service)) {
            operator.go("/overview/rollout");
            operator.page().locator("#scenario").selectOption("regional-example");
            operator.page().locator("#budget").fill("600000");
            operator.page().locator("#replications").fill("4");
            operator.page()
                    .locator("#plan-file")
                    .setInputFiles(
                            new FilePayload[] {
                                plan("early", "All at once", 0), plan("late", "A year later", 4)
                            });
            operator.button("Plan it").click();
            assertThat(heading(operator))
                    .containsText(
                            "Plans compared",
                            new LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(MOST_MILLISECONDS));
            assertThat(operator.page().locator("table.ogms-compared thead th"))
                    .hasText(
                            new Pattern[] {
                                Pattern.compile("A\\. All at once"),
                                Pattern.compile("B\\. A year later")
                            });
            operator.picture("rollout-comparison");
            operator.fitsPhone();
            delete(operator);
        }
    }

    /// Without scripts the page of a job that runs loads itself again until the result is there.
    @Test
    void theResultComesWithoutScriptsToo(TestService service) {
        try (BrowserContext context =
                installed
                        .browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setBaseURL(service.service().address())
                                        .setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate("/login");
            page.locator("[name=username]")
                    .fill(
                            org.opengms.server.security.DemoPeople.userName(
                                    "operator", laboratory(service)));
            page.locator("[name=password]").fill(org.opengms.server.security.DemoPeople.PASSWORD);
            page.locator("button[type=submit]").last().click();
            page.navigate("/overview/rollout");
            page.locator("#scenario").selectOption("regional-example");
            page.locator("#budget").fill("600000");
            page.locator("#replications").fill("2");
            page.locator("#plan-file").setInputFiles(plan("early", "All at once", 0));
            page.locator("form[enctype] button[type=submit]").click();
            assertThat(page.locator(".ogms-result"))
                    .containsText(
                            "of 2 simulated futures",
                            new LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(MOST_MILLISECONDS));
            page.locator("details:has(form[action$='/delete']) summary").click();
            page.locator("form[action$='/delete'] button").click();
            assertThat(page.locator("main")).containsText("The roll-out is deleted.");
        }
    }

    @Test
    void nobodyElseSeesRollOuts(TestService service) {
        for (String kind : java.util.List.of("manager", "scientist")) {
            try (Visitor other =
                    new Visitor(installed.browser(), service.service().address())
                            .signIn(kind, laboratory(service))) {
                other.go("/overview");
                assertThat(other.link("Plan a roll-out")).hasCount(0);
                assertEquals(403, other.go("/overview/rollout"));
                assertEquals(
                        403, other.go("/overview/rollout/00000000-0000-4000-8000-000000000009"));
            }
        }
    }
}
