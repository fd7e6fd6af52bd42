package org.opengms.staffing;

import java.util.UUID;

/// A job of forecasting the workforce.
public record ForecastId(UUID value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public static ForecastId parse(String text) {
        return new ForecastId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
