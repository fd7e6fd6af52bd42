package org.opengms.evaluation.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A finding as it is, for those alone who may see the orders themselves.
///
/// @param estimand its id
/// @param stratum whom it is about
/// @param people in it
/// @param missing how many have no value, by field and reason
/// @param result what was found
/// @param query that finds it again: population, stratum, measure, method, protocol and snapshot
public record ExactFinding(
        String estimand,
        Stratum stratum,
        long people,
        SortedMap<String, Long> missing,
        Result result,
        String query) {
    public ExactFinding {
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }
}
