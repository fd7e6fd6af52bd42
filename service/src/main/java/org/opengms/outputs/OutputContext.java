package org.opengms.outputs;

import java.util.OptionalInt;

/// What a checker needs to know besides the numbers. A quarter of what OpenSAFELY's checkers
/// refused lacked it (docs.opensafely.org, *Output checking*), so nothing is taken without.
///
/// @param shows what the output shows
/// @param population whom it is about, and how they were chosen
/// @param whySafe why nobody can be recognised in it
/// @param residualDegreesOfFreedom of a model
public record OutputContext(
        String shows, String population, String whySafe, OptionalInt residualDegreesOfFreedom) {
    /// Fewest characters that say something.
    public static final int SHORTEST = 20;

    /// Most characters.
    public static final int LONGEST = 2000;

    /// @throws IllegalArgumentException if one of the three says too little or too much
    public OutputContext {
        shows = checked("what the output shows", shows);
        population = checked("whom it is about", population);
        whySafe = checked("why it is safe", whySafe);
    }

    private static String checked(String what, String text) {
        String words = text.strip();
        if (words.length() < SHORTEST || words.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "OGMS-7650 Say %s in %d to %,d characters.".formatted(what, SHORTEST, LONGEST));
        }
        return words;
    }
}
