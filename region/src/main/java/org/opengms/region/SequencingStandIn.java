package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.people.Sex;

/// Stands in for sequencing: writes the VCF of a patient's genome against the mini reference
/// genome.
///
/// Background variants are of two kinds. Common ones come from a pool that all patients share, each
/// with a frequency, and are drawn by Hardy–Weinberg; they lie outside coding sequence or are
/// synonymous, but for sixteen missense ones. A few dozen rare ones are the patient's own: most
/// without effect, six missense, one to three heterozygous losses of function in genes that need
/// two to cause disease, and one or two in any gene, which do no harm for reasons that a genome
/// does not show: they are what makes the cause hard to tell. None of them changes the protein of
/// the gene whose damage is planted. A male has one copy of X, with haploid genotypes.
public final class SequencingStandIn {
    private static final int LEAST_DISTANCE = 12;
    private static final int PLANTED_DISTANCE = 20;
    private static final int COMMON_MISSENSE = 16;
    private static final int RARE_SILENT = 50;
    private static final int RARE_MISSENSE = 6;

    /// Zones of a contig, a byte a base.
    private static final byte FREE = 0;

    private static final byte NEAR_SPLICE = 1;
    private static final byte CODING = 2;

    private final long seed;
    private final MiniGenome genome;
    private final Map<Contig, byte[]> zones = new LinkedHashMap<>();
    private final List<CodingModel> models;
    private final List<CodingModel> carrierGenes;
    private final List<CodingModel> autosomalGenes;
    private final List<CommonVariant> pool;
    private final Map<Contig, BitSet> taken = new LinkedHashMap<>();

    private record CommonVariant(Site site, double alleleFrequency) {}

    /// A variant and what is known of it before anyone carries it.
    private record Site(
            Contig contig,
            int positionZeroBased,
            String ref,
            String alt,
            Optional<Gene> changesProteinOf) {}

    private record Call(Contig contig, int pos, String ref, String alt, String genotype) {}

    SequencingStandIn(long seed, RegionOptions options, MiniGenome genome, Diseases diseases) {
        this.seed = seed;
        this.genome = genome;
        this.models = genome.genes().stream().map(CodingModel::new).toList();
        this.autosomalGenes = models.stream().filter(m -> !m.gene().isOnX()).toList();
        this.carrierGenes =
                autosomalGenes.stream()
                        .filter(m ->
                                diseases.ofGene(m.gene()).stream()
                                        .allMatch(d ->
                                                d.inheritance() == Inheritance.AUTOSOMAL_RECESSIVE))
                        .toList();
        for (Contig contig : genome.contigs()) {
            zones.put(contig, new byte[contig.length()]);
            taken.put(contig, new BitSet(contig.length()));
        }
        genome.genes().forEach(this::markZones);
        this.pool = pool(2 * options.backgroundVariants());
    }

    private void markZones(Gene gene) {
        byte[] zone = zone(gene.contig());
        for (int position : gene.select().codingPositions()) {
            zone[position] = CODING;
        }
        for (Transcript transcript : gene.transcripts()) {
            for (Transcript.Exon exon : transcript.exons()) {
                for (int i = -12; i < 12; i++) {
                    zone[exon.startZeroBased() + i] = NEAR_SPLICE;
                    zone[exon.endExclusive() + i] = NEAR_SPLICE;
                }
            }
        }
    }

    private byte[] zone(Contig contig) {
        byte[] zone = zones.get(contig);
        if (zone == null) {
            throw new IllegalArgumentException("No contig of this genome: " + contig.name());
        }
        return zone;
    }

    private BitSet taken(Contig contig) {
        BitSet positions = taken.get(contig);
        if (positions == null) {
            throw new IllegalArgumentException("No contig of this genome: " + contig.name());
        }
        return positions;
    }

