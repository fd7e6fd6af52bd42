package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;

/// Makes versions of resources ready to be kept.
final class Keeping {
    private Keeping() {}

    /// What a version belongs to, beside what stands in it.
    record Belonging(
            Optional<PersonId> person,
            Optional<OrderId> order,
            Optional<OdsCode> owner,
            Optional<OdsCode> requester,
            Optional<OdsCode> submitter) {

        /// What belongs to an order.
        ///
        /// @param person whose data it holds, if the person's tested
        /// @param owner the laboratory that works on it
        static Belonging to(TestOrder order, Optional<PersonId> person, OdsCode owner) {
            return new Belonging(
                    person,
                    Optional.of(order.id()),
                    Optional.of(owner),
                    order.orderingSite(),
                    Optional.of(order.submittedBy()));
        }
    }

    /// A version of a resource that the service wrote. The resource gets the id and the version's
    /// `meta`.
    static ResourceVersion version(
            FhirContext fhir,
            Resource resource,
            String id,
            int version,
            Instant at,
            Belonging belonging) {
        resource.setId(id);
        resource.getMeta().setVersionId(Integer.toString(version));
        resource.getMeta().setLastUpdatedElement(instant(at));
        return new ResourceVersion(
                resource.fhirType(),
                id,
                version,
                at,
                new FhirText(fhir).write(resource),
                SearchKeys.of(resource, belonging));
    }

    /// A version of a resource that was received: its text stays as it was sent but for what is set
    /// in it here, the id and the version's `meta`.
    ///
    /// @param text with the changes that the caller made
    /// @param read the same, parsed, with addresses as they are kept: for the search keys alone
    static ResourceVersion received(
            ResourceText text,
            Resource read,
            String id,
            int version,
            Instant at,
            Belonging belonging) {
        return new ResourceVersion(
                read.fhirType(),
                id,
                version,
                at,
                text.id(id).version(version, at).text(),
                SearchKeys.of(read, belonging));
    }

    /// An instant in UTC to the millisecond.
    static InstantType instant(Instant at) {
        InstantType instant = new InstantType(Date.from(at));
        instant.setTimeZoneZulu(true);
        return instant;
    }
}
