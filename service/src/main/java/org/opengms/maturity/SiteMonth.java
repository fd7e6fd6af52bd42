package org.opengms.maturity;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import org.opengms.infrastructure.OdsCode;

/// The figures of one site and month.
///
/// @param month in the United Kingdom; of orders that of their receipt, of reports that of their
///   first signature
/// @param counts of every measure
/// @param electronic turnaround of the month's electronic orders
/// @param onPaper turnaround of those that came on paper, from the paper's receipt
public record SiteMonth(
        OdsCode site,
        YearMonth month,
        Map<Measure, Count> counts,
        Paper paper,
        Turnarounds electronic,
        Turnarounds onPaper) {
    public SiteMonth {
        Map<Measure, Count> all = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            all.put(measure, counts.getOrDefault(measure, Count.NONE));
        }
        counts = java.util.Collections.unmodifiableMap(all);
    }

    /// A month in which nothing came.
    public static SiteMonth empty(OdsCode site, YearMonth month) {
        return new SiteMonth(site, month, Map.of(), Paper.NONE, Turnarounds.NONE, Turnarounds.NONE);
    }

    /// The counts of a measure.
    public Count count(Measure measure) {
        return counts.getOrDefault(measure, Count.NONE);
    }
}
