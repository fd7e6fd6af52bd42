package org.opengms.ledger.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Books in memory: events and what follows from them. For one thread.
public final class Books implements BooksView {
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private @Nullable LocalDate closedThrough;

    /// Books in which the events happened.
    ///
    /// @throws IllegalStateException if the events are not those of books
    public static Books of(Iterable<Event> events) {
        Books books = new Books();
        events.forEach(books::add);
        return books;
    }

    /// Does what a command asks for, or says why not.
    ///
    /// @param now not before the last event
    public Answer apply(Command command, Instant now) {
        if (!events.isEmpty() && now.isBefore(events.getLast().at())) {
            throw new IllegalArgumentException(
                    "OGMS-7731 The clock of the books went back from %s to %s."
                            .formatted(events.getLast().at(), now));
        }
        Answer answer = Bookkeeping.decide(command, this, now);
        if (answer instanceof Answer.Done(Event event)) {
            add(event);
        }
        return answer;
    }

    /// All that has happened, the oldest first.
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }

    @Override
    public Optional<Standing> find(String reference) {
        return Optional.ofNullable(standings.get(reference));
    }

    @Override
    public Optional<LocalDate> closedThrough() {
        return Optional.ofNullable(closedThrough);
    }

    /// What every account held.
    ///
    /// @param through the last day that counts
    /// @param known what was booked until then, that moment included
    public TrialBalance trialBalance(LocalDate through, Instant known) {
        TrialBalance.Summing sums = new TrialBalance.Summing();
        Map<String, Posting> pending = new HashMap<>();
        for (Event event : events) {
            if (event.at().isAfter(known)) {
                break;
            }
            Posting counts =
                    switch (event) {
                        case Event.Posted posted -> posted.posting();
                        case Event.Reversed reversed -> reversed.reversal();
                        case Event.Confirmed confirmed -> pending.remove(confirmed.reference());
                        case Event.Reserved reserved -> {
                            pending.put(reserved.posting().reference(), reserved.posting());
                            yield null;
                        }
                        case Event.Voided _, Event.Expired _, Event.Closed _ -> null;
                    };
            if (counts != null && !counts.date().isAfter(through)) {
                counts.legs().forEach(sums::add);
            }
        }
        return sums.balance();
    }

    private void add(Event event) {
        switch (event) {
            case Event.Posted(Instant _, Posting posting) ->
                    begin(posting, PostingState.POSTED, Optional.empty(), Optional.empty());
            case Event.Reserved(Instant _, Posting posting, Instant expires) ->
                    begin(posting, PostingState.PENDING, Optional.of(expires), Optional.empty());
            case Event.Confirmed(Instant _, String reference) ->
                    move(reference, PostingState.POSTED);
            case Event.Voided(Instant _, String reference) -> move(reference, PostingState.VOIDED);
            case Event.Expired(Instant _, String reference) ->
                    move(reference, PostingState.EXPIRED);
            case Event.Reversed(Instant _, String reference, Posting reversal) -> {
                Standing taken = find(reference).orElseThrow(() -> broken(reference));
                begin(reversal, PostingState.POSTED, Optional.empty(), Optional.of(reference));
                standings.put(reference, taken.reversedBy(reversal.reference()));
            }
            case Event.Closed(Instant _, LocalDate through) -> closedThrough = through;
        }
        events.add(event);
    }

    private void begin(
            Posting posting,
            PostingState state,
            Optional<Instant> expires,
            Optional<String> reverses) {
        Standing before =
                standings.putIfAbsent(
                        posting.reference(),
                        new Standing(posting, state, expires, Optional.empty(), reverses));
        if (before != null) {
            throw broken(posting.reference());
        }
    }

    private void move(String reference, PostingState to) {
        Standing standing = find(reference).orElseThrow(() -> broken(reference));
        if (standing.state() != PostingState.PENDING) {
            throw broken(reference);
        }
        standings.put(reference, standing.in(to));
    }

    private static IllegalStateException broken(String reference) {
        return new IllegalStateException(
                "OGMS-7732 What happened to posting %s cannot have happened in this order: the events are incomplete or were changed."
                        .formatted(reference));
    }
}
