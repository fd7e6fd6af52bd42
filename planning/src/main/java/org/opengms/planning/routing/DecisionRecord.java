package org.opengms.planning.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/// A decision with all it was made from, so that it can be made again from this alone.
///
/// @param format of the line
/// @param inputs the request
/// @param state the part of the service's state that it depends on
/// @param policy in effect
/// @param yields in effect, those of the request's class
/// @param decision what was decided
/// @param sha256 of the line with an empty sum, in hexadecimal
public record DecisionRecord(
        int format,
        RoutingRequest inputs,
        NetworkState state,
        PolicyVersion policy,
        YieldTable yields,
        Decision decision,
        String sha256)
        implements RoutingRecord {
    static DecisionRecord of(
            RoutingRequest request,
            NetworkState state,
            PolicyVersion policy,
            YieldTable yields,
            Decision decision) {
        DecisionRecord bare =
                new DecisionRecord(FORMAT, request, state, policy, yields, decision, "");
        return new DecisionRecord(
                FORMAT, request, state, policy, yields, decision, RoutingRecord.sum(bare));
    }

    @Override
    @JsonIgnore
    public String request() {
        return inputs.id();
    }

    @Override
    public DecisionRecord withoutSum() {
        return new DecisionRecord(format, inputs, state, policy, yields, decision, "");
    }

    /// The same decided again.
    DecisionRecord again() {
        return of(inputs, state, policy, yields, Router.decide(inputs, state, policy, yields));
    }

    /// The record that a clinician decided otherwise. This one stays as it is.
    ///
    /// @param to the way chosen instead; any of the request's options, excluded ones too
    /// @param by whom
    /// @param reason in words
    /// @param at when, UTC
    /// @throws IllegalArgumentException if the way is none of the options or is the recommended
    ///   one, or the reason is blank
    public OverrideRecord override(Route to, Approval by, String reason, Instant at) {
        if (inputs.options().stream().noneMatch(option -> option.route().equals(to))) {
            throw new IllegalArgumentException(
                    "OGMS-6231 %s is none of the %d options of request %s. Choose one of them, or decide the request anew with it."
                            .formatted(to.words(), inputs.options().size(), inputs.id()));
        }
        if (decision.route().equals(to)) {
            throw new IllegalArgumentException(
                    "OGMS-6232 %s is what was recommended for request %s. Nothing has to be overridden."
                            .formatted(to.words(), inputs.id()));
        }
        return OverrideRecord.of(this, to, by, reason, at);
    }
}
