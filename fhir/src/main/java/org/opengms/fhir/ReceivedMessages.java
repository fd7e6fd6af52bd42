package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.orders.TestOrder;

/// Messages of other forms than FHIR, kept to the letter beside the order that they are about.
public final class ReceivedMessages {
    private ReceivedMessages() {}

    /// A message about an order that is there already, ready to be kept.
    ///
    /// @param fhir a context for FHIR R4
    /// @param at when it came
    public static ResourceVersion about(
            FhirContext fhir, TestOrder order, OrderSupplement.ReceivedText text, Instant at) {
        return Keeping.version(
                fhir,
                document(
                        text,
                        new Reference("Patient/" + order.person().value()),
                        new Reference("ServiceRequest/" + order.id().value())),
                UUID.randomUUID().toString(),
                1,
                at,
                Keeping.Belonging.to(
                        order, Optional.of(order.person()), order.route().route().laboratory()));
    }

    static DocumentReference document(
            OrderSupplement.ReceivedText text, Reference patient, Reference order) {
        DocumentReference document = new DocumentReference();
        document.setStatus(Enumerations.DocumentReferenceStatus.CURRENT);
        document.setType(new CodeableConcept().setText("Order message as received"));
        document.setSubject(patient);
        if (!text.remarks().isEmpty()) {
            document.setDescription(text.remarks());
        }
        document.addContent()
                .getAttachment()
                .setContentType(text.contentType())
                .setTitle(text.title())
                .setDataElement(new Base64BinaryType(text.base64()));
        document.getContext().addRelated(order);
        return document;
    }
}
