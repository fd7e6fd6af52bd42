package org.opengms.server.command;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.hl7.Hl7Order;
import org.opengms.server.desk.Examination;

/// What a file is that holds no order: such a file is judged by its structure alone, and has to say
/// so.
///
/// @param path where it says what it is
/// @param words what it is
/// @param advice what to do
record NoOrder(String path, String words, String advice) {
    private static final String SEND =
            "Send an order as a Bundle of type transaction that creates a ServiceRequest.";
    private static final String JUDGED = "; it is judged by its structure alone.";

    /// @return absent if the file holds a new order
    static Optional<NoOrder> of(Examination.Result result) {
        if (result.order().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                result.bundle()
                        .map(NoOrder::of)
                        .orElseGet(() ->
                                new NoOrder(
                                        result.resourceType(),
                                        "This is a resource by itself (%s) and no order"
                                                        .formatted(result.resourceType())
                                                + JUDGED,
                                        SEND)));
    }

    /// @return absent if the message brings a new order, or was not understood
    static Optional<NoOrder> of(Hl7Order message) {
        return message.cancellation()
                .map(c ->
                        new NoOrder(
                                "ORC-1",
                                "This message cancels an order" + JUDGED,
                                "Whether the order can be cancelled, the service tells when the message is sent."));
    }

    private static NoOrder of(Bundle bundle) {
        return switch (bundle.getType()) {
            case TRANSACTION ->
                    bundle.hasEntry()
                            ? new NoOrder(
                                    "Bundle.entry",
                                    "This transaction changes what a service keeps, or adds to it, and brings no new order"
                                            + JUDGED,
                                    "Whether the change is allowed, the service tells when it is sent.")
                            : new NoOrder(
                                    "Bundle.entry", "This transaction is empty" + JUDGED, SEND);
            case BATCH -> ofType("a batch, whose entries stand or fall alone,");
            case SEARCHSET -> ofType("the result of a search");
            case HISTORY -> ofType("a history");
            case TRANSACTIONRESPONSE -> ofType("the answer to a transaction");
            case BATCHRESPONSE -> ofType("the answer to a batch");
            case DOCUMENT -> ofType("a document");
            case MESSAGE -> ofType("a message");
            case COLLECTION -> ofType("a collection");
            case NULL -> ofType("a Bundle of no known type");
            case null -> ofType("a Bundle without a type");
        };
    }

    private static NoOrder ofType(String what) {
        return new NoOrder("Bundle.type", "This is " + what + " and no order" + JUDGED, SEND);
    }
}
