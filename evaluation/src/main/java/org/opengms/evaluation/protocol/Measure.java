package org.opengms.evaluation.protocol;

/// What is measured.
public enum Measure {
    /// Share of reported orders of which the case is solved.
    DIAGNOSTIC_YIELD(Unit.SHARE),
    /// Share of solved cases whose result can be acted upon.
    ACTIONABILITY(Unit.SHARE),
    /// Share of reported orders that were good for something.
    CLINICAL_UTILITY(Unit.SHARE),
    /// Share reported within the standard that held for the test, among those received so long
    /// before the snapshot that the standard has passed. Cancelled, withdrawn, died and failed
    /// within it are not counted.
    WITHIN_STANDARD(Unit.SHARE),
    /// Share of orders that are reported by a day after the order, with cancellation, withdrawal,
    /// death and failure competing (Aalen and Johansen).
    REPORTED_BY_DAY(Unit.SHARE),
    /// Day after the order by which half would be reported if nothing competed (Kaplan and Meier).
    MEDIAN_DAYS_TO_REPORT(Unit.DAYS),
    /// Mean days from receipt of the sample to the report.
    MEAN_TURNAROUND(Unit.DAYS),
    /// Share of re-analysed orders, not solved before, that are solved since.
    REANALYSIS_GAIN(Unit.SHARE),
    /// Share that chose research among those asked.
    RESEARCH_CONSENT(Unit.SHARE),
    /// Share that withdrew that choice among those who had made it.
    RESEARCH_WITHDRAWAL(Unit.SHARE),
    /// Share of whole genome sequencing among those eligible for it.
    WGS_ACCESS(Unit.SHARE),
    /// Whole genomes of a group over those expected if each indication and age had the share of all
    /// groups (indirectly standardised).
    WGS_ACCESS_RATIO(Unit.RATIO),
    /// Solved cases of a group over those expected, likewise.
    YIELD_RATIO(Unit.RATIO),
    /// Mean cost of a test that was reported, in pence, from the accounts or from counted
    /// activities and the protocol's prices.
    COST_PER_TEST(Unit.PENCE),
    /// Cost of all reported tests over solved cases, in pence.
    COST_PER_DIAGNOSIS(Unit.PENCE),
    /// Pence for each case that whole genome sequencing solves more than conventional tests do,
    /// among orders of the same indications.
    COST_PER_ADDITIONAL_DIAGNOSIS(Unit.PENCE),
    /// Days of turnaround that digitising a site changes: stepped-wedge estimate from the order in
    /// which sites were digitised.
    DIGITISING_EFFECT(Unit.DAYS);

    private final Unit unit;

    Measure(Unit unit) {
        this.unit = unit;
    }

    /// Of its values.
    public Unit unit() {
        return unit;
    }

    /// What values are counted in.
    public enum Unit {
        /// 0 to 1.
        SHARE,
        /// Observed over expected.
        RATIO,
        /// Days.
        DAYS,
        /// Pence.
        PENCE
    }
}
