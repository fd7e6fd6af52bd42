package org.opengms.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.people.Sex;

/// Finds variants that damage a gene, and plants them as the inheritance of its disease asks.
final class DamagePlanter {
    private static final int TRIES = 2_000;

    /// Rounds of tries after which a gene counts as having no place for what is looked for.
    private static final int ROUNDS = 20;

    /// Amino acids that resemble each other; a planted missense change leaves its group.
    private static final List<String> ALIKE =
            List.of("AVLIM", "FWY", "STNQ", "DE", "KRH", "G", "P", "C");

    private DamagePlanter() {}

    /// The cause of a disease in one person.
    static List<PlantedVariant> cause(Gene gene, Inheritance inheritance, Sex sex, Draws draws) {
        CodingModel model = new CodingModel(gene);
        return switch (inheritance) {
            case AUTOSOMAL_DOMINANT ->
                    List.of(any(model, PlantedVariant.Zygosity.HETEROZYGOUS, draws));
            case AUTOSOMAL_RECESSIVE ->
                    draws.chance(0.45)
                            ? List.of(any(model, PlantedVariant.Zygosity.HOMOZYGOUS, draws))
                            : two(model, draws);
            case X_LINKED_RECESSIVE ->
                    List.of(
                            any(
                                    model,
                                    sex == Sex.MALE
                                            ? PlantedVariant.Zygosity.HEMIZYGOUS
                                            : PlantedVariant.Zygosity.HOMOZYGOUS,
                                    draws));
            case X_LINKED_DOMINANT ->
                    List.of(
                            any(
                                    model,
                                    sex == Sex.MALE
                                            ? PlantedVariant.Zygosity.HEMIZYGOUS
                                            : PlantedVariant.Zygosity.HETEROZYGOUS,
                                    draws));
        };
    }

    /// Two variants of a compound heterozygote, 100 bases apart or more.
    private static List<PlantedVariant> two(CodingModel model, Draws draws) {
        PlantedVariant first = any(model, PlantedVariant.Zygosity.HETEROZYGOUS, draws);
        while (true) {
            PlantedVariant second = any(model, PlantedVariant.Zygosity.HETEROZYGOUS, draws);
            if (Math.abs(second.pos() - first.pos()) >= 100) {
                List<PlantedVariant> both = new ArrayList<>(List.of(first, second));
                both.sort(java.util.Comparator.comparingInt(PlantedVariant::pos));
                return both;
            }
        }
    }

