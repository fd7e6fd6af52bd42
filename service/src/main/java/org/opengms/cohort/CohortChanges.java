package org.opengms.cohort;

import java.util.List;
import org.opengms.people.PersonId;

/// Which members of the cohort must be looked at anew, because they joined it or something was said
/// about their data.
public interface CohortChanges {
    /// Some members, in the order of what happened.
    ///
    /// @param persons who; some may be named again later
    /// @param mark to ask after next
    /// @param more whether there are more after it
    record Changes(List<PersonId> persons, Mark mark, boolean more) {
        public Changes {
            persons = List.copyOf(persons);
        }
    }

    /// How far somebody has read.
    ///
    /// @param statement number of the newest statement
    /// @param member number of the newest member
    record Mark(long statement, long member) {
        /// Nothing was read yet.
        public static final Mark START = new Mark(0, 0);
    }

    /// What happened after a mark.
    ///
    /// @param limit how many persons at most
    Changes after(Mark mark, int limit);
}
