package org.opengms.hl7;

import java.util.Optional;
import org.opengms.fhir.OrderSupplement;
import org.opengms.people.NhsNumber;

/// A request to cancel an order (ORC-1 `CA`).
///
/// @param placerNumber the sender's number of the order
/// @param patient the NHS number that the message gives the patient, if it gives a valid one
/// @param reason in the message's own words, may be empty
/// @param received the message to the letter
public record Hl7Cancellation(
        String placerNumber,
        Optional<NhsNumber> patient,
        String reason,
        OrderSupplement.ReceivedText received) {
    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Hl7Cancellation";
    }
}