    private static PlantedVariant any(
            CodingModel model, PlantedVariant.Zygosity zygosity, Draws draws) {
        while (true) {
            double at = draws.share();
            Optional<PlantedVariant> found =
                    at < 0.30
                            ? substitution(
                                    model, PlantedVariant.Damage.STOP_GAINED, zygosity, draws)
                            : at < 0.60
                                    ? frameshift(model, zygosity, draws)
                                    : at < 0.75
                                            ? splice(model, zygosity, draws)
                                            : substitution(
                                                    model,
                                                    PlantedVariant.Damage.MISSENSE,
                                                    zygosity,
                                                    draws);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /// A heterozygous variant that ends the protein early, where the gene has a place for one: in a
    /// gene of a single long last exon every early stop escapes decay.
    static Optional<PlantedVariant> lossOfFunction(CodingModel model, Draws draws) {
        for (int i = 0; i < ROUNDS; i++) {
            Optional<PlantedVariant> found =
                    draws.chance(0.5)
                            ? substitution(
                                    model,
                                    PlantedVariant.Damage.STOP_GAINED,
                                    PlantedVariant.Zygosity.HETEROZYGOUS,
                                    draws)
                            : frameshift(model, PlantedVariant.Zygosity.HETEROZYGOUS, draws);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static Optional<PlantedVariant> substitution(
            CodingModel model,
            PlantedVariant.Damage damage,
            PlantedVariant.Zygosity zygosity,
            Draws draws) {
        for (int i = 0; i < TRIES; i++) {
            int index = codingIndex(model, draws);
            if (!model.insideExon(index, 4)) {
                continue;
            }
            if (damage == PlantedVariant.Damage.STOP_GAINED && escapesDecay(model, index)) {
                continue;
            }
            int position = model.positionZeroBased(index);
            byte ref = model.gene().contig().base(position);
            byte alt = (byte) draws.pick("ACGT");
            char before = model.aminoAcid(index / 3);
            char after = model.aminoAcidWith(index, alt);
            boolean fits =
                    damage == PlantedVariant.Damage.STOP_GAINED
                            ? after == '*'
                            : after != '*' && after != before && group(after) != group(before);
            if (alt != ref && fits) {
                return Optional.of(
                        variant(
                                model,
                                position,
                                String.valueOf((char) ref),
                                String.valueOf((char) alt),
                                damage,
                                zygosity));
            }
        }
        return Optional.empty();
    }

    /// One or two bases lost, or one gained, where neither can be written further left.
    static Optional<PlantedVariant> frameshift(
            CodingModel model, PlantedVariant.Zygosity zygosity, Draws draws) {
        Contig contig = model.gene().contig();
        for (int i = 0; i < TRIES; i++) {
            int index = codingIndex(model, draws);
            if (!model.insideExon(index, 6) || escapesDecay(model, index)) {
                continue;
            }
            int anchor = model.positionZeroBased(index);
            int lost = draws.below(3);
            String ref = contig.bases(anchor, anchor + 1 + lost);
            String alt = ref.substring(0, 1) + (lost == 0 ? draws.pick("ACGT") : "");
            if (ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1)) {
                continue;
            }
            String before = model.protein();
            String after = model.proteinWith(anchor, anchor + ref.length(), alt);
            int changed = 0;
            while (changed < after.length() && before.charAt(changed) == after.charAt(changed)) {
                changed++;
            }
            // a stop in the place of the first change would be called a stop as well as a
            // frameshift
            if (changed < after.length() - 1
                    && after.charAt(changed) != '*'
                    && after.charAt(index / 3) != '*'
                    && after.indexOf('*') >= 0) {
                return Optional.of(
                        variant(
                                model,
                                anchor,
                                ref,
                                alt,
                                PlantedVariant.Damage.FRAMESHIFT,
                                zygosity));
            }
        }
        return Optional.empty();
    }

    /// A change of the first or last two bases of an intron inside the coding sequence.
    static Optional<PlantedVariant> splice(
            CodingModel model, PlantedVariant.Zygosity zygosity, Draws draws) {
        Transcript transcript = model.gene().select();
        List<int[]> introns = new ArrayList<>();
        for (int e = 0; e + 1 < transcript.exons().size(); e++) {
            int start = transcript.exons().get(e).endExclusive();
            int end = transcript.exons().get(e + 1).startZeroBased();
            if (start > transcript.cdsStartZeroBased() && end < transcript.cdsEndExclusive()) {
                introns.add(new int[] {start, end});
            }
        }
        if (introns.isEmpty()) {
            return Optional.empty();
        }
        int[] intron = draws.pick(introns);
        boolean leftEnd = draws.chance(0.5);
        int position = leftEnd ? intron[0] + draws.below(2) : intron[1] - 1 - draws.below(2);
        char ref = (char) model.gene().contig().base(position);
        // a purine for a pyrimidine or the reverse: GC, the rarer donor that still works, never
        // arises
        char alt = draws.pick("AG".indexOf(ref) >= 0 ? "CT" : "AG");
        return Optional.of(
                variant(
                        model,
                        position,
                        String.valueOf(ref),
                        String.valueOf(alt),
                        leftEnd != transcript.reverse()
                                ? PlantedVariant.Damage.SPLICE_DONOR
                                : PlantedVariant.Damage.SPLICE_ACCEPTOR,
                        zygosity));
    }

    /// In the first four fifths of the coding sequence, never in the start codon.
    private static int codingIndex(CodingModel model, Draws draws) {
        return 3 * draws.between(5, model.codons() * 4 / 5) + draws.below(3);
    }

    /// Whether a stop here would lie in the last exon, where nonsense-mediated decay does not act.
    private static boolean escapesDecay(CodingModel model, int codingIndex) {
        Transcript transcript = model.gene().select();
        if (transcript.exons().size() == 1) {
            return false;
        }
        Transcript.Exon last =
                transcript.reverse() ? transcript.exons().getFirst() : transcript.exons().getLast();
        int position = model.positionZeroBased(codingIndex);
        return position >= last.startZeroBased() && position < last.endExclusive();
    }

    private static int group(char aminoAcid) {
        for (int g = 0; g < ALIKE.size(); g++) {
            if (ALIKE.get(g).indexOf(aminoAcid) >= 0) {
                return g;
            }
        }
        return -1;
    }

    private static PlantedVariant variant(
            CodingModel model,
            int positionZeroBased,
            String ref,
            String alt,
            PlantedVariant.Damage damage,
            PlantedVariant.Zygosity zygosity) {
        return new PlantedVariant(
                model.gene().contig().name(),
                positionZeroBased + 1,
                ref,
                alt,
                damage,
                zygosity,
                model.gene().select().ensembl());
    }
}
