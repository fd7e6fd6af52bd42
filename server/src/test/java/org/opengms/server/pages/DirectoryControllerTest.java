package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class DirectoryControllerTest {
    private final DirectoryController controller = DirectorySamples.controller();
    private final Visit visit =
            new Visit(Optional.of(Samples.MANAGER), "Somewhere", "_csrf", "token-2");

    private static Document page(ResponseEntity<String> answer) {
        String body = answer.getBody();
        return Jsoup.parse(body == null ? "" : body);
    }

    private Document directory(String version, String text, String page) {
        return page(
                controller.directory(
                        Optional.of(version), Optional.of(text), Optional.of(page), visit));
    }

    @Nested
    class TheDirectory {
        @Test
        void showsTheNewestVersionAndEveryVersionThereIs() {
            Document page =
                    page(
                            controller.directory(
                                    Optional.empty(), Optional.empty(), Optional.empty(), visit));
            assertEquals(
                    List.of("R901", "R990"), page.select("table.ogms-directory td a").eachText());
            assertEquals(
                    List.of("2026.1", "2025.1", "2024.1"),
                    page.select("table[aria-labelledby=versions] td:first-child a").eachText());
            assertEquals(
                    "/directory/differences?from=2025.1&to=2026.1",
                    page.select("table[aria-labelledby=versions] td:last-child a").attr("href"));
        }

        @ParameterizedTest
        @CsvSource({
            "2026.1, TP901, R901",
            "2026.1, gt90, R990",
            "2026.1, SLOW1, R901",
            "2026.1, neurology, R901",
            "2026.1, languor, ",
            "2024.1, languor, R903",
            "2024.1, TP901, "
        })
        void isSearchedInTheVersionAskedFor(String version, String text, String found) {
            assertEquals(
                    found == null ? List.of() : List.of(found),
                    directory(version, text, "1").select("table.ogms-directory td a").eachText());
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "99999999999", "x", "7"})
        void hasNoPageBeyondItsLast(String number) {
            assertEquals(
                    2, directory("2026.1", "", number).select("table.ogms-directory td a").size());
        }

        @Test
        void showsWordsAsTheyWereTyped() {
            Document page = directory("2026.1", "<script>alert(1)</script>", "1");
            assertEquals("<script>alert(1)</script>", page.select("#text").attr("value"));
            assertTrue(page.select("main script").isEmpty());
        }

        @Test
        void doesNotKnowAVersionThatIsNotThere() {
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    controller
                            .directory(
                                    Optional.of("2023.1"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    visit)
                            .getStatusCode());
        }

        @ParameterizedTest
        @CsvSource({"CLINICIAN", "LABORATORY", "SCIENTIST", "MANAGER"})
        void isInEveryonesNavigation(Role role) {
            Frame frame =
                    Samples.frame(
                            new Actor("x", "X", Samples.LABORATORY, java.util.Set.of(role)),
                            Frame.Section.DIRECTORY);
            assertTrue(frame.navigation().contains(Frame.Section.DIRECTORY));
        }
    }

    @Nested
    class AnIndication {
        @ParameterizedTest
        @ValueSource(strings = {"R901", "TP901", "R901.2", "GT12"})
        void isFoundByEveryCodeOfItselfAndItsTests(String code) {
            Document page = page(controller.indication(code, visit));
            assertEquals("R901, TP901 Slow reflexes, any cause", page.select("h1").text());
        }

        @Test
        void standsInEveryVersionThatHasIt() {
            Document page = page(controller.indication("R901", visit));
            assertEquals(
                    List.of("version-2026.1", "version-2025.1", "version-2024.1"),
                    page.select("main h2").eachAttr("id"));
            assertTrue(page.select("main").text().contains("The same as in version 2025.1."));
            assertEquals(2, page.select("main table").size());
        }

        @Test
        void showsItsTestsAndThoseThatItsPackageOffers() {
            Document page = page(controller.indication("R901", visit));
            assertEquals(
                    List.of("R901.1", "R901.2 GT12", "R990.1 GT90"),
                    page.select(
                                    "table[aria-labelledby='version-2026.1'] td:first-child > span:last-child")
                            .eachText());
            assertTrue(page.select("main").text().contains("9901 1 green of 2 in version 2.10"));
            assertTrue(
                    page.select("main")
                            .text()
                            .contains(
                                    "An order must name the disease, gene, variant. Further panels cannot be added."));
            assertTrue(
                    page.select("main")
                            .text()
                            .contains("These standards are assigned by the rules rules-2026.1."));
        }

        @Test
        void thatWasRetiredSaysSo() {
            Document page = page(controller.indication("R903", visit));
            assertTrue(page.select("main").text().contains("Version 2025.1 was the last"));
        }

        @Test
        void thatNeverWasIsNotFound() {
            assertEquals(HttpStatus.NOT_FOUND, controller.indication("R1", visit).getStatusCode());
        }
    }

    @Nested
    class Differences {
        @Test
        void areThoseOfTheNewestTwoUnlessOthersAreNamed() {
            Document page = page(controller.differences(Optional.empty(), Optional.empty(), visit));
            assertEquals("From version 2025.1 to 2026.1", page.select("h1").text());
            String text = page.select("main").text();
            assertTrue(text.contains("Added R901.2"), text);
            assertTrue(text.contains("wgs 2025.1 84 days 2026.1 42 days"), text);
            assertEquals(
                    List.of("R990", "R903", "R901"),
                    page.select("main li a[href^=/directory/ind], main h3 a").eachText());
        }

        @Test
        void ofEqualVersionsAreNone() {
            Document page =
                    page(
                            controller.differences(
                                    Optional.of("2024.1"), Optional.of("2025.1"), visit));
            assertTrue(page.select("main").text().contains("The two versions do not differ."));
        }

        @Test
        void ofAVersionThatIsNotThereAreNotFound() {
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    controller
                            .differences(Optional.of("1"), Optional.empty(), visit)
                            .getStatusCode());
        }
    }
}
