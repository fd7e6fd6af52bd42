package org.opengms.catalogue;

import java.util.List;

/// What the service holds of the members of the cohort.
public interface Holdings {
    /// Some of them, in the order of their numbers.
    ///
    /// @param from number of the first
    /// @param limit how many at most
    List<Holding> from(int from, int limit);
}
