package org.opengms.infrastructure;

/// By which way something was stated.
public enum Channel {
    /// Typed on a page.
    PAGE("page"),
    /// A file, given on a page or to the interface.
    FILE("file"),
    /// The interface for systems.
    API("interface"),
    /// Counted by the service itself from the messages that came and went.
    OBSERVED("observed in the traffic of messages");

    private final String words;

    Channel(String words) {
        this.words = words;
    }

    /// For people, lower case.
    public String words() {
        return words;
    }
}
