package org.opengms.planning.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// How a certificate is made.
///
/// @param replications how many; 59 that all hold show at least 95 %, 299 at least 99 %
/// @param errorEachSide of each confidence limit; 0.05 for 95 % confidence
/// @param threads how many run at once
/// @param time after which no more is begun; what is done is kept
/// @param heapMegabytes of data still in use after collection, above which no more is begun
/// @param checkpoints directory in which finished replications are kept, a file for each plan, to
///   go on from
/// @param progress told after each replication
public record CertificateOptions(
        int replications,
        double errorEachSide,
        int threads,
        Duration time,
        long heapMegabytes,
        Optional<Path> checkpoints,
        Consumer<Progress> progress) {
    public CertificateOptions {
        if (replications < 1 || threads < 1 || heapMegabytes < 1 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "OGMS-6433 A certificate of %d replications on %d threads in %s and %d MB cannot be made. Give at least one of each."
                            .formatted(replications, threads, time, heapMegabytes));
        }
    }

    /// 299 replications, 95 % confidence, all processors, an hour, three quarters of the heap, kept
    /// nowhere, silent.
    public static CertificateOptions defaults() {
        return new CertificateOptions(
                299,
                0.05,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofHours(1),
                Math.max(1, Runtime.getRuntime().maxMemory() / 4 * 3 / (1 << 20)),
                Optional.empty(),
                _ -> {});
    }

    /// The same with another number of replications.
    public CertificateOptions withReplications(int number) {
        return new CertificateOptions(
                number, errorEachSide, threads, time, heapMegabytes, checkpoints, progress);
    }

    /// The same with another number of threads.
    public CertificateOptions withThreads(int number) {
        return new CertificateOptions(
                replications, errorEachSide, number, time, heapMegabytes, checkpoints, progress);
    }

    /// The same with another time.
    public CertificateOptions withTime(Duration limit) {
        return new CertificateOptions(
                replications, errorEachSide, threads, limit, heapMegabytes, checkpoints, progress);
    }

    /// The same with a limit of memory.
    public CertificateOptions withHeapMegabytes(long megabytes) {
        return new CertificateOptions(
                replications, errorEachSide, threads, time, megabytes, checkpoints, progress);
    }

    /// The same, kept in a directory.
    public CertificateOptions withCheckpoints(Path directory) {
        return new CertificateOptions(
                replications,
                errorEachSide,
                threads,
                time,
                heapMegabytes,
                Optional.of(directory),
                progress);
    }

    /// The same, telling progress.
    public CertificateOptions withProgress(Consumer<Progress> listener) {
        return new CertificateOptions(
                replications, errorEachSide, threads, time, heapMegabytes, checkpoints, listener);
    }

    /// How far it has come.
    ///
    /// @param done replications so far
    /// @param of how many
    /// @param held in how many every service level held in every quarter
    public record Progress(int done, int of, int held) {}
}
