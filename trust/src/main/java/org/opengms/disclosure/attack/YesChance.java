package org.opengms.disclosure.attack;

import org.opengms.disclosure.RareAlleles;

/// How likely a Beacon says yes about an allele that the target has.
///
/// @param absent if the target is not in it
/// @param present if the target is
record YesChance(double absent, double present) {
    /// Other carriers are Poisson, with mean 2Nf beside an absent and 2(N − 1)f beside a present
    /// target.
    static YesChance of(int people, double frequency, int carriers) {
        return new YesChance(
                1 - RareAlleles.below(2.0 * people * frequency, carriers),
                1 - RareAlleles.below(2.0 * (people - 1) * frequency, carriers - 1));
    }

    /// If a sibling of the target is in it, who has the allele as often as not.
    YesChance ofSibling() {
        return new YesChance(absent, (absent + present) / 2);
    }

    /// The symmetric Kullback–Leibler divergence: how much an answer tells apart, in nats.
    double divergence() {
        double p = Math.clamp(present, 1e-15, 1 - 1e-15);
        double q = Math.clamp(absent, 1e-15, 1 - 1e-15);
        return (p - q) * Math.log(p * (1 - q) / (q * (1 - p)));
    }

    /// What an answer says for the target's presence, in nats.
    double score(boolean yes) {
        double p = yes ? present : 1 - present;
        double q = yes ? absent : 1 - absent;
        return Math.log(Math.max(p, 1e-300) / Math.max(q, 1e-300));
    }
}
