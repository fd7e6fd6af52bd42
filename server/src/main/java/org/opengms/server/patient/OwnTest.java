package org.opengms.server.patient;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;

/// A test of one's own.
///
/// @param number of the order
/// @param what it looks for
/// @param orderedOn the day on which it was asked for
/// @param answer what the signed report says, once a clinician has told it
/// @param held whether there is a signed report that nobody has told yet
public record OwnTest(
        OrderId order,
        String number,
        String what,
        LocalDate orderedOn,
        OrderState state,
        Optional<Answer> answer,
        boolean held) {
    /// What the report says.
    ///
    /// @param kind in a word or two
    /// @param conclusion in the scientist's words
    public record Answer(String kind, String conclusion, LocalDate on) {}
}
