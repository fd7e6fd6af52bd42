package org.opengms.maturity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Said;

/// Takes from the clerks of home laboratories what a paper order took. To be called within a
/// transaction.
public final class PaperDesk {
    private static final int MOST_LISTED = 50;

    private final PaperStore store;
    private final Clock clock;

    public PaperDesk(PaperStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What a clerk says.
    ///
    /// @param orderNumber of the order that was keyed
    /// @param receivedAt when the paper was received
    public record Entry(
            String orderNumber,
            Instant receivedAt,
            int keyingMinutes,
            int reworkMinutes,
            int timesAskedBack,
            Set<PaperGap> missing) {
        public Entry {
            missing = Set.copyOf(missing);
        }
    }

    private static boolean mayKeep(Actor actor) {
        return actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST);
    }

    /// Keeps a sheet.
    public MaturityAnswer<PaperSheet> keep(Entry entry, Channel channel, Actor actor) {
        if (!mayKeep(actor)) {
            return new MaturityAnswer.NotAllowed<>(
                    "Only the people of the laboratory that keyed an order record what its paper took.");
        }
        Optional<PaperStore.Keyed> found =
                store.find(entry.orderNumber().strip())
                        .filter(keyed -> keyed.homeLaboratory().equals(actor.organisation()));
        if (found.isEmpty()) {
            return new MaturityAnswer.NotFound<>(
                    "OGMS-8913 order: your laboratory is home to no order of this number. Copy it from the order, such as OG-26-000123.");
        }
        Instant now = clock.instant();
        try {
            PaperSheet sheet =
                    new PaperSheet(
                            found.get().order(),
                            entry.receivedAt(),
                            found.get().receivedAt(),
                            entry.keyingMinutes(),
                            entry.reworkMinutes(),
                            entry.timesAskedBack(),
                            entry.missing(),
                            new Said(
                                    actor.id(),
                                    actor.displayName(),
                                    actor.has(Role.LABORATORY)
                                            ? Role.LABORATORY.name()
                                            : Role.SCIENTIST.name(),
                                    actor.organisation(),
                                    now,
                                    channel));
            store.add(sheet);
            return new MaturityAnswer.Kept<>(sheet);
        } catch (IllegalArgumentException e) {
            return new MaturityAnswer.Refused<>(String.valueOf(e.getMessage()));
        }
    }

    /// The sheets that the actor's laboratory kept last.
    public MaturityAnswer<List<PaperStore.Listed>> newest(Actor actor) {
        return mayKeep(actor)
                ? new MaturityAnswer.Kept<>(store.newest(actor.organisation(), MOST_LISTED))
                : new MaturityAnswer.NotAllowed<>(
                        "Only the people of a laboratory see what its paper took.");
    }
}
