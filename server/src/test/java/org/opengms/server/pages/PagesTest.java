package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderState;

class PagesTest {
    private static final Html HTML = new Html();

    static Set<Map.Entry<String, Page>> pages() {
        return Samples.pages().entrySet();
    }

    private static Document document(Page page) {
        return Jsoup.parse(HTML.render(page));
    }

    private static Document page(String name) {
        Page page = Samples.pages().get(name);
        if (page == null) {
            throw new IllegalArgumentException(name);
        }
        return document(page);
    }

    @Nested
    class EveryPage {
        static Set<Map.Entry<String, Page>> pages() {
            return PagesTest.pages();
        }

        @ParameterizedTest
        @MethodSource("pages")
        void saysThatItIsADemonstration(Map.Entry<String, Page> entry) {
            assertTrue(
                    document(entry.getValue())
                            .select(".ogms-phase")
                            .text()
                            .equals("Demonstration: synthetic data. Not for clinical use."));
        }

        @ParameterizedTest
        @MethodSource("pages")
        void hasATitleOneMainHeadingAndAWayPastTheHeader(Map.Entry<String, Page> entry) {
            Document page = document(entry.getValue());
            assertTrue(page.title().endsWith(" – OpenGMS"), page.title());
            assertEquals(1, page.select("h1").size());
            assertEquals(1, page.select("main#maincontent").size());
            assertEquals("#maincontent", page.select("a.nhsuk-skip-link").attr("href"));
            assertEquals("en", page.select("html").attr("lang"));
        }

        @ParameterizedTest
        @MethodSource("pages")
        void stepsDownItsHeadingsOneLevelAtATime(Map.Entry<String, Page> entry) {
            // The summary of errors and the notice come first, as the design system has them.
            int level = 1;
            for (Element heading :
                    document(entry.getValue())
                            .select("main h1, main h2, main h3, main h4")
                            .not(".nhsuk-error-summary h2, .nhsuk-notification-banner h2")) {
                int here = heading.tagName().charAt(1) - '0';
                assertTrue(here <= level + 1, heading.outerHtml());
                level = here;
            }
        }

        @ParameterizedTest
        @MethodSource("pages")
        void labelsEveryField(Map.Entry<String, Page> entry) {
            Document page = document(entry.getValue());
            for (Element field : page.select("input:not([type=hidden]), select, textarea")) {
                assertFalse(
                        page.select("label[for=" + field.id() + "]").isEmpty(), field.outerHtml());
            }
            assertTrue(page.select("fieldset:not(:has(> legend))").isEmpty());
            assertTrue(page.select("table:not(:has(caption)):not([aria-labelledby])").isEmpty());
        }

        @ParameterizedTest
        @MethodSource("pages")
        void repeatsNoIdAndPointsOnlyToWhatIsThere(Map.Entry<String, Page> entry) {
            Document page = document(entry.getValue());
            Set<String> ids = new HashSet<>();
            for (Element element : page.select("[id]")) {
                assertTrue(ids.add(element.id()), element.id());
            }
            for (Element element : page.select("[aria-describedby], [aria-labelledby]")) {
                for (String id :
                        (element.attr("aria-describedby") + " " + element.attr("aria-labelledby"))
                                .strip()
                                .split("\\s+")) {
                    assertTrue(ids.contains(id), id);
                }
            }
            for (Element link : page.select("a[href^=#]")) {
                assertTrue(ids.contains(link.attr("href").substring(1)), link.outerHtml());
            }
            for (Element target : page.select("[hx-target]")) {
                assertTrue(ids.contains(target.attr("hx-target").substring(1)));
            }
        }

        @ParameterizedTest
        @MethodSource("pages")
        void runsNothingThatTheContentSecurityPolicyForbids(Map.Entry<String, Page> entry) {
            Document page = document(entry.getValue());
            assertTrue(page.select("[style], style").isEmpty());
            assertTrue(page.select("script:not([src])").isEmpty());
            for (Element element : page.getAllElements()) {
                element.attributes()
                        .forEach(a -> assertFalse(a.getKey().startsWith("on"), a.getKey()));
            }
            for (Element element : page.select("[src], link[href]")) {
                String address = element.attr("src") + element.attr("href");
                assertTrue(address.startsWith("/assets/"), address);
                assertTrue(
                        PagesTest.class.getResource(address) != null,
                        "not in the class path: " + address);
            }
        }

