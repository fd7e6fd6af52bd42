package org.opengms.cases;

import java.time.Instant;
import java.util.Optional;
import org.opengms.orders.OrderId;

/// Where analyses, reports and outcomes are kept; versions are added, never changed.
public interface CaseStore {
    /// How many analyses an order has.
    int analysisCount(OrderId order);

    /// Keeps a new analysis.
    void addAnalysis(Analysis analysis);

    /// The newest analysis of an order.
    Optional<Analysis> findNewestAnalysis(OrderId order);

    /// Keeps a new version of a report.
    void addReport(Report report);

    /// Keeps what a signed version of a report took of people.
    void addEffort(Report signed, SigningEffort effort);

    /// The newest version of a report.
    Optional<Report> findReport(ReportId id);

    /// The newest report of an order, in its newest version.
    Optional<Report> findNewestReport(OrderId order);

    /// Keeps an outcome; the newest holds.
    void addOutcome(ReportId report, Outcome outcome, String recordedBy, Instant at);

    /// Notes that the patient was told what a version of a report says; noting it again changes
    /// nothing.
    ///
    /// @param toldBy who told it
    void addTold(Report report, String toldBy, Instant at);
}
