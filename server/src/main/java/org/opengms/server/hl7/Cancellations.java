package org.opengms.server.hl7;

import java.util.List;
import org.opengms.gate.Actor;
import org.opengms.hl7.Acknowledgement;
import org.opengms.hl7.ErrorCode;
import org.opengms.hl7.Hl7Order;
import org.opengms.orders.Grade;

/// Cancels orders that a message asks to cancel (ORC-1 `CA`). It does not do so yet, and says so:
/// this is the one place to change once an order can be revoked by its requester's number.
public final class Cancellations {
    /// What became of a cancellation.
    record Answer(Acknowledgement.Code code, String words, List<Acknowledgement.Row> rows) {}

    /// Cancels the order that the message names.
    ///
    /// @param order a message with control code `CA`; its placer number names the order
    /// @param actor who asks
    Answer cancel(Hl7Order order, Actor actor) {
        return new Answer(
                Acknowledgement.Code.AE,
                "The order was not cancelled.",
                List.of(
                        new Acknowledgement.Row(
                                "ORC-1",
                                ErrorCode.TABLE_VALUE,
                                Grade.ERROR,
                                "OGMS-4951",
                                "Cancelling with an HL7 v2 message is not supported yet; the order stands as it was.",
                                "Call the laboratory that has the order.")));
    }
}
