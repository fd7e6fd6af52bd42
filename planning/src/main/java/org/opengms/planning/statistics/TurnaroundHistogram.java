package org.opengms.planning.statistics;

import java.util.Arrays;

/// How often turnaround took how long. Buckets are log-linear: each doubling of hours from 1/16
/// hour to 2^20 hours (119 years) is cut into 32 equal parts, so that a bucket is at most 3.2 %
/// wide; shorter times share the first bucket, longer ones the last.
///
/// Mutable, and not for several threads at once.
public final class TurnaroundHistogram {
    private static final int BITS = 5;
    private static final int LEAST_EXPONENT = -4;
    private static final int MOST_EXPONENT = 20;
    private static final int BUCKETS = ((MOST_EXPONENT - LEAST_EXPONENT) << BITS) + 1;
    private static final long OFFSET = ((1023L + LEAST_EXPONENT) << BITS) - 1;

    private int first;
    private int[] counts;
    private long count;

    /// An empty histogram.
    public TurnaroundHistogram() {
        this(0, new int[BUCKETS], 0);
    }

    private TurnaroundHistogram(int first, int[] counts, long count) {
        this.first = first;
        this.counts = counts;
        this.count = count;
    }

    /// Counts one turnaround.
    ///
    /// @param hours 0 or more
    public void record(double hours) {
        int bucket = bucket(hours) - first;
        if (bucket < 0 || bucket >= counts.length) {
            widen();
            bucket = bucket(hours);
        }
        counts[bucket]++;
        count++;
    }

    /// Adds what another counted.
    public void add(TurnaroundHistogram other) {
        widen();
        for (int i = 0; i < other.counts.length; i++) {
            counts[other.first + i] += other.counts[i];
        }
        count += other.count;
    }

    /// How many were counted.
    public long count() {
        return count;
    }

    /// The hours that a share of them did not exceed, by straight line within a bucket.
    ///
    /// @param share 0 to 1
    /// @return `NaN` if none was counted
    /// @throws IllegalArgumentException if the share is not one
    public double quantileHours(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6050 A quantile is asked for the share %s. Ask for 0 to 1."
                            .formatted(share));
        }
        if (count == 0) {
            return Double.NaN;
        }
        double wanted = share * count;
        double below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= wanted) {
                double lower = lowerHours(first + i);
                return lower
                        + Math.max(0, wanted - below)
                                / counts[i]
                                * (lowerHours(first + i + 1) - lower);
            }
            below += counts[i];
        }
        throw new IllegalStateException("OGMS-6050 The buckets hold fewer than were counted.");
    }

    /// The mean, with each taken in the middle of its bucket: within 1.6 % of the true one.
    ///
    /// @return `NaN` if none was counted
    public double meanHours() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                sum += counts[i] * (lowerHours(first + i) + lowerHours(first + i + 1)) / 2;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /// A copy that keeps its buckets from the first to the last used only.
    public TurnaroundHistogram trimmed() {
        int from = 0;
        int until = counts.length;
        while (from < until && counts[from] == 0) {
            from++;
        }
        while (until > from && counts[until - 1] == 0) {
            until--;
        }
        return new TurnaroundHistogram(
                first + from, Arrays.copyOfRange(counts, from, until), count);
    }

    /// Forgets everything.
    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
    }

    private void widen() {
        if (counts.length < BUCKETS) {
            int[] all = new int[BUCKETS];
            System.arraycopy(counts, 0, all, first, counts.length);
            counts = all;
            first = 0;
        }
    }

    private static int bucket(double hours) {
        long bucket = (Double.doubleToRawLongBits(hours) >> (52 - BITS)) - OFFSET;
        return (int) Math.max(0, Math.min(BUCKETS - 1, bucket));
    }

    private static double lowerHours(int bucket) {
        return bucket == 0 ? 0 : Double.longBitsToDouble((bucket + OFFSET) << (52 - BITS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TurnaroundHistogram that && Arrays.equals(all(), that.all());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all());
    }

    private int[] all() {
        int[] all = new int[BUCKETS];
        System.arraycopy(counts, 0, all, first, counts.length);
        return all;
    }
}
