package org.opengms.planning.trial;

/// What decides about the requests of one run.
interface TrialPolicy {
    /// Whether laboratories are to take urgent cases first, rather than those due first.
    default boolean urgentFirst() {
        return false;
    }

    /// Called once before the requests of a day. What was open yesterday evening is open now.
    default void startOfDay(TrialRun run) {}

    /// Where a request's genome is to be done, or [#CONVENTIONAL]. Called once for each, in the
    /// order of arrival; what it admits is open when the next one is asked about.
    int laboratoryFor(int request, TrialRun run);

    /// The best conventional test instead.
    int CONVENTIONAL = -1;
}
