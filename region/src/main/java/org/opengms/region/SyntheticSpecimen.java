package org.opengms.region;

/// A specimen as it is sent with an order.
///
/// @param id the sending site's identifier
/// @param type what it is
/// @param collectedDaysBeforeOrder calendar days, 0 or more
public record SyntheticSpecimen(String id, Type type, int collectedDaysBeforeOrder) {
    /// Specimen types of germline tests.
    public enum Type {
        BLOOD_EDTA("Blood EDTA"),
        SALIVA("Saliva"),
        DNA("DNA");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /// The type as order forms name it.
        public String words() {
            return words;
        }
    }
}
