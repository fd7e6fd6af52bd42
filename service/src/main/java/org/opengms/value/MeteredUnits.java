package org.opengms.value;

import java.util.List;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.MeteredUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;

/// What a project used, as metered. What is metered and how is a matter of whoever answers.
public interface MeteredUnits {
    /// How much of each unit was used.
    ///
    /// @throws IllegalArgumentException if what is known does not tell for just this period
    MeteredUse of(ProjectReference project, Period period);

    /// The same by the trust whose data it was, all units together; empty if none is known.
    ///
    /// @throws IllegalArgumentException if what is known does not tell for just this period
    List<TrustUse> byTrust(ProjectReference project, Period period);
}
