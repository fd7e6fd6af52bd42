package org.opengms.disclosure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The rules of disclosure control that hold from a day on, as an operator signs them.
///
/// @param version names the rules
/// @param validFrom first day on which they hold
/// @param basis where the figures come from, in words
/// @param counts numbers of people
/// @param magnitudes sums of money, hours and the like
/// @param frequencies allele frequencies
/// @param noise of counts that are asked for one by one
/// @param beacon yes and no about alleles
/// @param epochs when public numbers change
public record DisclosureRules(
        String version,
        LocalDate validFrom,
        String basis,
        CountRules counts,
        MagnitudeRules magnitudes,
        FrequencyRules frequencies,
        NoiseRules noise,
        BeaconRules beacon,
        EpochRules epochs) {

    private static final DataFile<DisclosureRules> FILE =
            new DataFile<>(
                    DisclosureRules.class,
                    "rules of disclosure control",
                    "OGMS-7500",
                    UnaryOperator.identity());

    /// Reads rules from a file.
    ///
    /// @throws IllegalArgumentException if it does not hold rules, or rules that do not protect,
    ///   naming the field and the reason
    public static DisclosureRules read(Path file) {
        return FILE.read(file);
    }

    /// The rules that come with the program. Nobody has signed them.
    public static DisclosureRules standard() {
        return FILE.shipped(DisclosureRules.class, "rules-2026-11.json");
    }

    @SuppressWarnings("AnnotateFormatMethod") // needs a library for an annotation
    private static IllegalArgumentException refused(String what, Object... values) {
        return new IllegalArgumentException(String.format(Locale.ROOT, what, values));
    }

    /// What becomes of a count of nobody.
    public enum Zeros {
        /// It is shown: that nobody is there tells nothing about anybody.
        SHOWN,
        /// It is hidden like a small count.
        HIDDEN
    }

    /// How numbers of people are shown.
    ///
    /// @param threshold k: counts from 1 to k − 1 are hidden
    /// @param roundingBase b: what is shown is rounded to a multiple of b. The difference of two
    ///   rounded counts is known to within 2(b − 1), which must hide any count below k, so 2(b − 1)
    ///   ≥ k − 1. Where one of two sets is known to contain the other the difference is at least 0,
    ///   so only b ≥ k hides it whole
    /// @param zeros counts of nobody
    public record CountRules(int threshold, int roundingBase, Zeros zeros) {
        public CountRules {
            if (threshold < 2) {
                throw refused(
                        "OGMS-7501 counts.threshold is %d: a count of one person would be shown. It must be 2 or more.",
                        threshold);
            }
            if (2 * (roundingBase - 1) < threshold - 1) {
                throw refused(
                        "OGMS-7502 counts.roundingBase %d is too small for counts.threshold %d: the difference of two rounded counts would be known to within %d, and so would a hidden count below %d. Round to %d or more; best to %d.",
                        roundingBase,
                        threshold,
                        2 * (roundingBase - 1),
                        threshold,
                        (threshold + 2) / 2,
                        threshold);
            }
        }

        /// Whether a count of people must not be shown.
        ///
        /// @param people how many
        public boolean hides(long people) {
            return people == 0 ? zeros == Zeros.HIDDEN : people < threshold;
        }

        /// A count as it is shown: the same for the same number of people, wherever it stands.
        ///
        /// @param people how many
        public PublishedCount show(long people) {
            if (people < 0) {
                throw new IllegalArgumentException("A count of people is not negative.");
            }
            return hides(people)
                    ? PublishedCount.HIDDEN
                    : new PublishedCount.Shown(
                            (people + roundingBase / 2) / roundingBase * roundingBase);
        }
    }

    /// When a sum over contributors tells about the largest of them.
    ///
    /// @param contributors fewest that a sum must have
    /// @param dominant n of the (n, k) rule
    /// @param dominantPercent k of the (n, k) rule: hidden if the n largest make more than k % of
    ///   the sum
    /// @param uncertaintyPercent p of the p % rule: hidden if the second largest could estimate the
    ///   largest to within p %
    public record MagnitudeRules(
            int contributors, int dominant, int dominantPercent, int uncertaintyPercent) {
        public MagnitudeRules {
            if (contributors < 3) {
                throw refused(
                        "OGMS-7503 magnitudes.contributors is %d: of two contributors each would know the other's. It must be 3 or more.",
                        contributors);
            }
            if (dominant < 1
                    || dominant >= contributors
                    || dominantPercent < 1
                    || dominantPercent > 99) {
                throw refused(
                        "OGMS-7504 magnitudes.dominant %d and dominantPercent %d: need 1 to %d contributors and 1 to 99 %%.",
                        dominant, dominantPercent, contributors - 1);
            }
            if (uncertaintyPercent < 1 || uncertaintyPercent > 100) {
                throw refused(
                        "OGMS-7505 magnitudes.uncertaintyPercent is %d: need 1 to 100.",
                        uncertaintyPercent);
            }
        }
    }

    /// How many allele frequencies of a group may be released.
    ///
    /// @param mostSitesPerPerson m/n: independent sites over people, summed over everything that is
    ///   released of anybody. The power of the best membership test is Φ(√(m/n) − 1.645) at 5 %
    ///   false positives (Sankararaman et al. 2009, doi 10.1038/ng.436)
    public record FrequencyRules(double mostSitesPerPerson) {
        public FrequencyRules {
            if (!(mostSitesPerPerson > 0 && mostSitesPerPerson <= 1)) {
                throw refused(
                        "OGMS-7506 frequencies.mostSitesPerPerson is %s: need more than 0 and at most 1. At 1 a quarter of the people are found at 5 %% false positives.",
                        mostSitesPerPerson);
            }
        }
    }

    /// Noise of counts that are asked for one by one.
    ///
    /// @param epsilon of the discrete Laplace distribution: P(x) ∝ exp(−ε|x|)
    public record NoiseRules(double epsilon) {
        public NoiseRules {
            if (!(epsilon > 0 && epsilon <= 2)) {
                throw refused(
                        "OGMS-7507 noise.epsilon is %s: need more than 0, at most 2.", epsilon);
            }
        }
    }

    /// What the public Beacon answers.
    ///
    /// @param carriers k: it says yes if at least so many people have the allele
    /// @param expectedCarriers fewest carriers that the public frequency lets expect. Rarer alleles
    ///   are not answered, whoever has them
    /// @param surePerMillion an allele of which a no is less likely than this, in millionths, tells
    ///   nothing and is free. All others are rare
    /// @param rareQuestions of one legal entity, over all its accounts, for good
    /// @param exposureMilliNats most that all answers together may have told about a person, over
    ///   all who asked: Σ −ln P(yes | absent), in thousandths
    /// @param blockMilliNats most that they may have told about a person in one block of linkage.
    ///   In a block it is the sum that counts: were it charged once, the nested alleles of a
    ///   haplotype could all be asked for the price of one
    public record BeaconRules(
            int carriers,
            int expectedCarriers,
            double surePerMillion,
            int rareQuestions,
            int exposureMilliNats,
            int blockMilliNats) {
        public BeaconRules {
            if (carriers < 2 || expectedCarriers < 1) {
                throw refused(
                        "OGMS-7508 beacon.carriers %d and beacon.expectedCarriers %d: need 2 or more, and 1 or more. One carrier's yes gives them away.",
                        carriers, expectedCarriers);
            }
            if (!(surePerMillion > 0 && surePerMillion <= 1)) {
                throw refused(
                        "OGMS-7509 beacon.surePerMillion is %s: need more than 0, at most 1.",
                        surePerMillion);
            }
            double most =
                    rareQuestions * RareAlleles.exposureMicroNats(expectedCarriers, carriers) / 1e3;
            if (rareQuestions < 0 || Math.min(exposureMilliNats, blockMilliNats) < most) {
                throw refused(
                        "OGMS-7510 beacon.exposureMilliNats is %d and blockMilliNats %d: one entity can spend %.0f with its %d questions, could drive a person out of the answers and see it. Allow more exposure, fewer questions or only more frequent alleles.",
                        exposureMilliNats, blockMilliNats, Math.ceil(most), rareQuestions);
            }
        }
    }

    /// When the people change whom public numbers are about.
    ///
    /// @param changes fewest that join at once, and fewest that leave at once
    /// @param hours after which who has left is in no public number any more
    public record EpochRules(int changes, int hours) {
        public EpochRules {
            if (changes < 2 || hours < 1 || hours > 24) {
                throw refused(
                        "OGMS-7511 epochs.changes %d and epochs.hours %d: need 2 or more changes, and 1 to 24 hours, as participants are told.",
                        changes, hours);
            }
        }

        /// How long somebody who has left may still be in public numbers.
        public Duration delay() {
            return Duration.ofHours(hours);
        }
    }
}
