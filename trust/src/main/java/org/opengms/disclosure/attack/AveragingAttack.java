package org.opengms.disclosure.attack;

import java.util.random.RandomGenerator;
import org.opengms.disclosure.noise.SeededNoise;
import org.roaringbitmap.RoaringBitmap;

/// The attacker who asks for a noisy count again and again to average the noise away.
public final class AveragingAttack {
    private AveragingAttack() {}

    /// How the question is put anew.
    public enum Way {
        /// The same people each time: in other words, another order, another account.
        SAME_PEOPLE,
        /// In two parts that are different each time and whose counts are added: other people, with
        /// noise of their own.
        TWO_PARTS
    }

    /// The root of the mean squared error of the attacker's estimate of a count.
    ///
    /// @param questions asked for one estimate
    /// @param groups how many counts are estimated
    public static double error(
            Way way, int questions, double epsilon, int groups, RandomGenerator random) {
        byte[] key = new byte[SeededNoise.KEY_BYTES];
        random.nextBytes(key);
        SeededNoise noise = SeededNoise.of(key);
        double squares = 0;
        for (int group = 0; group < groups; group++) {
            RoaringBitmap people = RoaringBitmap.bitmapOfRange(1000L * group, 1000L * group + 200);
            double sum = 0;
            for (int q = 0; q < questions; q++) {
                sum +=
                        switch (way) {
                            case SAME_PEOPLE -> noisy(again(people, q), noise, epsilon);
                            case TWO_PARTS -> parts(people, noise, epsilon, random);
                        };
            }
            double error = sum / questions - people.getCardinality();
            squares += error * error;
        }
        return Math.sqrt(squares / groups);
    }

    /// The same people, put together in another order and kept otherwise.
    private static RoaringBitmap again(RoaringBitmap people, int question) {
        RoaringBitmap again = new RoaringBitmap();
        int size = people.getCardinality();
        for (int i = 0; i < size; i++) {
            again.add(people.select((i + question) % size));
        }
        if (question % 2 == 0) {
            again.runOptimize();
        }
        return again;
    }

    private static double parts(
            RoaringBitmap people, SeededNoise noise, double epsilon, RandomGenerator random) {
        RoaringBitmap part = new RoaringBitmap();
        people.forEach((int person) -> {
            if (random.nextBoolean()) {
                part.add(person);
            }
        });
        return noisy(part, noise, epsilon)
                + noisy(RoaringBitmap.andNot(people, part), noise, epsilon);
    }

    private static double noisy(RoaringBitmap people, SeededNoise noise, double epsilon) {
        return people.getCardinality() + noise.laplace(people, epsilon);
    }
}
