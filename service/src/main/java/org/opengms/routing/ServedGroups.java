package org.opengms.routing;

import java.util.List;
import org.opengms.planning.routing.NetworkState.FairnessTally;

/// How groups of requests have fared so far, for fairness among regions and kinds of sites.
@FunctionalInterface
public interface ServedGroups {
    /// Nobody was served yet.
    ServedGroups NONE = List::of;

    /// How often each group was eligible for a whole genome and was given one, in the time that
    /// counts.
    List<FairnessTally> tallies();
}
