package org.opengms.rollout;

import java.util.UUID;

/// A job of planning a roll-out.
public record RolloutJobId(UUID value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public static RolloutJobId parse(String text) {
        return new RolloutJobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
