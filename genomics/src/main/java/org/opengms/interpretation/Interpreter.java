package org.opengms.interpretation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.Assembly;
import org.opengms.genome.Gene;
import org.opengms.genome.GeneId;
import org.opengms.genome.ReferenceCheck;
import org.opengms.genome.RegionClass;
import org.opengms.genome.SampleChoice;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.genome.TranscriptConsequence;
import org.opengms.genome.VariantAnnotator;
import org.opengms.genome.VariantCall;
import org.opengms.genome.VcfReader;
import org.opengms.genome.VcfSummary;
import org.opengms.phenotype.HpoId;
import org.opengms.phenotype.InheritanceMode;
import org.opengms.phenotype.Ontology;
import org.opengms.phenotype.PhenotypeRanker;
import org.opengms.phenotype.PhenotypeRanking;
import org.opengms.phenotype.TermMatch;

/// Reads one proband's genome and ranks the variants that could explain the features seen.
///
/// Each variant in each gene it touches is scored by what it does to the product, how well the gene
/// explains the features, whether the altered copies agree with the disease's inheritance, and
/// whether the gene is on the chosen panel; see the package's weights for the figures and their
/// sources. The score is the chance that this candidate is the cause, starting from one in the
/// number of genes.
///
/// Not looked at in this version: population frequencies, predictions of missense effect,
/// relatives, structural and copy-number variants, repeats, and changes deep in introns or between
/// genes. The result says so.
///
/// Immutable; may be shared between threads.
public final class Interpreter {
    /// How many candidates a result lists unless told otherwise.
    public static final int LISTED_CANDIDATES = 500;

    private static final int PROGRESS_EVERY = 100_000;
    private static final int LOW_QUALITY_PHRED = 20;

    private final ReferenceBundle bundle;
    private final PhenotypeRanker ranker;
    private final VariantAnnotator annotator;
    private final int listed;

    /// An interpreter against a bundle.
    public Interpreter(ReferenceBundle bundle) {
        this(bundle, LISTED_CANDIDATES);
    }

    /// An interpreter whose results list at most so many candidates.
    ///
    /// @param listed 1 or more
    public Interpreter(ReferenceBundle bundle, int listed) {
        if (listed < 1) {
            throw new IllegalArgumentException(
                    "A result must list candidates; asked for " + listed);
        }
        this.bundle = bundle;
        this.ranker = new PhenotypeRanker(bundle.phenotypes());
        this.annotator = new VariantAnnotator(bundle.genome());
        this.listed = listed;
    }

    /// Interprets the only sample of a VCF.
    ///
    /// @param vcf called against the bundle's assembly; plain, gzip or BGZF
    /// @param description the case
    /// @param progress told how far it is
    /// @throws InterpretationException OGMS-0402 if the bundle does not have the case's panel
    /// @throws org.opengms.genome.VcfException if the VCF is refused
    /// @throws IOException if the disk fails
    public InterpretationResult interpret(
            Path vcf, CaseDescription description, InterpretationProgress progress)
            throws IOException {
        return interpret(vcf, SampleChoice.only(), description, progress);
    }

    /// Interprets one sample of a VCF.
    ///
    /// @param sample whose genotypes
    /// @throws InterpretationException OGMS-0402 if the bundle does not have the case's panel
    /// @throws org.opengms.genome.VcfException if the VCF is refused
    /// @throws IOException if the disk fails
    public InterpretationResult interpret(
            Path vcf,
            SampleChoice sample,
            CaseDescription description,
            InterpretationProgress progress)
            throws IOException {
        GenePanel panel = panel(description);
        Calls calls = new Calls(progress);
        VcfSummary summary = new VcfReader(bundle.genome()).read(vcf, sample, calls::add);
        progress.at("ranking", calls.read);
        return rank(description, panel, calls, summary);
    }

    private @Nullable GenePanel panel(CaseDescription description) {
        if (description.panelId().isEmpty()) {
            return null;
        }
        String id = description.panelId().get();
        Optional<GenePanel> panel = bundle.panels().find(id);
        if (panel.isEmpty()) {
            int known = bundle.panels().all().size();
            throw new InterpretationException(
                    InterpretationException.Kind.UNKNOWN_PANEL,
                    "The reference bundle has no panel '"
                            + id
                            + "'"
                            + (known == 0
                                    ? "; it was built without panels. Build it again with --panels."
                                    : " among its "
                                            + known
                                            + ". Give a panel identifier, or an indication code"
                                            + " that a single panel serves."));
        }
        return panel.get();
    }

