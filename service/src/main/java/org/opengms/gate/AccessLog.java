package org.opengms.gate;

/// Where every reading of personal data, and every refusal of one, is written down.
public interface AccessLog {
    /// Writes one entry durably before it returns.
    void append(AccessRequest request, Decision decision);
}
