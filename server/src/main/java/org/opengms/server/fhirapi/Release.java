package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.server.persistence.ResourceStore.Stored;

/// Lets resources out through the gate, and through nothing else.
final class Release {
    /// LOINC *Genetic variation*: marks the observations that belong to a report.
    private static final String VARIANT_CODE = "69548-6";

    private final FhirContext fhir;
    private final Gate gate;

    Release(FhirContext fhir, Gate gate) {
        this.fhir = fhir;
        this.gate = gate;
    }

    /// Releases one resource that was asked for by its id.
    ///
    /// @throws ForbiddenOperationException if the gate denies
    /// @throws ResourceNotFoundException if it is not to be seen by the actor yet
    Resource one(Stored stored, Actor actor) {
        if (stored.person().isEmpty()) {
            return parse(stored);
        }
        try {
            Resource resource = gate.release(request(stored, actor), () -> parse(stored));
            if (isUnsigned(resource) && !isLaboratory(actor)) {
                throw new ResourceNotFoundException(
                        "The report is not signed yet, so it is not given out.",
                        OperationOutcomes.problem(
                                "NOT_FOUND",
                                "The report is not signed yet, so it is not given out.",
                                stored.type()));
            }
            return resource;
        } catch (AccessDenied denied) {
            throw new ForbiddenOperationException(
                    denied.reason(),
                    OperationOutcomes.problem("NOT_ALLOWED", denied.reason(), stored.type()));
        }
    }

    /// Releases one match of a search; what the actor may not see is left out.
    Optional<Resource> match(Stored stored, Actor actor) {
        if (stored.person().isPresent()
                && gate.decide(request(stored, actor)) instanceof Decision.Deny) {
            return Optional.empty();
        }
        Resource resource = parse(stored);
        return isUnsigned(resource) && !isLaboratory(actor)
                ? Optional.empty()
                : Optional.of(resource);
    }

    private static AccessRequest request(Stored stored, Actor actor) {
        return new AccessRequest(
                actor,
                isLaboratory(actor) ? Purpose.LABORATORY_WORK : Purpose.DIRECT_CARE,
                stored.person().orElseThrow(),
                dataClass(stored.type()),
                stored.type() + "/" + stored.id(),
                "fhir");
    }

    private static boolean isLaboratory(Actor actor) {
        return actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST);
    }

    /// Whether a resource is part of a report that no scientist has signed.
    private static boolean isUnsigned(Resource resource) {
        return switch (resource) {
            case org.hl7.fhir.r4.model.DiagnosticReport report ->
                    report.getStatus()
                            == org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus
                                    .PRELIMINARY;
            case org.hl7.fhir.r4.model.Observation observation ->
                    observation.getStatus()
                                    == org.hl7.fhir.r4.model.Observation.ObservationStatus
                                            .PRELIMINARY
                            && observation.getCode().getCoding().stream()
                                    .anyMatch(c -> VARIANT_CODE.equals(c.getCode()));
            default -> false;
        };
    }

    private static DataClass dataClass(String type) {
        return switch (type) {
            case "Patient", "RelatedPerson" -> DataClass.DEMOGRAPHICS;
            case "Task" -> DataClass.TASK;
            case "Consent" -> DataClass.CONSENT;
            case "DiagnosticReport" -> DataClass.REPORT;
            default -> DataClass.ORDER;
        };
    }

    private Resource parse(Stored stored) {
        Resource resource = (Resource) fhir.newJsonParser().parseResource(stored.body());
        resource.setId(stored.type() + "/" + stored.id() + "/_history/" + stored.version());
        resource.getMeta().setVersionId(Integer.toString(stored.version()));
        resource.getMeta().setLastUpdated(java.util.Date.from(stored.lastUpdated()));
        return resource;
    }
}
