package org.opengms.routing;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// Orders that are open at a laboratory, counted together.
///
/// @param laboratory that does the work
/// @param method by which
/// @param stage how far they are
/// @param dueOn the day by which their reports are due; absent where they have no standard
/// @param orders how many
/// @param ofLastWeek how many of them were received in the last seven days
public record OpenWork(
        OdsCode laboratory,
        TestMethod method,
        Stage stage,
        Optional<LocalDate> dueOn,
        int orders,
        int ofLastWeek) {
    /// How far an order is.
    public enum Stage {
        /// Everything is still to do.
        BENCH,
        /// The data are there; it is read, or its report waits for a signature.
        READING
    }
}
