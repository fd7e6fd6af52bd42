package org.opengms.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPInputStream;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.DisclosureRules.BeaconRules;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.disclosure.attack.AveragingAttack;
import org.opengms.disclosure.attack.AveragingAttack.Way;
import org.opengms.disclosure.attack.CohortAttack;
import org.opengms.disclosure.attack.DifferencingAttack;
import org.opengms.disclosure.attack.FrequencyAttack;
import org.opengms.disclosure.attack.MembershipAttack;
import org.opengms.disclosure.attack.MembershipAttack.Choice;
import org.opengms.disclosure.attack.MembershipAttack.Linkage;
import org.opengms.disclosure.attack.PlainBeaconAttack;
import org.opengms.disclosure.attack.PlainBeaconAttack.Relative;
import org.opengms.disclosure.attack.Power;
import org.opengms.disclosure.attack.ReleaseDifferenceAttack;
import org.opengms.disclosure.attack.ReleaseDifferenceAttack.Move;
import org.roaringbitmap.RoaringBitmap;

/// Every attack on what disclosure control lets out, with the bar beside each figure and what the
/// protection costs whoever asks in good faith. First the attackers themselves, against a Beacon
/// without protection.
public final class DisclosureAttacks {
    private static final int[] QUESTIONS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000
    };
    private static final int[] PEOPLE = {1_000, 10_000, 100_000, 500_000};

    private final DisclosureRules rules;
    private final int repetitions;
    private final long seed;

    private DisclosureAttacks(DisclosureRules rules, int repetitions, long seed) {
        this.rules = rules;
        this.repetitions = repetitions;
        this.seed = seed;
    }

    /// @param arguments file of rules or `-` for those that come with the program, phased VCF of a
    ///   cohort or `-`, repetitions (20,000), seed (1)
    public static void main(String[] arguments) throws IOException {
        DisclosureRules rules =
                arguments.length == 0 || arguments[0].equals("-")
                        ? DisclosureRules.standard()
                        : DisclosureRules.read(Path.of(arguments[0]));
        int repetitions = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 20_000;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3], 10) : 1;
        DisclosureAttacks attacks = new DisclosureAttacks(rules, repetitions, seed);
        tell("rules %s, %,d repetitions, seed %d", rules.version(), repetitions, seed);
        attacks.attackers();
        attacks.membership();
        attacks.collusion();
        if (arguments.length > 1 && !arguments[1].equals("-")) {
            attacks.cohort(Path.of(arguments[1]));
        }
        attacks.usefulness();
        attacks.releases();
        attacks.frequencies();
        attacks.differencing();
        attacks.averaging();
    }

    @SuppressWarnings("AnnotateFormatMethod") // needs a library for an annotation
    private static void tell(String what, Object... values) {
        System.out.println(String.format(Locale.ROOT, what, values));
    }

    private RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private void attackers() {
        tell("%nattackers: questions for 95 %% power at 5 %% false alarms, yes from k carriers on");
        for (Relative relative : Relative.values()) {
            for (int k : new int[] {1, 2, 5, 10, 20, 50}) {
                StringBuilder row = new StringBuilder();
                for (int people : PEOPLE) {
                    int needed =
                            new PlainBeaconAttack(people, k, relative)
                                    .questionsFor(
                                            0.95,
                                            QUESTIONS,
                                            Math.min(repetitions, 4_000),
                                            random());
                    row.append(String.format(Locale.ROOT, "%9s", needed == 0 ? "> 2,000" : needed));
                }
                tell("  %-8s k = %-3d %s", relative, k, row);
            }
        }
        for (int k : new int[] {10, 20}) {
            Power[] power =
                    new PlainBeaconAttack(100_000, k, Relative.SELF)
                            .power(new int[] {5, 10, 20, 50, 100}, repetitions, random());
            tell(
                    "  power at 5, 10, 20, 50, 100 questions, N = 100,000, k = %d: %s",
                    k, List.of(power));
        }
    }

    private void membership() {
        tell("%nP1 power over the whole allowance of an entity (bar 0.15)");
        for (int people : PEOPLE) {
            MembershipAttack attack = new MembershipAttack(rules, people);
            tell(
                    "  N = %,d: best variants %s, sibling %s",
                    people,
                    attack.bestVariants(repetitions, random()),
                    attack.sibling(repetitions, random()));
            for (Linkage linkage : Linkage.values()) {
                tell(
                        "  N = %,d: haplotype, %s: %s",
                        people,
                        linkage,
                        attack.linked(linkage, 50 * repetitions, repetitions, random()));
            }
        }
    }

    private void collusion() {
        tell("%nP2 power if entities collude, N = 100,000: what may be told of a person holds it");
        MembershipAttack attack = new MembershipAttack(rules, 100_000);
        for (int entities : new int[] {1, 2, 4, 8, 16, 50, 100}) {
            tell(
                    "  %d entities, %d questions: the most telling %s, within the limit %s",
                    entities,
                    entities * rules.beacon().rareQuestions(),
                    attack.colluding(
                            entities, Choice.MOST_TELLING, Math.min(repetitions, 5_000), random()),
                    attack.colluding(
                            entities,
                            Choice.WITHIN_THE_LIMIT,
                            Math.min(repetitions, 5_000),
                            random()));
        }
    }

    private void cohort(Path vcf) throws IOException {
        List<RoaringBitmap> alleles = new ArrayList<>();
        int people = 0;
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(vcf)),
                                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] columns = line.split("\t", -1);
                people = columns.length - 9;
                if (columns[4].matches("[ACGT]+")) {
                    RoaringBitmap who = new RoaringBitmap();
                    for (int p = 0; p < people; p++) {
                        if (columns[p + 9].indexOf('1') >= 0) {
                            who.add(p);
                        }
                    }
                    alleles.add(who);
                }
            }
        }
        tell("%nP1 on real genotypes: %,d people, %,d alleles", people, alleles.size());
        for (DisclosureRules tried : List.of(rules, unprotected())) {
            CohortAttack attack = new CohortAttack(tried, alleles, people, 2_000);
            for (boolean linked : new boolean[] {false, true}) {
                tell(
                        "  yes from %d carriers, %d questions, %s: %s",
                        tried.beacon().carriers(),
                        tried.beacon().rareQuestions(),
                        linked ? "the most telling, linked or not" : "no two linked",
                        attack.run(linked, 20, Math.min(100, repetitions / 20), random()));
            }
        }
    }

    /// The same but for a Beacon that says yes from two carriers on, of any allele that is expected
    /// at all: what the attacker is capable of.
    private DisclosureRules unprotected() {
        return new DisclosureRules(
                "unprotected",
                rules.validFrom(),
                rules.basis(),
                rules.counts(),
                rules.magnitudes(),
                rules.frequencies(),
                rules.noise(),
                new BeaconRules(2, 1, rules.beacon().surePerMillion(), 12, 1_000_000, 1_000_000),
                rules.epochs());
    }

    private void usefulness() {
        double[] frequencies = {5e-6, 2e-5, 5e-5, 1e-4, 1.5e-4, 2e-4, 3e-4, 5e-4, 1e-3, 1e-2};
        tell("%nP7 of alleles that somebody has, answered yes, by public frequency");
        StringBuilder head = new StringBuilder();
        for (double frequency : frequencies) {
            head.append(String.format(Locale.ROOT, "%9.0e", frequency));
        }
        tell("  %16s%s", "", head);
        for (int people : PEOPLE) {
            double[] yes =
                    new MembershipAttack(rules, people)
                            .affirmed(frequencies, Math.min(2_000, repetitions), random());
            StringBuilder row = new StringBuilder();
            for (double share : yes) {
                row.append(String.format(Locale.ROOT, "%8.0f%%", 100 * share));
            }
            tell("  N = %-,12d%s", people, row);
        }
    }

    private void releases() {
        tell(
                "%nP3 of the alleles whose answer changed, the share that the target has (bar: chance)");
        int trials = Math.max(20, repetitions / 100);
        for (Move move : Move.values()) {
            for (int others : new int[] {0, move == Move.LEFT ? 9 : 55}) {
                for (boolean batched : new boolean[] {false, true}) {
                    ReleaseDifferenceAttack.Reconstruction found =
                            ReleaseDifferenceAttack.run(
                                    rules, 20_000, 20_000, move, batched, others, trials, random());
                    tell(
                            "  %s, %d others in the day, %s: %,d of %,d changed answers, %.3f; chance %.3f",
                            move,
                            others,
                            batched ? "epochs" : "answers change at once",
                            found.theTargets(),
                            found.changed(),
                            found.right(),
                            found.chance());
                }
            }
        }
    }

    private void frequencies() {
        tell(
                "%nP4 power against released frequencies of 200 people, by sites over people (rules: %s)",
                rules.frequencies().mostSitesPerPerson());
        for (double ratio : new double[] {0.1, 1, 5, 10.8}) {
            int sites = (int) Math.round(200 * ratio);
            tell(
                    "  m/n = %.1f: %s",
                    ratio,
                    FrequencyAttack.power(
                            200, sites, Math.min(repetitions, 600_000 / sites), random()));
        }
    }

    private void differencing() {
        tell("%nP5 20,000 people, five attributes, all pairs of published counts (bar 0)");
        DifferencingAttack attack = new DifferencingAttack(20_000, random());
        tell("  %,d groups can be asked for", attack.groups());
        int asked = attack.groups();
        for (int[] thresholdAndBase : new int[][] {{5, 5}, {8, 5}, {8, 8}, {10, 6}, {10, 10}}) {
            CountRules counts =
                    new CountRules(thresholdAndBase[0], thresholdAndBase[1], Zeros.HIDDEN);
            tell(
                    "  k = %d, rounded to %d, threshold alone: %s",
                    counts.threshold(),
                    counts.roundingBase(),
                    attack.run(asked, counts, false, random()));
        }
        long began = System.nanoTime();
        DifferencingAttack.Found found = attack.run(asked, rules.counts(), true, random());
        tell(
                "  k = %d, each checked by the registry: %s, %.1f s",
                rules.counts().threshold(), found, (System.nanoTime() - began) / 1e9);
    }

    private void averaging() {
        double epsilon = rules.noise().epsilon();
        tell(
                "%nP6 error of a count of 200 by averaging noisy answers, ε = %s (noise alone: %.2f)",
                epsilon, deviation(epsilon));
        for (int questions : new int[] {1, 10, 100, 1_000}) {
            tell(
                    "  %,5d questions: the same people %.2f, in two parts %.2f",
                    questions,
                    AveragingAttack.error(Way.SAME_PEOPLE, questions, epsilon, 100, random()),
                    AveragingAttack.error(Way.TWO_PARTS, questions, epsilon, 100, random()));
        }
    }

    /// Standard deviation of the discrete Laplace distribution: √(2q) / (1 − q), q = exp(−ε).
    private static double deviation(double epsilon) {
        double q = Math.exp(-epsilon);
        return Math.sqrt(2 * q) / (1 - q);
    }
}
