package org.opengms.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.orders.OrderId;

/// One page of the genomes that are kept behind an organisation's conventional tests, those that a
/// person must see to first, then the longest in their state.
///
/// @param rows of this page
/// @param total how many the filter finds on all pages
public record KeptGenomeList(List<Row> rows, int total) {
    public KeptGenomeList {
        rows = List.copyOf(rows);
    }

    /// How many pages there are, at least 1.
    public int pages() {
        int pages = (total + KeptGenomeFilter.PAGE_SIZE - 1) / KeptGenomeFilter.PAGE_SIZE;
        return Math.clamp(pages, 1, KeptGenomeFilter.MOST_PAGES);
    }

    /// A genome that was kept.
    ///
    /// @param order behind whose test
    /// @param number of that order
    /// @param patient of both
    /// @param indication for which
    /// @param state how it stands
    /// @param since when it stands so
    /// @param reportBy by when its report was promised
    /// @param reason what became of it, in words
    /// @param followUp the order that it became
    public record Row(
            OrderId order,
            String number,
            Patient patient,
            String indication,
            KeptGenomeState state,
            Instant since,
            LocalDate reportBy,
            String reason,
            Optional<OrderFile.Link> followUp) {}
}
