package org.opengms.laboratories;

import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Said;

/// A kept import of a laboratory's own work.
///
/// @param laboratory whose work it is
/// @param number counted from 1 for each laboratory
/// @param file what it was made from
/// @param format what that was written in
/// @param rowsRead every order of the file
/// @param rowsKept those that were usable
/// @param onPlatform kept ones that the platform has an order for
/// @param open what it has open beside the platform, by method
/// @param reconciliation against the complete list before it
/// @param said who imported it
/// @param withdrawal who took it back; absent while it is in force
public record WorkImport(
        OdsCode laboratory,
        int number,
        WorkFile file,
        WorkFormat format,
        int rowsRead,
        int rowsKept,
        int onPlatform,
        Map<TestMethod, ImportedQueues.Count> open,
        Optional<Reconciliation> reconciliation,
        Said said,
        Optional<Withdrawal> withdrawal) {
    public WorkImport {
        open = Map.copyOf(open);
    }

    /// An import was taken back.
    ///
    /// @param person who decided it, by name
    /// @param reason in their words
    /// @param said who told the service
    public record Withdrawal(String person, String reason, Said said) {}

    /// Whether nobody took it back.
    public boolean isInForce() {
        return withdrawal.isEmpty();
    }

    /// Everything open beside the platform.
    public int openOrders() {
        return open.values().stream().mapToInt(ImportedQueues.Count::orders).sum();
    }
}