    /// Pool of twice as many variants as a genome shows: the mean probability of carrying one at a
    /// frequency evenly between 0.05 and 0.6 is 0.52.
    private List<CommonVariant> pool(int size) {
        Draws draws = Draws.of(seed, "common variants", 0);
        List<CommonVariant> found = new ArrayList<>();
        int missense = 0;
        while (found.size() < size) {
            Optional<Site> drawn = site(draws);
            if (drawn.isEmpty()) {
                continue;
            }
            Site site = drawn.get();
            boolean changes = site.changesProteinOf().isPresent();
            if (changes && missense == COMMON_MISSENSE) {
                continue;
            }
            BitSet positions = taken(site.contig());
            int next = positions.nextSetBit(Math.max(0, site.positionZeroBased() - LEAST_DISTANCE));
            if (next >= 0 && next <= site.positionZeroBased() + LEAST_DISTANCE) {
                continue;
            }
            positions.set(site.positionZeroBased());
            missense += changes ? 1 : 0;
            found.add(new CommonVariant(site, draws.between(0.05, changes ? 0.4 : 0.6)));
        }
        return List.copyOf(found);
    }

    /// A variant anywhere that is silent or, in coding sequence, at most missense. Seventeen in
    /// twenty outside coding sequence are single bases, the rest short insertions and deletions.
    private Optional<Site> site(Draws draws) {
        int at = draws.below(genome.contigs().stream().mapToInt(Contig::length).sum());
        int c = 0;
        while (at >= genome.contigs().get(c).length()) {
            at -= genome.contigs().get(c).length();
            c++;
        }
        Contig contig = genome.contigs().get(c);
        int position = at;
        if (position < 100 || position > contig.length() - 100) {
            return Optional.empty();
        }
        return switch (zone(contig)[position]) {
            case FREE ->
                    draws.chance(0.85)
                            ? Optional.of(substitution(contig, position, draws))
                            : indel(contig, position, draws);
            case CODING -> coding(contig, position, draws);
            default -> Optional.empty();
        };
    }

    private static Site substitution(Contig contig, int position, Draws draws) {
        char ref = (char) contig.base(position);
        // two transitions to one transversion, as in human genomes
        String transition = "GATC".substring("AGCT".indexOf(ref), "AGCT".indexOf(ref) + 1);
        char alt =
                draws.chance(0.67)
                        ? transition.charAt(0)
                        : draws.pick("AG".indexOf(ref) >= 0 ? "CT" : "AG");
        return new Site(
                contig, position, String.valueOf(ref), String.valueOf(alt), Optional.empty());
    }

    /// One to six bases gained or lost; those that could be written further left are passed over.
    private Optional<Site> indel(Contig contig, int position, Draws draws) {
        int length = 1 + draws.below(draws.chance(0.5) ? 2 : 6);
        char anchor = (char) contig.base(position);
        if (draws.chance(0.5)) {
            for (int i = 0; i <= length; i++) {
                if (zone(contig)[position + i] != FREE) {
                    return Optional.empty();
                }
            }
            String ref = contig.bases(position, position + 1 + length);
            return ref.charAt(length) == anchor
                    ? Optional.empty()
                    : Optional.of(
                            new Site(
                                    contig,
                                    position,
                                    ref,
                                    String.valueOf(anchor),
                                    Optional.empty()));
        }
        StringBuilder alt = new StringBuilder().append(anchor);
        for (int i = 0; i < length; i++) {
            alt.append(draws.pick("ACGT"));
        }
        return alt.charAt(length) == anchor
                ? Optional.empty()
                : Optional.of(
                        new Site(
                                contig,
                                position,
                                String.valueOf(anchor),
                                alt.toString(),
                                Optional.empty()));
    }

    private Optional<Site> coding(Contig contig, int position, Draws draws) {
        CodingModel model =
                models.stream()
                        .filter(m -> m.gene().contig() == contig)
                        .filter(m -> m.codingIndex(position) >= 0)
                        .findFirst()
                        .orElseThrow();
        int index = model.codingIndex(position);
        int codon = index / 3;
        if (codon == 0 || codon == model.codons() - 1) {
            return Optional.empty();
        }
        Site site = substitution(contig, position, draws);
        char before = model.aminoAcid(codon);
        char after = model.aminoAcidWith(index, (byte) site.alt().charAt(0));
        if (after == '*') {
            return Optional.empty();
        }
        return Optional.of(
                after == before
                        ? site
                        : new Site(
                                contig,
                                position,
                                site.ref(),
                                site.alt(),
                                Optional.of(model.gene())));
    }

