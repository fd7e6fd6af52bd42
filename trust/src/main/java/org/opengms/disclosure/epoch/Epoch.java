package org.opengms.disclosure.epoch;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/// A span of time in which public numbers are about the same people.
///
/// @param number counted from 0, which has nobody
/// @param since its beginning
/// @param people by participant number; not to be changed
public record Epoch(int number, Instant since, RoaringBitmap people) {
    /// Does not list the people.
    @Override
    public String toString() {
        return "epoch " + number + " since " + since;
    }
}
