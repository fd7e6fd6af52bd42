package org.opengms.training;

import java.time.Instant;
import java.util.List;

/// The orders that one account sent in its first days of ordering.
///
/// @param account of a person or of a hospital's system
/// @param first when the first was sent
/// @param orders how many were sent, the first with them
/// @param errors how many of them were refused, or accepted with a finding of grade error or
///   warning
public record FirstOrders(String account, Instant first, int orders, int errors) {
    /// @throws IllegalArgumentException if the counts do not fit
    public FirstOrders {
        if (orders < 1 || errors < 0 || errors > orders) {
            throw new IllegalArgumentException(
                    "OGMS-8967 %d of %d orders cannot have errors.".formatted(errors, orders));
        }
    }

    /// What accounts ordered first.
    public interface Source {
        /// Of every account that has ordered.
        ///
        /// @param days how long the first days last, from the first order on
        List<FirstOrders> first(int days);
    }
}
