package org.opengms.evaluation.run;

import java.util.SortedMap;

/// Those of a stratum, counted as they come, with what is not known of them.
abstract class Counted implements Method.Gathering {
    final MissingCounts missing = new MissingCounts();
    long people;

    @Override
    public final long people() {
        return people;
    }

    @Override
    public final SortedMap<String, Long> missing() {
        return missing.all();
    }
}
