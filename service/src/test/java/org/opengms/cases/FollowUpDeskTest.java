package org.opengms.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fakes.World;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;

/// Drawing who is asked again for an outcome.
class FollowUpDeskTest {
    private static final String SEED =
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    /// What waits, in memory.
    private static final class Memory implements FollowUpStore {
        private final List<Unanswered> waiting = new ArrayList<>();
        private final List<FollowUpDraw> draws = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private Instant signedBy = Instant.EPOCH;

        @Override
        public void lock() {
            calls.add("lock");
        }

        @Override
        public List<Unanswered> unanswered(Instant until) {
            calls.add("unanswered");
            signedBy = until;
            return List.copyOf(waiting);
        }

        @Override
        public void add(FollowUpDraw draw) {
            draws.add(draw);
        }

        @Override
        public List<Asked> asked(OdsCode organisation) {
            return List.of(
                    new Asked(
                            "OG-26-000001",
                            ReportId.random(),
                            "Of " + organisation.value(),
                            Optional.empty(),
                            LocalDate.of(2026, 5, 1),
                            LocalDate.of(2026, 6, 1),
                            LocalDate.of(2026, 6, 29)));
        }
    }

    private final Memory store = new Memory();
    private final FollowUpDesk desk =
            new FollowUpDesk(store, () -> SEED, Clock.fixed(World.NOW, ZoneOffset.UTC));

    private static OrderId order(int number) {
        return new OrderId("00000000-0000-4000-8000-%012d".formatted(number));
    }

    /// The lots were made with Python: the first eight digits of `hashlib.sha256`, over 2**32.
    @Test
    void drawsThoseWhoseLotIsBelowTheShareOfTheRule() {
        IntStream.rangeClosed(1, 12)
                .forEach(i ->
                        store.waiting.add(
                                new FollowUpStore.Unanswered(order(i), ReportId.random())));
        FollowUpDraw draw = desk.draw().orElseThrow();
        assertEquals(
                List.of(order(5), order(6)),
                draw.lots().stream()
                        .filter(FollowUpDraw.Lot::isDrawn)
                        .map(FollowUpDraw.Lot::order)
                        .toList());
        assertEquals(12, draw.lots().size());
        assertEquals(List.of(draw), store.draws);
        assertEquals(List.of("lock", "unanswered"), store.calls);
    }

    /// Lots by the same program: 0.0552, 0.0892, 0.2366, 0.4863, 0.9672.
    @ParameterizedTest
    @CsvSource({
        "5, 5, false",
        "5, 6, true",
        "6, 8, false",
        "6, 9, true",
        "11, 23, false",
        "11, 24, true",
        "3, 48, false",
        "3, 49, true",
        "1, 96, false",
        "1, 97, true",
        "1, 100, true"
    })
    void drawsAsOftenAsTheRuleSays(int order, int percent, boolean isDrawn) {
        assertEquals(isDrawn, rule(28, percent, 28).draws(SEED, order(order)));
    }

    @Test
    void keepsHowItWasDrawnAndUntilWhenAnswersAreAskedFor() {
        store.waiting.add(new FollowUpStore.Unanswered(order(1), ReportId.random()));
        FollowUpDraw draw = desk.draw().orElseThrow();
        assertEquals(SEED, draw.seed());
        assertEquals("2026.1", draw.rule());
        assertEquals(20, draw.percent());
        assertEquals(World.NOW, draw.at());
        // 28 days before and after 15 June 2026.
        assertEquals(Instant.parse("2026-05-18T09:00:00Z"), store.signedBy);
        assertEquals(LocalDate.of(2026, 7, 13), draw.dueOn());
    }

    @Test
    void drawsNothingFromNothing() {
        assertEquals(Optional.empty(), desk.draw());
        assertEquals(List.of(), store.draws);
    }

    @Test
    void asksCliniciansOfTheOrganisationAlone() {
        assertEquals(
                List.of("Of " + World.CLINICIAN.organisation().value()),
                desk.asked(World.CLINICIAN).stream().map(FollowUpStore.Asked::indication).toList());
        assertEquals(List.of(), desk.asked(World.NORTH_SCIENTIST));
        assertEquals(List.of(), desk.asked(World.NORTH_STAFF));
    }

    @Test
    void isOverdueFromTheDayAfterItIsDue() {
        FollowUpStore.Asked asked = desk.asked(World.CLINICIAN).getFirst();
        assertFalse(asked.isOverdue(LocalDate.of(2026, 6, 29)));
        assertTrue(asked.isOverdue(LocalDate.of(2026, 6, 30)));
    }

    @ParameterizedTest
    @CsvSource({"0, 20, 28", "366, 20, 28", "28, 0, 28", "28, 101, 28", "28, 20, 0"})
    void aRuleIsOfThisWorld(int afterDays, int percent, int answerWithinDays) {
        assertThrows(
                IllegalArgumentException.class, () -> rule(afterDays, percent, answerWithinDays));
    }

    private static FollowUpRule rule(int afterDays, int percent, int answerWithinDays) {
        return new FollowUpRule(
                "made up",
                LocalDate.of(2026, 1, 1),
                afterDays,
                percent,
                answerWithinDays,
                "made up");
    }
}
