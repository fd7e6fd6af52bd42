package org.opengms.planning.simulation;

import java.util.HashMap;
import java.util.Map;

/// Calendars laid out once for all stations that keep the same hours.
final class OpenSegmentsByHours {
    private final Model model;
    private final Map<OpeningHours, OpenSegments> laidOut = new HashMap<>();

    OpenSegmentsByHours(Model model) {
        this.model = model;
    }

    OpenSegments of(OpeningHours hours) {
        return laidOut.computeIfAbsent(
                hours, h -> new OpenSegments(h, model.start(), model.horizonHours()));
    }
}
