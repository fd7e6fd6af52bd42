package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutQuestion.Part;

class RolloutPagesTest {
    private static final Html HTML = new Html();

    private static Document document(Page page) {
        return Jsoup.parse(HTML.render(page));
    }

    private static Document sample(String name) {
        return document(Optional.ofNullable(Samples.pages().get(name)).orElseThrow());
    }

    @Nested
    class TheForm {
        private static final String TEXT = "format: opengms-planning-scenario/1\n";

        private static Typed typed(String... fieldsAndValues) {
            Map<String, List<String>> values = new java.util.HashMap<>();
            values.put("scenario", List.of("regional-example"));
            values.put("budget", List.of("500,000"));
            values.put("replications", List.of("59"));
            values.put("seed", List.of("1"));
            for (int i = 0; i < fieldsAndValues.length; i += 2) {
                values.put(fieldsAndValues[i], List.of(fieldsAndValues[i + 1]));
            }
            return new Typed(values);
        }

        private static RolloutForm form(Typed typed) {
            return new RolloutForm(typed, Optional.empty(), Optional.empty(), List.of());
        }

        @Test
        void asksWithWhatIsShipped() {
            RolloutQuestion question = form(typed()).question().orElseThrow();
            assertEquals("regional-example", question.scenario().name());
            assertEquals("regional-investments", question.catalogue().name());
            assertEquals(50_000_000, question.budgetPence());
            assertEquals(59, question.replications());
            assertEquals(List.of(), question.plans());
        }

        @ParameterizedTest
        @CsvSource({
            "'£2,000,000', 200000000",
            "'2 000.50', 200050",
            "0, 0",
            "12.5, 1250",
        })
        void readsMoneyAsItIsWritten(String typed, long pence) {
            assertEquals(
                    pence, form(typed("budget", typed)).question().orElseThrow().budgetPence());
        }

        @ParameterizedTest
        @CsvSource({
            "budget, '', budget",
            "budget, -3, budget",
            "budget, 1.234, budget",
            "budget, 1e6, budget",
            "budget, 9999999999999999, budget",
            "replications, 300, replications",
            "replications, many, replications",
            "target, ninety, target",
            "target, 100, target",
            "seed, '', seed",
            "seed, 99999999999999999999, seed",
            "scenario, '', scenario"
        })
        void tellsWhatIsWrongBesideItsField(String field, String value, String beside) {
            RolloutForm form = form(typed(field, value));
            assertTrue(form.question().isEmpty());
            assertEquals(
                    List.of(beside), form.problems().stream().map(FormProblem::field).toList());
        }

        @Test
        void takesAFileBeforeAPastedTextBeforeAChoice() {
            RolloutForm pasted = form(typed("scenario-text", TEXT));
            RolloutQuestion.Source text = pasted.question().orElseThrow().scenario();
            assertEquals("pasted text.yaml", text.name());
            assertEquals(Optional.of(TEXT), text.text());
            RolloutForm file =
                    new RolloutForm(
                            typed("scenario-text", TEXT),
                            Optional.of(new RolloutForm.Sent("C:\\a\\mine.yaml", 3, "abc")),
                            Optional.of(new RolloutForm.Sent("cat.json", 2, "{}")),
                            List.of(new RolloutForm.Sent("p.json", 2, "{}")));
            RolloutQuestion question = file.question().orElseThrow();
            assertEquals("mine.yaml", question.scenario().name());
            assertEquals("cat.json", question.catalogue().name());
            assertEquals("p.json", question.plans().getFirst().name());
            assertEquals(
                    List.of("scenario-file", "catalogue-file", "plan-file", ""),
                    file
                            .beside(
                                    List.of(
                                            new RolloutQuestion.Wrong(Part.SCENARIO, "a"),
                                            new RolloutQuestion.Wrong(Part.CATALOGUE, "b"),
                                            new RolloutQuestion.Wrong(Part.PLANS, "c"),
                                            new RolloutQuestion.Wrong(Part.NUMBER, "d")))
                            .stream()
                            .map(FormProblem::field)
                            .toList());
        }

        @Test
        void refusesWhatIsTooLargeToBeRead() {
            RolloutForm form =
                    new RolloutForm(
                            typed(),
                            Optional.of(new RolloutForm.Sent("big.yaml", (2 << 20) + 1, "")),
                            Optional.empty(),
                            List.of());
            assertTrue(form.question().isEmpty());
            assertEquals("scenario-file", form.problems().getFirst().field());
        }

        @Test
        void losesNothingThatWasTyped() {
            Document page = sample("rollouts-problems");
            assertEquals("lots", page.select("#budget").attr("value"));
            assertEquals("20", page.select("#replications").attr("value"));
            assertEquals("format: <x>", page.select("#scenario-text").val());
            assertEquals(
                    "regional-example", page.select("#scenario option[selected]").attr("value"));
            assertTrue(page.select("details:has(#scenario-text)").hasAttr("open"));
            assertEquals("Error: OGMS-6420 It is none.", page.select("#plan-file-error").text());
        }
    }

