package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;

/// Writes the transaction that revokes an order which another form of message asks to cancel.
public final class OrderCancellation {
    /// The base that the addresses of kept resources have in it.
    private static final String KEPT = "https://opengms.org/kept/";

    private OrderCancellation() {}

    /// The transaction: the order as it is kept, revoked and with the reason as its last note, and
    /// the message to the letter beside it. The same arguments give the same text.
    ///
    /// @param kept the text of the ServiceRequest
    /// @param reason in words
    /// @param received the message that asks
    public static String write(
            FhirContext fhir, String kept, String reason, OrderSupplement.ReceivedText received) {
        FhirText text = new FhirText(fhir);
        ServiceRequest order = text.read(kept, ServiceRequest.class);
        String reference = "ServiceRequest/" + order.getIdElement().getIdPart();
        String revoked =
                ResourceText.of(kept)
                        .set("status", ResourceText.quoted("revoked"))
                        .append("note", "{\"text\":%s}".formatted(ResourceText.quoted(reason)))
                        .text();
        DocumentReference document =
                OrderBundleWriter.received(
                        received,
                        new Reference(order.getSubject().getReference()),
                        new Reference(reference));
        return """
        {"resourceType":"Bundle","type":"transaction","entry":[
        {"fullUrl":%s,"resource":%s,"request":{"method":"PUT","url":%s}},
        {"fullUrl":%s,"resource":%s,"request":{"method":"POST","url":"DocumentReference"}}]}
        """
                .formatted(
                        ResourceText.quoted(KEPT + reference),
                        revoked,
                        ResourceText.quoted(reference),
                        ResourceText.quoted(
                                "urn:uuid:"
                                        + UUID.nameUUIDFromBytes(
                                                received.base64()
                                                        .getBytes(StandardCharsets.US_ASCII))),
                        text.write(document));
    }
}