        @ParameterizedTest
        @MethodSource("pages")
        void protectsEveryFormAgainstForgery(Map.Entry<String, Page> entry) {
            for (Element form : document(entry.getValue()).select("form[method=post]")) {
                assertEquals(
                        "token-1",
                        form.select("input[name=_csrf]").attr("value"),
                        form.attr("action"));
            }
        }

        @ParameterizedTest
        @MethodSource("pages")
        void goesToDiskToBeLookedAtWhereAFolderIsNamed(Map.Entry<String, Page> entry)
                throws IOException {
            String html = HTML.render(entry.getValue());
            assertTrue(html.startsWith("<!DOCTYPE html>"));
            String folder = System.getProperty("opengms.pages.out");
            if (folder != null) {
                Files.createDirectories(Path.of(folder));
                Files.writeString(Path.of(folder, entry.getKey() + ".html"), html);
            }
        }
    }

    @Test
    void leavesOutLogosAndTheTypefaceOfTheNhs() throws IOException {
        Assets assets = Assets.fromClassPath();
        for (String name : assets.files().keySet()) {
            try (var in = PagesTest.class.getResourceAsStream(assets.path(name))) {
                assertTrue(in != null, name);
                String text =
                        new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                assertFalse(text.contains("Frutiger"), name);
                assertFalse(text.contains("assets.nhs.uk"), name);
            }
        }
        assertTrue(PagesTest.class.getResource("/assets/images/favicon.ico") == null);
        assertTrue(PagesTest.class.getResource("/assets/images/nhsuk-icon-180.png") == null);
    }

    @Test
    void saysWhichAssetIsMissing() {
        Assets none = new Assets(Map.of());
        String message =
                org.junit.jupiter.api.Assertions.assertThrows(
                                IllegalArgumentException.class, () -> none.path("opengms.css"))
                        .getMessage();
        assertTrue(message != null && message.contains("opengms.css"));
    }

    @Test
    void showsEveryProblemOfAFormOnceAboveAndOnceBesideItsField() {
        Document page = page("neworder-problems");
        assertTrue(page.title().startsWith("Error: "));
        assertEquals(
                List.of("#nhsNumber", "#birthDate", "#sex", "#feature-2"),
                page.select(".nhsuk-error-summary a").eachAttr("href"));
        assertTrue(
                page.select(".nhsuk-error-summary li")
                        .eachText()
                        .contains("The order was refused."));
        assertEquals("Error: Enter the date of birth.", page.select("#birthDate-error").text());
        assertEquals("999 000 0019", page.select("#nhsNumber").attr("value"));
        assertTrue(page.select("#presence-2 option[selected]").text().equals("Absent"));
        assertTrue(
                page.select("#test option").eachText().stream().noneMatch(t -> t.contains("R902")),
                "only tests of the chosen indication are offered");
    }

    @Nested
    class TheFamilyOnAnOrdersPage {
        @Test
        void isLinkedWithWhoIsTestedAsWhatAndHowFarItIs() {
            Document page = page("order-family");
            assertEquals(
                    List.of("OG-26-000100", "OG-26-000101"),
                    page.select("table[aria-labelledby=family] a").eachText());
            Element mother = page.select("table[aria-labelledby=family] tbody tr").get(1);
            assertEquals(
                    "/orders/00000000-0000-4000-8000-000000000101",
                    mother.select("a").attr("href"));
            assertEquals(
                    List.of("Order OG-26-000101", "Tested as Relative", "State On hold"),
                    mother.select("td").eachText());
            assertEquals(
                    "In this order the patient is tested as: proband.",
                    page.select("#family + p").text());
            assertFalse(page.select("main").text().contains("than are shown here"));
        }

        @Test
        void saysWhereNothingOrNotEverythingIsShown() {
            Document page = page("order-family-alone");
            assertTrue(page.select("table[aria-labelledby=family]").isEmpty());
            String text = page.select("main").text();
            assertTrue(text.contains("There is no other order of this family that you may see."));
            assertTrue(
                    text.contains("More orders have this requisition number than are shown here."));
        }

        @Test
        void isWarnedOfBeforeAProbandsOrderIsRevoked() {
            assertEquals(
                    List.of("OG-26-000101"),
                    page("order-revoke-family").select("#relatives li").eachText());
            assertTrue(page("order-revoke").select("#relatives").isEmpty());
        }

        @Test
        void isLeftOutWhereOnePersonIsTestedAlone() {
            assertTrue(page("order-signed").select("#family").isEmpty());
        }
    }

    @Nested
    class AGenomeBehindATest {
        private static String told(String name) {
            return page(name).select("#standing-genome dd").text();
        }

