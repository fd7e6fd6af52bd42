package org.opengms.disclosure.epoch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.opengms.disclosure.DisclosureRules.EpochRules;
import org.opengms.disclosure.noise.SeededNoise;
import org.roaringbitmap.RoaringBitmap;

/// Who is counted in public numbers. Whether somebody's record may be read is asked elsewhere and
/// changes at once; here joining and leaving wait, since the numbers before and after would tell
/// whose genome made the difference.
///
/// * Who joins waits until there are `changes` who do.
/// * Who leaves is in no number any more `hours` later at the latest. If fewer than `changes` leave
///   by then, people drawn by a secret key rest beside them, as many as are missing. They are not
///   told from those who left by anything in the numbers, now or later, since they do not come
///   back. Joining hides no leaving: a count that falls can only be laid at the door of who left.
///
/// Books of one store, on as many servers as there are, are in the same epoch: each takes over what
/// others have written before it answers.
///
/// Resting touches public numbers alone, neither care nor research in named projects.
public final class EpochBook {
    private final EpochRules rules;
    private final SeededNoise key;
    private final EpochStore store;
    private final RoaringBitmap joining = new RoaringBitmap();

    /// When, by who is leaving, the longest waiting first.
    private final Map<Integer, Instant> leaving = new LinkedHashMap<>();

    /// Who left an epoch, or rested beside somebody who did.
    private final RoaringBitmap gone = new RoaringBitmap();

    /// Events of the store that were taken over.
    private int taken;

    private Epoch current = new Epoch(0, Instant.EPOCH, new RoaringBitmap());

    /// @param key draws who rests
    /// @param store its events are read at once
    public EpochBook(EpochRules rules, SeededNoise key, EpochStore store) {
        this.rules = rules;
        this.key = key;
        this.store = store;
        catchUp();
    }

    private void catchUp() {
        store.since(taken).forEach(this::apply);
    }

    /// Somebody may be counted, from an epoch to come on.
    public synchronized void join(int person, Instant at) {
        happen(() -> List.of(new EpochEvent.Joined(person, at)));
    }

    /// Somebody must not be counted any more, from the next epoch on.
    public synchronized void leave(int person, Instant at) {
        happen(() -> List.of(new EpochEvent.Left(person, at)));
    }

    /// Takes over who may be counted now: who is new joins, who is missing leaves. Whoever left an
    /// epoch or rested beside somebody who did stays out, since coming back would tell which of the
    /// two it was.
    ///
    /// @param may be counted, by participant number; not changed
    public synchronized void follow(RoaringBitmap may, Instant at) {
        happen(() -> {
            RoaringBitmap counted = RoaringBitmap.or(current.people(), joining);
            leaving.keySet().forEach(counted::remove);
            RoaringBitmap come = RoaringBitmap.andNot(may, counted);
            come.andNot(gone);
            List<EpochEvent> events = new ArrayList<>();
            come.forEach((int person) -> events.add(new EpochEvent.Joined(person, at)));
            RoaringBitmap.andNot(counted, may)
                    .forEach((int person) -> events.add(new EpochEvent.Left(person, at)));
            return events;
        });
    }

    /// The epoch of an instant, which begins now if it is due. So nobody who has left longer ago
    /// than the rules allow is ever in an answer, whether a timer ran or not.
    public synchronized Epoch at(Instant now) {
        catchUp();
        if (turn(now).isPresent()) {
            happen(() -> turn(now).stream().toList());
        }
        return current;
    }

    /// The beginning of an epoch if it is due.
    private Optional<EpochEvent> turn(Instant now) {
        boolean leave =
                leaving.size() >= rules.changes()
                        || latest().filter(due -> !now.isBefore(due)).isPresent();
        boolean join = joining.getCardinality() >= rules.changes();
        if (!leave && !join) {
            return Optional.empty();
        }
        RoaringBitmap left = new RoaringBitmap();
        RoaringBitmap resting = new RoaringBitmap();
        if (leave) {
            leaving.keySet().forEach(left::add);
            resting = resting(left, rules.changes() - left.getCardinality());
        }
        return Optional.of(
                new EpochEvent.Turned(
                        current.number() + 1,
                        now,
                        join ? joining.clone() : new RoaringBitmap(),
                        left,
                        resting));
    }

    /// When the next epoch begins at the latest; empty if nobody waits to leave. Somebody should
    /// ask for the epoch then, so that published pages follow.
    public synchronized Optional<Instant> due() {
        catchUp();
        return latest();
    }

    private Optional<Instant> latest() {
        return leaving.values().stream().findFirst().map(first -> first.plus(rules.delay()));
    }

    private RoaringBitmap resting(RoaringBitmap left, int missing) {
        RoaringBitmap resting = new RoaringBitmap();
        if (missing > 0) {
            // The `missing` smallest numbers that the key gives to those who stay.
            PriorityQueue<long[]> drawn =
                    new PriorityQueue<>(Comparator.comparingLong((long[] d) -> d[0]).reversed());
            RoaringBitmap.andNot(current.people(), left)
                    .forEach((int person) -> {
                        long number = key.number("rest", current.number(), person);
                        drawn.add(new long[] {number, person});
                        if (drawn.size() > missing) {
                            drawn.remove();
                        }
                    });
            drawn.forEach(d -> resting.add((int) d[1]));
        }
        return resting;
    }

    /// Writes what happens next, beside everything that others have written.
    private void happen(Supplier<List<EpochEvent>> next) {
        store.alone(
                        () -> {
                            catchUp();
                            List<EpochEvent> events = next.get();
                            events.forEach(store::append);
                            return events;
                        })
                // When they are durable and no sooner, so that each is taken over once.
                .forEach(this::apply);
    }

    private void apply(EpochEvent event) {
        taken++;
        switch (event) {
            case EpochEvent.Joined(int person, _) -> {
                if (leaving.remove(person) == null && !current.people().contains(person)) {
                    joining.add(person);
                }
            }
            case EpochEvent.Left(int person, Instant at) -> {
                joining.remove(person);
                if (current.people().contains(person)) {
                    leaving.putIfAbsent(person, at);
                }
            }
            case EpochEvent.Turned(
                            int number,
                            Instant at,
                            RoaringBitmap joined,
                            RoaringBitmap left,
                            RoaringBitmap resting) -> {
                RoaringBitmap people = RoaringBitmap.or(current.people(), joined);
                people.andNot(left);
                people.andNot(resting);
                gone.or(left);
                gone.or(resting);
                joining.andNot(joined);
                left.forEach((int person) -> leaving.remove(person));
                current = new Epoch(number, at, people);
            }
        }
    }
}
