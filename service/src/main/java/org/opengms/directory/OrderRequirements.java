package org.opengms.directory;

/// What an order for a test of the digital test directory must or may say, as published in a FHIR
/// Library.
///
/// @param library address of the Library, such as `https://fhir.nhs.uk/Library/GT46`
/// @param name of the Library, as published
/// @param additionalPanels whether panels can be added
/// @param targetDisease whether the order must name the disease
/// @param targetGene whether the order must name the gene
/// @param targetVariant whether the order must name the variant
public record OrderRequirements(
        String library,
        String name,
        AdditionalPanels additionalPanels,
        Need targetDisease,
        Need targetGene,
        Need targetVariant) {

    /// Whether panels can be added to those that the test applies.
    public enum AdditionalPanels {
        /// At most none.
        NOT_AVAILABLE("cannot be added"),
        /// Any number, none needed.
        AVAILABLE("can be added"),
        /// At least one.
        REQUIRED("must be added"),
        /// The directory does not say.
        NOT_STATED("not stated");

        private final String words;

        AdditionalPanels(String words) {
            this.words = words;
        }

        /// In words that follow "further panels".
        public String words() {
            return words;
        }
    }

    /// Whether an order must say something.
    public enum Need {
        REQUIRED("must be named"),
        OPTIONAL("may be named"),
        NOT_STATED("not stated");

        private final String words;

        Need(String words) {
            this.words = words;
        }

        /// In words that follow what is needed.
        public String words() {
            return words;
        }
    }
}
