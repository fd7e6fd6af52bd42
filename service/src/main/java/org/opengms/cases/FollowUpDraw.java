package org.opengms.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opengms.orders.OrderId;

/// One draw of those who are asked again for an outcome. It is kept with its seed before anybody is
/// asked, with all who were in it, so that nobody can choose afterwards.
///
/// @param at when it was drawn
/// @param rule version of the rule by which
/// @param percent that was to be drawn
/// @param seed hexadecimal, drawn at random for this draw
/// @param dueOn until when the drawn are asked to answer
/// @param lots of each order that was in it, at least one
public record FollowUpDraw(
        Instant at, String rule, int percent, String seed, LocalDate dueOn, List<Lot> lots) {
    public FollowUpDraw {
        lots = List.copyOf(lots);
        if (lots.isEmpty()) {
            throw new IllegalArgumentException("OGMS-2406 A draw is of at least one order.");
        }
    }

    /// What became of an order in a draw.
    ///
    /// @param report whose outcome is asked for
    /// @param isDrawn whether the outcome is asked for again
    public record Lot(OrderId order, ReportId report, boolean isDrawn) {}
}
