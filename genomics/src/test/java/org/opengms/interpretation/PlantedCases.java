package org.opengms.interpretation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.opengms.genome.Contig;
import org.opengms.genome.GeneId;
import org.opengms.genome.GenomicInterval;
import org.opengms.genome.Transcript;
import org.opengms.phenotype.Disease;
import org.opengms.phenotype.HpoId;
import org.opengms.phenotype.InheritanceMode;
import org.opengms.phenotype.Ontology;
import org.opengms.phenotype.PhenotypeKnowledge;
import org.opengms.phenotype.TermMatch;
import org.opengms.testing.Cases;
import org.opengms.testing.SharedData;

/// Makes cases whose answer is known: a patient with one of a gene's diseases, whose genome is a
/// real one with a damaging variant in that gene and at least thirty others in other disease genes.
///
/// *Genes:* every gene with a MANE Select transcript wholly inside a window of known sequence that
/// the gene-to-phenotype file knows.
///
/// *Features:* three to seven of one of the gene's diseases, drawn without replacement by
/// frequency; one is then replaced by an ancestor of it (below HP:0000118), and one term that the
/// disease does not show, nor a kind or a generalisation of it, is added. A disease with fewer than
/// three features is used only where the gene has none with more.
///
/// *Causal variant:* missense, frameshift, stop or splice in the shares of published causes.
/// Disease recessive only: homozygous or two different heterozygous variants, by a fair coin.
/// Dominant or not stated: heterozygous. Both: by a fair coin as one or the other. A disease whose
/// inheritance is not stated is inherited as the gene's other diseases are.
///
/// *Decoys:* 30 to 40 of the other genes, each with a variant drawn in the same way; 60 %
/// heterozygous, 25 % homozygous, 15 % two heterozygous variants, without regard to the diseases'
/// inheritance. Genes that share the patient's disease are not spared.
final class PlantedCases {
    /// A case and its answer.
    ///
    /// @param causal the damaged gene
    /// @param causalDamage the variants planted in it
    record Case(
            String id,
            GeneId causal,
            String diseaseId,
            List<HpoId> observed,
            List<DamagingVariants.Damage> causalDamage,
            List<SpikedGenome.Spike> spikes) {}

    private final PhenotypeKnowledge knowledge;
    private final DamagingVariants damaging;
    private final List<Transcript> transcripts;

    PlantedCases(ReferenceBundle bundle) throws IOException {
        this.knowledge = bundle.phenotypes();
        this.damaging = new DamagingVariants(bundle.genome().sequence());
        this.transcripts = new ArrayList<>();
        List<GenomicInterval> windows = windows();
        Set<GeneId> seen = new TreeSet<>();
        for (Transcript transcript : bundle.genome().transcripts().all()) {
            GenomicInterval place =
                    new GenomicInterval(
                            transcript.contig(),
                            transcript.exon(0).startZeroBased(),
                            transcript.exon(transcript.exonCount() - 1).endExclusive());
            boolean inside =
                    windows.stream()
                            .anyMatch(window ->
                                    window.contig().equals(place.contig())
                                            && window.startZeroBased() <= place.startZeroBased()
                                            && window.endExclusive() >= place.endExclusive());
            if (inside
                    && transcript.preference() == Transcript.Preference.MANE_SELECT
                    && transcript.isCoding()
                    && knowledge.knows(transcript.gene().id())
                    && seen.add(transcript.gene().id())) {
                transcripts.add(transcript);
            }
        }
    }

    private static List<GenomicInterval> windows() throws IOException {
        List<GenomicInterval> windows = new ArrayList<>();
        List<String> lines = Files.readAllLines(SharedData.file("derived/grch38-windows.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            windows.add(
                    new GenomicInterval(
                            Contig.of(cells[1]),
                            Integer.parseInt(cells[2]) - 1,
                            Integer.parseInt(cells[3])));
        }
        return windows;
    }

    int geneCount() {
        return transcripts.size();
    }

    /// One case.
    ///
    /// @param gene index of the causal gene, 0 to `geneCount() - 1`
    /// @param replicate changes everything but the gene
    Case make(int gene, int replicate) {
        RandomGenerator random = Cases.random(7919L * gene + replicate);
        Transcript causal = transcripts.get(gene);
        GeneId causalGene = causal.gene().id();
        Disease disease = drawDisease(knowledge.diseasesOf(causalGene), random);
        List<HpoId> observed = drawFeatures(disease, random);

        List<SpikedGenome.Spike> spikes = new ArrayList<>();
        List<DamagingVariants.Damage> planted =
                plant(causal, causalZygosity(modes(disease, causalGene), random), spikes, random);
        List<Transcript> others = new ArrayList<>(transcripts);
        others.remove(gene);
        Collections.shuffle(others, new Random(random.nextLong()));
        int decoys = 30 + random.nextInt(11);
        for (Transcript decoy : others.subList(0, decoys)) {
            int percent = random.nextInt(100);
            plant(
                    decoy,
                    percent < 60
                            ? Zygosity.HETEROZYGOUS
                            : percent < 85 ? Zygosity.HOMOZYGOUS : Zygosity.TWO_HETEROZYGOUS,
                    spikes,
                    random);
        }
        return new Case(
                "planted-" + causal.gene().symbol() + "-" + replicate,
                causalGene,
                disease.id(),
                observed,
                planted,
                spikes);
    }

