package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestDirectories;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class PanelsControllerTest {
    private final PanelsController controller = DirectorySamples.panelsController();
    private final Visit visit =
            new Visit(Optional.of(Samples.CLINICIAN), "Somewhere", "_csrf", "token-2");

    private static Document page(ResponseEntity<String> answer) {
        String body = answer.getBody();
        return Jsoup.parse(body == null ? "" : body);
    }

    private Document search(String text) {
        return page(controller.panels(visit, Optional.of(text), Optional.empty()));
    }

    private Document panel(String id, String version) {
        return page(controller.panel(visit, id, Optional.of(version)));
    }

    @Nested
    class ThePanels {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''          | /directory/panels/9902 /directory/panels/9901",
                    "slower      | /directory/panels/9902",
                    "9901        | /directory/panels/9901",
                    "slow2       | /directory/panels/9901",
                    "R901        | /directory/panels/9901",
                    "r990        | /directory/panels/9902",
                    "languor     | /directory/panels/9902",
                    "slow SLOW1  | /directory/panels/9902 /directory/panels/9901",
                    "zebra       | ''",
                })
        void areFoundByNameNumberGeneAndCode(String text, String found) {
            assertEquals(found, String.join(" ", search(text).select("tbody a").eachAttr("href")));
        }

        @Test
        void sayWhereAWordWasFound() {
            assertEquals(List.of("SLOW2 (red)"), search("slow2").select(".ogms-minor").eachText());
        }

        @Test
        void showWordsAsTheyWereTyped() {
            Document page = search("<script>alert(1)</script>");
            assertEquals("<script>alert(1)</script>", page.select("#text").attr("value"));
            assertTrue(page.select("main script").isEmpty());
        }

        @Test
        void tellHowToImportThemWhereThereAreNone() {
            Document none =
                    page(
                            new PanelsController(
                                            new Html(),
                                            Assets.fromClassPath(),
                                            () -> new TestDirectories(List.of(Samples.DIRECTORY)),
                                            List::of,
                                            _ -> List.of())
                                    .panels(visit, Optional.empty(), Optional.empty()));
            assertTrue(none.select("code").text().startsWith("opengms directory import-panels"));
            assertEquals(0, none.select("main form").size());
        }
    }

    @Nested
    class APanel {
        @Test
        void isShownInItsNewestVersionWhichIsTheTenthAndNotTheNinth() {
            Document page = panel("9902", "");
            assertEquals("Gene panel 9902, version 1.10 Slow and slower", page.select("h1").text());
            assertEquals(
                    List.of("1.10", "1.9"),
                    page.select("table[aria-labelledby=versions] td:first-child a").eachText());
            assertEquals(
                    "/directory/panels/9902/differences?from=1.9&to=1.10",
                    page.select("table[aria-labelledby=versions] td:last-child a").attr("href"));
            assertEquals(
                    "3 February 2026", page.select("dt:containsOwn(Version made) + dd").text());
        }

        @Test
        void saysItsTrafficLightsInWords() {
            Document page = panel("9902", "");
            assertEquals(
                    List.of(
                            "Panels that it is made of",
                            "Indications that use it",
                            "Green: diagnostic grade",
                            "Amber: moderate evidence",
                            "Red: not enough evidence",
                            "Grey: no grade given",
                            "Versions"),
                    page.select("main h2").eachText());
            assertEquals(
                    "Gene SLOW3 Grade Amber Inheritance – From panel – HGNC number –",
                    page.select("#amber + details tbody tr").text());
        }

        @Test
        void hasRepeatsAndRegionsWithPlacesCountedFromOne() {
            List<String> rows = panel("9902", "").select("#green ~ table tbody tr").eachText();
            assertTrue(
                    rows.contains(
                            "Repeat SLOW6_CTG Grade Green Place 19:45,770,205–45,770,264 (GRCh38) Unit CTG Normal up to 35 Disease from 50"),
                    rows::toString);
            assertTrue(
                    rows.contains(
                            "Region 19q13 loss TEST-1-Loss Grade Green Place 19:45,770,205–45,770,264 (GRCh37) Kind of variant cnv loss Overlap needed, % 60"),
                    rows::toString);
        }

        @Test
        void linksTheChildrenThatAreHereAndTheIndicationsThatUseIt() {
            assertEquals(
                    List.of("/directory/panels/9901"),
                    panel("9902", "").select("#children + ul a").eachAttr("href"));
            assertEquals(
                    List.of("/directory/indications/R901"),
                    panel("9901", "").select("#uses + ul a").eachAttr("href"));
        }

        @Test
        void staysReadableInItsOlderVersions() {
            Document page = panel("9902", "1.9");
            assertTrue(page.select(".nhsuk-inset-text").text().contains("older version"));
            assertTrue(page.text().contains("OLD1"));
            assertFalse(page.text().contains("SLOW3"));
        }

        @ParameterizedTest
        @CsvSource({"9902, 7.7", "1, ''", "../directories, ''"})
        void isNotFoundWhereThereIsNone(String id, String version) {
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    controller.panel(visit, id, Optional.of(version)).getStatusCode());
        }
    }

    @Nested
    class TwoVersions {
        @Test
        void differByWhatWasAddedRemovedAndRegraded() {
            Document page =
                    page(
                            controller.differences(
                                    visit, "9902", Optional.of("1.9"), Optional.of("1.10")));
            assertEquals(
                    List.of("OLD1 gene, was green"), page.select("#removed + ul li").eachText());
            assertTrue(page.select("#added + ul li").eachText().contains("SLOW3 gene, amber"));
            assertEquals("SLOW1 gene", page.select("#changed ~ h3").text());
            assertEquals(
                    "Field Grade 1.9 amber 1.10 green",
                    page.select("#changed ~ table tbody tr").text());
        }

        @Test
        void areTheNewestTwoUnlessOthersAreNamed() {
            Document page =
                    page(controller.differences(visit, "9902", Optional.empty(), Optional.empty()));
            assertEquals("Slow and slower From version 1.9 to 1.10", page.select("h1").text());
        }

        @Test
        void ofAPanelWithOneVersionDoNotDiffer() {
            assertTrue(
                    page(controller.differences(visit, "9901", Optional.empty(), Optional.empty()))
                            .text()
                            .contains("do not differ"));
        }

        @Test
        void areNotFoundWhereOneIsMissing() {
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    controller
                            .differences(visit, "9902", Optional.of("3"), Optional.of("1.10"))
                            .getStatusCode());
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    controller
                            .differences(visit, "404", Optional.empty(), Optional.empty())
                            .getStatusCode());
        }
    }
}
