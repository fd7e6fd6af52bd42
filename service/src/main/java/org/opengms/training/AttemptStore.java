package org.opengms.training;

import java.util.List;

/// The attempts that the training service keeps.
public interface AttemptStore {
    /// What somebody has attempted.
    List<Attempts> of(String account);

    /// What everybody has attempted.
    List<Attempts> all();

    /// Adds a step.
    ///
    /// @param known how many steps were known when it was judged
    /// @param version of the exercises by which it was judged
    /// @return false if another step came before it
    boolean append(
            String account, ExerciseId exercise, int known, AttemptStep step, String version);
}
