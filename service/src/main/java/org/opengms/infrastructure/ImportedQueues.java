package org.opengms.infrastructure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// What the imports of laboratories' own work have open.
@FunctionalInterface
public interface ImportedQueues {
    /// No laboratory has imported anything.
    ImportedQueues NONE = _ -> List.of();

    /// For each laboratory that has one, its import in force at an instant.
    List<OpenWork> at(Instant at);

    /// What one import has open.
    ///
    /// @param importNumber of the laboratory
    /// @param asOf when the list was complete
    /// @param said who imported it
    /// @param open by method; a method that is absent has nothing open
    record OpenWork(
            OdsCode laboratory,
            int importNumber,
            Instant asOf,
            Said said,
            Map<TestMethod, Count> open) {
        public OpenWork {
            open = Map.copyOf(open);
        }
    }

    /// Open orders by one method.
    ///
    /// @param orders how many that are not on the platform too
    /// @param oldestAgeDays calendar days from the receipt of the oldest to the day of the list
    record Count(int orders, Optional<Integer> oldestAgeDays) {}
}
