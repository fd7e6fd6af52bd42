package org.opengms.disclosure.epoch;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/// What happened, in the order in which it did.
public sealed interface EpochEvent {
    /// When.
    Instant at();

    /// Somebody may be counted from the next epoch on.
    record Joined(int person, Instant at) implements EpochEvent {}

    /// Somebody must not be counted any more.
    record Left(int person, Instant at) implements EpochEvent {}

    /// An epoch began.
    ///
    /// @param number its number
    /// @param joined who is counted from now on
    /// @param left who has left
    /// @param resting who stays out beside them, so that nobody can tell one from the other
    record Turned(
            int number, Instant at, RoaringBitmap joined, RoaringBitmap left, RoaringBitmap resting)
            implements EpochEvent {}
}
