package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.SelfAssessment;
import org.opengms.server.laboratories.NetworkRegister;
import org.opengms.server.maturity.MaturityFiles;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// Pages about digital maturity, paper and the network, over figures that are written down in
/// [MaturitySamples].
class MaturityPagesTest {
    private static final Html HTML = new Html();
    private static final Assets ASSETS = Assets.fromClassPath();

    private final MaturitySamples samples = new MaturitySamples();
    private final MaturityController controller =
            new MaturityController(HTML, ASSETS, samples.office);

    private static Visit visit(OdsCode organisation, Role role) {
        Actor actor = MaturitySamples.actor(organisation, role);
        return new Visit(Optional.of(actor), "Somewhere", "_csrf", "token");
    }

    private static Document page(ResponseEntity<String> answer) {
        return Jsoup.parse(Optional.ofNullable(answer.getBody()).orElse(""));
    }

    private static MultiValueMap<String, String> form(String... namesAndValues) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    @Nested
    class AllSites {
        private Document asked(String region, String sort, String order) {
            return page(
                    controller.all(
                            visit(MaturitySamples.LABORATORY, Role.MANAGER),
                            Optional.of(region),
                            Optional.empty(),
                            Optional.of(sort),
                            Optional.of(order),
                            Optional.empty()));
        }

