package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.network.ServiceScenario;

class InvestmentTest {
    private static InvestmentState state(String word, int day) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
        return switch (word) {
            case "proposed" -> new InvestmentState.Proposed(at, "planning board");
            case "agreed" -> new InvestmentState.Agreed(at, "north hub", "NHS England");
            case "confirmed" -> new InvestmentState.Confirmed(at, "NHS England", "letter 17");
            case "released" -> new InvestmentState.Released(at, "finance");
            case "spent" -> new InvestmentState.Spent(at, "finance", 120_000_000);
            case "withdrawn" -> new InvestmentState.Withdrawn(at, "planning board", "site merged");
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static final List<String> WORDS =
            List.of("proposed", "agreed", "confirmed", "released", "spent");

    private static Investment after(String word) {
        List<InvestmentState> history = new ArrayList<>();
        for (String step : WORDS.subList(0, WORDS.indexOf(word) + 1)) {
            history.add(state(step, history.size()));
        }
        return new Investment("sequencer-north", 2, 1, history);
    }

    @Test
    void nothingFollowsAWithdrawal() {
        Investment withdrawn = after("agreed").advanced(state("withdrawn", 9));
        for (String next : List.of("proposed", "agreed", "confirmed", "released", "withdrawn")) {
            assertThrows(IllegalArgumentException.class, () -> withdrawn.advanced(state(next, 10)));
        }
    }

    @Test
    void whatIsWithdrawnStaysInThePlanAndCountsForNothing() {
        ServiceScenario region = ServiceScenario.named("regional-example");
        InvestmentCatalogue options = InvestmentCatalogue.named("regional-investments");
        Investment meant = new Investment("storage:north", 1, 1, List.of(state("proposed", 0)));
        RolloutPlan plan = RolloutPlan.of("p", "P", List.of(meant.advanced(state("withdrawn", 1))));
        assertEquals(1, plan.investments().size());
        assertEquals(List.of(), options.changesInTime(region, plan));
        assertEquals(
                0, options.spendingPence(region, plan).stream().mapToLong(Long::longValue).sum());
        assertTrue(plan.confirmed(Set.of("storage:north")).investments().isEmpty());
    }

    /// Every state against every next one.
    @ParameterizedTest
    @CsvSource({
        "proposed, proposed, no",
        "proposed, agreed, yes",
        "proposed, confirmed, no",
        "proposed, released, no",
        "proposed, spent, no",
        "proposed, withdrawn, yes",
        "agreed, withdrawn, yes",
        "confirmed, withdrawn, yes",
        "released, withdrawn, yes",
        "spent, withdrawn, no",
        "agreed, proposed, no",
        "agreed, agreed, no",
        "agreed, confirmed, yes",
        "agreed, released, no",
        "agreed, spent, no",
        "confirmed, proposed, no",
        "confirmed, agreed, no",
        "confirmed, confirmed, no",
        "confirmed, released, yes",
        "confirmed, spent, no",
        "released, proposed, no",
        "released, agreed, no",
        "released, confirmed, no",
        "released, released, no",
        "released, spent, yes",
        "spent, proposed, no",
        "spent, agreed, no",
        "spent, confirmed, no",
        "spent, released, no",
        "spent, spent, no"
    })
    void moves(String from, String to, String allowed) {
        Investment investment = after(from);
        InvestmentState next = state(to, 9);
        if (allowed.equals("yes")) {
            Investment moved = investment.advanced(next);
            assertEquals(next, moved.state());
            assertEquals(
                    investment.history(), moved.history().subList(0, investment.history().size()));
        } else {
            String words =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> investment.advanced(next))
                                    .getMessage());
            assertTrue(words.startsWith("OGMS-6423"), words);
            assertTrue(words.contains("cannot become " + to + ": it is " + from), words);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "proposed, false",
        "agreed, false",
        "confirmed, true",
        "released, true",
        "spent, true"
    })
    void countsAsConfirmed(String word, boolean confirmed) {
        assertEquals(confirmed, after(word).hasConfirmedMoney());
        RolloutPlan plan = RolloutPlan.of("p", "P", List.of(after(word)));
        assertEquals(confirmed ? 1 : 0, plan.confirmed(Set.of()).investments().size());
    }

    @Test
    void isRefusedWithoutItsBeginningItsAuthorOrInTheWrongOrderOfTime() {
        assertCode("OGMS-6422", () -> new Investment("a", 0, 1, List.of()));
        assertCode("OGMS-6423", () -> new Investment("a", 0, 1, List.of(state("agreed", 0))));
        assertCode(
                "OGMS-6422",
                () ->
                        Investment.proposed(
                                "a", 0, 1, new InvestmentState.Proposed(Instant.EPOCH, " ")));
        assertCode(
                "OGMS-6424",
                () -> new Investment("a", 0, 1, List.of(state("proposed", 5), state("agreed", 4))));
        assertCode("OGMS-6421", () -> new Investment("a", -1, 1, List.of(state("proposed", 0))));
        assertCode("OGMS-6421", () -> new Investment("a", 0, 0, List.of(state("proposed", 0))));
    }

    private static void assertCode(String code, Runnable deed) {
        String words =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, deed::run).getMessage());
        assertTrue(words.startsWith(code), words);
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path directory) throws Exception {
        RolloutPlan plan =
                RolloutPlan.of("p", "P", WORDS.stream().map(InvestmentTest::after).toList());
        Path file = directory.resolve("plan.json");
        plan.write(file);
        assertEquals(plan, RolloutPlan.read(file));
        assertTrue(Files.readString(file).contains("\"state\" : \"confirmed\""));
    }
}
