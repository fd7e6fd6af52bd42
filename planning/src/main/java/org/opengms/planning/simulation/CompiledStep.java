package org.opengms.planning.simulation;

/// A step of a route, ready to be run.
final class CompiledStep {
    private static final long WORK = 1;
    private static final long SHARE = 2;
    private static final long REWORK = 3;

    final int station;
    final CompiledDuration work;
    final double share;
    final int places;

    /// Whether the route ends here.
    final boolean isLast;

    final double reworkProbability;

    /// Index among all compiled steps.
    final int reworkTo;

    final int reworkMaximum;

    /// Where the journey keeps how often it was sent back from here.
    final int reworkShift;

    /// Added to a journey's key.
    final long workKey;

    final long shareKey;
    final long reworkKey;

    /// @param firstOfRoute index of the route's first step among all compiled steps
    /// @param reworkShift where the journey keeps how often it was sent back from here
    CompiledStep(RouteStep step, boolean isLast, int firstOfRoute, int reworkShift) {
        station = step.station();
        work = CompiledDuration.of(step.service());
        share = step.share();
        places = step.places();
        this.isLast = isLast;
        reworkProbability = step.rework().map(RouteStep.Rework::probability).orElse(0.0);
        reworkTo = firstOfRoute + step.rework().map(RouteStep.Rework::backTo).orElse(0);
        reworkMaximum = step.rework().map(RouteStep.Rework::maximum).orElse(0);
        this.reworkShift = reworkShift;
        long stage = Draws.key(0, step.stage());
        workKey = Draws.at(stage, WORK);
        shareKey = Draws.at(stage, SHARE);
        reworkKey = Draws.at(stage, REWORK);
    }
}
