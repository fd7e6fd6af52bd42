package org.opengms.staffing;

import java.util.List;
import org.opengms.workforce.FundedPlaces;

/// Where the training places stand that are paid for beside every budget.
@FunctionalInterface
public interface FundedTraining {
    /// Those that were bought and were not taken back.
    List<FundedPlaces> standing();
}
