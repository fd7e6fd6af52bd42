package org.opengms.notices;

import java.time.Instant;

/// What became of a notice. Nothing follows [Sent] and [Ended].
public sealed interface NoticeStep {
    /// When.
    Instant at();

    /// Whoever carries it could not take it; it is tried again.
    ///
    /// @param code what was wrong, without anything of the person
    record Failed(Instant at, NoticeChannel channel, String code) implements NoticeStep {}

    /// It waits for the next batch of letters.
    record ToPrint(Instant at) implements NoticeStep {}

    /// It was handed over.
    ///
    /// @param receipt the provider's reference, or the batch of letters
    record Sent(Instant at, NoticeChannel channel, String receipt) implements NoticeStep {}

    /// It is not sent.
    record Ended(Instant at, EndReason why) implements NoticeStep {}
}