    /// Writes a patient's VCF 4.2, sorted, in BGZF. The sample is named by the specimen.
    ///
    /// @param patient whose genome
    /// @param truth what is planted in it, from [SyntheticRegion#truthOf(SyntheticPatient)]
    /// @param out where to; not closed
    /// @throws IOException if `out` does
    public void vcf(SyntheticPatient patient, Optional<PlantedTruth> truth, OutputStream out)
            throws IOException {
        List<Call> calls = calls(patient, truth);
        BgzfWriter blocks = new BgzfWriter(out);
        BufferedWriter text =
                new BufferedWriter(new OutputStreamWriter(blocks, StandardCharsets.US_ASCII));
        header(text, patient.specimen().id());
        Draws quality = Draws.of(seed, "call quality", patient.number());
        for (Call call : calls) {
            boolean haploid = call.genotype().length() == 1;
            boolean poor = quality.chance(0.02) && !isPlanted(call, truth);
            int depth = poor ? quality.between(4, 9) : quality.between(22, 48) / (haploid ? 2 : 1);
            int genotypeQuality = poor ? quality.between(5, 19) : quality.between(45, 99);
            GenomeFiles.line(
                    text,
                    String.join(
                            "\t",
                            call.contig().name(),
                            Integer.toString(call.pos()),
                            ".",
                            call.ref(),
                            call.alt(),
                            Integer.toString(poor ? quality.between(10, 29) : 12 * depth),
                            poor ? "LowQual" : "PASS",
                            ".",
                            "GT:DP:GQ",
                            call.genotype() + ":" + depth + ":" + genotypeQuality));
        }
        text.flush();
        blocks.close();
    }

    private static boolean isPlanted(Call call, Optional<PlantedTruth> truth) {
        return truth.stream()
                .flatMap(t -> t.variants().stream())
                .anyMatch(v ->
                        v.contig().equals(call.contig().name())
                                && v.pos() == call.pos()
                                && v.alt().equals(call.alt()));
    }

