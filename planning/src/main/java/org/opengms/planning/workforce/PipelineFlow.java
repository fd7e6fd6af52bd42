package org.opengms.planning.workforce;

/// The people of a pipeline over a quarter, all moves on its first day.
///
/// @param before in training at the end of the quarter before
/// @param began who begin
/// @param qualified who end
/// @param dropped who do not
/// @param after in training over the quarter
/// @param supervisingWte that those in training take from those who teach
record PipelineFlow(
        double before,
        double began,
        double qualified,
        double dropped,
        double after,
        double supervisingWte) {}
