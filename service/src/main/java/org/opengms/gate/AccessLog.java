package org.opengms.gate;

import java.util.List;

/// Where every reading of personal data, and every refusal of one, is written down.
@FunctionalInterface
public interface AccessLog {
    /// Writes one entry durably before it returns. If it permits a secondary use, its record is in
    /// the transparency log by then.
    ///
    /// @throws AccessLogUnavailable if that is not possible
    void append(AccessRequest request, Decision decision);

    /// The same for several entries.
    ///
    /// @throws AccessLogUnavailable if that is not possible
    default void appendAll(List<Entry> entries) {
        entries.forEach(entry -> append(entry.request(), entry.decision()));
    }

    /// One entry.
    record Entry(AccessRequest request, Decision decision) {}
}