    private void header(BufferedWriter text, String sample) throws IOException {
        GenomeFiles.line(text, "##fileformat=VCFv4.2");
        GenomeFiles.line(text, "##source=OpenGMS synthetic region");
        GenomeFiles.line(text, "##reference=" + MiniGenome.ASSEMBLY);
        GenomeFiles.line(text, "##FILTER=<ID=PASS,Description=\"All filters passed\">");
        GenomeFiles.line(text, "##FILTER=<ID=LowQual,Description=\"Few reads\">");
        GenomeFiles.line(text, "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">");
        GenomeFiles.line(text, "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Read depth\">");
        GenomeFiles.line(
                text, "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Genotype quality\">");
        for (Contig contig : genome.contigs()) {
            GenomeFiles.line(
                    text, "##contig=<ID=" + contig.name() + ",length=" + contig.length() + ">");
        }
        GenomeFiles.line(text, "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + sample);
    }

    private List<Call> calls(SyntheticPatient patient, Optional<PlantedTruth> truth) {
        Draws draws = Draws.of(seed, "sequencing", patient.number());
        boolean male = patient.person().sex() == Sex.MALE;
        List<Call> planted = truth.map(this::planted).orElse(List.of());
        List<Call> calls = new ArrayList<>(planted);
        for (CommonVariant common : pool) {
            boolean haploid = male && common.site().contig().isX();
            int copies = draws.chance(common.alleleFrequency()) ? 1 : 0;
            if (!haploid) {
                copies += draws.chance(common.alleleFrequency()) ? 1 : 0;
            }
            if (copies > 0 && isBackground(common.site(), truth, planted)) {
                calls.add(call(common.site(), haploid ? "1" : copies == 2 ? "1/1" : "0/1"));
            }
        }
        rare(draws, male, truth, planted, calls);
        calls.sort(
                Comparator.<Call>comparingInt(c -> genome.contigs().indexOf(c.contig()))
                        .thenComparingInt(Call::pos));
        return calls;
    }

    private void rare(
            Draws draws,
            boolean male,
            Optional<PlantedTruth> truth,
            List<Call> planted,
            List<Call> calls) {
        List<Call> own = new ArrayList<>();
        int silent = 0;
        int missense = 0;
        while (silent < RARE_SILENT || missense < RARE_MISSENSE) {
            Optional<Site> drawn = site(draws);
            if (drawn.isEmpty()) {
                continue;
            }
            Site site = drawn.get();
            boolean changes = site.changesProteinOf().isPresent();
            boolean wanted =
                    changes
                            ? missense < RARE_MISSENSE && !site.contig().isX()
                            : silent < RARE_SILENT;
            if (wanted && isBackground(site, truth, planted) && isFree(site, own)) {
                own.add(call(site, male && site.contig().isX() ? "1" : "0/1"));
                missense += changes ? 1 : 0;
                silent += changes ? 0 : 1;
            }
        }
        List<CodingModel> lost = new ArrayList<>(draws.sample(carrierGenes, draws.between(1, 3)));
        List<CodingModel> others = new ArrayList<>(autosomalGenes);
        others.removeAll(lost);
        lost.addAll(draws.sample(others, draws.between(1, 2)));
        for (CodingModel model : lost) {
            Optional<PlantedVariant> found = DamagePlanter.lossOfFunction(model, draws);
            if (found.isEmpty()) {
                continue;
            }
            PlantedVariant loss = found.get();
            Site site =
                    new Site(
                            model.gene().contig(),
                            loss.pos() - 1,
                            loss.ref(),
                            loss.alt(),
                            Optional.of(model.gene()));
            if (isBackground(site, truth, planted) && isFree(site, own)) {
                own.add(call(site, "0/1"));
            }
        }
        calls.addAll(own);
    }

    private boolean isFree(Site site, List<Call> own) {
        int next =
                taken(site.contig())
                        .nextSetBit(Math.max(0, site.positionZeroBased() - LEAST_DISTANCE));
        return !(next >= 0 && next <= site.positionZeroBased() + LEAST_DISTANCE)
                && own.stream()
                        .noneMatch(c ->
                                c.contig() == site.contig()
                                        && Math.abs(c.pos() - 1 - site.positionZeroBased())
                                                <= LEAST_DISTANCE);
    }

    private static boolean isBackground(
            Site site, Optional<PlantedTruth> truth, List<Call> planted) {
        boolean inCausalGene =
                truth.isPresent()
                        && site.changesProteinOf()
                                .filter(g -> g.hgncId().equals(truth.get().hgncId()))
                                .isPresent();
        return !inCausalGene
                && planted.stream()
                        .noneMatch(c ->
                                c.contig() == site.contig()
                                        && Math.abs(c.pos() - 1 - site.positionZeroBased())
                                                <= PLANTED_DISTANCE);
    }

    private static Call call(Site site, String genotype) {
        return new Call(
                site.contig(), site.positionZeroBased() + 1, site.ref(), site.alt(), genotype);
    }

    private List<Call> planted(PlantedTruth truth) {
        return truth.variants().stream()
                .map(v ->
                        new Call(
                                genome.contigs().stream()
                                        .filter(c -> c.name().equals(v.contig()))
                                        .findFirst()
                                        .orElseThrow(),
                                v.pos(),
                                v.ref(),
                                v.alt(),
                                switch (v.zygosity()) {
                                    case HETEROZYGOUS -> "0/1";
                                    case HOMOZYGOUS -> "1/1";
                                    case HEMIZYGOUS -> "1";
                                }))
                .toList();
    }
}
