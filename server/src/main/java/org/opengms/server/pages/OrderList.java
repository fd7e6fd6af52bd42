package org.opengms.server.pages;

import java.util.List;

/// One page of a list of orders.
///
/// @param rows newest first
/// @param total how many orders the filter finds on all pages
public record OrderList(List<OrderRow> rows, int total) {
    public OrderList {
        rows = List.copyOf(rows);
    }

    /// How many pages there are, at least 1.
    public int pages() {
        return Math.max(1, (total + OrderFilter.PAGE_SIZE - 1) / OrderFilter.PAGE_SIZE);
    }
}
