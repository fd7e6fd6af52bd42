package org.opengms.phenotype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.GeneId;

/// How well every disease and gene explains one patient's features. Made by [PhenotypeRanker].
public final class PhenotypeRanking {
    /// How fast a gene's chance falls with its fit (score ÷ attainable score): by e^−20 from a
    /// perfect fit to none. Chosen by likelihood on a third of 5,641 published cases with older
    /// knowledge, among 10 to 40 in steps and three other forms: −4.95 nats a case, against −5.11
    /// for a chance that falls as 1/rank.
    private static final double SHARPNESS = 20;

    /// The share of causes whose features say nothing; spread evenly over all genes.
    private static final double UNINFORMATIVE_SHARE = 0.05;

    private final PhenotypeKnowledge knowledge;
    private final int[] query;
    private final List<TermMatch> matches;
    private final List<HpoId> outside;
    private final float[] profileScores;
    private final float[] geneScores;
    private final float[] sortedGeneScores;
    private final double allGeneWeights;

    PhenotypeRanking(
            PhenotypeKnowledge knowledge,
            int[] query,
            List<TermMatch> matches,
            List<HpoId> outside,
            float[] profileScores) {
        this.knowledge = knowledge;
        this.query = query;
        this.matches = List.copyOf(matches);
        this.outside = List.copyOf(outside);
        this.profileScores = profileScores;
        this.geneScores = new float[knowledge.geneCount()];
        for (int gene = 0; gene < geneScores.length; gene++) {
            geneScores[gene] = profileScores[bestProfile(gene)];
        }
        this.sortedGeneScores = geneScores.clone();
        Arrays.sort(sortedGeneScores);
        double sum = 0;
        for (float score : geneScores) {
            sum += weight(score);
        }
        this.allGeneWeights = sum;
    }

    private double weight(double score) {
        double attainable = attainableScore();
        return attainable == 0 ? 1 : Math.exp(SHARPNESS * (score / attainable - 1));
    }

    /// The chance that a gene or disease of this score is the cause, given that the cause is one of
    /// the known genes and all that is known of the patient are the features.
    private double chance(double score) {
        if (geneScores.length == 0) {
            return 0;
        }
        return (1 - UNINFORMATIVE_SHARE) * weight(score) / allGeneWeights
                + UNINFORMATIVE_SHARE / geneScores.length;
    }

    /// One disease and its score.
    ///
    /// @param id for example `OMIM:148600`
    /// @param name as the annotations give it
    /// @param score 0 or more, in nats of information; comparable within one ranking only
    public record ScoredDisease(String id, String name, double score) {}

    /// One gene and its score.
    ///
    /// @param gene the gene
    /// @param score of its best disease
    /// @param disease that disease
    public record ScoredGene(GeneId gene, double score, ScoredDisease disease) {}

    /// How one observed feature bears on one disease.
    ///
    /// @param observed the feature
    /// @param observedLabel its name
    /// @param annotated the feature of the disease that is nearest to it, or null if none is
    ///   related
    /// @param annotatedLabel its name, or empty
    /// @param shared the most informative term that both are kinds of, or null
    /// @param sharedLabel its name, or empty
    /// @param informationContent of the shared term, in nats; 0 if none
    public record Evidence(
            HpoId observed,
            String observedLabel,
            @Nullable HpoId annotated,
            String annotatedLabel,
            @Nullable HpoId shared,
            String sharedLabel,
            double informationContent) {

        /// Whether the disease shows the very feature, or a kind of it.
        public boolean isExact() {
            return observed.equals(shared);
        }
    }

    /// Why a gene scores as it does.
    ///
    /// @param gene the gene
    /// @param disease its best disease
    /// @param evidence one entry for each scored feature, most informative first
    public record Explanation(GeneId gene, ScoredDisease disease, List<Evidence> evidence) {}

    /// One of a gene's diseases, scored.
    ///
    /// @param disease the disease and its score
    /// @param modes how it is inherited; empty if not stated
    /// @param rankAmongGenes how many genes score at least as well as this disease (ties count
    ///   against it): 1 is the best; the number of genes if it explains nothing
    /// @param chance estimated chance, 0 to 1, that the gene is the cause through this disease,
    ///   given that the cause is a known gene and only the features are looked at
    public record DiseaseScore(
            ScoredDisease disease, Set<InheritanceMode> modes, int rankAmongGenes, double chance) {}

    /// Every disease of a gene with its score, by identifier; empty if the gene is unknown.
    public List<DiseaseScore> diseasesOf(GeneId gene) {
        int index = knowledge.indexOf(gene);
        if (index < 0) {
            return List.of();
        }
        List<DiseaseScore> scores = new ArrayList<>();
        for (int profile : knowledge.profilesOf(index)) {
            float score = profileScores[profile];
            scores.add(
                    new DiseaseScore(
                            disease(profile),
                            knowledge.modesOf(profile),
                            score > 0 ? Math.max(1, atLeast(score)) : geneScores.length,
                            chance(score)));
        }
        return scores;
    }

