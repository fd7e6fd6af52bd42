package org.opengms.outputs;

/// What kind of output is to be released.
public enum OutputKind {
    /// Frequency tables with their margins, counted here.
    COUNTS,
    /// How many carry each allele, counted here.
    CARRIERS,
    /// Sums of a measure in groups, added up here.
    SUMS,
    /// A table that a project's own program made.
    TABLE,
    /// Coefficients, estimates and tests of a model.
    MODEL,
    /// The numbers behind a plot.
    PLOT;

    /// Whether the rules judge it whole, because the service knows who is counted in each number.
    /// Whatever else there is, people look at.
    public boolean isJudgedByRules() {
        return switch (this) {
            case COUNTS, CARRIERS, SUMS -> true;
            case TABLE, MODEL, PLOT -> false;
        };
    }
}
