package org.opengms.server.training;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;
import org.opengms.training.Exercise;
import org.opengms.training.ExerciseFigures;

/// How an exercise goes, as it is shown: nothing that tells of a few people.
///
/// @param began people who began it; absent if they are few
/// @param passed of them, who passed it; absent if they are few, or those who did not are
/// @param rate the share of them, with Wilson's limits at 95 %
/// @param medianTries of those who passed
public record ShownFigures(
        Exercise exercise,
        OptionalInt began,
        OptionalInt passed,
        Optional<Interval> rate,
        OptionalDouble medianTries) {
    private static final double CONFIDENCE = 0.95;

    /// @param threshold counts from 1 to one below it are withheld
    public static ShownFigures of(ExerciseFigures figures, int threshold) {
        int began = figures.began();
        int passed = figures.passed();
        boolean isBeganFew = isFew(began, threshold);
        boolean isPassedShown =
                !isBeganFew
                        && began > 0
                        && !isFew(passed, threshold)
                        && !isFew(began - passed, threshold);
        return new ShownFigures(
                figures.exercise(),
                isBeganFew ? OptionalInt.empty() : OptionalInt.of(began),
                isPassedShown ? OptionalInt.of(passed) : OptionalInt.empty(),
                isPassedShown
                        ? Optional.of(Proportion.of(passed, began).wilson(CONFIDENCE))
                        : Optional.empty(),
                isPassedShown ? figures.medianTries() : OptionalDouble.empty());
    }

    private static boolean isFew(int people, int threshold) {
        return people > 0 && people < threshold;
    }
}
