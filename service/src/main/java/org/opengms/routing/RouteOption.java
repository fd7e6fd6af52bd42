package org.opengms.routing;

import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// One test in one laboratory that could answer the order.
///
/// @param testCode of the directory
/// @param method how
/// @param laboratory where
/// @param openOrders orders by this method open there when it was weighed
/// @param capacitySamplesPerWeek what the laboratory takes through in a week
/// @param forecastCalendarDays days from now to the report
/// @param standardCalendarDays what the directory's turnaround standard allows
public record RouteOption(
        String testCode,
        TestMethod method,
        OdsCode laboratory,
        int openOrders,
        int capacitySamplesPerWeek,
        int forecastCalendarDays,
        int standardCalendarDays) {
    /// Whether the report is forecast within the standard.
    public boolean isDeliverable() {
        return forecastCalendarDays <= standardCalendarDays;
    }
}
