package org.opengms.planning.routing;

import java.util.List;

/// What another table of yields would have made of requests that are decided already, everything
/// else as it was. Their decisions stay as they are.
///
/// @param decisions that were decided again
/// @param otherwise how many would be served in another way
/// @param toGenome how many of these would be given a whole genome that were not
/// @param fromGenome how many of these would not be given one that were
public record YieldEffect(int decisions, int otherwise, int toGenome, int fromGenome) {
    /// Decides requests again.
    ///
    /// @param records of decisions
    /// @param table as if it had been in effect
    public static YieldEffect of(List<DecisionRecord> records, YieldTable table) {
        int otherwise = 0;
        int toGenome = 0;
        int fromGenome = 0;
        for (DecisionRecord record : records) {
            Route before = record.decision().route();
            Route after =
                    Router.decide(
                                    record.inputs(),
                                    record.state(),
                                    record.policy(),
                                    table.about(record.inputs().indicationGroup()))
                            .route();
            if (!after.equals(before)) {
                otherwise++;
                toGenome += Router.isGenome(after) && !Router.isGenome(before) ? 1 : 0;
                fromGenome += Router.isGenome(before) && !Router.isGenome(after) ? 1 : 0;
            }
        }
        return new YieldEffect(records.size(), otherwise, toGenome, fromGenome);
    }
}
