package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.catalogue.Catalogue;
import org.opengms.catalogue.CatalogueStore;
import org.opengms.catalogue.Heading;
import org.opengms.server.journey.TestService;
import org.opengms.server.persistence.JdbcCatalogue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody wants to know what there is and what it costs before they ask.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class CatalogueVisitTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    /// Later than any that the service comes to by itself.
    private static final int EPOCH = 1_000_000;

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

    private static Catalogue.Table table(Heading by, Object... codesAndPeople) {
        List<Catalogue.Row> rows = new ArrayList<>();
        for (int i = 0; i < codesAndPeople.length; i += 2) {
            String code = (String) codesAndPeople[i];
            rows.add(
                    new Catalogue.Row(
                            code,
                            code.startsWith("DUO") ? "Health or medical research" : code,
                            Catalogue.Told.of(
                                    (int) codesAndPeople[i + 1], i == 2 ? DAY.minusDays(9) : DAY)));
        }
        return new Catalogue.Table(by, Optional.empty(), rows);
    }

    private static void publish(TestService service) {
        var context = service.service().context();
        new JdbcCatalogue(
                        context.getBean(JdbcClient.class),
                        context.getBean("transactions", TransactionTemplate.class))
                .add(
                        new CatalogueStore.Kept(
                                new Catalogue(
                                        EPOCH,
                                        DAY,
                                        "2026-11",
                                        10,
                                        10,
                                        "made-up 2026.1",
                                        Catalogue.Told.of(1240, DAY),
                                        List.of(
                                                table(
                                                        Heading.FIELD,
                                                        "Neurology",
                                                        610,
                                                        "Cardiology",
                                                        400,
                                                        "Clinical <b>genetics</b>",
                                                        230),
                                                table(Heading.INDICATION),
                                                table(Heading.REGION, "North", 700, "South", 540),
                                                table(Heading.AGE, "0 to 4", 330, "5 to 17", 410),
                                                table(Heading.SEX, "Female", 640, "Male", 600),
                                                table(Heading.GENOME, "yes", 520, "no", 720),
                                                table(Heading.OUTCOME, "yes", 310, "no", 930),
                                                table(Heading.PERMISSION, "DUO:0000006", 1240),
                                                table(Heading.COMPANIES, "yes", 980, "no", 260),
                                                table(Heading.CONTACT))),
                                Map.of()));
    }

    @Test
    void readsWhatThereIsAndWhatItCosts(TestService service) throws Exception {
        publish(service);
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/ask");
            anybody.link("what the data resource holds").click();
            assertThat(anybody.page().locator("main")).containsText("1,240 people");
            assertThat(anybody.page().locator("main")).containsText("Clinical <b>genetics</b>");
            assertThat(anybody.page().locator("main")).containsText("on 21 Feb 2026");
            assertThat(
                            anybody.page()
                                    .locator(
                                            "tr",
                                            new Page.LocatorOptions()
                                                    .setHasText("Terms of what was observed")))
                    .containsText("not told");
            anybody.fitsPhone();
            anybody.picture("catalogue");
            anybody.link("What the use of data costs, and why").click();
            assertThat(anybody.page().locator("main"))
                    .containsText("Nobody has signed these prices");
            assertThat(anybody.page().locator("main"))
                    .containsText("Cost must not keep anybody from a good use of data.");
            assertThat(anybody.page().locator("main")).containsText("£24,000");
            anybody.fitsPhone();
            anybody.picture("prices");
            anybody.link("Ask about the data").click();
            assertThat(anybody.page().locator("h1")).containsText("Ask about the data resource");
        }
    }

    @Test
    void isAsDataForPrograms(TestService service) throws Exception {
        publish(service);
        HttpResponse<String> json = service.get("/catalogue.json", Optional.empty());
        assertEquals(200, json.statusCode());
        assertEquals(
                1240, TestService.json(json).path("everybody").path("people").asInt(), json.body());
        HttpResponse<String> csv = service.get("/catalogue.csv", Optional.empty());
        assertEquals(
                Optional.of("text/csv;charset=UTF-8"), csv.headers().firstValue("Content-Type"));
        assertTrue(
                csv.body()
                        .contains("SEX,,\"Female\",\"Female\",640,2026-03-02,2026-03-02,1000000,"),
                csv.body());
        HttpResponse<String> prices = service.get("/prices.json", Optional.empty());
        assertEquals(
                "cost-is-no-bar",
                TestService.json(prices).path("principles").path(0).path("code").asString(),
                prices.body());
        assertEquals(200, service.get("/prices.csv", Optional.empty()).statusCode());
    }
}
