package org.opengms.notices;

/// Why a notice was not sent.
public enum EndReason {
    DIED("The person has died."),
    WANTS_NONE("You chose not to be told."),
    NO_ADDRESS("We know no address for it, or may show none."),
    NOT_SET_UP("The service cannot send by this channel."),
    REFUSED("It could not be delivered: the address was refused."),
    GAVE_UP("It could not be delivered, however often we tried.");

    private final String words;

    EndReason(String words) {
        this.words = words;
    }

    /// To the person.
    public String words() {
        return words;
    }
}
