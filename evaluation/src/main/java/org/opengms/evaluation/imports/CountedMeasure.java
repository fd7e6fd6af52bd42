package org.opengms.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import org.opengms.evaluation.imports.AggregateForm.Asked;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.snapshot.OrderField;

/// Whether a table of counts answers a measure of the standard protocol.
///
/// @param measure of the protocol
/// @param answer whether it does
/// @param why it does, or what would be needed
public record CountedMeasure(Measure measure, Answer answer, String why) {

    /// Whether counts answer it.
    public enum Answer {
        /// They do.
        ANSWERED,
        /// Only with more columns.
        WITH_MORE_COLUMNS,
        /// They do not: it needs records.
        NEEDS_RECORDS,
        /// It is not asked of the programme that is counted.
        OUT_OF_SCOPE
    }

    private static final String DAYS = "It needs the days of each record: counts have none.";
    private static final String COSTS = "It needs the cost of each record: counts have none.";

    static List<CountedMeasure> of(Asked asked, List<String> fields) {
        return Arrays.stream(Measure.values())
                .map(measure ->
                        switch (asked) {
                            case SOLVED -> of(measure, fields);
                            case USEFUL -> ofUseful(measure, fields);
                        })
                .toList();
    }

    /// Of counts of useful results.
    private static CountedMeasure ofUseful(Measure measure, List<String> fields) {
        return switch (measure) {
            case CLINICAL_UTILITY ->
                    new CountedMeasure(
                            measure,
                            Answer.ANSWERED,
                            "Useful and other results are counted, for all and by %s; between bounds where cells are hidden or outcomes missing."
                                    .formatted(fields));
            case DIAGNOSTIC_YIELD,
                    YIELD_RATIO,
                    REANALYSIS_GAIN,
                    COST_PER_DIAGNOSIS,
                    COST_PER_ADDITIONAL_DIAGNOSIS,
                    ACTIONABILITY ->
                    new CountedMeasure(
                            measure,
                            Answer.OUT_OF_SCOPE,
                            "It is about solved cases: whether a case is solved is not asked of this programme.");
            case RESEARCH_CONSENT,
                    RESEARCH_WITHDRAWAL,
                    WGS_ACCESS,
                    WGS_ACCESS_RATIO,
                    WITHIN_STANDARD,
                    REPORTED_BY_DAY,
                    MEDIAN_DAYS_TO_REPORT,
                    MEAN_TURNAROUND,
                    DIGITISING_EFFECT,
                    COST_PER_TEST ->
                    of(measure, fields);
        };
    }

    private static CountedMeasure of(Measure measure, List<String> fields) {
        return switch (measure) {
            case DIAGNOSTIC_YIELD ->
                    new CountedMeasure(
                            measure,
                            Answer.ANSWERED,
                            "Solved and not solved are counted, for all and by %s; between bounds where cells are hidden or outcomes missing. A follow-up of missing outcomes is not told apart."
                                    .formatted(fields));
            case YIELD_RATIO ->
                    standardises(fields)
                            ? new CountedMeasure(
                                    measure,
                                    Answer.ANSWERED,
                                    "Counts by indication, age and group are enough to standardise.")
                            : new CountedMeasure(
                                    measure,
                                    Answer.WITH_MORE_COLUMNS,
                                    "It needs counts by indication, age and group in one table.");
            case ACTIONABILITY, CLINICAL_UTILITY ->
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs a count of that answer beside the outcome.");
            case RESEARCH_CONSENT, RESEARCH_WITHDRAWAL ->
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs counts of those asked, whether they took part or not.");
            case WGS_ACCESS, WGS_ACCESS_RATIO ->
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs counts of those eligible, tested or not: nobody outside the project is in its tables.");
            case WITHIN_STANDARD,
                    REPORTED_BY_DAY,
                    MEDIAN_DAYS_TO_REPORT,
                    MEAN_TURNAROUND,
                    REANALYSIS_GAIN,
                    DIGITISING_EFFECT ->
                    new CountedMeasure(measure, Answer.NEEDS_RECORDS, DAYS);
            case COST_PER_TEST, COST_PER_DIAGNOSIS, COST_PER_ADDITIONAL_DIAGNOSIS ->
                    new CountedMeasure(measure, Answer.NEEDS_RECORDS, COSTS);
        };
    }

    private static boolean standardises(List<String> fields) {
        return fields.contains(OrderField.INDICATION.name())
                && fields.contains(OrderField.AGE.name())
                && (fields.contains(OrderField.ETHNICITY.name())
                        || fields.contains(OrderField.DEPRIVATION.name())
                        || fields.contains(OrderField.REGION.name()));
    }
}
