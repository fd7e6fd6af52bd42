package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.orders.TestOrder;
import org.opengms.server.journey.KeptGenome;
import org.opengms.server.journey.TestService;

/// A clinician reads that a genome follows, and cancels it without a mouse.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class KeptGenomeVisitTest {
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
    void aClinicianCancelsTheGenomeThatWouldFollow(TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, "9990103151");
        String path = "/orders/" + order.id().value();
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR110")) {
            clinician.go(path);
            assertThat(clinician.fact("Genome afterwards"))
                    .containsText(
                            "follows without a new request, to be reported by 26 March 2099.");
            clinician.picture("order-genome-kept");
            clinician.fitsPhone();

            clinician.tabTo("a[href='%s/no-genome']".formatted(path));
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.button("Cancel the genome that would follow")).isVisible();
            assertEquals(path + "/no-genome", clinician.path());
            clinician.picture("order-no-genome");
            clinician.fitsPhone();
            clinician.tabTo("input[name='kind']");
            clinician.page().keyboard().press("Space");
            clinician.tabTo("textarea[name='reason']");
            clinician.page().keyboard().type("A relative's result explains it.");
            clinician.tabTo("button.nhsuk-button--warning");
            clinician.page().keyboard().press("Enter");

            assertThat(
                            clinician
                                    .page()
                                    .getByText("The genome that would have followed is cancelled."))
                    .isVisible();
            assertThat(clinician.fact("Genome afterwards"))
                    .containsText("The genome that was kept is cancelled.");
            assertThat(clinician.fact("Genome afterwards"))
                    .containsText("A relative's result explains it.");
            clinician.picture("order-genome-cancelled");
        }
    }

    @Test
    void aClinicianFindsTheGenomeThatWasRefusedAndHasItOrderedAgain(TestService service)
            throws Exception {
        TestOrder order = KeptGenome.refusedBehindAnOrder(service, "9990103186");
        String path = "/orders/" + order.id().value();
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR110")) {
            clinician.go("/orders");
            clinician.link("Genomes kept behind tests").click();
            assertThat(clinician.page().locator("h1")).containsText("Genomes kept behind tests");
            assertThat(clinician.page().locator("tbody"))
                    .containsText("Mend what is named, then order the genome again");
            clinician.picture("kept-genomes");
            clinician.fitsPhone();
            clinician.link(order.number()).click();
            assertEquals(path, clinician.path());
            clinician.picture("order-genome-refused");
            clinician.fitsPhone();
            clinician.tabTo("form[action='%s/genome-again'] button".formatted(path));
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.page().getByText("The genome is being ordered again."))
                    .isVisible();
        }
        try (Visitor operator =
                new Visitor(installed.browser(), service.service().address())
                        .signIn(
                                "operator",
                                service.service()
                                        .settings()
                                        .network()
                                        .fallbackLaboratory()
                                        .value())) {
            operator.go("/overview");
            assertThat(operator.heading("Genomes kept behind conventional tests")).isVisible();
            operator.picture("overview-kept-genomes");
            operator.fitsPhone();
        }
    }
}
