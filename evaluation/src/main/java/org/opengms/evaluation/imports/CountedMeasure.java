package org.opengms.evaluation.imports;

import java.util.ArrayList;
import java.util.List;
import org.opengms.evaluation.snapshot.OrderField;

/// Whether a table of counts answers a measure of the standard protocol.
///
/// @param measure its name
/// @param answer whether it does
/// @param why it does, or what would be needed
public record CountedMeasure(String measure, Answer answer, String why) {

    /// Whether counts answer it.
    public enum Answer {
        /// They do.
        ANSWERED,
        /// Only with more columns.
        WITH_MORE_COLUMNS,
        /// They do not: it needs records.
        NEEDS_RECORDS
    }

    private static final String DAYS = "It needs the days of each record: counts have none.";
    private static final String COSTS = "It needs the cost of each record: counts have none.";

    static List<CountedMeasure> of(List<String> fields) {
        List<CountedMeasure> all = new ArrayList<>();
        all.add(
                new CountedMeasure(
                        "DIAGNOSTIC_YIELD",
                        Answer.ANSWERED,
                        "Solved and not solved are counted, for all and by %s; between bounds where cells are hidden or outcomes missing. A follow-up of missing outcomes is not told apart."
                                .formatted(fields)));
        boolean ratio =
                fields.contains(OrderField.INDICATION.name())
                        && fields.contains(OrderField.AGE.name())
                        && (fields.contains(OrderField.ETHNICITY.name())
                                || fields.contains(OrderField.DEPRIVATION.name())
                                || fields.contains(OrderField.REGION.name()));
        all.add(
                new CountedMeasure(
                        "YIELD_RATIO",
                        ratio ? Answer.ANSWERED : Answer.WITH_MORE_COLUMNS,
                        ratio
                                ? "Counts by indication, age and group are enough to standardise."
                                : "It needs counts by indication, age and group in one table."));
        for (String measure : List.of("ACTIONABILITY", "CLINICAL_UTILITY")) {
            all.add(
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs a count of that answer beside the outcome."));
        }
        for (String measure : List.of("RESEARCH_CONSENT", "RESEARCH_WITHDRAWAL")) {
            all.add(
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs counts of those asked, whether they took part or not."));
        }
        for (String measure : List.of("WGS_ACCESS", "WGS_ACCESS_RATIO")) {
            all.add(
                    new CountedMeasure(
                            measure,
                            Answer.WITH_MORE_COLUMNS,
                            "It needs counts of those eligible, tested or not: nobody outside the project is in its tables."));
        }
        for (String measure :
                List.of(
                        "WITHIN_STANDARD",
                        "REPORTED_BY_DAY",
                        "MEDIAN_DAYS_TO_REPORT",
                        "MEAN_TURNAROUND",
                        "REANALYSIS_GAIN",
                        "DIGITISING_EFFECT")) {
            all.add(new CountedMeasure(measure, Answer.NEEDS_RECORDS, DAYS));
        }
        for (String measure :
                List.of("COST_PER_TEST", "COST_PER_DIAGNOSIS", "COST_PER_ADDITIONAL_DIAGNOSIS")) {
            all.add(new CountedMeasure(measure, Answer.NEEDS_RECORDS, COSTS));
        }
        return all;
    }
}
