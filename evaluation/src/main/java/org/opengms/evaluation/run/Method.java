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

    /// Coarser states that may be shown where the finest may not, the finest of them first. Each is
    /// made of the finest alone.
    default java.util.List<Coarser> coarser() {
        return java.util.List.of();
    }

    /// Whether a state holds those of whom a value is missing, so that the reasons add up to it.
    boolean isMissing(int state);

    /// Fewer states of the same people.
    ///
    /// @param states what they are called
    /// @param of which of them each of the finest states is in
    record Coarser(java.util.List<String> states, java.util.List<Integer> of) {
        public Coarser {
            states = java.util.List.copyOf(states);
            of = java.util.List.copyOf(of);
        }
    }

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
