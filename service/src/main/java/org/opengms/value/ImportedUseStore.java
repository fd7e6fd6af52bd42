package org.opengms.value;

import java.time.Instant;
import java.util.List;
import org.opengms.ledger.contract.ProjectReference;

/// Use that was taken over from elsewhere, only ever added to.
public interface ImportedUseStore {
    /// All that is known of a project, by first day, unit and trust.
    List<ImportedUse> of(ProjectReference project);

    /// Adds use, all of it or nothing.
    ///
    /// @param by the member of staff
    /// @return false if a day of one of them is known already for its unit and trust
    boolean add(List<ImportedUse> uses, String by, Instant at);
}
