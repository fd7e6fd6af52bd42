package org.opengms.ledger.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.opengms.ledger.books.Answer.Already;
import org.opengms.ledger.books.Answer.Done;
import org.opengms.ledger.books.Answer.Refusal;
import org.opengms.ledger.books.Answer.Refused;

/// The rules of the books, which every store obeys: what a command does to books that are seen.
/// Corrections are reversals; a reference is booked once; closed periods stay closed.
public final class Bookkeeping {
    private Bookkeeping() {}

    /// Decides about a command.
    ///
    /// @param books as they are
    /// @param now by the clock of the books
    public static Answer decide(Command command, BooksView books, Instant now) {
        return switch (command) {
            case Command.Post(Posting posting) -> post(posting, books, now);
            case Command.Reserve(Posting posting, Instant expires) ->
                    reserve(posting, expires, books, now);
            case Command.Confirm(String reference) -> confirm(reference, books, now);
            case Command.Cancel(String reference) ->
                    pending(reference, books)
                            .orElseGet(() ->
                                    leave(
                                            reference,
                                            books,
                                            PostingState.VOIDED,
                                            new Event.Voided(now, reference)));
            case Command.Expire(String reference) -> expire(reference, books, now);
            case Command.Reverse reverse -> reverse(reverse, books, now);
            case Command.Close(LocalDate through) -> close(through, books, now);
        };
    }

    private static Answer post(Posting posting, BooksView books, Instant now) {
        Optional<Standing> known = books.find(posting.reference());
        if (known.isPresent()) {
            boolean same =
                    known.get().posting().equals(posting)
                            && known.get().expires().isEmpty()
                            && known.get().reverses().isEmpty();
            return same ? new Already() : duplicate(posting.reference());
        }
        return closed(posting.date(), posting.reference(), books)
                .orElseGet(() -> new Done(new Event.Posted(now, posting)));
    }

