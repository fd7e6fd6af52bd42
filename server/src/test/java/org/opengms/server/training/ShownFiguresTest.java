package org.opengms.server.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.training.ExerciseFigures;
import org.opengms.training.Exercises;

/// What is shown of how an exercise goes. The limits were worked out apart from Wilson's closed
/// form (1927, doi:10.1080/01621459.1927.10502953).
class ShownFiguresTest {
    @ParameterizedTest
    @CsvSource({
        // began, passed: began shown, passed shown, rate
        "0, 0, 0, -, -",
        "9, 5, -, -, -",
        "10, 0, 10, 0, 0.0000 0.0000 0.2775",
        "10, 10, 10, 10, 1.0000 0.7225 1.0000",
        "20, 9, 20, -, -",
        "20, 11, 20, -, -",
        "20, 10, 20, 10, 0.5000 0.2993 0.7007",
        "100, 90, 100, 90, 0.9000 0.8256 0.9448",
    })
    void tellsNothingOfAFew(int began, int passed, String shown, String passedShown, String rate) {
        ShownFigures figures =
                ShownFigures.of(
                        new ExerciseFigures(
                                Exercises.shipped().exercises().getFirst(),
                                began,
                                passed,
                                OptionalDouble.of(2)),
                        10);

        assertEquals(
                shown,
                figures.began().isPresent() ? Integer.toString(figures.began().getAsInt()) : "-");
        assertEquals(
                passedShown,
                figures.passed().isPresent() ? Integer.toString(figures.passed().getAsInt()) : "-");
        assertEquals(
                rate,
                figures.rate()
                        .map(r -> "%.4f %.4f %.4f".formatted(r.estimate(), r.lower(), r.upper()))
                        .orElse("-"));
        assertEquals(passedShown.equals("-"), figures.medianTries().isEmpty());
    }
}