    /// A variant in a gene before it is ranked.
    private static final class Finding {
        final VariantCall call;
        final Gene gene;
        final TranscriptConsequence consequence;
        final boolean hemizygous;
        final boolean homozygous;

        /// Of this change alone.
        double ownWeight;

        /// Of this change, or of the pair it forms with its partner.
        double variantWeight;

        double inheritanceWeight = 1;
        double phenotypeWeight = 1;
        double panelWeight = 1;
        AlteredCopies copies;
        @Nullable Finding partner;
        @Nullable DiseaseFit fit;

        Finding(
                VariantCall call,
                Gene gene,
                TranscriptConsequence consequence,
                boolean hemizygous,
                boolean homozygous) {
            this.call = call;
            this.gene = gene;
            this.consequence = consequence;
            this.hemizygous = hemizygous;
            this.homozygous = homozygous;
            this.copies =
                    hemizygous
                            ? AlteredCopies.ONLY
                            : homozygous ? AlteredCopies.BOTH : AlteredCopies.ONE;
        }

        double total() {
            return variantWeight * inheritanceWeight * phenotypeWeight * panelWeight;
        }
    }

    /// One way to explain the patient by a gene: one of its diseases and how that is inherited.
    ///
    /// @param disease null where the knowledge has none
    /// @param rank of the disease's score among all genes, 0 if it explains nothing
    private record DiseaseFit(
            PhenotypeRanking.@Nullable ScoredDisease disease,
            Inheritance inheritance,
            int rank,
            double weight) {}

    /// Collects the calls that touch a gene where this version looks.
    private final class Calls {
        final InterpretationProgress progress;
        final List<VariantCall> kept = new ArrayList<>();
        final TreeMap<String, Long> left = new TreeMap<>();
        long read;

        Calls(InterpretationProgress progress) {
            this.progress = progress;
        }

        void add(VariantCall call) {
            read++;
            if (read % PROGRESS_EVERY == 0) {
                progress.at("reading variants", read);
            }
            RegionClass region = annotator.region(call.variant());
            switch (region) {
                case CODING, SPLICE, UTR, NON_CODING_EXON -> kept.add(call);
                case INTRON -> left.merge("deepIntronic", 1L, Long::sum);
                case FLANK -> left.merge("besideGenes", 1L, Long::sum);
                case INTERGENIC -> left.merge("betweenGenes", 1L, Long::sum);
            }
        }
    }

