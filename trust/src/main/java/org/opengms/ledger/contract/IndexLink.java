package org.opengms.ledger.contract;

import java.time.YearMonth;

/// A price that follows a published index.
///
/// @param index names the index and its table, such as `CPI-D7BT`
/// @param base the month whose figure the stated price belongs to
/// @param lagMonths how many months behind a day the figure is that holds on it, since figures are
///   published late; 1 to 24
public record IndexLink(String index, YearMonth base, int lagMonths) {
    /// @throws IllegalArgumentException if the lag is out of bounds
    public IndexLink {
        Texts.id("index", index);
        if (lagMonths < 1 || lagMonths > 24) {
            throw new IllegalArgumentException(
                    "OGMS-7742 An index is taken %d months back. Give 1 to 24: a figure is published after its month."
                            .formatted(lagMonths));
        }
    }
}
