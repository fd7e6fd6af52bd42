package org.opengms.catalogue;

import java.util.Optional;
import java.util.Set;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;

/// What the service holds of a member of the cohort, as far as it is counted. It stays inside.
///
/// @param number by which the member stands in sets of people
/// @param person whose consent decides about uses
/// @param indication code of what they were tested for, by the order that brought them in
/// @param site ODS code of the hospital that ordered
/// @param ageYears when the test was ordered, in completed years
/// @param sex as recorded at birth
/// @param kinds which data there are
public record Holding(
        int number,
        PersonId person,
        Optional<String> indication,
        Optional<String> site,
        Optional<Integer> ageYears,
        Sex sex,
        Set<Kind> kinds) {
    public Holding {
        kinds = Set.copyOf(kinds);
    }

    /// A kind of data.
    public enum Kind {
        GENOME(Heading.GENOME),
        OTHER_RESULT(Heading.OTHER_RESULT),
        PHENOTYPE(Heading.PHENOTYPE),
        OUTCOME(Heading.OUTCOME);

        private final Heading heading;

        Kind(Heading heading) {
            this.heading = heading;
        }

        /// Where it is counted.
        Heading heading() {
            return heading;
        }
    }

    /// Never who it is.
    @Override
    public String toString() {
        return "Holding";
    }
}
