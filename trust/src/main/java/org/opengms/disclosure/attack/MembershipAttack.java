package org.opengms.disclosure.attack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.RareAlleles;
import org.opengms.disclosure.beacon.AlleleQuestion;
import org.opengms.disclosure.beacon.Alleles;
import org.opengms.disclosure.beacon.BeaconAnswer;
import org.opengms.disclosure.beacon.LegalEntity;
import org.opengms.disclosure.beacon.MemoryLedger;
import org.opengms.disclosure.beacon.PublicAllele;
import org.opengms.disclosure.beacon.PublicBeacon;
import org.opengms.disclosure.epoch.Epoch;
import org.roaringbitmap.RoaringBitmap;

/// Membership attacks on the public Beacon itself, by one legal entity that spends its whole
/// allowance on one target through as many accounts as it likes, and asks free questions besides.
public final class MembershipAttack {
    /// Free questions asked besides those that cost.
    private static final int FREE = 20;

    /// Questions asked for nothing, since the allowance is used.
    private static final int REFUSED = 4;

    private final DisclosureRules rules;
    private final int people;
    private final Epoch without;
    private final Epoch with;

    /// @param people in the Beacon
    public MembershipAttack(DisclosureRules rules, int people) {
        this.rules = rules;
        this.people = people;
        // The target is person 0.
        with = new Epoch(1, Instant.EPOCH, RoaringBitmap.bitmapOfRange(0, people));
        without = new Epoch(1, Instant.EPOCH, RoaringBitmap.bitmapOfRange(1, people + 1L));
    }

    /// One allele that the attacker asks about: how often others have it is public, and so is what
    /// a yes will be taken to tell.
    private record Asked(double frequency, YesChance chance, long microNats) {}

    /// Which alleles an attacker asks about, the most telling of them first.
    public enum Choice {
        /// All that are answered.
        MOST_TELLING,
        /// The more frequent, which tell little and use up less: as many as the target's limit is
        /// expected to last for.
        WITHIN_THE_LIMIT
    }

    /// The exact likelihood-ratio test on the most telling independent alleles.
    public Power bestVariants(int repetitions, RandomGenerator random) {
        return colluding(1, Choice.MOST_TELLING, repetitions, random);
    }

    /// The same by several entities together, each of which spends its whole allowance. No
    /// allowance limits that; what may be told of a person does. They know it, and stop when it is
    /// reached.
    ///
    /// @param entities that collude
    public Power colluding(int entities, Choice choice, int repetitions, RandomGenerator random) {
        return independent(PlainBeaconAttack.Relative.SELF, entities, choice, repetitions, random);
    }

    /// The same where a sibling of the target is in the Beacon and the target is not.
    public Power sibling(int repetitions, RandomGenerator random) {
        return independent(
                PlainBeaconAttack.Relative.SIBLING, 1, Choice.MOST_TELLING, repetitions, random);
    }

