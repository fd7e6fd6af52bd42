package org.opengms.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.cases.Analysis;
import org.opengms.cases.CaseStore;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.SigningEffort;
import org.opengms.orders.OrderId;

/// Analyses, reports and outcomes in memory; versions are added, never changed.
public final class FakeCases implements CaseStore {
    private final List<Analysis> analyses = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<Report> told = new ArrayList<>();
    private final List<Recorded> outcomes = new ArrayList<>();

    private final List<Took> efforts = new ArrayList<>();

    /// What one signature took.
    public record Took(ReportId report, int version, SigningEffort effort) {}

    /// One outcome recorded.
    public record Recorded(ReportId report, Outcome outcome, String recordedBy, Instant at) {}

    @Override
    public int analysisCount(OrderId order) {
        return (int) analyses.stream().filter(a -> a.order().equals(order)).count();
    }

    @Override
    public void addAnalysis(Analysis analysis) {
        if (analysis.version() != analysisCount(analysis.order()) + 1) {
            throw new IllegalStateException("Analyses are numbered one by one.");
        }
        analyses.add(analysis);
    }

    @Override
    public Optional<Analysis> findNewestAnalysis(OrderId order) {
        return analyses.reversed().stream().filter(a -> a.order().equals(order)).findFirst();
    }

    @Override
    public void addReport(Report report) {
        int newest = findReport(report.id()).map(Report::version).orElse(0);
        if (report.version() != newest + 1) {
            throw new IllegalStateException("Versions of a report are numbered one by one.");
        }
        reports.add(report);
    }

    @Override
    public void addEffort(Report signed, SigningEffort effort) {
        efforts.add(new Took(signed.id(), signed.version(), effort));
    }

    /// What each signature took, of those who said it, in order.
    public List<Took> efforts() {
        return List.copyOf(efforts);
    }

    @Override
    public Optional<Report> findReport(ReportId id) {
        return reports.reversed().stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Report> findNewestReport(OrderId order) {
        return reports.reversed().stream().filter(r -> r.order().equals(order)).findFirst();
    }

    @Override
    public void addOutcome(ReportId report, Outcome outcome, String recordedBy, Instant at) {
        outcomes.add(new Recorded(report, outcome, recordedBy, at));
    }

    @Override
    public void addTold(Report report, String toldBy, Instant at) {
        told.add(report);
    }

    /// The versions of reports that patients were told, in order.
    public List<Report> told() {
        return List.copyOf(told);
    }

    /// Every version of every report, in order.
    public List<Report> reports() {
        return List.copyOf(reports);
    }

    /// Every outcome, in order.
    public List<Recorded> outcomes() {
        return List.copyOf(outcomes);
    }
}
