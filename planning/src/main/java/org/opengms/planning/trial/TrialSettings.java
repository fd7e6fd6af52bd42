package org.opengms.planning.trial;

/// The synthetic service on which policies are tried.
///
/// @param days how long it runs, in days; day 0 is a Monday
/// @param regions how many; each has one laboratory
/// @param classes how many classes of requests are eligible for a genome
/// @param urgentClasses how many of them are urgent, the first ones
/// @param casesPerRegionDay eligible requests of an average region on an average day of the first
///   year
/// @param targetDays from request to report
/// @param transferCost what a transfer takes from the benefit of a case
/// @param genomeShare capacity for genomes as a share of what all eligible requests would need
/// @param hourShare the same for hours of interpretation
/// @param features what happens on the way
public record TrialSettings(
        int days,
        int regions,
        int classes,
        int urgentClasses,
        double casesPerRegionDay,
        int targetDays,
        double transferCost,
        double genomeShare,
        double hourShare,
        Features features) {

    /// What happens to a case between request and report.
    ///
    /// @param cellGenomes genomes of one flow cell; 0 where genomes are sequenced one by one
    /// @param cellTimeoutDays after so many days of waiting a case starts a cell that is not full
    /// @param preparationDays from request to a library ready for sequencing
    /// @param sequencingDays of a run
    /// @param reportingDays from the end of interpretation to the report
    /// @param transferDays that sending a sample to another laboratory adds
    /// @param failedShare of genomes must be sequenced a second time
    /// @param cancelledShare of requests are cancelled on some day before the target
    public record Features(
            int cellGenomes,
            int cellTimeoutDays,
            int preparationDays,
            int sequencingDays,
            int reportingDays,
            int transferDays,
            double failedShare,
            double cancelledShare) {
        /// Nothing but two queues and five days besides.
        public static final Features BARE = new Features(0, 0, 0, 0, 5, 0, 0, 0);

        /// Dual runs of 48 genomes of 44 hours that wait three days at most, two days for a
        /// transfer, one genome in fifty sequenced twice, one request in fifty cancelled. The size
        /// and length of a run are those of an Illumina NovaSeq 6000 with two S4 flow cells; the
        /// rest is assumed.
        public static final Features REAL = new Features(48, 3, 2, 2, 1, 2, 0.02, 0.02);
    }

    /// Three years of seven regions and twenty classes.
    ///
    /// @param features what happens on the way
    public static TrialSettings threeYears(Features features) {
        return new TrialSettings(1095, 7, 20, 4, 79, 42, 0.003, 0.40, 0.35, features);
    }

    /// Half a year of three regions and eight classes, for a quick look.
    ///
    /// @param features what happens on the way
    public static TrialSettings halfYear(Features features) {
        return new TrialSettings(182, 3, 8, 2, 60, 42, 0.003, 0.40, 0.35, features);
    }

    /// How many days after its arrival a request can be interpreted at the earliest.
    int leastDaysToInterpretation() {
        return features.preparationDays() + features.sequencingDays();
    }
}
