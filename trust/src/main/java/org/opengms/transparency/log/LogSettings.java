package org.opengms.transparency.log;

import java.time.Duration;

/// How a log grows.
///
/// @param between two integrations, from the beginning of one to the beginning of the next
/// @param mostPending appends are refused while more promised records than this wait for the tree
/// @param mostPerBatch records that are forced to disk at once
/// @param mostPerIntegration records that get one checkpoint
/// @param driving who integrates
public record LogSettings(
        Duration between,
        int mostPending,
        int mostPerBatch,
        int mostPerIntegration,
        Driving driving) {
    /// Who integrates.
    public enum Driving {
        /// A thread of the log.
        ITSELF,
        /// Whoever calls [AppendLog#integrate].
        BY_HAND
    }

    /// What suits a service: a checkpoint every fifth of a second at most.
    public static final LogSettings STANDARD =
            new LogSettings(Duration.ofMillis(200), 1_000_000, 4_096, 32_768, Driving.ITSELF);

    public LogSettings {
        if (between.isNegative() || mostPending < 1 || mostPerBatch < 1 || mostPerIntegration < 1) {
            throw new IllegalArgumentException(
                    "OGMS-7086 A log needs times that are not negative and limits of at least 1.");
        }
    }

    /// The same, integrated by whoever calls [AppendLog#integrate].
    public LogSettings byHand() {
        return new LogSettings(
                between, mostPending, mostPerBatch, mostPerIntegration, Driving.BY_HAND);
    }
}
