package org.opengms.dialogue;

/// How many answers that came one way chose an option.
///
/// @param weights sum of their weights
/// @param squares sum of the squares of their weights
public record Tally(Way way, String option, long answers, double weights, double squares) {}
