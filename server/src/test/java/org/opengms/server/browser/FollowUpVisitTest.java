package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.cases.FollowUpDraw;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.orders.OrderId;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcFollowUp;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A clinician whose report was drawn finds it, reads why, and answers.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class FollowUpVisitTest {
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
    void anOutcomeThatIsOverdueIsRecordedFromTheList(TestService service) throws Exception {
        OrderId order = Ordered.send(service, "zr109", "9990477019").order();
        ReportId report = drawn(service, order);
        String number =
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql("select number from test_order where id = cast(:id as uuid)")
                        .param("id", order.value())
                        .query(String.class)
                        .single();
        try (Visitor other =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR108")) {
            other.go("/orders/follow-up");
            assertThat(other.page().locator("main")).not().containsText(number);
        }
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR109")) {
            clinician.go("/orders");
            clinician.link("Outcomes you are asked for").click();
            assertEquals("/orders/follow-up", clinician.path());
            assertThat(clinician.page().locator("main")).containsText("drawn at random");
            assertThat(
                            clinician
                                    .page()
                                    .locator("tbody tr")
                                    .filter(new Locator.FilterOptions().setHasText(number)))
                    .containsText("Overdue");
            assertThat(clinician.page().locator("main")).not().containsText(Ordered.FAMILY_NAME);
            clinician.picture("follow-up");
            clinician.fitsPhone();

            clinician
                    .page()
                    .locator("tbody tr a")
                    .filter(new Locator.FilterOptions().setHasText(number))
                    .click();
            assertEquals("/reports/" + report.value(), clinician.path());
            clinician.choose("caseSolved", "NO");
            clinician.choose("actionability", "NO");
            clinician.choose("clinicalUtility", "NONE");
            clinician.button("Record the outcome").click();
            assertThat(clinician.page().getByText("The outcome is recorded.")).isVisible();

            clinician.go("/orders/follow-up");
            assertThat(clinician.page().locator("main")).not().containsText(number);
        }
    }

    /// A report of ten weeks ago that nobody gave an outcome for, and that was drawn since.
    private static ReportId drawn(TestService service, OrderId order) {
        JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
        Instant now = Instant.now();
        ReportId report = ReportId.random();
        new JdbcCases(jdbc)
                .addReport(
                        new Report(
                                report,
                                order,
                                1,
                                ReportStatus.FINAL,
                                ResultKind.NO_CAUSE_FOUND,
                                "Nothing was found.",
                                List.of(),
                                Optional.empty(),
                                now.minus(Duration.ofDays(70)),
                                Optional.of("Dr Signed")));
        jdbc.sql("update test_order set state = 'REPORTED' where id = cast(:id as uuid)")
                .param("id", order.value())
                .update();
        new JdbcFollowUp(jdbc)
                .add(
                        new FollowUpDraw(
                                now.minus(Duration.ofDays(40)),
                                "made up",
                                20,
                                "00",
                                LocalDate.now(ZoneOffset.UTC).minusDays(12),
                                List.of(new FollowUpDraw.Lot(order, report, true))));
        return report;
    }
}