    /// How each scored feature bears on one of a gene's diseases, most informative first.
    ///
    /// @param diseaseId as [#diseasesOf] gives it
    /// @throws IllegalArgumentException if the gene has no such disease
    public List<Evidence> evidence(GeneId gene, String diseaseId) {
        int index = knowledge.indexOf(gene);
        for (int profile : index < 0 ? new int[0] : knowledge.profilesOf(index)) {
            if (knowledge.profileId(profile).equals(diseaseId)) {
                return evidence(profile);
            }
        }
        throw new IllegalArgumentException(gene + " has no disease " + diseaseId);
    }

    private List<Evidence> evidence(int profile) {
        List<Evidence> evidence = new ArrayList<>();
        for (int term : query) {
            evidence.add(PhenotypeRanker.evidence(knowledge, term, profile));
        }
        evidence.sort(
                Comparator.comparingDouble((Evidence one) -> -one.informationContent())
                        .thenComparing(Evidence::observed));
        return List.copyOf(evidence);
    }

    /// How many features were scored. None means that every score is 0.
    public int scoredTermCount() {
        return query.length;
    }

    /// The features that were scored, as terms of this release.
    public List<HpoId> scoredTerms() {
        return Arrays.stream(query).mapToObj(knowledge.ontology()::id).toList();
    }

    /// What the ontology said of each identifier, in the order they were given.
    public List<TermMatch> matches() {
        return matches;
    }

    /// Identifiers that are terms, but describe no phenotypic abnormality (an inheritance, an
    /// onset).
    public List<HpoId> notPhenotypic() {
        return outside;
    }

    /// The highest score a disease could reach that shows exactly the observed features and no
    /// other: the mean information content of the scored features.
    public double attainableScore() {
        double sum = 0;
        for (int term : query) {
            sum += knowledge.informationContent(term);
        }
        return query.length == 0 ? 0 : sum / query.length;
    }

    /// The score of a gene; 0 if the knowledge does not know the gene.
    public double score(GeneId gene) {
        int index = knowledge.indexOf(gene);
        return index < 0 ? 0 : geneScores[index];
    }

    /// How many genes score at least as well as this one, itself included: its rank with ties
    /// counted against it. Empty if the gene is unknown or scores 0.
    public OptionalInt rank(GeneId gene) {
        int index = knowledge.indexOf(gene);
        if (index < 0 || geneScores[index] <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(atLeast(geneScores[index]));
    }

    /// The share of all known genes that score lower, 0 to 1; 0 if the gene is unknown or scores 0.
    public double percentile(GeneId gene) {
        OptionalInt rank = rank(gene);
        return rank.isEmpty() ? 0 : 1 - (double) rank.getAsInt() / geneScores.length;
    }

    private int atLeast(float score) {
        int low = 0;
        int high = sortedGeneScores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sortedGeneScores[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sortedGeneScores.length - low;
    }

    /// How many OMIM diseases score at least as well as this disease, itself included (ties against
    /// it). Empty if it is unknown or scores 0.
    public OptionalInt omimRank(String diseaseId) {
        int target = knowledge.indexOfDisease(diseaseId);
        if (target < 0 || profileScores[target] <= 0) {
            return OptionalInt.empty();
        }
        int rank = 0;
        for (int profile = 0; profile < profileScores.length; profile++) {
            if (knowledge.isOmim(profile) && profileScores[profile] >= profileScores[target]) {
                rank++;
            }
        }
        return OptionalInt.of(rank);
    }

    /// The best genes, best first, ties by identifier.
    ///
    /// @param limit how many at most
    public List<ScoredGene> topGenes(int limit) {
        List<Integer> order = new ArrayList<>();
        for (int gene = 0; gene < geneScores.length; gene++) {
            if (geneScores[gene] > 0) {
                order.add(gene);
            }
        }
        order.sort(Comparator.<Integer>comparingDouble(gene -> -geneScores[gene]));
        return order.stream()
                .limit(limit)
                .map(gene ->
                        new ScoredGene(
                                knowledge.gene(gene), geneScores[gene], disease(bestProfile(gene))))
                .toList();
    }

    /// The best diseases, best first, ties by identifier.
    ///
    /// @param limit how many at most
    public List<ScoredDisease> topDiseases(int limit) {
        List<Integer> order = new ArrayList<>();
        for (int profile = 0; profile < knowledge.diseaseCount(); profile++) {
            if (profileScores[profile] > 0) {
                order.add(profile);
            }
        }
        order.sort(Comparator.<Integer>comparingDouble(profile -> -profileScores[profile]));
        return order.stream().limit(limit).map(this::disease).toList();
    }

    /// Why a gene scores as it does, or null if the knowledge does not know the gene.
    public @Nullable Explanation explain(GeneId gene) {
        int index = knowledge.indexOf(gene);
        if (index < 0) {
            return null;
        }
        int profile = bestProfile(index);
        return new Explanation(gene, disease(profile), evidence(profile));
    }

    private ScoredDisease disease(int profile) {
        return new ScoredDisease(
                knowledge.profileId(profile),
                knowledge.profileName(profile),
                profileScores[profile]);
    }

    private int bestProfile(int gene) {
        int[] profiles = knowledge.profilesOf(gene);
        int best = profiles[0];
        for (int profile : profiles) {
            if (profileScores[profile] > profileScores[best]) {
                best = profile;
            }
        }
        return best;
    }
}
