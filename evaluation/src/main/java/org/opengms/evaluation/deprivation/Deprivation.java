package org.opengms.evaluation.deprivation;

import org.opengms.evaluation.snapshot.Missing;

/// How deprived an area is, or why that is not known.
public sealed interface Deprivation {

    /// Known.
    ///
    /// @param decile 1 is the most deprived tenth of areas
    /// @param index which index says so, such as `IMD 2019`
    record Decile(int decile, String index) implements Deprivation {}

    /// Not known.
    ///
    /// @param reason why
    record Unknown(Reason reason) implements Deprivation {}

    /// Why it is not known.
    enum Reason {
        /// No postcode was written down.
        NO_POSTCODE(Missing.NOT_RECORDED),
        /// A postcode that stands for having none: no fixed abode, or abroad.
        NO_ADDRESS(Missing.NOT_APPLICABLE),
        /// It has not the form of one.
        NOT_A_POSTCODE(Missing.NOT_RECORDED),
        /// The directory does not know it.
        NOT_IN_DIRECTORY(Missing.NOT_LINKED),
        /// The directory says that it is no longer in use.
        TERMINATED(Missing.NOT_LINKED),
        /// In another country, whose index does not compare.
        OTHER_COUNTRY(Missing.NOT_APPLICABLE),
        /// The index does not know the area.
        AREA_NOT_IN_INDEX(Missing.NOT_LINKED);

        private final Missing missing;

        Reason(Missing missing) {
            this.missing = missing;
        }

        /// As a snapshot says it.
        public Missing missing() {
            return missing;
        }
    }
}
