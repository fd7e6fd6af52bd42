package org.opengms.disclosure.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;

/// The membership attack on a Beacon that knows one rule only, *yes from k carriers on*: the exact
/// likelihood-ratio test of an attacker who knows the public frequencies and asks the most telling
/// alleles first. What it finds is published, so it shows that the attacker is as strong as
/// others'.
///
/// Independent alleles, carriers Poisson, a stand-in genome of 20,000 rare alleles with frequencies
/// log-uniform from 10⁻⁶ to 10⁻².
public final class PlainBeaconAttack {
    /// Alleles of the stand-in genome.
    static final int ALLELES = 20_000;

    private final YesChance[] chances;

    /// @param people in the Beacon
    /// @param carriers k
    /// @param relative whether a sibling of the target is in it, or the target
    public PlainBeaconAttack(int people, int carriers, Relative relative) {
        chances =
                Arrays.stream(frequencies())
                        .mapToObj(f -> YesChance.of(people, f, carriers))
                        .map(c -> relative == Relative.SIBLING ? c.ofSibling() : c)
                        .sorted(Comparator.comparingDouble(YesChance::divergence).reversed())
                        .toArray(YesChance[]::new);
    }

    /// Who is in the Beacon.
    public enum Relative {
        /// The target.
        SELF,
        /// A sibling of the target.
        SIBLING
    }

    /// Evenly spaced quantiles of the log-uniform distribution: the same genome each time.
    static double[] frequencies() {
        double[] frequencies = new double[ALLELES];
        Arrays.setAll(frequencies, i -> Math.pow(10, -6 + 4 * (i + 0.5) / ALLELES));
        return frequencies;
    }

    /// Power after numbers of questions.
    ///
    /// @param questions ascending
    public Power[] power(int[] questions, int repetitions, RandomGenerator random) {
        double[][] members = new double[questions.length][repetitions];
        double[][] others = new double[questions.length][repetitions];
        for (int r = 0; r < repetitions; r++) {
            double in = 0;
            double out = 0;
            int next = 0;
            for (int asked = 1; next < questions.length; asked++) {
                YesChance chance = chances[asked - 1];
                in += chance.score(random.nextDouble() < chance.present());
                out += chance.score(random.nextDouble() < chance.absent());
                if (asked == questions[next]) {
                    members[next][r] = in;
                    others[next][r] = out;
                    next++;
                }
            }
        }
        Power[] power = new Power[questions.length];
        Arrays.setAll(power, i -> Power.of(members[i], others[i]));
        return power;
    }

    /// The fewest of some numbers of questions that reach a power; 0 if none does.
    public int questionsFor(
            double power, int[] questions, int repetitions, RandomGenerator random) {
        Power[] measured = power(questions, repetitions, random);
        for (int i = 0; i < questions.length; i++) {
            if (measured[i].value() >= power) {
                return questions[i];
            }
        }
        return 0;
    }
}
