package org.opengms.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.consent.ConsentStatement;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;

/// Draws at random who is asked again for an outcome, and tells them. Every method runs inside one
/// transaction of the caller.
public final class FollowUpDesk {
    private final FollowUpStore store;
    private final Supplier<String> seeds;
    private final Clock clock;

    /// @param seeds of draws: hexadecimal, each unforeseeable
    public FollowUpDesk(FollowUpStore store, Supplier<String> seeds, Clock clock) {
        this.store = store;
        this.seeds = seeds;
        this.clock = clock;
    }

    /// Draws among the orders that have gone without an outcome for as long as the rule says and
    /// were in no draw before.
    ///
    /// @return the draw; empty if there was no such order
    public Optional<FollowUpDraw> draw() {
        store.lock();
        Instant now = clock.instant();
        LocalDate today = ConsentStatement.day(now);
        FollowUpRule rule = FollowUpRule.on(today);
        List<FollowUpStore.Unanswered> unanswered =
                store.unanswered(now.minus(Duration.ofDays(rule.afterDays())));
        if (unanswered.isEmpty()) {
            return Optional.empty();
        }
        String seed = seeds.get();
        FollowUpDraw draw =
                new FollowUpDraw(
                        now,
                        rule.version(),
                        rule.percent(),
                        seed,
                        today.plusDays(rule.answerWithinDays()),
                        unanswered.stream()
                                .map(one ->
                                        new FollowUpDraw.Lot(
                                                one.order(),
                                                one.report(),
                                                rule.draws(seed, one.order())))
                                .toList());
        store.add(draw);
        return Optional.of(draw);
    }

    /// What the actor's organisation is asked for; empty of those who record no outcomes.
    public List<FollowUpStore.Asked> asked(Actor actor) {
        return actor.has(Role.CLINICIAN) ? store.asked(actor.organisation()) : List.of();
    }

    /// Today, by which an answer is due or late.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }
}
