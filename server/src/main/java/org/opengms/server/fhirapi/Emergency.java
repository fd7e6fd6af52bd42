package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Optional;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.Actor;
import org.opengms.gate.Justification;
import org.opengms.gate.Role;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The justification of a clinician who reads in an emergency ("break-glass"): the header
/// `X-Emergency-Reason` of the request, in their own words.
final class Emergency {
    static final String HEADER = "X-Emergency-Reason";

    private Emergency() {}

    /// What the present request gives; only clinicians read in an emergency.
    ///
    /// @throws InvalidRequestException if the reason is too short or too long
    static Optional<Justification> of(Actor actor) {
        if (!actor.has(Role.CLINICIAN)
                || !(RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request)) {
            return Optional.empty();
        }
        String reason = request.getRequest().getHeader(HEADER);
        if (reason == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Justification.Emergency(reason));
        } catch (IllegalArgumentException unfit) {
            String words = String.valueOf(unfit.getMessage());
            throw new InvalidRequestException(
                    words, OperationOutcomes.problem("INVALID", words, "http." + HEADER));
        }
    }
}
