package org.opengms.routing;

/// Why a person chose otherwise than the policy recommended.
///
/// @param kind what guided them, of a short list, so that it can be counted without reading what
///   they wrote
/// @param words their own; everybody who works on the order can read them, and nobody else
public record OverrideReason(Kind kind, String words) {
    public OverrideReason {
        words = words.strip();
    }

    /// What guides a choice against the recommendation.
    public enum Kind {
        /// Something is known already that the policy does not know.
        KNOWN_BEFORE("An earlier result or a known variant"),
        /// What the patient shows asks for another test.
        PRESENTATION("What the patient shows"),
        /// The answer is needed sooner.
        URGENCY("The answer is needed sooner"),
        /// The patient or the family wishes it.
        WISH("The wish of the patient or the family"),
        /// The sample there is does not do for the test that was recommended.
        SAMPLE("The sample"),
        /// Another laboratory serves better.
        LABORATORY("Another laboratory serves better"),
        /// None of these.
        OTHER("Something else");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// As people read it.
        public String words() {
            return words;
        }
    }
}
