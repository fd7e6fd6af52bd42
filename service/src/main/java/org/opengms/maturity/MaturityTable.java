package org.opengms.maturity;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;

/// Where the figures of sites and months are kept, made of what the database knows.
public interface MaturityTable {
    /// Counts anew what has changed since the last time; the same twice in a row changes nothing.
    ///
    /// @param now until when is counted
    /// @param openedWithinDays in which a report is to be opened
    void refresh(Instant now, int openedWithinDays);

    /// When was counted last.
    Optional<Instant> countedAt();

    /// The figures of all sites, by site and month.
    ///
    /// @param from the first month
    /// @param until the last
    List<SiteMonth> months(YearMonth from, YearMonth until);

    /// What paper cost each site in the twelve months before the last count, the median over all of
    /// them.
    Map<OdsCode, Paper> recentPaper();

    /// Keeps what was observed of sites, where it differs from what was observed before.
    ///
    /// @param rule version of the rule
    void observe(Map<OdsCode, ObservedReadiness.Observed> observed, String rule);
}
