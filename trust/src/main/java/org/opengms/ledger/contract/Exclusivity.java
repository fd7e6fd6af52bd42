package org.opengms.ledger.contract;

/// Something that a partner alone may use for a time.
///
/// @param over what
/// @param months for how long; 1 to 36
public record Exclusivity(Subject over, int months) {
    /// @throws IllegalArgumentException if the time is out of bounds
    public Exclusivity {
        if (months < 1 || months > 36) {
            throw new IllegalArgumentException(
                    "OGMS-7759 Exclusivity lasts %d months. Give 1 to 36.".formatted(months));
        }
    }

    /// What somebody may want for themselves. The first can be asked for and is always refused.
    public enum Subject {
        /// The data of patients, in whatever form it was collected.
        RAW_DATA,
        /// What the partner made with its own work: a model, a compound, an assay.
        PARTNERS_RESULT
    }
}
