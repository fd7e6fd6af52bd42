package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/// That something is refused, with a code and a word on what to do.
final class Refused {
    private Refused() {}

    static void with(String code, Executable what) {
        String said =
                String.valueOf(assertThrows(IllegalArgumentException.class, what).getMessage());
        assertTrue(said.startsWith(code + " ") && said.endsWith("."), said);
    }
}
