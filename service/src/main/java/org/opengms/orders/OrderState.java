package org.opengms.orders;

/// Where an order is on its way from acceptance to outcome.
public enum OrderState {
    /// Accepted, but something must arrive or be decided before the laboratory can work.
    ON_HOLD("On hold"),
    /// The laboratory prepares and processes the sample.
    IN_LABORATORY("In the laboratory"),
    /// The sequencing file is here and is being interpreted.
    IN_INTERPRETATION("Being interpreted"),
    /// A preliminary report waits for a scientist to sign it.
    AWAITING_SIGNATURE("Awaiting signature"),
    /// The signed report is with the requester.
    REPORTED("Reported"),
    /// The outcome for the patient is recorded.
    OUTCOME_RECORDED("Outcome recorded"),
    /// Will not be done, but a laboratory has work in progress for it that it must close.
    CLOSING("Cancelled, work to be closed"),
    /// Will not be done.
    CANCELLED("Cancelled"),
    /// Should never have been made.
    ENTERED_IN_ERROR("Entered in error");

    private final String words;

    OrderState(String words) {
        this.words = words;
    }

    /// Whether a test is still to be done and reported.
    public boolean isOpen() {
        return switch (this) {
            case ON_HOLD, IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> true;
            case REPORTED, OUTCOME_RECORDED, CLOSING, CANCELLED, ENTERED_IN_ERROR -> false;
        };
    }

    /// Whether the signed report is out.
    public boolean isReported() {
        return this == REPORTED || this == OUTCOME_RECORDED;
    }

    /// The state for people.
    public String words() {
        return words;
    }
}
