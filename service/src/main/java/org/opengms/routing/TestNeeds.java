package org.opengms.routing;

import java.util.Map;
import java.util.TreeMap;
import org.opengms.datafile.DataFile;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// What tests take of a laboratory, and the days that pass whatever the queues: a dated file that
/// an operator replaces with measured figures.
///
/// ```
/// received ─ toBench ─► bench: a place in the method's line ─ atBench ─► read: hours ─ toReport ─► report
/// ```
///
/// @param version told with every decision
/// @param methods by method; a method that is absent is not routed
/// @param transferCalendarDays that sending a sample to another laboratory adds before the bench
/// @param paperCalendarDays that a wholly paper-based site adds; a digital one adds none
/// @param dailySpread how much less than expected a laboratory does on one day in twenty, as a
///   share
/// @param readingShare of clinical scientists' hours that goes into interpreting tests
/// @param clerkShare of reception's hours that goes into typing in orders
public record TestNeeds(
        String version,
        Map<TestMethod, Need> methods,
        int transferCalendarDays,
        int paperCalendarDays,
        double dailySpread,
        double readingShare,
        double clerkShare) {
    /// The file form.
    public static final DataFile<TestNeeds> FILE =
            new DataFile<>(TestNeeds.class, "what tests need", "OGMS-2330", n -> n);

    /// @throws IllegalArgumentException if a share is outside 0..1 or days are negative
    public TestNeeds {
        methods = java.util.Collections.unmodifiableMap(new TreeMap<>(methods));
        for (double share : new double[] {dailySpread, readingShare, clerkShare}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "OGMS-2331 %s is no share: write 0 to 1. Maybe it is per cent: divide by 100."
                                .formatted(share));
            }
        }
        if (transferCalendarDays < 0 || paperCalendarDays < 0) {
            throw new IllegalArgumentException(
                    "OGMS-2332 A transfer takes %d days and paper %d. Neither can be negative."
                            .formatted(transferCalendarDays, paperCalendarDays));
        }
    }

    /// What one test by a method takes.
    ///
    /// @param toBench calendar days from the order to the bench: transport, reception, extraction
    /// @param atBench calendar days that the bench and the data take once begun
    /// @param readingHours of a clinical scientist
    /// @param toReport calendar days after reading: second check, meeting, report
    /// @param computeHours of one compute node
    /// @param storageGigabytes kept of it
    /// @param networkGigabytes sent
    /// @param source of the figures
    public record Need(
            int toBench,
            int atBench,
            double readingHours,
            int toReport,
            double computeHours,
            double storageGigabytes,
            double networkGigabytes,
            String source) {
        /// @throws IllegalArgumentException if a figure is negative or not finite
        public Need {
            double sum = readingHours + computeHours + storageGigabytes + networkGigabytes;
            double least =
                    Math.min(
                            Math.min(readingHours, computeHours),
                            Math.min(storageGigabytes, networkGigabytes));
            if (toBench < 0 || atBench < 0 || toReport < 0 || !(least >= 0) || !(sum < 1e9)) {
                throw new IllegalArgumentException(
                        "OGMS-2333 What a test needs cannot be negative or endless: check its days, hours and gigabytes.");
            }
        }

        /// Calendar days from order to report where nothing queues.
        int withoutQueues() {
            return toBench + atBench + toReport;
        }
    }

    /// What a test by a method takes.
    ///
    /// @throws IllegalArgumentException if the method is not routed
    Need of(TestMethod method) {
        Need need = methods.get(method);
        if (need == null) {
            throw new IllegalArgumentException(
                    "OGMS-2334 %s does not say what a test by %s takes. Add the method to the file."
                            .formatted(version, method));
        }
        return need;
    }

    /// Calendar days that sending a sample from its home laboratory adds.
    int transferDays(RouteRequest request, OdsCode laboratory) {
        return laboratory.equals(request.homeLaboratory()) ? 0 : transferCalendarDays;
    }

    /// Calendar days that paper adds at the ordering site.
    int paperDays(RouteRequest request) {
        return (int) Math.round(paperCalendarDays * (1 - request.readiness().overall()));
    }

    /// The assumptions that are shipped.
    public static TestNeeds shipped() {
        return FILE.shipped(TestNeeds.class, "test-needs-2026.1.json");
    }
}
