package org.opengms.transparency.tiles;

import java.util.OptionalLong;

/// Something that is wrong with a log.
///
/// @param kind what
/// @param file where, below the folder of the log, or as it was given
/// @param index of the first entry concerned, from 0, where it is about entries
/// @param why in words
public record Fault(FaultKind kind, String file, OptionalLong index, String why) {
    /// A fault that is not about an entry.
    public static Fault of(FaultKind kind, String file, String why) {
        return new Fault(kind, file, OptionalLong.empty(), why);
    }

    /// A fault from an entry on.
    public static Fault at(FaultKind kind, String file, long index, String why) {
        return new Fault(kind, file, OptionalLong.of(index), why);
    }

    /// What, where, why, what to do.
    @Override
    public String toString() {
        String where = index.isPresent() ? ", entry " + index.getAsLong() : "";
        return "%s %s%s: %s %s".formatted(kind.code(), file, where, why, kind.advice());
    }
}
