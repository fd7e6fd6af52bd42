package org.opengms.testing;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Seeded cases for property tests. A failing case names the seed that repeats it:
/// `-Dopengms.seed=…` runs that one case alone; `-Dopengms.times=…` runs so many times the cases.
public final class Cases {
    private Cases() {}

    /// Runs a property over `count` cases, each with its own generator.
    ///
    /// @param count how many cases
    /// @param property what must hold; throws if it does not
    /// @throws AssertionError naming the seed of the first case that fails
    public static void check(int count, Property property) {
        String repeat = System.getProperty("opengms.seed");
        long first = repeat == null ? System.nanoTime() : Long.parseLong(repeat, 10);
        int cases = repeat == null ? count * Integer.getInteger("opengms.times", 1) : 1;
        for (int i = 0; i < cases; i++) {
            long seed = first + i;
            try {
                property.check(random(seed));
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        "Case " + i + " failed; repeat it with -Dopengms.seed=" + seed, failure);
            }
        }
    }

    /// A generator whose sequence depends on the seed alone.
    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// One property of one case.
    @FunctionalInterface
    public interface Property {
        /// Throws if the property does not hold for what `random` draws.
        void check(RandomGenerator random) throws Exception;
    }
}
