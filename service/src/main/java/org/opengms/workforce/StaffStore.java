package org.opengms.workforce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// The append-only histories of members of staff, and of what was imported of them.
public interface StaffStore {
    /// The number of the newest step of anybody; 0 if there is none.
    long last();

    /// Everything that is known of somebody, in the order in which it was recorded.
    List<StaffEntry> history(StaffId id);

    /// Everybody of whom a step was recorded after the one of a number, with everything that is
    /// known of them.
    List<StaffMember> changedSince(long number);

    /// Those who work for an organisation now, and those who act for one of its sites.
    List<StaffId> at(OdsCode organisation);

    /// Adds steps of one person, all or none.
    ///
    /// @param known what [#last] said before the histories were read by which they were judged
    /// @param key under which the first of them is taken only once; absent if it has none
    Kept append(StaffMember after, List<StaffEntry> added, long known, Optional<String> key);

    /// What became of a step.
    enum Kept {
        KEPT,
        /// Somebody else has added a step of anybody since; it is to be judged anew.
        FASTER,
        /// What its key names was taken before.
        TAKEN_BEFORE
    }

    /// Keeps that an import was made.
    void imported(ImportReceipt receipt);

    /// The newest imports of an organisation.
    List<ImportReceipt> imports(OdsCode organisation, int most);

    /// An import.
    ///
    /// @param taken how many completions were taken
    /// @param before how many had been taken before
    /// @param refused how many rows were wrong
    record ImportReceipt(
            OdsCode organisation,
            String by,
            Instant at,
            String form,
            int taken,
            int before,
            int refused) {}
}