    private static Answer reserve(Posting posting, Instant expires, BooksView books, Instant now) {
        Optional<Standing> known = books.find(posting.reference());
        if (known.isPresent()) {
            boolean same =
                    known.get().posting().equals(posting)
                            && known.get().expires().equals(Optional.of(expires));
            return same ? new Already() : duplicate(posting.reference());
        }
        if (!expires.isAfter(now)) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7720 Posting %s would have expired at %s. Reserve it until later, or post it."
                            .formatted(posting.reference(), expires));
        }
        return closed(posting.date(), posting.reference(), books)
                .orElseGet(() -> new Done(new Event.Reserved(now, posting, expires)));
    }

    private static Answer confirm(String reference, BooksView books, Instant now) {
        Optional<Standing> known = books.find(reference);
        if (known.isEmpty()) {
            return unknown(reference);
        }
        Standing standing = known.get();
        if (standing.state() == PostingState.POSTED && standing.expires().isPresent()) {
            return new Already();
        }
        if (standing.state() != PostingState.PENDING) {
            return wrong(reference, standing, "confirmed");
        }
        if (!now.isBefore(standing.expires().orElseThrow())) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7721 Posting %s could be confirmed until %s. Reserve the money again under a new reference."
                            .formatted(reference, standing.expires().orElseThrow()));
        }
        return closed(standing.posting().date(), reference, books)
                .orElseGet(() -> new Done(new Event.Confirmed(now, reference)));
    }

    private static Answer expire(String reference, BooksView books, Instant now) {
        Optional<Standing> known = books.find(reference);
        if (known.isPresent()
                && known.get().state() == PostingState.PENDING
                && now.isBefore(known.get().expires().orElseThrow())) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7722 Posting %s is reserved until %s. Void it if the money will not move."
                            .formatted(reference, known.get().expires().orElseThrow()));
        }
        return pending(reference, books)
                .orElseGet(() ->
                        leave(
                                reference,
                                books,
                                PostingState.EXPIRED,
                                new Event.Expired(now, reference)));
    }

    private static Answer reverse(Command.Reverse reverse, BooksView books, Instant now) {
        Optional<Standing> known = books.find(reverse.reference());
        if (known.isEmpty()) {
            return unknown(reverse.reference());
        }
        Standing standing = known.get();
        if (standing.state() != PostingState.POSTED) {
            return wrong(reverse.reference(), standing, "reversed");
        }
        Posting reversal =
                standing.posting().reversed(reverse.reversal(), reverse.on(), reverse.basis());
        Optional<Standing> other = books.find(reverse.reversal());
        if (other.isPresent()) {
            boolean same =
                    other.get().posting().equals(reversal)
                            && other.get().reverses().equals(Optional.of(reverse.reference()));
            return same ? new Already() : duplicate(reverse.reversal());
        }
        if (standing.reversedBy().isPresent()) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7723 Posting %s was taken back by %s. Nothing is taken back twice: post anew what should stand."
                            .formatted(reverse.reference(), standing.reversedBy().get()));
        }
        if (standing.reverses().isPresent()) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7724 Posting %s takes back %s and is not itself taken back. Post anew what should stand."
                            .formatted(reverse.reference(), standing.reverses().get()));
        }
        if (reverse.on().isBefore(standing.posting().date())) {
            return new Refused(
                    Refusal.WRONG_STATE,
                    "OGMS-7725 Posting %s counts for %s and would be taken back for %s, before it. Give a later day."
                            .formatted(
                                    reverse.reference(), standing.posting().date(), reverse.on()));
        }
        return closed(reverse.on(), reverse.reversal(), books)
                .orElseGet(() -> new Done(new Event.Reversed(now, reverse.reference(), reversal)));
    }

    private static Answer close(LocalDate through, BooksView books, Instant now) {
        Optional<LocalDate> closed = books.closedThrough();
        if (closed.isPresent() && !through.isAfter(closed.get())) {
            return through.equals(closed.get())
                    ? new Already()
                    : new Refused(
                            Refusal.CLOSED_PERIOD,
                            "OGMS-7726 The books are closed up to %s and cannot be closed up to %s again. Closed periods are not opened."
                                    .formatted(closed.get(), through));
        }
        return new Done(new Event.Closed(now, through));
    }

    /// A refusal if there is no such posting; empty if there is.
    private static Optional<Answer> pending(String reference, BooksView books) {
        return books.find(reference).isEmpty() ? Optional.of(unknown(reference)) : Optional.empty();
    }

    private static Answer leave(String reference, BooksView books, PostingState to, Event event) {
        Standing standing = books.find(reference).orElseThrow();
        if (standing.state() == to) {
            return new Already();
        }
        return standing.state() == PostingState.PENDING
                ? new Done(event)
                : wrong(reference, standing, to == PostingState.VOIDED ? "voided" : "expired");
    }

    private static Optional<Answer> closed(LocalDate date, String reference, BooksView books) {
        return books.closedThrough()
                .filter(through -> !date.isAfter(through))
                .map(through ->
                        new Refused(
                                Refusal.CLOSED_PERIOD,
                                "OGMS-7727 Posting %s counts for %s, and the books are closed up to %s. Book it for an open day and say in its words what it belongs to."
                                        .formatted(reference, date, through)));
    }

    private static Refused duplicate(String reference) {
        return new Refused(
                Refusal.DUPLICATE_REFERENCE,
                "OGMS-7728 Reference %s was booked before with other contents. If this is another payment, give it its own reference."
                        .formatted(reference));
    }

    private static Refused unknown(String reference) {
        return new Refused(
                Refusal.UNKNOWN_REFERENCE,
                "OGMS-7729 No posting has the reference %s. Check it.".formatted(reference));
    }

    private static Refused wrong(String reference, Standing standing, String done) {
        return new Refused(
                Refusal.WRONG_STATE,
                "OGMS-7730 Posting %s is %s and cannot be %s."
                        .formatted(
                                reference,
                                switch (standing.state()) {
                                    case PENDING -> "pending";
                                    case POSTED -> "posted";
                                    case VOIDED -> "voided";
                                    case EXPIRED -> "expired";
                                },
                                done));
    }
}
