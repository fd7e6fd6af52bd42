package org.opengms.proxies;

import java.util.EnumSet;
import java.util.Set;

/// What a proxy may do at a moment.
public sealed interface ProxyStanding {
    /// It is in force.
    ///
    /// @param scopes never empty
    record InForce(ProxyKind kind, Set<ProxyScope> scopes) implements ProxyStanding {
        /// @throws IllegalArgumentException if there is no scope
        public InForce {
            scopes = java.util.Collections.unmodifiableSet(EnumSet.copyOf(scopes));
        }
    }

    /// It is not, or not any more.
    ///
    /// @param why said to the proxy: it tells nothing of the person beyond what the proxy knew
    record Ended(ProxyKind kind, String why) implements ProxyStanding {}

    /// In which role.
    ProxyKind kind();
}
