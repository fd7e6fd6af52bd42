package org.opengms.orders;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then 74
/// random bits.
///
/// ```
///  unix time, ms (48) | 7 | random (12) | variant (2) | random (62)
/// ```
///
/// What is made together stands together in an index. An order brings some thirty rows into indexes
/// by id; with wholly random ids each touches a page of its own, and once the indexes are larger
/// than the memory for them, each is read from disk and written back whole.
public final class TimeOrderedUuid {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedUuid() {}

    /// A new one, which nobody can guess.
    public static UUID next() {
        return at(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    /// A new one of an instant, which nobody can guess.
    ///
    /// @param at not before 1970
    public static UUID next(Instant at) {
        return at(at.toEpochMilli(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    /// The instant that a UUID of version 7 was made for, to the millisecond.
    ///
    /// @throws IllegalArgumentException if it is of another version
    public static Instant instant(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException(
                    "OGMS-2302 %s holds no time: it is not of version 7.".formatted(id));
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /// @param unixMillis since 1970, not negative
    static UUID at(long unixMillis, long random, long moreRandom) {
        return new UUID(
                unixMillis << 16 | 0x7000L | (random & 0x0FFFL),
                0x8000_0000_0000_0000L | (moreRandom & 0x3FFF_FFFF_FFFF_FFFFL));
    }
}