    private InterpretationResult rank(
            CaseDescription description,
            @Nullable GenePanel panel,
            Calls calls,
            VcfSummary summary) {
        PhenotypeRanking phenotypes = ranker.rank(description.observed());
        Assembly assembly = bundle.genome().assembly().orElse(null);
        Map<GeneId, List<Finding>> byGene = new LinkedHashMap<>();
        for (VariantCall call : calls.kept) {
            for (TranscriptConsequence consequence : onePerGene(call)) {
                Finding finding = finding(call, consequence, description.sex(), assembly);
                byGene.computeIfAbsent(finding.gene.id(), _ -> new ArrayList<>()).add(finding);
            }
        }
        List<Finding> findings = new ArrayList<>();
        Map<GeneId, List<DiseaseFit>> fits = new HashMap<>();
        for (Map.Entry<GeneId, List<Finding>> entry : byGene.entrySet()) {
            PanelGene panelGene = panel == null ? null : panel.find(entry.getKey()).orElse(null);
            List<DiseaseFit> ways =
                    fits.computeIfAbsent(
                            entry.getKey(), gene -> waysToExplain(gene, phenotypes, panelGene));
            for (Finding finding : entry.getValue()) {
                finding.panelWeight = panelWeight(panel, panelGene);
                explain(finding, entry.getValue(), ways);
                findings.add(finding);
            }
        }
        findings.sort(
                Comparator.comparingDouble(Finding::total)
                        .reversed()
                        .thenComparingInt(one -> one.consequence.mostSevere().severityRank())
                        .thenComparing(one -> one.call.variant())
                        .thenComparing(one -> one.gene.id()));

        double prior = 1.0 / Math.max(2, genesWithTranscripts());
        List<Candidate> candidates = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(listed, findings.size()))) {
            double odds = finding.total() * prior;
            candidates.add(
                    candidate(
                            candidates.size() + 1, finding, odds / (1 + odds), phenotypes, panel));
        }
        return new InterpretationResult(
                description,
                bundle.manifest(),
                Optional.ofNullable(panel).map(one -> one.name() + " (" + one.id() + ")"),
                features(description.observed(), phenotypes),
                features(description.excluded(), null),
                summary.records(),
                summary.calls(),
                candidates,
                findings.size(),
                notInterpreted(calls, summary, findings.size() - candidates.size()),
                warnings(description, phenotypes, summary),
                InterpretationResult.Software.running());
    }

    private int genesWithTranscripts() {
        return bundle.genome().genes().all().isEmpty()
                ? 2
                : Math.min(20_000, bundle.genome().transcripts().all().size());
    }

    /// The consequence to report in each gene: the first by preference of transcript, unless that
    /// transcript is not changed and another of the gene is.
    private List<TranscriptConsequence> onePerGene(VariantCall call) {
        Map<GeneId, TranscriptConsequence> chosen = new LinkedHashMap<>();
        for (TranscriptConsequence consequence : annotator.annotate(call.variant())) {
            if (consequence.transcript().isEmpty() || isOutside(consequence.mostSevere())) {
                continue;
            }
            GeneId gene = consequence.transcript().get().gene().id();
            TranscriptConsequence first = chosen.get(gene);
            boolean better =
                    first == null
                            || (first.mostSevere().impact() == SequenceOntologyTerm.Impact.MODIFIER
                                    && consequence.mostSevere().impact()
                                            != SequenceOntologyTerm.Impact.MODIFIER);
            if (better) {
                chosen.put(gene, consequence);
            }
        }
        return List.copyOf(chosen.values());
    }

    private static boolean isOutside(SequenceOntologyTerm term) {
        return switch (term) {
            case INTRON_VARIANT,
                    NON_CODING_TRANSCRIPT_VARIANT,
                    UPSTREAM_GENE_VARIANT,
                    DOWNSTREAM_GENE_VARIANT,
                    INTERGENIC_VARIANT ->
                    true;
            default -> false;
        };
    }

    private static Finding finding(
            VariantCall call,
            TranscriptConsequence consequence,
            Sex sex,
            @Nullable Assembly assembly) {
        Gene gene = consequence.transcript().orElseThrow().gene();
        boolean single =
                (SexChromosomes.isX(call.variant().contig())
                                || SexChromosomes.isY(call.variant().contig()))
                        && sex == Sex.MALE
                        && !SexChromosomes.isPseudoautosomal(
                                call.variant().contig(), call.vcfPos(), assembly);
        boolean hemizygous =
                switch (call.zygosity()) {
                    case HEMIZYGOUS -> true;
                    case HOMOZYGOUS -> single;
                    case HETEROZYGOUS -> false;
                };
        boolean homozygous =
                switch (call.zygosity()) {
                    case HOMOZYGOUS -> !single;
                    case HEMIZYGOUS, HETEROZYGOUS -> false;
                };
        Finding finding = new Finding(call, gene, consequence, hemizygous, homozygous);
        double weight = EvidenceWeights.consequence(consequence.mostSevere());
        if (homozygous && consequence.mostSevere().impact() != SequenceOntologyTerm.Impact.HIGH) {
            weight *= EvidenceWeights.HOMOZYGOUS_NOT_TRUNCATING;
        }
        if (!call.passesFilters()) {
            weight *= EvidenceWeights.FILTERED;
        }
        if (isLowQuality(call)) {
            weight *= EvidenceWeights.LOW_GENOTYPE_QUALITY;
        }
        if (single && !hemizygous) {
            weight *= EvidenceWeights.HETEROZYGOUS_MALE_X;
        }
        if (sex == Sex.FEMALE && SexChromosomes.isY(call.variant().contig())) {
            weight *= EvidenceWeights.Y_IN_FEMALE;
        }
        finding.ownWeight = weight;
        finding.variantWeight = weight;
        return finding;
    }

    private static boolean isLowQuality(VariantCall call) {
        Integer quality = call.genotypeQuality();
        return quality != null && quality < LOW_QUALITY_PHRED;
    }

    private List<DiseaseFit> waysToExplain(
            GeneId gene, PhenotypeRanking phenotypes, @Nullable PanelGene panelGene) {
        boolean scored = phenotypes.scoredTermCount() > 0;
        Set<InheritanceMode> panelModes = panelGene == null ? Set.of() : panelGene.modes();
        List<DiseaseFit> ways = new ArrayList<>();
        EnumSet<InheritanceMode> modesOfGene = EnumSet.noneOf(InheritanceMode.class);
        for (PhenotypeRanking.DiseaseScore one : phenotypes.diseasesOf(gene)) {
            modesOfGene.addAll(one.modes());
        }
        for (PhenotypeRanking.DiseaseScore one : phenotypes.diseasesOf(gene)) {
            double weight =
                    scored
                            ? EvidenceWeights.phenotype(
                                    one.chance(), bundle.phenotypes().geneCount())
                            : 1;
            ways.add(
                    new DiseaseFit(
                            one.disease(),
                            inheritance(panelModes, one.modes(), modesOfGene),
                            one.rankAmongGenes(),
                            weight));
        }
        if (ways.isEmpty()) {
            ways.add(
                    new DiseaseFit(
                            null,
                            inheritance(panelModes, Set.of(), modesOfGene),
                            0,
                            scored ? EvidenceWeights.GENE_UNKNOWN : 1));
        }
        return ways;
    }

    /// The panel's word on inheritance goes first, then the disease's own; a disease that states
    /// none is read as the gene's other diseases are, with half the weight.
    private static Inheritance inheritance(
            Set<InheritanceMode> panel,
            Set<InheritanceMode> disease,
            Set<InheritanceMode> otherDiseases) {
        if (!panel.isEmpty()) {
            return new Inheritance(panel, Inheritance.Source.PANEL);
        }
        return disease.isEmpty()
                ? new Inheritance(otherDiseases, Inheritance.Source.OTHER_DISEASES)
                : new Inheritance(disease, Inheritance.Source.DISEASE);
    }

    private static double panelWeight(@Nullable GenePanel panel, @Nullable PanelGene gene) {
        if (panel == null) {
            return 1;
        }
        if (gene == null) {
            return EvidenceWeights.PANEL_ABSENT;
        }
        return switch (gene.confidence()) {
            case GREEN -> EvidenceWeights.PANEL_GREEN;
            case AMBER -> EvidenceWeights.PANEL_AMBER;
            case RED, GREY -> EvidenceWeights.PANEL_ABSENT;
        };
    }

    /// Chooses the disease and, for a heterozygous change, the second change that together explain
    /// most. A second change on the same copy is no partner. Two heterozygous changes of one gene
    /// are two observations: their ratios multiply.
    private static void explain(Finding finding, List<Finding> inGene, List<DiseaseFit> ways) {
        double alone = finding.ownWeight;
        double best = -1;
        Finding partner = strongestPartner(finding, inGene);
        for (DiseaseFit way : ways) {
            double single = alone * way.weight * way.inheritance.weight(finding.copies);
            if (single > best) {
                best = single;
                finding.fit = way;
                finding.partner = null;
            }
            if (partner != null) {
                AlteredCopies both = together(finding, partner);
                double pair = alone * partner.ownWeight * way.weight * way.inheritance.weight(both);
                if (pair > best) {
                    best = pair;
                    finding.fit = way;
                    finding.partner = partner;
                }
            }
        }
        DiseaseFit fit = finding.fit;
        if (fit == null) {
            return;
        }
        finding.phenotypeWeight = fit.weight;
        if (finding.partner != null) {
            finding.copies = together(finding, finding.partner);
            finding.variantWeight = alone * finding.partner.ownWeight;
        }
        finding.inheritanceWeight = fit.inheritance.weight(finding.copies);
    }

    private static AlteredCopies together(Finding one, Finding other) {
        return arePhasedTogether(one.call, other.call)
                ? AlteredCopies.TWO_IN_TRANS
                : AlteredCopies.TWO_HETEROZYGOUS;
    }

    private static boolean areOnOneCopy(VariantCall one, VariantCall other) {
        return arePhasedTogether(one, other) && one.haplotype() == other.haplotype();
    }

    private static boolean arePhasedTogether(VariantCall one, VariantCall other) {
        return one.haplotype() > 0
                && other.haplotype() > 0
                && one.variant().contig().equals(other.variant().contig())
                && Objects.equals(one.phaseSet(), other.phaseSet());
    }

    private static @Nullable Finding strongestPartner(Finding finding, List<Finding> inGene) {
        if (finding.copies != AlteredCopies.ONE) {
            return null;
        }
        Finding best = null;
        for (Finding other : inGene) {
            if (other == finding
                    || other.hemizygous
                    || other.homozygous
                    || areOnOneCopy(finding.call, other.call)) {
                continue;
            }
            if (best == null || other.ownWeight > best.ownWeight) {
                best = other;
            }
        }
        return best;
    }

    private Candidate candidate(
            int rank,
            Finding finding,
            double score,
            PhenotypeRanking phenotypes,
            @Nullable GenePanel panel) {
        VariantCall call = finding.call;
        String zygosity =
                finding.hemizygous
                        ? "hemizygous"
                        : finding.homozygous ? "homozygous" : "heterozygous";
        return new Candidate(
                rank,
                finding.gene.symbol(),
                finding.gene.id(),
                call.variant().contig().name(),
                call.vcfPos(),
                call.vcfRef(),
                call.vcfAlt(),
                finding.consequence.mostSevere(),
                finding.consequence.transcript().orElseThrow().id(),
                finding.consequence.hgvsC().orElse(""),
                finding.consequence.hgvsP().orElse(""),
                zygosity,
                score,
                reasons(finding, phenotypes, panel),
                new Candidate.Evidence(
                        Math.log(finding.variantWeight),
                        Math.log(finding.phenotypeWeight),
                        Math.log(finding.inheritanceWeight),
                        Math.log(finding.panelWeight)));
    }

    private List<String> reasons(
            Finding finding, PhenotypeRanking phenotypes, @Nullable GenePanel panel) {
        List<String> reasons = new ArrayList<>();
        reasons.add("Effect: " + Wording.effect(finding.consequence.mostSevere()) + ".");
        if (!finding.consequence.sequenceVerified()) {
            reasons.add(
                    "The reference sequence around the variant is unknown: the effect is told from"
                            + " its position alone.");
        }
        reasons.add(phenotypeReason(finding, phenotypes));
        reasons.add(inheritanceReason(finding));
        if (panel != null) {
            reasons.add(Wording.panel(panel, panel.find(finding.gene.id()).orElse(null)));
        }
        if (finding.homozygous
                && finding.consequence.mostSevere().impact() != SequenceOntologyTerm.Impact.HIGH) {
            reasons.add(
                    "Homozygous and not truncating: often a common, harmless variant (scored"
                            + " down).");
        }
        VariantCall call = finding.call;
        if (!call.passesFilters()) {
            reasons.add("Quality: the caller's filter says " + call.filter() + " (scored down).");
        }
        if (isLowQuality(call)) {
            reasons.add(
                    "Quality: genotype quality "
                            + call.genotypeQuality()
                            + " is below "
                            + LOW_QUALITY_PHRED
                            + " (scored down).");
        }
        if (call.referenceCheck() == ReferenceCheck.UNVERIFIED) {
            reasons.add(
                    "Unverified: the reference sequence is unknown here, so REF was not checked.");
        }
        reasons.add("How common the variant is in the population was not looked at.");
        return reasons;
    }

    private String phenotypeReason(Finding finding, PhenotypeRanking phenotypes) {
        if (phenotypes.scoredTermCount() == 0) {
            return "Features: none could be used, so the gene was not weighed by them.";
        }
        DiseaseFit fit = finding.fit;
        if (fit == null || fit.disease == null) {
            return "Features: no disease of this gene is known to the phenotype knowledge.";
        }
        return Wording.phenotype(
                fit.disease,
                fit.rank,
                bundle.phenotypes().geneCount(),
                phenotypes.evidence(finding.gene.id(), fit.disease.id()));
    }

    private static String inheritanceReason(Finding finding) {
        Inheritance inheritance =
                finding.fit == null ? Inheritance.NOT_STATED : finding.fit.inheritance;
        String partner = "";
        if (finding.partner != null) {
            VariantCall other = finding.partner.call;
            partner =
                    " with "
                            + other.variant().contig()
                            + ":"
                            + other.vcfPos()
                            + " "
                            + other.vcfRef()
                            + ">"
                            + other.vcfAlt();
        }
        return Wording.inheritance(inheritance, finding.copies, partner, finding.inheritanceWeight);
    }

    private List<InterpretationResult.Feature> features(
            List<HpoId> ids, @Nullable PhenotypeRanking phenotypes) {
        Ontology ontology = bundle.phenotypes().ontology();
        List<InterpretationResult.Feature> features = new ArrayList<>();
        for (HpoId id : ids) {
            int term =
                    switch (ontology.match(id)) {
                        case TermMatch.Current(_, int current) -> current;
                        case TermMatch.Moved(_, int current, _) -> current;
                        case TermMatch.Withdrawn _, TermMatch.Unknown _ -> -1;
                    };
            boolean scored =
                    term >= 0
                            && phenotypes != null
                            && phenotypes.scoredTerms().contains(ontology.id(term));
            features.add(
                    new InterpretationResult.Feature(
                            id, term < 0 ? "" : ontology.label(term), scored));
        }
        return features;
    }

    private static SortedMap<String, Long> notInterpreted(
            Calls calls, VcfSummary summary, int unlisted) {
        TreeMap<String, Long> counts = new TreeMap<>(calls.left);
        counts.put("recordsWithoutCall", summary.noCallRecords());
        counts.put("recordsWithReferenceOnly", summary.homozygousReferenceRecords());
        counts.put("referenceBlocks", summary.referenceBlockRecords());
        counts.put("symbolicAlleles", summary.symbolicAlleles());
        counts.put("breakends", summary.breakendAlleles());
        counts.put("spanningDeletions", summary.spanningDeletionAlleles());
        counts.put("ambiguousAlleles", summary.ambiguousAlleles());
        counts.put("recordsOnUnknownContigs", summary.unknownContigRecords());
        counts.put("candidatesBelowTheListed", (long) unlisted);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private List<String> warnings(
            CaseDescription description, PhenotypeRanking phenotypes, VcfSummary summary) {
        List<String> warnings = new ArrayList<>();
        for (TermMatch match : phenotypes.matches()) {
            switch (match) {
                case TermMatch.Unknown(HpoId id) ->
                        warnings.add(id + " is unknown to the ontology in use; it was not scored.");
                case TermMatch.Withdrawn(HpoId id) ->
                        warnings.add(id + " was withdrawn from the ontology; it was not scored.");
                case TermMatch.Moved(HpoId id, int term, HpoId now) ->
                        warnings.add(
                                id
                                        + " has been replaced; "
                                        + now
                                        + " ("
                                        + bundle.phenotypes().ontology().label(term)
                                        + ") was scored for it.");
                case TermMatch.Current _ -> {}
            }
        }
        for (HpoId id : phenotypes.notPhenotypic()) {
            warnings.add(id + " describes no feature of a patient; it was not scored.");
        }
        if (phenotypes.scoredTermCount() == 0) {
            warnings.add(
                    "No observed feature could be used: candidates are ordered by effect and"
                            + " inheritance alone.");
        }
        if (!description.excluded().isEmpty()) {
            warnings.add(
                    description.excluded().size()
                            + " features recorded as absent are shown, but not scored.");
        }
        if (summary.unverified() > 0) {
            warnings.add(
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d calls lie where the reference sequence is unknown; their REF"
                                    + " was not checked.",
                            summary.unverified(),
                            summary.calls()));
        }
        if (summary.unknownContigRecords() > 0) {
            warnings.add(
                    String.format(
                            Locale.ROOT,
                            "%,d records lie on contigs the reference does not have: %s.",
                            summary.unknownContigRecords(),
                            String.join(
                                    ", ",
                                    summary.unknownContigs().keySet().stream()
                                            .limit(10)
                                            .toList())));
        }
        if (summary.notInterpreted() > 0) {
            warnings.add(
                    String.format(
                            Locale.ROOT,
                            "%,d carried alleles are structural or ambiguous and were not"
                                    + " interpreted.",
                            summary.notInterpreted()));
        }
        warnings.add(
                "Population frequencies were not used: common variants are not recognised as such.");
        return warnings;
    }
}
