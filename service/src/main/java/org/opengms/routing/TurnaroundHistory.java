package org.opengms.routing;

import java.time.LocalDate;
import java.util.List;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// How long laboratories have taken: the orders that were reported on the platform, and those of
/// laboratories' own imported lists.
@FunctionalInterface
public interface TurnaroundHistory {
    /// What was reported in some time, by laboratory and method, in their order. What is on the
    /// platform and in a list too counts once.
    ///
    /// @param from first day, in the United Kingdom, on which a report counts
    /// @param until last day
    List<Past> reported(LocalDate from, LocalDate until);

    /// What one laboratory took for one method.
    ///
    /// @param onPlatform orders reported on the platform
    /// @param imported orders that only the laboratory's own lists have
    /// @param medianDays days from receipt to report that half of them took at most
    /// @param ninetiethDays days that nine in ten took at most
    record Past(
            OdsCode laboratory,
            TestMethod method,
            int onPlatform,
            int imported,
            double medianDays,
            double ninetiethDays) {}
}
