package org.opengms.evaluation.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.evaluation.statistics.MissingOutcomes;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;

/// How many of the reported cases of a group are solved, are not, and are not known to be either:
/// all that a yield needs. It is made of records or of a published table, and then of two kinds:
/// exact, or with bounds where cells were hidden.
///
/// Solved is who answered *yes*, as the standard protocol defines it; *partially* is not solved;
/// *unknown* and no answer are missing outcomes. Where whether a case is solved is not asked, as of
/// cancer, the same is counted of useful results ([#ofUseful]).
///
/// @param solved cases
/// @param notSolved cases, those partially solved among them
/// @param missing outcomes
public record OutcomeCounts(CountBounds solved, CountBounds notSolved, CountBounds missing) {
    private static final double CONFIDENCE = 0.95;

    /// Counts records.
    ///
    /// @param orders of a snapshot
    /// @param group which rows of them to count
    public static OutcomeCounts of(Orders orders, IntPredicate group) {
        Column ending = orders.column(OrderField.ENDING);
        Column answer = orders.column(OrderField.SOLVED);
        int reported = orders.categories(OrderField.ENDING).indexOf(Ending.REPORTED.code());
        List<String> codes = orders.categories(OrderField.SOLVED);
        int yes = codes.indexOf(Solved.YES.code());
        int no = codes.indexOf(Solved.NO.code());
        int partially = codes.indexOf(Solved.PARTIALLY.code());
        long solved = 0;
        long notSolved = 0;
        long missing = 0;
        for (int row = 0; row < orders.size(); row++) {
            if (ending.at(row) == reported && group.test(row)) {
                int said = answer.at(row);
                if (said == yes) {
                    solved++;
                } else if (said == no || said == partially) {
                    notSolved++;
                } else {
                    missing++;
                }
            }
        }
        return new OutcomeCounts(
                CountBounds.of(solved), CountBounds.of(notSolved), CountBounds.of(missing));
    }

    /// Counts records by whether the result was useful: good for anything but *none* and *unknown*,
    /// as the standard protocol defines it.
    ///
    /// @param orders of a snapshot
    /// @param group which rows of them to count
    public static OutcomeCounts ofUseful(Orders orders, IntPredicate group) {
        Column ending = orders.column(OrderField.ENDING);
        Column answer = orders.column(OrderField.UTILITY);
        int none = 1 << Utility.NONE.place();
        int unknown = 1 << Utility.UNKNOWN.place();
        long useful = 0;
        long not = 0;
        long missing = 0;
        for (int row = 0; row < orders.size(); row++) {
            if (ending.at(row) == Ending.REPORTED.place() && group.test(row)) {
                int said = answer.at(row);
                if (said < 0 || said == unknown) {
                    missing++;
                } else if ((said & ~(none | unknown)) != 0) {
                    useful++;
                } else {
                    not++;
                }
            }
        }
        return new OutcomeCounts(
                CountBounds.of(useful), CountBounds.of(not), CountBounds.of(missing));
    }

    /// Together with another group that shares nobody.
    OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(
                solved.plus(other.solved),
                notSolved.plus(other.notSolved),
                missing.plus(other.missing));
    }

    /// Whether nothing of it was hidden.
    public boolean isExact() {
        return solved.isExact() && notSolved.isExact() && missing.isExact();
    }

    /// Yield among those whose outcome is known, with its 95 % interval. It stands for all only if
    /// outcomes are missing completely at random.
    ///
    /// @return nothing where cells are hidden, and where no outcome is known
    public Optional<Interval> yieldAmongKnown() {
        long known = solved.least() + notSolved.least();
        return isExact() && known > 0
                ? Optional.of(Proportion.of(solved.least(), known).wilson(CONFIDENCE))
                : Optional.empty();
    }

    /// Between which values the yield among those whose outcome is known lies, whatever the hidden
    /// cells hold; both the same where none is hidden.
    ///
    /// @return nothing where it may be that no outcome is known
    public Optional<Bounds> boundsAmongKnown() {
        if (solved.least() + notSolved.least() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Bounds(
                        (double) solved.least() / (solved.least() + notSolved.most()),
                        (double) solved.most() / (solved.most() + notSolved.least())));
    }

    /// 95 % limits that hold the yield behind the known outcomes whatever the hidden cells hold:
    /// the lowest and the highest limit of all tables that agree with what is shown.
    ///
    /// @return nothing where it may be that no outcome is known
    public Optional<Bounds> limitsAmongKnown() {
        if (solved.least() + notSolved.least() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Bounds(
                        Proportion.of(solved.least(), solved.least() + notSolved.most())
                                .wilson(CONFIDENCE)
                                .lower(),
                        Proportion.of(solved.most(), solved.most() + notSolved.least())
                                .wilson(CONFIDENCE)
                                .upper()));
    }

    /// Between which values the yield among all lies, with none and with all of the missing
    /// outcomes solved, and whatever the hidden cells hold. It assumes nothing.
    ///
    /// @return nothing where it may be that there is nobody
    public Optional<Bounds> boundsAmongAll() {
        if (solved.least() + notSolved.least() + missing.least() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Bounds(
                        (double) solved.least()
                                / (solved.least() + notSolved.most() + missing.most()),
                        (double) (solved.most() + missing.most())
                                / (solved.most() + missing.most() + notSolved.least())));
    }

    /// 95 % limits of the yield among all, with missing outcomes as in [#boundsAmongAll].
    ///
    /// @return nothing where cells are hidden, and where there is nobody
    public Optional<Bounds> limitsAmongAll() {
        return isExact() && solved.least() + notSolved.least() + missing.least() > 0
                ? Optional.of(
                        new MissingOutcomes(
                                        solved.least(),
                                        solved.least() + notSolved.least(),
                                        missing.least())
                                .ofTheTrueValue(CONFIDENCE))
                : Optional.empty();
    }
}