    private enum Zygosity {
        HETEROZYGOUS,
        HOMOZYGOUS,
        TWO_HETEROZYGOUS
    }

    private Set<InheritanceMode> modes(Disease disease, GeneId gene) {
        if (!disease.modes().isEmpty()) {
            return disease.modes();
        }
        Set<InheritanceMode> modes = new TreeSet<>();
        knowledge.diseasesOf(gene).forEach(one -> modes.addAll(one.modes()));
        return modes;
    }

    private static Zygosity causalZygosity(Set<InheritanceMode> modes, RandomGenerator random) {
        boolean recessive = modes.contains(InheritanceMode.AUTOSOMAL_RECESSIVE);
        boolean dominant = modes.contains(InheritanceMode.AUTOSOMAL_DOMINANT);
        if (recessive && dominant) {
            recessive = random.nextBoolean();
        }
        if (!recessive) {
            return Zygosity.HETEROZYGOUS;
        }
        return random.nextBoolean() ? Zygosity.HOMOZYGOUS : Zygosity.TWO_HETEROZYGOUS;
    }

    private List<DamagingVariants.Damage> plant(
            Transcript transcript,
            Zygosity zygosity,
            List<SpikedGenome.Spike> spikes,
            RandomGenerator random) {
        Set<DamagingVariants.Damage> damages = new LinkedHashSet<>();
        int wanted = zygosity == Zygosity.TWO_HETEROZYGOUS ? 2 : 1;
        while (damages.size() < wanted) {
            damages.add(damaging.draw(transcript, DamagingVariants.Kind.draw(random), random));
        }
        for (DamagingVariants.Damage damage : damages) {
            spikes.add(
                    new SpikedGenome.Spike(
                            damage.contig(),
                            damage.pos(),
                            damage.ref(),
                            damage.alt(),
                            zygosity == Zygosity.HOMOZYGOUS ? "1/1" : "0/1"));
        }
        return List.copyOf(damages);
    }

    private static Disease drawDisease(List<Disease> diseases, RandomGenerator random) {
        List<Disease> rich = diseases.stream().filter(one -> one.features().size() >= 3).toList();
        List<Disease> choice = rich.isEmpty() ? diseases : rich;
        return choice.get(random.nextInt(choice.size()));
    }

    private List<HpoId> drawFeatures(Disease disease, RandomGenerator random) {
        List<Disease.Feature> left = new ArrayList<>(disease.features());
        int wanted = Math.min(left.size(), 3 + random.nextInt(5));
        List<HpoId> drawn = new ArrayList<>();
        while (drawn.size() < wanted) {
            double all = left.stream().mapToDouble(Disease.Feature::frequency).sum();
            double at = random.nextDouble() * all;
            int index = 0;
            while (index < left.size() - 1 && at >= left.get(index).frequency()) {
                at -= left.get(index).frequency();
                index++;
            }
            drawn.add(left.remove(index).term());
        }
        int generalised = random.nextInt(drawn.size());
        ancestor(drawn.get(generalised), random).ifPresent(id -> drawn.set(generalised, id));
        drawn.add(unrelated(disease, random));
        return List.copyOf(new LinkedHashSet<>(drawn));
    }

    private Optional<HpoId> ancestor(HpoId id, RandomGenerator random) {
        Ontology ontology = knowledge.ontology();
        int term = term(id);
        List<HpoId> choice =
                ontology.ancestorsAndSelf(term).stream()
                        .filter(one -> one != term && ontology.isPhenotypicAbnormality(one))
                        .map(ontology::id)
                        .filter(one -> !one.equals(HpoId.PHENOTYPIC_ABNORMALITY))
                        .toList();
        return choice.isEmpty()
                ? Optional.empty()
                : Optional.of(choice.get(random.nextInt(choice.size())));
    }

    private HpoId unrelated(Disease disease, RandomGenerator random) {
        Ontology ontology = knowledge.ontology();
        Set<Integer> shown = new TreeSet<>();
        for (Disease.Feature feature : disease.features()) {
            shown.addAll(ontology.ancestorsAndSelf(term(feature.term())));
        }
        while (true) {
            int term = random.nextInt(ontology.size());
            boolean aKindOfShown =
                    disease.features().stream()
                            .anyMatch(feature ->
                                    ontology.ancestorsAndSelf(term).contains(term(feature.term())));
            if (ontology.isPhenotypicAbnormality(term) && !shown.contains(term) && !aKindOfShown) {
                return ontology.id(term);
            }
        }
    }

    private int term(HpoId id) {
        return switch (knowledge.ontology().match(id)) {
            case TermMatch.Current(_, int term) -> term;
            case TermMatch.Moved(_, int term, _) -> term;
            case TermMatch.Withdrawn _, TermMatch.Unknown _ ->
                    throw new IllegalStateException(id + " is not in the ontology");
        };
    }
}
