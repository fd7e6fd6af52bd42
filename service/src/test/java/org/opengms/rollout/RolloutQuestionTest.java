package org.opengms.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.rollout.RolloutQuestion.Part;
import org.opengms.rollout.RolloutQuestion.Source;

class RolloutQuestionTest {
    private static final Source REGION = Source.shipped("regional-example");
    private static final Source OPTIONS = Source.shipped("regional-investments");

    private static RolloutQuestion question(Source scenario, Source catalogue, Source... plans) {
        return new RolloutQuestion(
                scenario, catalogue, 60_000_000, List.of(plans), 59, 1, Optional.empty());
    }

    private static Source plan(String option) {
        return Source.sent(
                "my plan.yaml",
                """
                format: opengms-rollout-plan/1
                id: mine
                title: Mine
                investments:
                  - option: %s
                    startQuarter: 0
                    units: 1
                    history:
                      - {state: proposed, at: 2026-01-05T09:00:00Z, by: board}
                """
                        .formatted(option));
    }

    private static void refused(RolloutQuestion question, Part part, String words) {
        List<RolloutQuestion.Wrong> wrong = question.wrong();
        assertEquals(List.of(part), wrong.stream().map(RolloutQuestion.Wrong::part).toList());
        assertTrue(wrong.getFirst().words().contains(words), wrong.toString());
    }

    @Test
    void ofWhatIsShippedIsRight() {
        assertEquals(List.of(), question(REGION, OPTIONS).wrong());
        assertEquals(List.of(), question(REGION, OPTIONS, plan("digitise:site-1")).wrong());
    }

    @Test
    void isReadBackAsItWasAsked() {
        RolloutQuestion asked = question(REGION, OPTIONS, plan("digitise:site-1"));
        assertEquals(asked, RolloutQuestion.of(asked.text()));
        RolloutQuestion.Read read = asked.read();
        assertEquals(8, read.scenario().quarters());
        assertEquals("mine", read.plans().getFirst().id());
    }

    @Test
    void tellsWhatIsWrongInTheWordsOfTheReader() {
        refused(
                question(Source.shipped("atlantis"), OPTIONS),
                Part.SCENARIO,
                "OGMS-6102 There is no scenario \"atlantis\"");
        refused(
                question(Source.sent("mine.yaml", "format: nonsense/7\n"), OPTIONS),
                Part.SCENARIO,
                "OGMS-6101 mine.yaml is not a planning scenario");
        refused(
                question(REGION, Source.sent("mine.json", "{\"format\":\"x\"}")),
                Part.CATALOGUE,
                "OGMS-6450 mine.json is not a catalogue of investments");
        refused(
                question(REGION, OPTIONS, Source.sent("mine.json", "[")),
                Part.PLANS,
                "OGMS-6420 mine.json is not a roll-out plan");
        refused(
                question(REGION, OPTIONS, plan("digitise:nowhere"), plan("digitise:site-1")),
                Part.PLANS,
                "my plan.yaml: OGMS-6454 The plan invests in \"digitise:nowhere\"");
    }

    @Test
    void namesAMissingFieldOfAScenario() {
        String text =
                ServiceScenario.named("regional-example")
                        .text()
                        .replaceFirst("\"quarters\" *: *8,", "");
        refused(question(Source.sent("mine.json", text), OPTIONS), Part.SCENARIO, "quarters");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 59, BUDGET, OGMS-5603",
        "1000000000001, 59, BUDGET, OGMS-5603",
        "0, 0, REPLICATIONS, OGMS-5604",
        "0, 300, REPLICATIONS, OGMS-5604"
    })
    void keepsNumbersWithinBounds(long budget, int replications, Part part, String code) {
        refused(
                new RolloutQuestion(
                        REGION, OPTIONS, budget, List.of(), replications, 1, Optional.empty()),
                part,
                code);
    }

    /// Of nine dates, each has an error of 0.05/9: 0.9 to the power of 50 is below it, of 49 not;
    /// 0.99 takes 517.
    @ParameterizedTest
    @CsvSource({
        "1.5, 59, OGMS-5606",
        "0, 59, OGMS-5606",
        "0.9, 49, at least 50",
        "0.99, 299, more than 299"
    })
    void asksForNoChanceThatCannotBeShown(double target, int replications, String words) {
        refused(
                new RolloutQuestion(
                        REGION, OPTIONS, 1, List.of(), replications, 1, Optional.of(target)),
                Part.TARGET,
                words);
    }

    @Test
    void asksForAChanceThatCanBeShown() {
        assertEquals(
                List.of(),
                new RolloutQuestion(REGION, OPTIONS, 1, List.of(), 50, 1, Optional.of(0.9))
                        .wrong());
    }

    @Test
    void leavesPlansAsTheyAreWhenTheyAreCompared() {
        Source plan = plan("digitise:site-1");
        refused(
                new RolloutQuestion(
                        REGION, OPTIONS, 1, List.of(plan, plan), 59, 1, Optional.of(0.9)),
                Part.TARGET,
                "OGMS-5607");
    }

    @Test
    void comparesNoMorePlansThanFitBesideEachOther() {
        refused(
                question(
                        REGION,
                        OPTIONS,
                        Collections.nCopies(7, plan("digitise:site-1")).toArray(Source[]::new)),
                Part.PLANS,
                "OGMS-5605 There are 7 plans");
    }

    @Test
    void refusesMoreThanWouldEverBeSimulated() {
        String text = ServiceScenario.named("regional-example").withQuarters(41, 4).text();
        refused(question(Source.sent("long.json", text), OPTIONS), Part.SCENARIO, "OGMS-5602");
    }

    @ParameterizedTest
    @CsvSource({
        "plan.json, plan.json",
        "C:\\Users\\robin\\plan.json, plan.json",
        "../../etc/passwd, passwd",
        "///, the file",
        "'a<script>.yaml', ascript.yaml"
    })
    void keepsOfANameWhatCanBeShown(String sent, String kept) {
        assertEquals(kept, Source.sent(sent, "").name());
    }
}
