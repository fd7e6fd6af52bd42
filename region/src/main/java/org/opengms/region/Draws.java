package org.opengms.region;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A stream of random draws for one purpose.
///
/// Each purpose, and each number within it, has a stream of its own, so that a change in what one
/// part draws leaves every other part as it was. The generator is `L64X128MixRandom`; every draw is
/// made from its 64-bit output by arithmetic written here, because the derivation of bounded and
/// fractional draws is not part of the generators' contract.
final class Draws {
    private final RandomGenerator bits;

    private Draws(RandomGenerator bits) {
        this.bits = bits;
    }

    /// The stream of one purpose.
    ///
    /// @param seed the region's seed
    /// @param purpose what is drawn
    /// @param number which of several of that purpose
    static Draws of(long seed, String purpose, long number) {
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bit
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        long mixed = mixed(mixed(seed + 0x9e3779b97f4a7c15L) ^ hash) ^ mixed(number);
        return new Draws(
                RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom")
                        .create(mixed(mixed)));
    }

    /// The finaliser of SplitMix64.
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// 0 to `bound - 1`, evenly.
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(bits.nextLong(), bound);
    }

    /// Both ends included.
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /// At least 0 and less than 1.
    double share() {
        return (bits.nextLong() >>> 11) * 0x1.0p-53;
    }

    /// At least `least` and less than `most`.
    double between(double least, double most) {
        return least + share() * (most - least);
    }

    boolean chance(double probability) {
        return share() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    char pick(String from) {
        return from.charAt(below(from.length()));
    }

    /// All of them in random order.
    <T> List<T> shuffled(List<T> from) {
        List<T> order = new ArrayList<>(from);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T moved = order.get(i);
            order.set(i, order.get(j));
            order.set(j, moved);
        }
        return order;
    }

    /// Some of them without repetition, in random order; all where there are no more than `count`.
    <T> List<T> sample(List<T> from, int count) {
        List<T> order = shuffled(from);
        return List.copyOf(order.subList(0, Math.min(count, order.size())));
    }
}