    @Nested
    class ARollOutThatRuns {
        @Test
        void isFollowedWithScriptsAndWithout() {
            Document page = sample("rollout-running");
            assertEquals(
                    "5", page.select("head noscript meta[http-equiv=refresh]").attr("content"));
            assertEquals(
                    "/overview/rollout/00000000-0000-4000-8000-000000000009/progress",
                    page.select("[hx-get]").attr("hx-get"));
            assertEquals("12", page.select("progress").attr("value"));
            assertEquals("59", page.select("progress").attr("max"));
            assertTrue(
                    page.text()
                            .contains(
                                    "Testing plan 2 of 2: 12 of 59 replications done, every service level held in 11."),
                    page.text());
            assertEquals(1, page.select("form[action$=/cancel]").size());
            assertTrue(page.select("form[action$=/delete]").isEmpty());
        }

        @Test
        void saysHowManyGoFirst() {
            assertTrue(sample("rollout-waiting").text().contains("2 roll-outs go first."));
        }

        @Test
        void isFollowedNoMoreOnceItHasEnded() {
            Document page = sample("rollout-failed");
            assertTrue(page.select("meta[http-equiv=refresh], [hx-get]").isEmpty());
            assertTrue(page.text().contains("OGMS-5616 It took long."));
            assertEquals(1, page.select("form[action$=/delete]").size());
        }
    }

    @Nested
    class AResult {
        private final Document page = sample("rollout-done");

        @Test
        void saysInWordsHowSureItIs() {
            String words = page.select(".ogms-result").text();
            assertTrue(
                    words.contains(
                            "Every service level held in every quarter in 56 of 59 simulated futures. So the chance is at least 87.5%, and at most 98.6%, each with 95% confidence."),
                    words);
            assertTrue(words.contains("No money of this plan is confirmed yet"), words);
            assertTrue(words.contains("Time ran out"), words);
            assertTrue(
                    words.contains(
                            "From quarter 2 on to the last, every level holds in 90% of the futures, so with a chance of at least 80%."),
                    words);
            assertTrue(words.contains("So the chance is at most 5%, with 95% confidence."), words);
            assertEquals(
                    List.of("0%", "94.9%", "£1.20 million", "13"),
                    page.select(".ogms-figures dd").eachText());
        }

        @Test
        void hasATableForEveryPlot() {
            assertEquals(
                    List.of("1 from 5 Jan 2026", "2 from 6 Apr 2026", "3 from 6 Jul 2026"),
                    page.select(
                                    "table[aria-labelledby=quarters] tbody tr td:first-child > span:last-child")
                            .eachText());
            assertEquals(
                    "What limits south, staff for rare-disease",
                    page.select(
                                    "table[aria-labelledby=quarters] tbody tr:last-child td:nth-child(3)")
                            .text());
            assertEquals(
                    "1,300 (650 to 2,601)",
                    page.select("table[aria-labelledby=backlog] tbody tr:last-child td")
                            .get(1)
                            .text());
            assertEquals(
                    "70% (35% to 140%)",
                    page.select("table[aria-labelledby=utilisation] tbody tr:nth-child(2) td")
                            .get(1)
                            .text());
            assertEquals(
                    List.of("–", "40 (20 to 80)", "–"),
                    page.select(
                                    "details:contains(Turnaround of wgs-rare, routine) tbody tr td:nth-child(2)")
                            .eachText());
            assertEquals(15, page.select("details:contains(The same as a table) tbody tr").size());
            assertEquals(8, page.select("svg[role=img]").size());
        }

        @Test
        void drawsATileForEverySiteWithItsQuarter() {
            List<String> tiles =
                    page.select("svg[aria-labelledby^=map-] g:has(title) text").eachText();
            assertEquals(15, tiles.size());
            assertEquals(List.of("3", "L", "–", "1", "2", "3"), tiles.subList(0, 6));
            assertTrue(
                    page.select("svg[aria-labelledby^=map-] g title")
                            .eachText()
                            .contains("Site A: quarter 3"));
        }

        @Test
        void saysThatNothingWasSimulatedWhereDemandIsBeyondAllCapacity() {
            Document beyond = sample("rollout-beyond");
            assertTrue(beyond.text().contains("nothing was simulated"));
            assertTrue(beyond.select("#turnaround, #backlog, #utilisation").isEmpty());
        }

        @Test
        void showsNamesOfFilesAsText() {
            assertTrue(page.select("main i, main svg b").isEmpty());
            assertTrue(page.text().contains("Digital orders <i>"));
            assertFalse(page.select("svg text:contains(The <valley>)").isEmpty());
        }

        @Test
        void offersEveryFile() {
            assertEquals(
                    List.of("rollout.json", "plan.json", "schedule.csv", "quarters.csv"),
                    page.select("h2#files + ul a").eachText());
            assertEquals(8, page.select("a[href$=.svg]").size());
        }
    }

    @Nested
    class PlansBesideEachOther {
        private final Document page = sample("rollout-compared");

        private List<String> row(String heading) {
            return page.select("table.ogms-compared tr:has(th:contains(%s)) td".formatted(heading))
                    .eachText();
        }

        @Test
        void haveAColumnEach() {
            assertEquals(
                    List.of("A. Plan mine mine", "B. Plan yours yours"),
                    page.select("table.ogms-compared thead th").eachText());
            assertEquals(List.of("100%", "50%"), row("Every level holds in"));
            assertEquals(List.of("£3 million", "£3 million"), row("Cost"));
            assertEquals(List.of("3", "0"), row("Sites that go live"));
            assertEquals(List.of("None", "Quarter 2, in 10%"), row("First quarter that fails"));
            assertEquals(List.of("–", "north, staff for rare-disease"), row("What limits there"));
            assertTrue(page.text().contains("Every plan met the same luck"));
            assertEquals(2, page.select("svg[role=img]").size());
        }
    }
}
