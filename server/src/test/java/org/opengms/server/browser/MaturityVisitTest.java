package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.orders.TestOrder;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;
import org.opengms.server.persistence.JdbcOrders;

/// A clerk writes down what a paper order took, and everybody sees what paper costs the site.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class MaturityVisitTest {
    private static final String SITE = "zr113";

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
    void paperIsWrittenDownAndSeen(TestService service) throws Exception {
        TestOrder order =
                service.service()
                        .context()
                        .getBean(JdbcOrders.class)
                        .find(Ordered.send(service, SITE, "9990240191").order())
                        .orElseThrow();
        String address = service.service().address();
        try (Visitor clerk =
                new Visitor(installed.browser(), address)
                        .signIn("laboratory", order.homeLaboratory().value())) {
            clerk.link("Orders on paper").click();
            assertEquals("/laboratory/paper", clerk.path());
            clerk.page().fill("#order", order.number());
            clerk.date("received", LocalDate.now(ZoneId.of("Europe/London")).minusDays(3));
            clerk.page().fill("#received-time", "9:30");
            clerk.page().fill("#keying", "2000");
            clerk.page().fill("#rework", "25");
            clerk.page().fill("#asked", "1");
            clerk.choose("missing", "REQUESTER");
            clerk.button("Keep").click();
            assertThat(clerk.page().locator("#keying-error")).containsText("1440");
            assertThat(clerk.page().locator("#rework")).hasValue("25");
            clerk.picture("paper-mistake");
            clerk.page().fill("#keying", "12");
            clerk.button("Keep").click();
            assertThat(clerk.page().locator("main")).containsText("What the paper took is kept.");
            assertThat(clerk.page().locator("table")).containsText(order.number());
            clerk.picture("paper");
            clerk.fitsPhone();
        }
        try (Visitor operator =
                new Visitor(installed.browser(), address)
                        .signIn(
                                "operator",
                                service.service()
                                        .settings()
                                        .network()
                                        .fallbackLaboratory()
                                        .value())) {
            operator.link("Service overview").click();
            operator.link("Digital maturity of sites").click();
            operator.button("Count now").click();
            assertThat(operator.page().locator("main")).containsText("is counted");
            operator.page().selectOption("#measure", "complete");
            operator.button("Show").click();
            assertThat(operator.page().locator("main")).containsText("complete when first sent");
            operator.picture("maturity");
            operator.fitsPhone();
            assertEquals(200, operator.go("/overview/maturity/ZR113"));
            assertThat(operator.page().locator("main")).containsText("Minutes of clerks an order");
            operator.picture("site-maturity");
            operator.fitsPhone();
            operator.button("Work it out").click();
            assertThat(operator.page().locator("main")).containsText("It was asked for");
            assertEquals(200, operator.go("/overview/infrastructure"));
            operator.picture("infrastructure");
            operator.fitsPhone();
            assertEquals(422, operator.go("/overview/infrastructure?day=2999-01-01"));
            assertThat(operator.page().locator(".nhsuk-error-summary")).isVisible();
        }
    }

    /// The manager of a hospital says how digital it is, and sees it beside what was observed.
    @Test
    void aSiteAssessesItself(TestService service) throws Exception {
        try (Visitor manager =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("site-manager", SITE)) {
            manager.link("Service overview").click();
            manager.link("Digital maturity of sites").click();
            assertEquals(200, manager.go("/overview/maturity/ZR113"));
            assertThat(manager.heading("What the site says of itself")).isVisible();
            manager.page().selectOption("#safe-practice", "3");
            manager.button("Keep the assessment").click();
            assertThat(manager.page().locator("main"))
                    .containsText("What you said of the site is kept.");
            assertThat(manager.page().locator("table[aria-labelledby=assessment]"))
                    .containsText("3 of 5");
            assertThat(manager.page().locator("main")).containsText("Site manager at ZR113");
            manager.picture("site-assessed");
            manager.fitsPhone();
            // of another site they only read
            assertEquals(200, manager.go("/overview/maturity/ZR112"));
            assertThat(manager.button("Keep the assessment")).hasCount(0);
        }
    }
}
