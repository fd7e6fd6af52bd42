package org.opengms.ledger.books;

import java.time.Instant;
import java.util.Optional;

/// What is known of a posting.
///
/// @param posting as it was first booked
/// @param state how far it has come
/// @param expires until when it can be confirmed, if it was reserved
/// @param reversedBy the reference of the posting that took it back
/// @param reverses the reference of what it takes back
public record Standing(
        Posting posting,
        PostingState state,
        Optional<Instant> expires,
        Optional<String> reversedBy,
        Optional<String> reverses) {
    Standing in(PostingState next) {
        return new Standing(posting, next, expires, reversedBy, reverses);
    }

    Standing reversedBy(String reversal) {
        return new Standing(posting, state, expires, Optional.of(reversal), reverses);
    }
}