    private Power independent(
            PlainBeaconAttack.Relative relative,
            int entities,
            Choice choice,
            int repetitions,
            RandomGenerator random) {
        boolean sibling = relative == PlainBeaconAttack.Relative.SIBLING;
        List<Asked> candidates =
                asked(choice, sibling).stream()
                        .sorted(
                                Comparator.comparingDouble((Asked a) -> a.chance.divergence())
                                        .reversed())
                        .toList();
        double sure = 1 - rules.beacon().surePerMillion() / 1e6;
        List<Asked> order = new ArrayList<>();
        candidates.stream()
                .filter(a -> a.chance.absent() <= sure)
                .limit((long) entities * rules.beacon().rareQuestions() + REFUSED)
                .forEach(order::add);
        candidates.stream().filter(a -> a.chance.absent() > sure).limit(FREE).forEach(order::add);
        double[] members = new double[repetitions];
        double[] others = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            members[r] = ask(order, entities, true, sibling, random);
            others[r] = ask(order, entities, false, sibling, random);
        }
        return Power.of(members, others);
    }

    private List<Asked> asked(Choice choice, boolean sibling) {
        List<Asked> asked = new ArrayList<>();
        double[] frequencies = PlainBeaconAttack.frequencies();
        double used = 0;
        // From the most frequent down.
        for (int i = frequencies.length - 1; i >= 0; i--) {
            double expected = 2.0 * people * frequencies[i];
            if (expected < rules.beacon().expectedCarriers()) {
                break;
            }
            YesChance chance = chance(frequencies[i], sibling);
            long microNats = RareAlleles.exposureMicroNats(expected, rules.beacon().carriers());
            used += chance.present() * microNats;
            if (choice == Choice.WITHIN_THE_LIMIT
                    && used > 1_000.0 * rules.beacon().exposureMilliNats()) {
                break;
            }
            asked.add(new Asked(frequencies[i], chance, microNats));
        }
        return asked;
    }

    private YesChance chance(double frequency, boolean sibling) {
        YesChance own = YesChance.of(people, frequency, rules.beacon().carriers());
        return sibling ? own.ofSibling() : own;
    }

    /// Asks in order, and adds up what the answers say.
    private double ask(
            List<Asked> order,
            int entities,
            boolean member,
            boolean sibling,
            RandomGenerator random) {
        Drawn drawn = new Drawn();
        PublicBeacon beacon = new PublicBeacon(rules, drawn, new MemoryLedger());
        double score = 0;
        long told = 0;
        for (int i = 0; i < order.size(); i++) {
            Asked asked = order.get(i);
            int carriers = poisson(2.0 * (member ? people - 1 : people) * asked.frequency, random);
            boolean has = member && (!sibling || random.nextBoolean());
            AlleleQuestion question =
                    drawn.allele(i + 1, asked.frequency, i, some(carriers, has, random));
            LegalEntity attacker = new LegalEntity("attacker " + i % entities);
            if (beacon.ask(attacker, question, member ? with : without)
                    instanceof BeaconAnswer.Answered(boolean yes, _)) {
                told += yes ? asked.microNats : 0;
                if (told > 1_000L * rules.beacon().exposureMilliNats()) {
                    break; // from here on the target would not be counted
                }
                score += asked.chance.score(yes);
            }
        }
        return score;
    }

    private RoaringBitmap some(int carriers, boolean target, RandomGenerator random) {
        int start = 1 + random.nextInt(people - carriers - 1);
        RoaringBitmap who = RoaringBitmap.bitmapOfRange(start, start + (long) carriers);
        if (target) {
            who.add(0);
        }
        return who;
    }

    /// How the alleles of a haplotype hang together.
    public enum Linkage {
        /// All alleles are on the same chromosomes: perfect linkage.
        COPIES,
        /// Each rarer allele arose on a chromosome that has the more frequent ones.
        NESTED,
        /// Half the chromosomes with one allele have the next.
        PARTIAL
    }

    /// The attacker who knows linkage: asks about the alleles of one haplotype of the target, and
    /// judges all answers together by how often each pattern of answers comes about with the target
    /// and without, as simulated from the haplotypes.
    ///
    /// @param training simulations from which patterns are learnt
    public Power linked(Linkage linkage, int training, int repetitions, RandomGenerator random) {
        int asked = Math.min(rules.beacon().rareQuestions(), 12);
        double[] expected = new double[asked];
        double least = rules.beacon().expectedCarriers();
        Arrays.setAll(
                expected,
                i -> linkage == Linkage.NESTED ? least * Math.pow(1.08, asked - 1 - i) : least);
        double[] with = patterns(linkage, expected, true, training, random);
        double[] without = patterns(linkage, expected, false, training, random);
        double[] members = new double[repetitions];
        double[] others = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            int in = ask(linkage, expected, true, random);
            int out = ask(linkage, expected, false, random);
            members[r] = Math.log(with[in] / without[in]);
            others[r] = Math.log(with[out] / without[out]);
        }
        return Power.of(members, others);
    }

    /// The share of each pattern of answers, with a little for patterns that were never seen.
    private double[] patterns(
            Linkage linkage,
            double[] expected,
            boolean member,
            int training,
            RandomGenerator random) {
        double[] share = new double[1 << expected.length];
        Arrays.fill(share, 0.5 / training);
        for (int i = 0; i < training; i++) {
            List<RoaringBitmap> carriers = haplotype(linkage, expected, member, random);
            int pattern = 0;
            for (int a = 0; a < expected.length; a++) {
                boolean yes = carriers.get(a).getCardinality() >= rules.beacon().carriers();
                pattern |= yes ? 1 << a : 0;
            }
            share[pattern] += 1.0 / training;
        }
        return share;
    }

    private int ask(Linkage linkage, double[] expected, boolean member, RandomGenerator random) {
        List<RoaringBitmap> carriers = haplotype(linkage, expected, member, random);
        Drawn drawn = new Drawn();
        PublicBeacon beacon = new PublicBeacon(rules, drawn, new MemoryLedger());
        int pattern = 0;
        for (int a = 0; a < expected.length; a++) {
            AlleleQuestion question =
                    drawn.allele(a + 1, expected[a] / (2.0 * people), 0, carriers.get(a));
            if (beacon.ask(new LegalEntity("attacker"), question, member ? with : without)
                    instanceof BeaconAnswer.Answered(boolean yes, _)) {
                pattern |= yes ? 1 << a : 0;
            }
        }
        return pattern;
    }

    private List<RoaringBitmap> haplotype(
            Linkage linkage, double[] expected, boolean member, RandomGenerator random) {
        List<RoaringBitmap> carriers = new ArrayList<>();
        RoaringBitmap before =
                some(
                        poisson(expected[0] * (member ? people - 1 : people) / people, random),
                        member,
                        random);
        carriers.add(before);
        for (int a = 1; a < expected.length; a++) {
            RoaringBitmap next = new RoaringBitmap();
            double keep =
                    switch (linkage) {
                        case COPIES -> 1;
                        case NESTED -> expected[a] / expected[a - 1];
                        case PARTIAL -> 0.5;
                    };
            for (int person : before) {
                if (person == 0 || random.nextDouble() < keep) {
                    next.add(person);
                }
            }
            if (linkage == Linkage.PARTIAL) {
                int more = poisson(expected[a] / 2, random);
                for (int i = 0; i < more; i++) {
                    next.add(1 + random.nextInt(people - 1));
                }
            }
            carriers.add(next);
            before = next;
        }
        return carriers;
    }

    /// Of those who pass a frequency, how many are answered yes.
    ///
    /// @param frequencies public allele frequencies
    /// @return for each, of alleles that somebody has the share that the Beacon affirms
    public double[] affirmed(double[] frequencies, int repetitions, RandomGenerator random) {
        return IntStream.range(0, frequencies.length)
                .mapToDouble(i -> {
                    int present = 0;
                    int yes = 0;
                    while (present < repetitions) {
                        int carriers = poisson(2.0 * people * frequencies[i], random);
                        if (carriers > 0) {
                            present++;
                            Drawn drawn = new Drawn();
                            AlleleQuestion question =
                                    drawn.allele(
                                            1, frequencies[i], 0, some(carriers, false, random));
                            yes +=
                                    new PublicBeacon(rules, drawn, new MemoryLedger())
                                                                    .ask(
                                                                            new LegalEntity("user"),
                                                                            question,
                                                                            without)
                                                            instanceof
                                                            BeaconAnswer.Answered(boolean is, _)
                                                    && is
                                            ? 1
                                            : 0;
                        }
                    }
                    return yes / (double) present;
                })
                .toArray();
    }

    /// Poisson draws: by multiplication, in parts of at most 500 so that e^−λ is a number.
    static int poisson(double mean, RandomGenerator random) {
        int count = 0;
        for (double rest = mean; rest > 0; rest -= 500) {
            double limit = Math.exp(-Math.min(rest, 500));
            for (double product = random.nextDouble();
                    product > limit;
                    product *= random.nextDouble()) {
                count++;
            }
        }
        return count;
    }

    /// Alleles as they were drawn for one attack.
    private static final class Drawn implements Alleles {
        private final Map<AlleleQuestion, PublicAllele> known = new HashMap<>();
        private final Map<AlleleQuestion, RoaringBitmap> carriers = new HashMap<>();

        AlleleQuestion allele(int position, double frequency, int block, RoaringBitmap who) {
            AlleleQuestion question = new AlleleQuestion("GRCh38", "1", position, "A", "G");
            known.put(question, new PublicAllele(frequency, frequency, block));
            carriers.put(question, who);
            return question;
        }

        @Override
        public Optional<PublicAllele> publiclyKnown(AlleleQuestion question) {
            return Optional.ofNullable(known.get(question));
        }

        @Override
        public RoaringBitmap carriers(AlleleQuestion question) {
            return carriers.getOrDefault(question, new RoaringBitmap());
        }
    }
}