        @Test
        void isToldWithItsDayOnTheOrder() {
            assertEquals(
                    "If this test finds no cause, R901.1 (whole genome sequencing) follows without a new request, to be reported by 7 October 2026.",
                    told("order-genome-kept"));
            assertTrue(page("order-signed").select("#standing-genome").isEmpty());
        }

        @Test
        void leadsToItsOrderAndHoldsTheReasonOfACancellation() {
            assertEquals(
                    "The genome that was kept is ordered. Order OG-26-000200",
                    told("order-genome-ordered"));
            assertEquals(
                    "/orders/99999999-8888-4777-8666-000000000099",
                    page("order-genome-ordered").select("#standing-genome a").attr("href"));
            assertEquals(
                    "The genome that was kept is cancelled. Not <wanted>.",
                    told("order-genome-cancelled"));
        }

        @Test
        void thatDoesNotFollowByItselfIsAWarning() {
            assertEquals(
                    "Important: No genome follows by itself",
                    page("order-genome-refused").select(".nhsuk-card--warning h2").text());
            assertTrue(page("order-genome-kept").select(".nhsuk-card--warning").isEmpty());
        }

        @Test
        void thatWasRefusedOrIsOverdueIsOrderedAgainByOneAction() {
            for (String name : List.of("order-genome-to-order-again", "order-genome-overdue")) {
                Document page = page(name);
                assertEquals(
                        "Order the genome again",
                        page.select(
                                        "form[action=/orders/%s/genome-again] button"
                                                .formatted(Samples.ORDER.value()))
                                .text(),
                        name);
                assertEquals(
                        1, page.select(".nhsuk-card--warning a[href$=/no-genome]").size(), name);
            }
            assertTrue(
                    page("order-genome-to-order-again")
                            .select(".nhsuk-card--warning")
                            .text()
                            .contains("Why: The directory has no such test."));
            assertTrue(
                    page("order-genome-overdue")
                            .select(".nhsuk-card--warning")
                            .text()
                            .contains("should be an order by now. It is not."));
            assertTrue(page("order-genome-refused").select("form[action$=genome-again]").isEmpty());
        }

        @Test
        void isListedWithWhatIsToBeDone() {
            Document page = page("kept-genomes");
            assertEquals("43 genomes, page 1 of 3", page.select("caption").text());
            List<String> states = page.select("tbody strong.nhsuk-tag").eachText();
            assertEquals(
                    List.of("Refused when it was due", "Overdue", "Waits for the first report"),
                    states);
            assertTrue(
                    page.select("tbody tr:first-child")
                            .text()
                            .contains(
                                    "The directory has no <such> test. Mend what is named, then order the genome again"));
            assertEquals(
                    "/orders/kept-genomes?state=&page=2", page.select("a[rel=next]").attr("href"));
            assertTrue(
                    page("kept-genomes-none")
                            .select("main")
                            .text()
                            .contains("No genome is kept behind a test now."));
        }

        @Test
        void outcomesThatAreAskedForAreListedWithWhatIsOverdue() {
            Document page = page("follow-up");
            assertEquals("2 outcomes, 1 overdue", page.select("caption").text());
            assertEquals(List.of("Overdue"), page.select("tbody strong.nhsuk-tag").eachText());
            assertEquals(
                    "/reports/%s#outcome".formatted(Samples.REPORT.value()),
                    page.select("tbody tr:first-child a").attr("href"));
            assertTrue(page.select("main").text().contains("drawn at random"));
            assertTrue(
                    page.select("tbody tr:last-child").text().contains("Name not given"),
                    page.select("tbody").text());
            assertTrue(
                    page("follow-up-none")
                            .select("main")
                            .text()
                            .contains("You are asked for no outcome now."));
        }

        @Test
        void isAnnouncedOnTheListOfOrdersWhereAPersonMustSeeToIt() {
            assertEquals(
                    "2 to see to",
                    page("orders").select("a[href=/orders/kept-genomes] + strong").text());
            assertTrue(
                    page("orders-empty").select("a[href=/orders/kept-genomes] + strong").isEmpty());
        }