        private static List<String> names(Document page) {
            return page.select("table.ogms-maturity tbody th a").eachText();
        }

        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        '',     name,       ascending,  Almond Infirmary;Birch Cottage Hospital;Cedar Clinic
                        '',     name,       descending, Cedar Clinic;Birch Cottage Hospital;Almond Infirmary
                        '',     orders,     descending, Almond Infirmary;Birch Cottage Hospital;Cedar Clinic
                        '',     orders,     ascending,  Cedar Clinic;Birch Cottage Hospital;Almond Infirmary
                        '',     electronic, ascending,  Birch Cottage Hospital;Almond Infirmary;Cedar Clinic
                        '',     paper,      ascending,  Almond Infirmary;Birch Cottage Hospital;Cedar Clinic
                        South,  name,       ascending,  Birch Cottage Hospital;Cedar Clinic
                        Nowhere, dreams,    upwards,    Almond Infirmary;Birch Cottage Hospital;Cedar Clinic
                        """)
        void areSortedAndFiltered(String region, String sort, String order, String names) {
            assertEquals(List.of(names.split(";")), names(asked(region, sort, order)));
        }

        /// Newcombe 1998: 81 of 263 is 0.3080, 0.2553 to 0.3662.
        @Test
        void haveIntervals() {
            Document page = asked("", "name", "ascending");

            assertTrue(
                    page.select("table.ogms-maturity tbody tr")
                            .getFirst()
                            .text()
                            .contains("31% (26–37)"),
                    page.text());
            assertTrue(
                    page.select("table.ogms-maturity tbody tr").getLast().text().contains("none"));
        }

        @Test
        void sayByWhatTheyAreSorted() {
            Document page = asked("", "orders", "ascending");

            assertEquals(List.of("Orders"), page.select("th[aria-sort=ascending]").eachText());
            assertTrue(
                    page.select("th[aria-sort=ascending] a").attr("href").contains("descending"));
        }

        @Test
        void areTheSameForPrograms() {
            MaturityFiles.All all = Optional.ofNullable(controller.json().getBody()).orElseThrow();
            MaturityFiles.Share electronic = all.sites().getFirst().measures().get("electronic");
            assertNotNull(electronic);
            assertEquals(81, electronic.of());
            assertEquals(263, electronic.all());
            assertEquals(0.2553, electronic.share().orElseThrow().lower(), 0.0001);

            List<String> csv =
                    Optional.ofNullable(controller.csv().getBody()).orElseThrow().lines().toList();
            assertEquals(1 + 3 * 5, csv.size());
            assertTrue(
                    csv.get(1)
                            .startsWith(
                                    "ZR101,Almond Infirmary,North,electronic,81,263,0.307985,0.255"),
                    csv.get(1));
            assertTrue(csv.getLast().startsWith("ZR103,Cedar Clinic,South,opened,0,0,,,,"));
        }

        @Test
        void areCountedAtOnceForWhoeverRunsTheServiceAlone() {
            assertEquals(
                    303,
                    controller
                            .count(visit(MaturitySamples.LABORATORY, Role.OPERATOR))
                            .getStatusCode()
                            .value());
            assertEquals(
                    403,
                    controller
                            .count(visit(MaturitySamples.LABORATORY, Role.MANAGER))
                            .getStatusCode()
                            .value());
        }
    }

    @Nested
    class OneSite {
        private ResponseEntity<String> asked(String ods) {
            return controller.site(
                    visit(MaturitySamples.LABORATORY, Role.CLINICIAN), ods, Optional.empty());
        }

        @ParameterizedTest
        @CsvSource({"ZR999, 404", "!, 404", "ZR101, 200", "ZR103, 200"})
        void isOfTheNetwork(String ods, int status) {
            assertEquals(status, asked(ods).getStatusCode().value());
            assertEquals(status, controller.siteJson(ods).getStatusCode().value());
            assertEquals(status, controller.siteCsv(ods).getStatusCode().value());
        }

        @Test
        void tellsItsFiguresTheCostOfPaperAndWhatRoutingTakes() {
            Document page = page(asked("ZR101"));

            assertTrue(page.text().contains("81 of 263"), page.text());
            // means 13 and 11 days, spreads 2 and 2 with 2 degrees of freedom, w = 1, t = 4.303
            assertTrue(page.text().contains("2.0 (-4.1 to 8.1) days longer"), page.text());
            assertTrue(page.text().contains("observed in the traffic of messages"), page.text());
            assertTrue(page.text().contains("1.4 (1.2 to 1.6) days saved"), page.text());
            assertTrue(page.text().contains("4 of 5"), page.text());
            assertEquals(5, page.select(".ogms-plot svg[role=img] title").size());
        }

        /// 10 of 100 in each of a year's months, then 81 of 263.
        @Test
        void tellsWhichWayItGoes() {
            assertTrue(page(asked("ZR101")).text().contains("Rising"));
        }

        @Test
        void isSilentWhereNothingCame() {
            String text = page(asked("ZR103")).text();

            assertTrue(text.contains("No order on paper was written down"), text);
            assertTrue(text.contains("cannot be told"), text);
            assertTrue(text.contains("The site has said nothing of itself"), text);
        }

        @Test
        void hasARowForEachMonthAndMeasure() {
            assertEquals(
                    1 + 24 * 5,
                    Optional.ofNullable(controller.siteCsv("ZR101").getBody())
                            .orElseThrow()
                            .lines()
                            .count());
            assertEquals(
                    24,
                    Optional.ofNullable(controller.siteJson("ZR101").getBody())
                            .orElseThrow()
                            .series()
                            .size());
        }
    }

    @Nested
    class WhatDigitisingReturns {
        @Test
        void isWorkedOutAfterItWasAskedFor() {
            Visit manager = visit(MaturitySamples.SMALL, Role.MANAGER);
            assertEquals(303, controller.ask(manager, "ZR102").getStatusCode().value());
            Document waiting = page(controller.site(manager, "ZR102", Optional.of("asked")));
            assertTrue(waiting.text().contains("is worked out within"), waiting.text());

            samples.office.workOutReturns();

            Document done = page(controller.site(manager, "ZR102", Optional.empty()));
            assertTrue(done.text().contains("days saved for each order"), done.text());
            assertTrue(
                    samples.office
                                    .returns(MaturitySamples.SMALL)
                                    .newest()
                                    .orElseThrow()
                                    .simulated()
                                    .daysSavedPerOrder()
                                    .lower()
                            > 0);
        }

        @Test
        void isNotForEverybodyToAsk() {
            assertEquals(
                    403,
                    controller
                            .ask(visit(MaturitySamples.SITE, Role.MANAGER), "ZR102")
                            .getStatusCode()
                            .value());
            assertEquals(List.of(), samples.asked);
        }
    }

    @Nested
    class AnAssessment {
        private ResponseEntity<String> sent(Role role, String score) {
            return controller.assess(
                    visit(MaturitySamples.SMALL, role), "ZR102", form("safe-practice", score));
        }

        @Test
        void isKept() {
            assertEquals(303, sent(Role.MANAGER, "4").getStatusCode().value());
            assertEquals(
                    Map.of(SelfAssessment.Dimension.SAFE_PRACTICE, 4),
                    samples.said.getFirst().scores());
        }

        @ParameterizedTest
        @CsvSource({"0", "6", "-3", "good", "3.5", "99999"})
        void isRefusedBesideItsField(String score) {
            ResponseEntity<String> answer = sent(Role.MANAGER, score);

            assertEquals(422, answer.getStatusCode().value());
            assertEquals(
                    "#safe-practice", page(answer).select(".nhsuk-error-summary a").attr("href"));
            assertEquals(List.of(), samples.said);
        }

        @Test
        void isForManagersOfTheSite() {
            assertEquals(403, sent(Role.CLINICIAN, "4").getStatusCode().value());
            assertEquals(
                    403,
                    controller
                            .assess(
                                    visit(MaturitySamples.SITE, Role.MANAGER),
                                    "ZR102",
                                    form("safe-practice", "4"))
                            .getStatusCode()
                            .value());
            assertEquals(
                    422,
                    controller
                            .assess(visit(MaturitySamples.SMALL, Role.MANAGER), "ZR102", form())
                            .getStatusCode()
                            .value());
        }
    }

    @Nested
    class PaperOrders {
        private final PaperController paper =
                new PaperController(
                        HTML,
                        ASSETS,
                        samples.office,
                        Clock.fixed(MaturitySamples.NOW, ZoneOffset.UTC));
        private final Visit clerk = visit(MaturitySamples.LABORATORY, Role.LABORATORY);

        private MultiValueMap<String, String> good() {
            return form(
                    "order", MaturitySamples.KEYED,
                    "received-day", "18",
                    "received-month", "11",
                    "received-year", "2026",
                    "received-time", "9:30",
                    "keying", "12",
                    "rework", "30",
                    "asked", "1",
                    "missing", "TEST");
        }

        @Test
        void areKeptWithWhatTheyTook() {
            assertEquals(303, paper.keep(clerk, good()).getStatusCode().value());

            assertEquals(
                    Instant.parse("2026-11-18T09:30:00Z"), samples.sheets.getFirst().receivedAt());
            assertEquals(12, samples.sheets.getFirst().keyingMinutes());
            assertEquals(Set.of(PaperGap.TEST), samples.sheets.getFirst().missing());
            Document page = page(paper.paper(clerk, Optional.empty(), Optional.of("kept")));
            assertTrue(page.text().contains(MaturitySamples.KEYED), page.text());
        }

        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        order,          '',     order
                        order,          OG-26-999999, order
                        received-day,   32,     received
                        received-year,  2027,   received
                        received-year,  2024,   received
                        received-time,  25:00,  received-time
                        received-time,  noon,   received-time
                        received-day,   20,     received
                        keying,         -1,     keying
                        keying,         1441,   keying
                        keying,         ten,    keying
                        rework,         -5,     rework
                        rework,         2000,   rework
                        asked,          -1,     asked
                        asked,          99,     asked
                        """)
        void areRefusedBesideTheFieldThatIsWrong(String field, String value, String beside) {
            MultiValueMap<String, String> form = good();
            form.set(field, value);
            if (value.equals("20")) {
                // later on the day on which it was keyed, at 9:00
                form.set("received-time", "9:59");
            }

            ResponseEntity<String> answer = paper.keep(clerk, form);

            assertEquals(422, answer.getStatusCode().value());
            Document page = page(answer);
            assertEquals(
                    List.of("#" + beside),
                    page.select(".nhsuk-error-summary a").eachAttr("href"),
                    page.text());
            assertEquals(List.of(), samples.sheets);
        }

