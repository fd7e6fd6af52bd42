package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;
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

    @Test
    void anyRoleReadsGenePanelsAndTheirVersions(TestService service) {
        DirectoryLibrary library =
                DirectoryLibrary.at(service.data().resolve(DirectoryLibrary.FOLDER));
        library.add(panel("1.9", Confidence.AMBER));
        library.add(panel("1.10", Confidence.GREEN));
        try (Visitor visitor =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("scientist", "ZL01")) {
            visitor.go("/directory");
            visitor.link("Gene panels").click();
            visitor.page().locator("#text").fill("slowvisit1");
            visitor.button("Search").click();
            assertThat(visitor.page().locator("table.ogms-panels tbody tr")).hasCount(1);
            assertThat(visitor.page().locator("table.ogms-panels"))
                    .containsText("SLOWVISIT1 (green)");
            visitor.picture("panels-search");
            visitor.fitsPhone();

            visitor.link("Slow visits").click();
            assertThat(visitor.page().locator("h1")).containsText("version 1.10");
            visitor.page().locator("#red + details summary").click();
            assertThat(visitor.page().locator("#red + details")).containsText("SLOWVISIT2");
            visitor.picture("panel");
            visitor.fitsPhone();

            visitor.link("with 1.9").click();
            assertThat(visitor.page().locator("#changed ~ table")).containsText("amber");
            visitor.picture("panel-differences");
            visitor.fitsPhone();
        }
    }

    /// A panel with everything that can be on one.
    private static Panel panel(String version, Confidence confidence) {
        PanelEntity.Place place = new PanelEntity.Place("19", 45770204, 45770264);
        return new Panel(
                new PanelHeader(
                        "990077",
                        version,
                        "Slow visits",
                        "Neurology and neurodevelopmental disorders",
                        "Neuromuscular disorders",
                        "public",
                        Optional.of("2026-02-03T10:00:00Z"),
                        List.of("Slowness of synthetic people"),
                        List.of(new PanelHeader.PanelType("gms-signed-off", "GMS signed-off"))),
                List.of(new Panel.Child("990078", "2.0", "A panel that is not imported")),
                List.of(
                        gene("SLOWVISIT1", confidence),
                        gene("SLOWVISIT2", Confidence.RED),
                        new PanelEntity.ShortTandemRepeat(
                                "SLOWVISIT3_CTG",
                                Confidence.GREEN,
                                "MONOALLELIC, autosomal or pseudoautosomal",
                                Optional.of("990078"),
                                "SLOWVISIT3",
                                "HGNC:9900773",
                                "CTG",
                                Optional.of(place),
                                Optional.of(place),
                                OptionalInt.of(35),
                                OptionalInt.of(50)),
                        new PanelEntity.Region(
                                "TEST-990077-Loss",
                                Confidence.GREEN,
                                "",
                                Optional.empty(),
                                "A region of chromosome 19 whose loss slows people down",
                                Optional.empty(),
                                Optional.of(place),
                                "cnv_loss",
                                "3",
                                "",
                                OptionalInt.of(60))));
    }

    private static PanelEntity gene(String symbol, Confidence confidence) {
        return new PanelEntity.Gene(
                symbol,
                confidence,
                "BOTH monoallelic and biallelic, autosomal or pseudoautosomal",
                Optional.of("990078"),
                symbol,
                "HGNC:990077",
                List.of(),
                "",
                "");
    }
}
