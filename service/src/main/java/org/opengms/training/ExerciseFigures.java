package org.opengms.training;

import java.util.List;
import java.util.OptionalDouble;

/// How an exercise goes.
///
/// @param began people who began it
/// @param passed of them, who passed it
/// @param medianTries how often the work of those who passed was checked until they did, in the
///   middle; absent if nobody did
public record ExerciseFigures(
        Exercise exercise, int began, int passed, OptionalDouble medianTries) {
    static ExerciseFigures of(Exercise exercise, List<Attempts> all) {
        List<Attempts> ofIt =
                all.stream()
                        .filter(a -> a.exercise().equals(exercise.id()) && !a.steps().isEmpty())
                        .toList();
        List<Integer> tries =
                ofIt.stream()
                        .filter(a -> a.firstPass().isPresent())
                        .map(Attempts::tries)
                        .sorted()
                        .toList();
        int n = tries.size();
        return new ExerciseFigures(
                exercise,
                ofIt.size(),
                n,
                n == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((tries.get((n - 1) / 2) + tries.get(n / 2)) / 2.0));
    }
}