        @Test
        void isCountedForOperatorsAlone() {
            Document forOperator =
                    document(
                            new Page.Overview(
                                    Samples.frame(RolloutSamples.OPERATOR, Frame.Section.OVERVIEW),
                                    Samples.overview(),
                                    Samples.notices()));
            assertEquals(
                    "Northgate Children's Hospital 1 2",
                    forOperator.select("#kept-to-see-to tbody tr").text());
            assertTrue(
                    forOperator
                            .select("table[aria-labelledby=kept-genomes]")
                            .text()
                            .contains("Overdue 2"));
            assertTrue(
                    document(
                                    new Page.Overview(
                                            Samples.frame(
                                                    Samples.CLINICIAN, Frame.Section.OVERVIEW),
                                            Samples.overview(),
                                            Samples.notices()))
                            .select("#kept-genomes")
                            .isEmpty());
        }

        @Test
        void isCancelledKnowingWhatFollows() {
            assertTrue(
                    page("order-no-genome")
                            .select("main")
                            .text()
                            .contains("The test that is under way goes on"));
            assertTrue(
                    page("order-no-genome-ordered")
                            .select("main")
                            .text()
                            .contains("Cancelling it revokes order OG-26-000200"));
        }
    }

    @Nested
    class HostileAndUnusualContent {
        private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";

        @Test
        void isShownAsTextInEveryPlace() {
            Patient patient =
                    new Patient(
                            HOSTILE,
                            Optional.empty(),
                            Optional.empty(),
                            org.opengms.people.Sex.UNKNOWN);
            OrderRow row = Samples.row(1, HOSTILE, OrderState.REPORTED, false);
            Document list =
                    document(
                            new Page.Orders(
                                    Samples.frame(Samples.CLINICIAN, Frame.Section.ORDERS),
                                    HOSTILE,
                                    new OrderFilter(HOSTILE, Optional.empty(), 1),
                                    new OrderList(List.of(row), 1),
                                    0));
            assertTrue(list.select("main img").isEmpty());
            assertEquals(HOSTILE, list.select("#text").attr("value"));
            assertTrue(list.select("tbody").text().contains(HOSTILE));

            OrderFile file = Samples.waitsForDiscussion();
            Document order =
                    document(
                            new Page.Order(
                                    Samples.frame(Samples.CLINICIAN, Frame.Section.ORDERS),
                                    new OrderFile(
                                            patient,
                                            file.order(),
                                            file.tasks(),
                                            List.of(
                                                    new OrderEvent(
                                                            Samples.NOW,
                                                            HOSTILE,
                                                            "not an ODS code",
                                                            HOSTILE)),
                                            file.findings(),
                                            Optional.empty(),
                                            Map.of()),
                                    Samples.CLINICIAN,
                                    Samples.DIRECTORY,
                                    "",
                                    List.of(new FormProblem("", HOSTILE)),
                                    false));
            assertTrue(order.select("main img").isEmpty());
            assertEquals(HOSTILE, order.select(".ogms-timeline__what").text());
            assertEquals(HOSTILE, order.select(".ogms-patient__name").text());
            assertEquals(HOSTILE, order.select(".nhsuk-error-summary li").text());
            assertTrue(order.select(".ogms-patient").text().contains("NHS number not given"));
        }

        @Test
        void keepsTheFilterInTheAddressesOfOtherPages() {
            Document list = page("orders");
            assertEquals(
                    "/orders?page=5&text=exam+%26+co&state=REPORTED",
                    list.select("a[rel=next]").attr("href"));
            assertEquals(
                    List.of("1", "⋯", "3", "4", "5", "⋯", "8"),
                    list.select(".nhsuk-pagination__item").eachText());
        }

        @Test
        void namesLaboratoriesInReasons() {
            Page.Order page =
                    new Page.Order(
                            Samples.frame(Samples.CLINICIAN, Frame.Section.ORDERS),
                            Samples.signed(),
                            Samples.CLINICIAN,
                            Samples.DIRECTORY,
                            "",
                            List.of(),
                            false);
            assertEquals(
                    "The sample goes to Northern Genomic Laboratory Hub, which is forecast to report sooner than the home laboratory, Central Genomic Laboratory Hub.",
                    page.named(
                            "The sample goes to laboratory ZL001, which is forecast to report sooner than the home laboratory ZL002."));
        }
    }

    @Nested
    class TheCatalogue {
        @Test
        void saysThatTooFewPeopleAreThereAndShowsNothing() {
            Document never = page("catalogue-none");
            assertTrue(never.text().contains("fewer than 50 people"), never.text());
            assertTrue(never.select("table").isEmpty());
            assertTrue(never.select("a[href=/catalogue.json]").isEmpty());
            Document few = page("catalogue-empty");
            assertTrue(few.text().contains("too few people for any number"), few.text());
            assertTrue(few.select("table").isEmpty());
        }
    }
}
