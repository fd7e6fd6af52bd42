package org.opengms.evaluation.run;

import java.util.List;
import java.util.SortedMap;

/// A method for which it is enough to count people by the state that they are in, so that the same
/// function makes the exact number of exact counts and the published one of protected counts.
abstract class CountMethod implements Method {
    /// What people may be in, each in one.
    abstract List<String> states();

    /// The state of an order; -1 if the measure is not about it.
    abstract int state(int row);

    /// What missing values an order has.
    abstract void missing(int row, MissingCounts into);

    /// What counts by state show.
    ///
    /// @param counts in the order of the states, not all 0
    abstract Result of(long[] counts);

    /// What counts by coarser states show.
    ///
    /// @param level place among [#coarser], from 0
    /// @param counts in the order of its states, not all 0
    Result ofCoarser(int level, long[] counts) {
        throw new IllegalStateException("There are no coarser states " + level);
    }

    @Override
    public final List<String> shownStates() {
        return states();
    }

    @Override
    public final int shownState(int row) {
        return state(row);
    }

    @Override
    public Gathering gather(String stratum) {
        return new Counting();
    }

    private final class Counting implements Gathering {
        private final long[] counts = new long[states().size()];
        private final MissingCounts missing = new MissingCounts();

        @Override
        public void add(int row) {
            int state = state(row);
            if (state >= 0) {
                counts[state]++;
                CountMethod.this.missing(row, missing);
            }
        }

        @Override
        public long people() {
            long all = 0;
            for (long count : counts) {
                all += count;
            }
            return all;
        }

        @Override
        public SortedMap<String, Long> missing() {
            return missing.all();
        }

        @Override
        public Result result() {
            return people() == 0
                    ? new Result.NotEstimable("There is nobody in this population.")
                    : of(counts);
        }
    }
}
