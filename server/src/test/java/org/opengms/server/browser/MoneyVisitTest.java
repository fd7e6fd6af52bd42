package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.ApprovedProject;
import org.opengms.server.journey.TestService;
import org.opengms.value.ContractDesk;
import tools.jackson.databind.JsonNode;

/// Finance staff take a contract from its first draft to what its money buys, and everybody reads
/// it.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class MoneyVisitTest {
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

    private static void open(Visitor finance, String summary) {
        finance.page().getByText(summary).click();
    }

    /// Spends what was proposed last.
    private static void spend(Visitor who, LocalDate today) {
        who.page()
                .selectOption(
                        "#spend-number",
                        who.page().locator("#spend-number option").last().getAttribute("value"));
        who.page().fill("#spend-on", today.toString());
        who.page().fill("#spend-evidence", "statement 9, line 5");
        who.button("Book it").first().click();
    }

    @Test
    void goesFromPermissionToPenny(TestService service) throws Exception {
        String project = ApprovedProject.health(service, "ZR101").substring("?project=".length());
        LocalDate today = service.service().context().getBean(ContractDesk.class).today();
        LocalDate start = today.minusDays(60);
        try (Visitor finance =
                        new Visitor(installed.browser(), service.service().address())
                                .signIn("finance", "ZL01");
                Visitor second =
                        new Visitor(installed.browser(), service.service().address())
                                .signIn("finance-second", "ZL01")) {
            assertEquals("/finance", finance.path());
            finance.link("Write a contract").click();
            finance.page().fill("#id", "V-1");
            finance.page().fill("#title", "Visiting search for causes");
            finance.page().selectOption("#project", project);
            finance.choose("purpose", "ACADEMIC_PUBLIC_GOOD");
            finance.page().fill("#provider", "Fenwick NHS Trust");
            finance.page().fill("#provider-id", "RX0");
            finance.page().fill("#partner", "Visiting Remedies Ltd");
            finance.page().fill("#partner-id", "09999999");
            finance.page().selectOption("#partner-kind", "COMPANY");
            finance.page().fill("#start", start.toString());
            finance.page().fill("#end", start.plusYears(3).minusDays(1).toString());
            finance.page().fill("#cost", "50,000");
            finance.page().fill("#value", "90,000");
            finance.page().fill("#assessment", "assessment A-3");
            finance.page().fill("#yearly", "73,000");
            finance.button("Keep the draft").click();
            assertThat(finance.page().locator(".nhsuk-error-summary"))
                    .containsText("principle 1: cost must not prevent use for the public good");
            finance.fitsPhone();
            finance.picture("contract-forbidden");
            finance.choose("purpose", "COMMERCIAL");
            finance.button("Keep the draft").click();
            assertThat(finance.heading("Contract V-1/1 Visiting search for causes")).isVisible();
            finance.page().selectOption("#sign-party", "RX0");
            finance.page().fill("#sign-signatory", "a director");
            finance.button("Note the signature").click();
            assertThat(finance.page().locator(".nhsuk-error-summary"))
                    .containsText("Ask another member of finance staff.");
            finance.picture("contract-alone");
            second.go("/finance/contracts/V-1");
            for (String party : new String[] {"RX0", "09999999"}) {
                second.page().selectOption("#sign-party", party);
                second.page().fill("#sign-signatory", "a director");
                second.button("Note the signature").click();
            }
            assertThat(second.fact("In force")).containsText("Version 1");
            finance.go("/finance/contracts/V-1");
            assertThat(finance.fact("In force")).containsText("Version 1");

            finance.go("/finance/funds");
            if (!finance.page().locator("#rule-version").isVisible()) {
                open(finance, "Publish a rule");
            }
            finance.page().fill("#rule-version", "visiting-rule");
            finance.page().fill("#rule-validFrom", today.toString());
            finance.page().fill("#rule-digitising", "40");
            finance.page().fill("#rule-sequencing", "30");
            finance.page().fill("#rule-training", "20");
            finance.page().fill("#rule-patients", "10");
            finance.button("Publish it").last().click();

            finance.go("/finance/contracts/V-1");
            open(finance, "Make out the invoice of a period");
            finance.page().fill("#invoice-from", start.toString());
            finance.page().fill("#invoice-to", start.plusDays(29).toString());
            finance.button("Make it out").click();
            // 30 of 365 days of £73,000, and 20 % VAT
            assertThat(finance.fact("Owed, with VAT")).containsText("£7,200.00");
            open(finance, "The partner paid");
            finance.page().fill("#payment-reference", "visit-1");
            finance.page().fill("#payment-amount", "£7,200.00");
            finance.page().fill("#payment-on", today.toString());
            finance.page().fill("#payment-evidence", "statement 9, line 4");
            finance.button("Book it").click();
            assertThat(finance.fact("Received of that"))
                    .containsText("£6,000.00, of which £6,000.00");
            open(finance, "The partner paid");
            finance.page().fill("#payment-reference", "visit-1");
            finance.page().fill("#payment-amount", "7200");
            finance.page().fill("#payment-on", today.toString());
            finance.page().fill("#payment-evidence", "statement 9, line 4");
            finance.button("Book it").click();
            assertThat(finance.page().locator("#payment-reference-error"))
                    .containsText("The bank's line visit-1 is booked already");
            finance.fitsPhone();
            finance.picture("contract");
            APIResponse invoice =
                    finance.page().request().get("/finance/contracts/V-1/V-1-001.pdf");
            assertEquals(200, invoice.status());
            assertEquals("%PDF", new String(invoice.body(), 0, 4, StandardCharsets.US_ASCII));
            String pictures = System.getenv("OPENGMS_PICTURES");
            if (pictures != null && !pictures.isBlank()) {
                Files.write(Path.of(pictures, "invoice.pdf"), invoice.body());
            }

            finance.go("/finance/funds");
            open(finance, "Propose to spend money of a fund");
            finance.choose("propose-option", "training");
            finance.page().selectOption("#propose-laboratory", "ZL01");
            finance.page().selectOption("#propose-role", "TECHNOLOGIST");
            finance.page().fill("#propose-count", "2");
            // Others may have paid in before; nobody has paid in as much as this.
            finance.page().fill("#propose-amount", "9,000,000.00");
            finance.page().fill("#propose-evidence", "order 71");
            finance.button("Propose it").click();
            assertThat(finance.page().locator(".nhsuk-error-summary"))
                    .containsText("Spend what has come in.");
            finance.page().fill("#propose-amount", "1200.00");
            finance.button("Propose it").click();
            assertThat(finance.page().locator(".nhsuk-error-summary")).isHidden();
            open(finance, "Spend what is proposed");
            spend(finance, today);
            assertThat(finance.page().locator("#spend-number-error"))
                    .containsText("Ask another member of finance staff.");
            finance.fitsPhone();
            finance.picture("funds-proposed");
            second.go("/finance/funds");
            open(second, "Spend what is proposed");
            spend(second, today);
            assertThat(second.page().locator(".nhsuk-error-summary")).isHidden();
            finance.go("/finance/funds");
            String number =
                    finance.page()
                            .locator(
                                    "table[aria-labelledby=bought] tbody tr .ogms-minor .ogms-nowrap")
                            .last()
                            .innerText();
            open(finance, "Say what came of it");
            finance.page().fill("#outcome-number", number);
            finance.page().fill("#outcome-on", today.toString());
            finance.page().fill("#outcome-words", "Two technologists passed.");
            finance.page().fill("#outcome-evidence", "certificate 3");
            finance.button("Publish it").first().click();
            finance.fitsPhone();
            finance.picture("funds");
            finance.go("/finance");
            finance.fitsPhone();
            finance.picture("finance");
        }
        try (Visitor operator =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("operator", "ZL01")) {
            operator.go("/overview/capacity");
            assertThat(operator.page().locator("table[aria-labelledby=funded]"))
                    .containsText("Technologists");
            operator.fitsPhone();
            operator.picture("funded-places");
            operator.go("/overview/rollout");
            operator.choose("funded", "yes");
            assertThat(operator.page().locator("#funded-hint"))
                    .containsText("2 training places for technologists at laboratory ZL01");
            operator.fitsPhone();
            operator.picture("funded-rollout");
        }
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/register/money");
            assertThat(anybody.page().locator("main")).containsText("Yes, to the penny.");
            assertThat(anybody.page().locator("main")).containsText("Two technologists passed.");
            anybody.fitsPhone();
            anybody.picture("money");
        }
        JsonNode told = TestService.json(service.get("/register/money.json", Optional.empty()));
        long received = -1;
        for (JsonNode one : told.path("income")) {
            if (one.path("project").asString().equals(project)) {
                received = one.path("received").path("minorUnits").asLong();
            }
        }
        assertEquals(600_000, received);
        assertTrue(told.path("checks").size() > 10);
        for (JsonNode check : told.path("checks")) {
            assertEquals(
                    check.path("register").asLong(),
                    check.path("books").asLong(),
                    check.path("what").asString());
        }
        assertTrue(
                service.get("/register/money.csv", Optional.empty())
                        .body()
                        .contains(",TRAINING,GBP,1200.00"));
        assertTrue(
                service.get("/register/projects/" + project, Optional.empty())
                        .body()
                        .contains("has paid £6,000.00, without VAT"));
    }

    @Test
    void isKeptByFinanceStaffAlone(TestService service) {
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR101")) {
            assertEquals(403, clinician.go("/finance"));
            assertEquals(403, clinician.go("/finance/funds"));
        }
        try (Visitor finance =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("finance", "ZL01")) {
            assertEquals(403, finance.go("/orders"));
            assertEquals(403, finance.go("/overview"));
        }
    }
}
