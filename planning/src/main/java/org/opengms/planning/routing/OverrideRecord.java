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

    /// The record that a person chose otherwise than a decision, even a way that was not weighed
    /// then, or another test by the same method.
    ///
    /// @param to the way chosen instead
    /// @param by whom
    /// @param reason in words
    /// @param at when, UTC
    public static OverrideRecord of(
            DecisionRecord decision, Route to, Approval by, String reason, Instant at) {
        OverrideRecord bare =
                new OverrideRecord(
                        FORMAT,
                        decision.request(),
                        decision.sha256(),
                        decision.decision().route(),
                        to,
                        by,
                        reason,
                        at,
                        "");
        return new OverrideRecord(
                FORMAT,
                bare.request(),
                bare.decisionSha256(),
                bare.recommended(),
                to,
                by,
                reason,
                at,
                RoutingRecord.sum(bare));
    }

    @Override
    public OverrideRecord withoutSum() {
        return new OverrideRecord(
                format, request, decisionSha256, recommended, chosen, by, reason, at, "");
    }
}
