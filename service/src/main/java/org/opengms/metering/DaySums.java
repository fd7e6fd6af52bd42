package org.opengms.metering;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.orders.TimeOrderedUuid;

/// One side of a [Reconciliation], summed by day. What is added does not depend on the order, so
/// parts of a side may be summed apart and joined. The memory is a few numbers for each day.
public final class DaySums {
    /// Where in a sum each number stands.
    private static final int READINGS = 0;

    private static final int BYTES = 1;
    private static final int FIRST_HASH = 2;
    private static final int HASHES = 4;
    private static final int NUMBERS = FIRST_HASH + HASHES;

    private final long seed;
    private final Map<LocalDate, long[]> days = new HashMap<>();
    private long uses;

    /// The stretch of time of the day that was looked up last: most records follow each other.
    private long[] last = new long[NUMBERS];

    private long lastHour = Long.MIN_VALUE;

    /// The project that was looked up last, and what is summed of it.
    private @Nullable ProjectReference lastProject;

    private long lastHash;

    /// @param seed of what is summed; the same for both sides
    public DaySums(long seed) {
        this.seed = seed;
    }

    /// Adds what the readings of a use must come to.
    public void add(MeteredUse use) {
        if (use.records() > 0) {
            uses++;
            add(use.id(), use.project(), use.records(), use.bytes());
        }
    }

    /// Adds a reading.
    public void add(LoggedUse reading) {
        add(reading.use(), reading.project(), 1, reading.bytes());
    }

    private void add(UUID use, ProjectReference project, long readings, long bytes) {
        long[] sum = sum(use);
        sum[READINGS] += readings;
        sum[BYTES] += bytes;
        long mixed =
                mix(
                        mix(seed ^ use.getMostSignificantBits())
                                ^ use.getLeastSignificantBits() * 0x9E37_79B9_7F4A_7C15L
                                ^ hash(project));
        for (int i = 0; i < HASHES; i++) {
            mixed = mix(mixed + 0x9E37_79B9_7F4A_7C15L);
            sum[FIRST_HASH + i] += mixed * (i < HASHES / 2 ? readings : bytes);
        }
    }

    private long hash(ProjectReference project) {
        if (!project.equals(lastProject)) {
            long hash = seed;
            String text = project.value();
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x0000_0100_0000_01B3L;
            }
            lastProject = project;
            lastHash = mix(hash);
        }
        return lastHash;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195).
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /// A day in London begins and ends at a whole hour of UTC.
    private long[] sum(UUID use) {
        long hour = Math.floorDiv(TimeOrderedUuid.instant(use).getEpochSecond(), 3600L);
        if (hour != lastHour) {
            last = days.computeIfAbsent(day(use), _ -> new long[NUMBERS]);
            lastHour = hour;
        }
        return last;
    }

    static LocalDate day(UUID use) {
        return MeteredUse.day(use);
    }

    /// Joins the sums of another part of the same side.
    public void join(DaySums other) {
        uses += other.uses;
        other.days.forEach((day, sum) -> {
            long[] mine = days.computeIfAbsent(day, _ -> new long[NUMBERS]);
            for (int i = 0; i < NUMBERS; i++) {
                mine[i] += sum[i];
            }
        });
    }

    SortedMap<LocalDate, long[]> days() {
        return new TreeMap<>(days);
    }

    boolean agrees(LocalDate day, DaySums other) {
        return Arrays.equals(
                days.getOrDefault(day, new long[NUMBERS]),
                other.days.getOrDefault(day, new long[NUMBERS]));
    }

    long uses() {
        return uses;
    }

    long readings() {
        return total(READINGS);
    }

    long bytes() {
        return total(BYTES);
    }

    private long total(int number) {
        return days.values().stream().mapToLong(sum -> sum[number]).sum();
    }
}
