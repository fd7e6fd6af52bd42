package org.opengms.value;

import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;

/// Use that was metered elsewhere, as finance staff took it over.
///
/// @param period the days it is of
/// @param unit what is counted, such as `record-read`
/// @param use of which trust's data, how much, of how many people
/// @param evidence where the meter's readings are kept
public record ImportedUse(
        ProjectReference project, Period period, String unit, TrustUse use, String evidence) {
    /// @throws IllegalArgumentException if the unit is not plain, or nothing says where it is
    ///   written
    public ImportedUse {
        unit = Words.reference("unit", unit);
        evidence = Words.evidence("evidence", evidence);
    }
}
