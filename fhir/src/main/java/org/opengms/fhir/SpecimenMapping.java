package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.TestOrder;

/// Specimens that a laboratory books in without a message, as Specimen.
public final class SpecimenMapping {
    private final FhirContext fhir;

    /// @param fhir a context for FHIR R4
    public SpecimenMapping(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// A specimen at hand as FHIR, in its first version.
    ///
    /// @param collectedOn the day on which it was taken, if known
    /// @param order that it belongs to; absent while it waits for one
    /// @param laboratory that booked it in
    public ResourceVersion toFhir(
            OrderSpecimen specimen,
            Optional<LocalDate> collectedOn,
            Optional<TestOrder> order,
            OdsCode laboratory) {
        Specimen resource = new Specimen();
        resource.setAccessionIdentifier(
                new Identifier()
                        .setValue(specimen.label())
                        .setAssigner(
                                new Reference()
                                        .setIdentifier(
                                                new Identifier()
                                                        .setSystem(Systems.ODS)
                                                        .setValue(laboratory.value()))));
        resource.setStatus(Specimen.SpecimenStatus.AVAILABLE);
        if (!specimen.type().isEmpty()) {
            resource.setType(new CodeableConcept().setText(specimen.type()));
        }
        if (order.isPresent()) {
            resource.setSubject(new Reference("Patient/" + order.get().person().value()));
            resource.addRequest(new Reference("ServiceRequest/" + order.get().id().value()));
        } else {
            specimen.person()
                    .ifPresent(number ->
                            resource.getSubject()
                                    .setIdentifier(
                                            new Identifier()
                                                    .setSystem(Systems.NHS_NUMBER)
                                                    .setValue(number.digits())));
        }
        specimen.arrivedAt()
                .ifPresent(at ->
                        resource.setReceivedTimeElement(
                                new DateTimeType(Keeping.instant(at).getValueAsString())));
        collectedOn.ifPresent(
                day -> resource.getCollection().setCollected(new DateTimeType(day.toString())));
        Keeping.Belonging belonging =
                order.map(o -> Keeping.Belonging.to(o, Optional.of(o.person()), laboratory))
                        .orElseGet(() ->
                                new Keeping.Belonging(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(laboratory),
                                        Optional.empty(),
                                        Optional.of(laboratory)));
        return Keeping.version(
                fhir,
                resource,
                specimen.id().value(),
                1,
                specimen.arrivedAt().orElseThrow(),
                belonging);
    }
}
