package org.opengms.server.pages;

import java.util.Optional;
import org.opengms.orders.OrderState;

/// Which orders a list shows.
///
/// @param text an order number, an NHS number with or without spaces, or the beginning of a family
///   name; empty for all
/// @param state only orders in this state
/// @param page from 1
public record OrderFilter(String text, Optional<OrderState> state, int page) {
    /// How many orders a page shows.
    public static final int PAGE_SIZE = 20;

    /// Every order.
    public static final OrderFilter ALL = new OrderFilter("", Optional.empty(), 1);

    public OrderFilter {
        text = text.strip();
        page = Math.max(1, page);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !text.isEmpty() || state.isPresent();
    }
}
