package org.opengms.gate;

import java.util.List;
import java.util.Optional;
import org.opengms.proxies.ProxyKind;

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
    ///
    /// @param proxy in which role the actor acts for the person, if they are a proxy of theirs
    record Entry(AccessRequest request, Decision decision, Optional<ProxyKind> proxy) {
        /// Of somebody who is nobody's proxy.
        public Entry(AccessRequest request, Decision decision) {
            this(request, decision, Optional.empty());
        }
    }
}
