package org.opengms.routing;

import java.util.Optional;
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
/// @param weighed what the policy made of it, where it weighs benefit against work
public record RouteOption(
        String testCode,
        TestMethod method,
        OdsCode laboratory,
        int openOrders,
        int capacitySamplesPerWeek,
        int forecastCalendarDays,
        int standardCalendarDays,
        Optional<Weighed> weighed) {
    /// What benefit and promised work make of an option. Benefit, price and score are expected
    /// diagnoses.
    ///
    /// @param words what would be done
    /// @param expectedYield probability that the cause is found
    /// @param benefit what that is beyond the best conventional test, times the weight of urgency
    /// @param price of the work it needs, by the queues there are
    /// @param score benefit less price, with fairness
    /// @param promised whether it can be promised; absent where a better one could
    /// @param exclusion why it may not be chosen, if so
    /// @param chosen whether it was recommended
    public record Weighed(
            String words,
            double expectedYield,
            double benefit,
            double price,
            double score,
            Optional<Boolean> promised,
            Optional<String> exclusion,
            boolean chosen) {}

    /// An option that was not weighed against work.
    public RouteOption(
            String testCode,
            TestMethod method,
            OdsCode laboratory,
            int openOrders,
            int capacitySamplesPerWeek,
            int forecastCalendarDays,
            int standardCalendarDays) {
        this(
                testCode,
                method,
                laboratory,
                openOrders,
                capacitySamplesPerWeek,
                forecastCalendarDays,
                standardCalendarDays,
                Optional.empty());
    }

    /// Whether the report is forecast within the standard.
    public boolean isDeliverable() {
        return forecastCalendarDays <= standardCalendarDays;
    }
}
