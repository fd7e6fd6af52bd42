package org.opengms.server.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.opengms.region.SyntheticRegion;

/// What a demonstration plays, and where.
///
/// @param address of the server, without a path
/// @param dataFolder of the server: the secrets of the systems that sign in are in it
/// @param region that the server was set up with
/// @param patients how many, from 1
/// @param out where the summary and the reports are written, if anywhere
/// @param progress is told how far it is
/// @param limits how much at once and how long
/// @param clock gives the day that stands on the orders
public record DemoPlan(
        URI address,
        Path dataFolder,
        SyntheticRegion region,
        int patients,
        Optional<Path> out,
        DemoProgress progress,
        DemoLimits limits,
        Clock clock) {

    /// @throws IllegalArgumentException if the region has not so many patients
    public DemoPlan {
        if (patients < 1 || patients > SyntheticRegion.MOST_PATIENTS) {
            throw new IllegalArgumentException(
                    "OGMS-4811 %d patients: there can be 1 to %d."
                            .formatted(patients, SyntheticRegion.MOST_PATIENTS));
        }
    }

    /// A plan with [DemoLimits#STANDARD] and today's orders.
    public static DemoPlan of(
            URI address,
            Path dataFolder,
            SyntheticRegion region,
            int patients,
            Optional<Path> out,
            DemoProgress progress) {
        return new DemoPlan(
                address,
                dataFolder,
                region,
                patients,
                out,
                progress,
                DemoLimits.STANDARD,
                Clock.systemUTC());
    }
}
