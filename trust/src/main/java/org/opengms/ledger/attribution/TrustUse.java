package org.opengms.ledger.attribution;

/// What was used of a trust's data.
///
/// @param trust its ODS code
/// @param units metered
/// @param people whose data it was
public record TrustUse(String trust, long units, long people) {
    /// @throws IllegalArgumentException if a count is negative, or there is use of nobody's data
    public TrustUse {
        if (!trust.matches("[A-Z0-9]{1,10}")) {
            throw new IllegalArgumentException(
                    "OGMS-7790 A trust is named by something that is no ODS code.");
        }
        if (units < 0 || people < 0 || (people == 0) != (units == 0)) {
            throw new IllegalArgumentException(
                    "OGMS-7791 %d units of the data of %d people of %s were used. Neither is negative, and there is none of one without the other."
                            .formatted(units, people, trust));
        }
    }
}
