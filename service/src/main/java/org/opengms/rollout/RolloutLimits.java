package org.opengms.rollout;

import java.time.Duration;

/// What planning may take of the server, so that the service beside it goes on.
///
/// @param time the longest that one run of a job may take
/// @param heapMegabytes of the whole program's data in use, above which no replication is begun
/// @param threads that simulate at once
/// @param keptPerPerson jobs that one person may have, ended ones included
/// @param openPerPerson of these that may wait or run
public record RolloutLimits(
        Duration time, long heapMegabytes, int threads, int keptPerPerson, int openPerPerson) {
    public RolloutLimits {
        if (time.isNegative()
                || time.isZero()
                || heapMegabytes < 1
                || threads < 1
                || keptPerPerson < 1
                || openPerPerson < 1) {
            throw new IllegalArgumentException(
                    "OGMS-5600 Roll-outs are to be planned in %s, with %d MB, %d threads, %d jobs kept and %d open for each person. Give at least one of each."
                            .formatted(time, heapMegabytes, threads, keptPerPerson, openPerPerson));
        }
    }

    /// An hour, half the heap, all processors but one, 20 jobs of which 3 open.
    public static RolloutLimits usual() {
        return new RolloutLimits(
                Duration.ofHours(1),
                Math.max(1, Runtime.getRuntime().maxMemory() / 2 / (1 << 20)),
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                20,
                3);
    }

    /// The same with other limits of time, memory and number.
    public RolloutLimits with(Duration longest, long megabytes, int kept) {
        return new RolloutLimits(longest, megabytes, threads, kept, Math.min(openPerPerson, kept));
    }
}
