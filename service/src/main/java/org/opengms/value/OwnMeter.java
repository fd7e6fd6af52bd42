package org.opengms.value;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;

/// What this service meters itself, of its controlled environment.
public interface OwnMeter {
    /// A service in whose environment nothing is used.
    OwnMeter NONE =
            new OwnMeter() {
                @Override
                public Set<String> units() {
                    return Set.of();
                }

                @Override
                public SortedMap<String, Long> of(ProjectReference project, Period period) {
                    return Collections.unmodifiableSortedMap(new TreeMap<>());
                }

                @Override
                public List<TrustUse> byTrust(ProjectReference project, Period period) {
                    return List.of();
                }
            };

    /// The units that it meters, which are not taken over from elsewhere too.
    Set<String> units();

    /// How much of each of its units was used in a period, 0 where nothing was.
    SortedMap<String, Long> of(ProjectReference project, Period period);

    /// How often data were read in a period, by the trust that ordered the test they come from.
    List<TrustUse> byTrust(ProjectReference project, Period period);
}
