package org.opengms.disclosure.attack;

import java.util.random.RandomGenerator;

/// The membership attack on released allele frequencies: the likelihood-ratio test of an attacker
/// who knows the frequencies of the population (Sankararaman et al. 2009, doi 10.1038/ng.436).
public final class FrequencyAttack {
    private FrequencyAttack() {}

    /// Power against the exact frequencies of a group.
    ///
    /// @param people of the group
    /// @param sites independent, each with a population frequency drawn from 0.05 to 0.5
    public static Power power(int people, int sites, int repetitions, RandomGenerator random) {
        double[] members = new double[repetitions];
        double[] others = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            for (int s = 0; s < sites; s++) {
                double common = random.nextDouble(0.05, 0.5);
                int member = genotype(common, random);
                int count = member;
                for (int p = 1; p < people; p++) {
                    count += genotype(common, random);
                }
                double group = Math.clamp(count / (2.0 * people), 0.25 / people, 1 - 0.25 / people);
                members[r] += score(member, group, common);
                others[r] += score(genotype(common, random), group, common);
            }
        }
        return Power.of(members, others);
    }

    private static int genotype(double frequency, RandomGenerator random) {
        return (random.nextDouble() < frequency ? 1 : 0)
                + (random.nextDouble() < frequency ? 1 : 0);
    }

    private static double score(int alleles, double group, double population) {
        return alleles * Math.log(group / population)
                + (2 - alleles) * Math.log((1 - group) / (1 - population));
    }
}
