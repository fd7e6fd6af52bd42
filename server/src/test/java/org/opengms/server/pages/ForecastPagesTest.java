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
import org.opengms.infrastructure.OdsCode;
import org.opengms.staffing.ForecastQuestion;

class ForecastPagesTest {
    private static final Html HTML = new Html();

    private static Document sample(String name) {
        return Jsoup.parse(
                HTML.render(Optional.ofNullable(Samples.pages().get(name)).orElseThrow()));
    }

    @Nested
    class ThePage {
        @Test
        void tellsOperatorsWhatEachBudgetDelivers() {
            Document page = sample("workforce-ahead");
            assertEquals(1, page.select("table[aria-labelledby=deliver]").size());
            String budgets = page.select("table[aria-labelledby=deliver]").text();
            assertTrue(budgets.contains("£20 million"), budgets);
            assertTrue(budgets.contains("1,234.5 (1,234.4 to 1,234.6)"), budgets);
            assertTrue(budgets.contains("+65.5 (+65.4 to +65.6)"), budgets);
            assertEquals(5, page.select("svg[role=img]").size());
            assertTrue(page.text().contains("Orders grew by 10%"), page.text());
            assertTrue(page.text().contains("8,120 tests"));
        }

        @Test
        void showsFundedPlacesByTheNumberOfTheirSpend() {
            String funded =
                    sample("workforce-ahead").select("table[aria-labelledby=funded]").text();
            assertTrue(
                    funded.contains(
                            "S-7 ZL01 2 Clinical scientists 5 October 2026 Scientist training"),
                    funded);
            assertTrue(
                    funded.contains(
                            "S-8 ZL01 1 Consultants 5 October 2026 The plan has no such training"),
                    funded);
        }

        @Test
        void putsWhatIsLostFirstAtTheTop() {
            String first =
                    sample("workforce-ahead")
                            .select("table[aria-labelledby=cover] tbody tr:first-child")
                            .text();
            assertTrue(first.contains("Nobody today"), first);
        }

        @Test
        void asksManagersNothingAndShowsThemNoBudget() {
            Document page = sample("workforce-ahead-manager");
            assertTrue(page.select("form[action=/overview/workforce][method=post]").isEmpty());
            assertTrue(page.select("#deliver, #demand").isEmpty());
            assertFalse(page.select("table[aria-labelledby=cover]").isEmpty());
        }

        @Test
        void saysWhyAForecastFailed() {
            assertTrue(sample("workforce-ahead-failed").text().contains("OGMS-8865 No <plan>."));
        }
    }

    @Nested
    class TheForm {
        private static ForecastForm form(String... fieldsAndValues) {
            Map<String, List<String>> values = new java.util.HashMap<>();
            values.put("scenario", List.of("regional-example"));
            values.put("budgets", List.of("1,000,000\n£20 000 000\n"));
            values.put("worlds", List.of("20"));
            values.put("seed", List.of("1"));
            for (int i = 0; i < fieldsAndValues.length; i += 2) {
                values.put(fieldsAndValues[i], List.of(fieldsAndValues[i + 1]));
            }
            return new ForecastForm(new Typed(values));
        }

        @Test
        void readsBudgetsLineByLineAndPlaces() {
            ForecastQuestion question =
                    form("places", "north = ZL01\nsite-1=zr101", "tests", "9,000")
                            .question()
                            .orElseThrow();
            assertEquals(List.of(100_000_000L, 2_000_000_000L), question.budgetsPencePerYear());
            assertEquals(
                    Map.of("north", new OdsCode("ZL01"), "site-1", new OdsCode("ZR101")),
                    question.places());
            assertEquals(Optional.of(9_000.0), question.testsPerYear());
            assertEquals(20, question.worlds());
        }

        @ParameterizedTest
        @CsvSource({
            "budgets, much",
            "budgets, -1",
            "worlds, 201",
            "worlds, some",
            "seed, -1",
            "tests, 1e9",
            "places, north ZL01",
            "places, north = the hospital",
            "rollout, ../x",
        })
        void saysAtTheFieldWhatIsWrong(String field, String typed) {
            ForecastForm form = form(field, typed);
            assertTrue(form.question().isEmpty());
            assertEquals(field, form.problems().getFirst().field());
        }
    }
}
