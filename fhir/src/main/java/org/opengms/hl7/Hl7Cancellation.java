package org.opengms.hl7;

import java.time.LocalDate;
import java.util.Optional;

/// The wish to cancel an order (ORC-1 `CA`).
///
/// @param placerNumber the sender's number of the order (ORC-2, OBR-2); empty where only the
///   service's is given
/// @param serviceNumber the number that this service gave it (ORC-3, OBR-3), such as
///   `OG-26-000123`; empty where there is none. A filler number of another system is none
/// @param numberPlace where in the message the order is named, such as `ORC-2`
/// @param nhsNumber of the patient in PID, as given
/// @param birthDate of the patient in PID
/// @param reason in the sender's words (ORC-16, NTE-3); may be empty
/// @param askedBy the name of who cancels (ORC-19, ORC-10); may be empty
public record Hl7Cancellation(
        String placerNumber,
        String serviceNumber,
        String numberPlace,
        Optional<String> nhsNumber,
        Optional<LocalDate> birthDate,
        String reason,
        String askedBy) {
    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Hl7Cancellation[" + numberPlace + "]";
    }
}
