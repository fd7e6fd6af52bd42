package org.opengms.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Where the waves of the survey are kept. None is changed or removed.
public interface SurveyStore {
    /// All waves, the earliest first.
    List<SurveyWave> waves();

    /// Names of the waves that somebody has taken in.
    Set<String> takenInBy(String who);

    /// Keeps a wave.
    ///
    /// @return whether its name was free
    boolean add(SurveyWave wave, String by, Instant at);
}