        @Test
        void areNotForOthers() {
            Visit clinician = visit(MaturitySamples.SITE, Role.CLINICIAN);

            assertEquals(403, paper.keep(clinician, good()).getStatusCode().value());
            assertEquals(
                    403,
                    paper.paper(clinician, Optional.empty(), Optional.empty())
                            .getStatusCode()
                            .value());
        }
    }

    @Nested
    class TheNetworkOnADay {
        private final InfrastructureController controller =
                new InfrastructureController(HTML, ASSETS, samples.register);
        private final Visit anybody = visit(MaturitySamples.SITE, Role.CLINICIAN);

        private Document on(String day) {
            return page(controller.page(anybody, Optional.of(day)));
        }

        @Test
        void showsWhatEachLaboratoryHadAndWhatDidNotWork() {
            Document now = on("2026-11-20");

            assertTrue(now.text().contains("Free storage 250,000 GB free"), now.text());
            assertTrue(now.text().contains("Genome slots not stated"), now.text());
            assertTrue(now.text().contains("Compute not stated"), now.text());
            assertTrue(
                    now.select("caption").eachText().contains("What does not work, or will not"));
        }

        @Test
        void isAsItWasKnownThen() {
            Document before = on("2026-05-01");

            assertTrue(before.text().contains("No outage was under way"), before.text());
            assertTrue(!before.text().contains("250,000"), before.text());
        }

        @ParameterizedTest
        @CsvSource({"2026-11-21", "2016-11-19", "2026-02-30", "yesterday", "0000-00-00"})
        void refusesDaysThatCannotBe(String day) {
            assertEquals(422, controller.page(anybody, Optional.of(day)).getStatusCode().value());
            assertEquals(422, controller.json(Optional.of(day)).getStatusCode().value());
            assertEquals(422, controller.csv(Optional.of(day)).getStatusCode().value());
            assertEquals("#day", on(day).select(".nhsuk-error-summary a").attr("href"));
        }

        @Test
        void saysWhereReadinessComesFrom() {
            NetworkRegister.File file =
                    Optional.ofNullable(controller.json(Optional.empty()).getBody()).orElseThrow();

            assertEquals(LocalDate.parse("2026-11-20"), file.day());
            assertEquals(
                    List.of("observed", "network file", "network file"),
                    file.sites().stream().map(NetworkRegister.SiteRow::source).toList());
            assertEquals(0.31, file.sites().getFirst().electronicOrder());
            assertTrue(
                    Optional.ofNullable(controller.csv(Optional.empty()).getBody())
                            .orElseThrow()
                            .contains("resource:STORAGE_GB,250000.000,GB free,2026-06-01"));
        }
    }
}
