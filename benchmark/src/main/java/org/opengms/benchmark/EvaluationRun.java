package org.opengms.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.run.PublishedFindings;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.SyntheticService;

/// The whole evaluation of a large service, from the files of the snapshot to those of the report:
/// seconds by phase, and the peak of the heap.
///
/// The snapshot is made first if it is not there; run again in a process of its own for the figure.
public final class EvaluationRun {
    private EvaluationRun() {}

    /// @param arguments folder for snapshot and report, orders (1,000,000)
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 1_000_000;
        Path stored = folder.resolve("snapshot");
        if (!Files.exists(stored.resolve("datapackage.json"))) {
            Snapshot made =
                    SyntheticService.snapshot(
                            new Scenario(
                                    Scenario.Missingness.NOT_AT_RANDOM,
                                    0.05,
                                    0.1,
                                    Scenario.RollOut.STEPPED),
                            orders,
                            1);
            SnapshotFiles.write(made, stored, SnapshotFiles.Packing.GZIP);
            System.out.printf(
                    Locale.ROOT,
                    "made a snapshot of %,d orders: run again to evaluate it%n",
                    made.orders().size());
            return;
        }
        long began = System.nanoTime();
        Snapshot snapshot = SnapshotFiles.read(stored);
        long read = told("read", began);
        ExactFindings exact = ExactFindings.of(Protocol.standard(), snapshot);
        long run = told("run", read);
        PublishedFindings published = exact.publish();
        long protectedAt = told("protect", run);
        Report report =
                Report.of(
                        published,
                        Protocol.standard()
                                .standing(snapshot.description().day(), Optional.empty()));
        report.write(folder.resolve("report"));
        told("report", protectedAt);
        told("all", began);
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d orders, %,d findings; peak of the heap pools, added, %,d MB%n",
                snapshot.orders().size(),
                published.findings().size(),
                peak >> 20);
    }

    private static long told(String phase, long since) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "%-8s %.1f s%n", phase, (now - since) / 1e9);
        return now;
    }
}
