package org.opengms.disclosure.beacon;

/// What the public Beacon says.
public sealed interface BeaconAnswer {
    /// Yes or no.
    ///
    /// @param exists whether at least as many people as the rules ask for have the allele
    /// @param epoch whose people were looked at
    record Answered(boolean exists, int epoch) implements BeaconAnswer {}

    /// No answer, for a reason that has nothing to do with anybody's genome.
    record Refused(Reason reason) implements BeaconAnswer {}

    /// Why there is no answer.
    enum Reason {
        /// No published frequency: nobody can say how much a yes would tell.
        NOT_PUBLICLY_KNOWN(
                "No public frequency is known of this allele, so the public Beacon does not answer. Ask through a named project."),
        /// Published frequencies make it too rare for this service.
        TOO_RARE(
                "By its public frequency this allele is too rare for the public Beacon. Ask through a named project."),
        /// The legal entity has used its questions about rare alleles.
        QUESTIONS_USED(
                "Your organisation has used its questions about rare alleles, over all its accounts. Ask through a named project.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /// For whoever asked.
        public String words() {
            return words;
        }
    }
}
