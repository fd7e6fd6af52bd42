package org.opengms.maturity;

/// By which way an order came in.
public enum IntakeChannel {
    /// A FHIR message of a hospital's system.
    FHIR("FHIR"),
    /// An HL7 v2 message of a hospital's system.
    HL7("HL7 v2"),
    /// The order form of the pages.
    FORM("order form"),
    /// The service itself, for a genome that was kept behind a test. No site has sent it, so it
    /// says nothing of one.
    SERVICE("the service itself");

    private final String words;

    IntakeChannel(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }
}
