package org.opengms.disclosure.attack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.beacon.AlleleQuestion;
import org.opengms.disclosure.beacon.Alleles;
import org.opengms.disclosure.beacon.BeaconAnswer;
import org.opengms.disclosure.beacon.LegalEntity;
import org.opengms.disclosure.beacon.MemoryLedger;
import org.opengms.disclosure.beacon.PublicAllele;
import org.opengms.disclosure.beacon.PublicBeacon;
import org.opengms.disclosure.epoch.Epoch;
import org.roaringbitmap.RoaringBitmap;

/// The membership attack on real genotypes, with their own frequencies, linkage and population
/// structure. People are dealt anew for each round: a third is in the Beacon, a third is the
/// attacker's public reference, a third is in neither.
///
/// The attacker knows each target's genome, has the haplotypes of the reference, and judges the
/// answers together: how often each pattern comes about in Beacons drawn from the reference, with
/// the target and without.
public final class CohortAttack {
    private final DisclosureRules rules;
    private final List<RoaringBitmap> alleles;
    private final int people;
    private final int drawn;

    /// @param alleles who has each
    /// @param people numbered from 0
    /// @param drawn Beacons that the attacker draws from the reference for each target
    public CohortAttack(DisclosureRules rules, List<RoaringBitmap> alleles, int people, int drawn) {
        this.drawn = drawn;
        this.rules = rules;
        this.alleles = List.copyOf(alleles);
        this.people = people;
    }

    /// What was measured.
    ///
    /// @param inBeacon people in the Beacon
    /// @param power of the attack
    /// @param questions asked of each target on average
    public record Outcome(int inBeacon, Power power, double questions) {}

    /// Runs the attack.
    ///
    /// @param linked whether the most telling alleles are asked however they hang together, or no
    ///   two that more than half of the carriers share
    public Outcome run(boolean linked, int rounds, int targets, RandomGenerator random) {
        double[] members = new double[rounds * targets];
        double[] others = new double[rounds * targets];
        long questions = 0;
        int third = people / 3;
        for (int round = 0; round < rounds; round++) {
            List<Integer> dealt = new ArrayList<>();
            for (int p = 0; p < people; p++) {
                dealt.add(p);
            }
            Collections.shuffle(dealt, Random.from(random));
            RoaringBitmap beacon = set(dealt.subList(0, third));
            RoaringBitmap reference = set(dealt.subList(third, 2 * third));
            for (int t = 0; t < targets; t++) {
                Target in = new Target(dealt.get(t), beacon, reference, linked, random);
                Target out =
                        new Target(dealt.get(2 * third + t), beacon, reference, linked, random);
                members[round * targets + t] = in.score();
                others[round * targets + t] = out.score();
                questions += in.asked.size() + out.asked.size();
            }
        }
        return new Outcome(third, Power.of(members, others), questions / (2.0 * rounds * targets));
    }

    private static RoaringBitmap set(List<Integer> people) {
        RoaringBitmap set = new RoaringBitmap();
        people.forEach(set::add);
        return set;
    }

    /// One target of the attack.
    private final class Target implements Alleles {
        private final RoaringBitmap beacon;
        private final RoaringBitmap reference;
        private final RandomGenerator random;

        /// Alleles of the target that cost something to ask, the most telling first.
        private final List<Integer> asked = new ArrayList<>();

        Target(
                int person,
                RoaringBitmap beacon,
                RoaringBitmap reference,
                boolean linked,
                RandomGenerator random) {
            this.beacon = beacon;
            this.reference = reference;
            this.random = random;
            List<Integer> candidates = new ArrayList<>();
            for (int a = 0; a < alleles.size(); a++) {
                double expected = 2.0 * size() * frequency(a);
                if (alleles.get(a).contains(person)
                        // The published size is rounded: a little more than the least is sure.
                        && expected >= 1.02 * rules.beacon().expectedCarriers()
                        && expected < 3 * rules.beacon().carriers()) {
                    candidates.add(a);
                }
            }
            candidates.sort(
                    Comparator.comparingDouble((Integer a) ->
                                    YesChance.of(size(), frequency(a), rules.beacon().carriers())
                                            .divergence())
                            .reversed()
                            .thenComparing(a -> a));
            for (int candidate : candidates) {
                if (asked.size() < rules.beacon().rareQuestions()
                        && (linked || asked.stream().noneMatch(a -> together(a, candidate)))) {
                    asked.add(candidate);
                }
            }
        }

        private int size() {
            return beacon.getCardinality();
        }

        private double frequency(int allele) {
            return RoaringBitmap.andCardinality(alleles.get(allele), reference)
                    / (2.0 * reference.getCardinality());
        }

        private boolean together(int a, int b) {
            return 2 * RoaringBitmap.andCardinality(alleles.get(a), alleles.get(b))
                    > Math.min(alleles.get(a).getCardinality(), alleles.get(b).getCardinality());
        }

        /// ln of how much likelier the answers are with the target than without.
        double score() {
            if (asked.isEmpty()) {
                return 0;
            }
            PublicBeacon answering = new PublicBeacon(rules, this, new MemoryLedger());
            Epoch epoch = new Epoch(1, Instant.EPOCH, beacon);
            int pattern = 0;
            for (int i = 0; i < asked.size(); i++) {
                if (answering.ask(new LegalEntity("attacker"), question(asked.get(i)), epoch)
                        instanceof BeaconAnswer.Answered(boolean yes, _)) {
                    pattern |= yes ? 1 << i : 0;
                }
            }
            int[] seen = drawn(pattern);
            return Math.log((seen[0] + 0.5) / (seen[1] + 0.5));
        }

        /// How often Beacons drawn from the reference give a pattern, with the target and without.
        private int[] drawn(int pattern) {
            int[] carried = new int[reference.getCardinality()];
            int[] individuals = reference.toArray();
            for (int i = 0; i < asked.size(); i++) {
                RoaringBitmap who = alleles.get(asked.get(i));
                for (int p = 0; p < individuals.length; p++) {
                    carried[p] |= who.contains(individuals[p]) ? 1 << i : 0;
                }
            }
            int[] nonZero = Arrays.stream(carried).filter(c -> c != 0).toArray();
            int[] seen = new int[2];
            int[] counts = new int[asked.size()];
            for (int draw = 0; draw < drawn; draw++) {
                Arrays.fill(counts, 0);
                int carriers =
                        MembershipAttack.poisson(
                                (double) size() * nonZero.length / individuals.length, random);
                for (int c = 0; c < carriers && nonZero.length > 0; c++) {
                    int has = nonZero[random.nextInt(nonZero.length)];
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] += has >> i & 1;
                    }
                }
                seen[0] += pattern(counts, 1) == pattern ? 1 : 0;
                seen[1] += pattern(counts, 0) == pattern ? 1 : 0;
            }
            return seen;
        }

        private int pattern(int[] counts, int target) {
            int pattern = 0;
            for (int i = 0; i < counts.length; i++) {
                pattern |= counts[i] + target >= rules.beacon().carriers() ? 1 << i : 0;
            }
            return pattern;
        }

        private AlleleQuestion question(int allele) {
            return new AlleleQuestion("GRCh37", "22", allele + 1, "A", "G");
        }

        @Override
        public Optional<PublicAllele> publiclyKnown(AlleleQuestion question) {
            double frequency = frequency(question.position() - 1);
            return Optional.of(new PublicAllele(frequency, frequency, 0));
        }

        @Override
        public RoaringBitmap carriers(AlleleQuestion question) {
            return alleles.get(question.position() - 1);
        }
    }
}
