package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// Makes versions of resources ready to be kept.
final class Keeping {
    private Keeping() {}

    /// What a version belongs to, beside what stands in it.
    record Belonging(
            Optional<PersonId> person,
            Optional<OrderId> order,
            Optional<OdsCode> owner,
            Optional<OdsCode> requester) {}

    /// A version of a resource. The resource gets the id and the version's `meta`.
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
                new SearchKeys(
                        belonging.person(),
                        belonging.order(),
                        belonging.owner(),
                        belonging.requester(),
                        status(resource),
                        codes(resource),
                        identifiers(resource)));
    }

    /// An instant in UTC to the millisecond.
    static InstantType instant(Instant at) {
        InstantType instant = new InstantType(Date.from(at));
        instant.setTimeZoneZulu(true);
        return instant;
    }

    private static String status(Resource resource) {
        return values(resource, "status").stream()
                .map(v -> text(v.primitiveValue()))
                .findFirst()
                .orElse("");
    }

    private static List<String> codes(Resource resource) {
        List<String> codes = new ArrayList<>();
        for (String property : List.of("code", "reasonCode")) {
            for (Base value : values(resource, property)) {
                if (value instanceof CodeableConcept concept) {
                    for (Coding coding : concept.getCoding()) {
                        if (coding.hasCode()) {
                            codes.add(text(coding.getSystem()) + "|" + coding.getCode());
                        }
                    }
                }
            }
        }
        return codes;
    }

    private static List<String> identifiers(Resource resource) {
        List<String> identifiers = new ArrayList<>();
        for (Base value : values(resource, "identifier")) {
            if (value instanceof Identifier identifier && identifier.hasValue()) {
                boolean nhsNumber = Systems.NHS_NUMBER.equals(identifier.getSystem());
                String plain =
                        nhsNumber
                                ? text(identifier.getValue()).replaceAll("[ \\-]", "")
                                : text(identifier.getValue());
                identifiers.add(text(identifier.getSystem()) + "|" + plain);
            }
        }
        return identifiers;
    }

    private static List<Base> values(Resource resource, String name) {
        Property property = resource.getNamedProperty(name);
        return property == null ? List.of() : property.getValues();
    }
}
