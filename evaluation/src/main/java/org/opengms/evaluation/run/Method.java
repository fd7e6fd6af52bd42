package org.opengms.evaluation.run;

import java.util.SortedMap;

/// How an estimand is found.
interface Method {
    /// Name and source, for the appendix.
    String words();

    /// What people are counted by when it is published, each in one.
    java.util.List<String> shownStates();

    /// That of an order; -1 if the measure is not about it.
    int shownState(int row);

    /// Nobody yet, of one stratum.
    Gathering gather(String stratum);

    /// Those of one stratum, as they come.
    interface Gathering {
        /// Adds an order of the population.
        void add(int row);

        /// Orders of the population that the measure is about.
        long people();

        /// How many of them have no value, by field and reason.
        SortedMap<String, Long> missing();

        /// What they show.
        Result result();
    }
}
