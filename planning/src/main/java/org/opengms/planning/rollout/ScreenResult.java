package org.opengms.planning.rollout;

import java.util.List;

/// What a screen planned.
///
/// @param starts what begins when
/// @param objective genomes made, discounted by the quarter
/// @param bound what no plan can better
/// @param gapPercent how far the objective may be from the best, in percent of the bound
/// @param genomes made in each quarter, all laboratories together
/// @param spendingPence in each quarter
/// @param method how the plan was found and the bound proved
public record ScreenResult(
        List<Start> starts,
        double objective,
        double bound,
        double gapPercent,
        List<Double> genomes,
        List<Long> spendingPence,
        String method) {
    public ScreenResult {
        starts = List.copyOf(starts);
        genomes = List.copyOf(genomes);
        spendingPence = List.copyOf(spendingPence);
    }

    /// What begins.
    ///
    /// @param option the investment's id
    /// @param quarter from 0
    /// @param units how many
    public record Start(String option, int quarter, int units) {}
}
