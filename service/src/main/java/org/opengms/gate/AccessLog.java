package org.opengms.gate;

import java.util.List;

/// Where every reading of personal data, and every refusal of one, is written down.
@FunctionalInterface
public interface AccessLog {
    /// Writes one entry durably before it returns.
    void append(AccessRequest request, Decision decision);

    /// Writes several entries durably before it returns.
    default void appendAll(List<Entry> entries) {
        entries.forEach(entry -> append(entry.request(), entry.decision()));
    }

    /// One entry.
    record Entry(AccessRequest request, Decision decision) {}
}
