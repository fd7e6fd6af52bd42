package org.opengms.planning.routing;

import java.time.Instant;

/// That a clinician decided otherwise than was recommended.
///
/// @param format of the line
/// @param request its id
/// @param decisionSha256 the sum of the decision's record
/// @param recommended what the decision was
/// @param chosen instead
/// @param by whom
/// @param reason in words
/// @param at when, UTC
/// @param sha256 of the line with an empty sum, in hexadecimal
public record OverrideRecord(
        int format,
        String request,
        String decisionSha256,
        Route recommended,
        Route chosen,
        Approval by,
        String reason,
        Instant at,
        String sha256)
        implements RoutingRecord {
    /// @throws IllegalArgumentException if the reason is blank
    public OverrideRecord {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-6233 The override of request %s has no reason. Say why, in a sentence."
                            .formatted(request));
        }
    }

    @Override
    public OverrideRecord withoutSum() {
        return new OverrideRecord(
                format, request, decisionSha256, recommended, chosen, by, reason, at, "");
    }
}
