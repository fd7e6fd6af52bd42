package org.opengms.phenotype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Ranks diseases and genes by how well they explain the features observed in one patient: an
/// asymmetric best-match average.
///
/// ```
/// score(d) =      w  · mean over query terms q of            IC(best common ancestor of q and any term of d)
///          + (1 − w) · frequency-weighted mean over terms t of d of IC(best common ancestor of t and any q)
/// ```
///
/// IC(t) = −ln(share of the OMIM diseases that show t or a kind of t), ln(number of OMIM diseases)
/// for a term that none shows. "Best" is the ancestor with the highest IC. A gene scores as the
/// best of its diseases.
///
/// Features recorded as absent are not scored: on published cases they mislead, because authors
/// record as absent just what the disease usually shows.
///
/// A ranker is immutable and may be shared by threads.
public final class PhenotypeRanker {
    /// w: how much it counts that the query is explained, against that the disease is fulfilled.
    /// Between 0.7 and 0.8 published cases of four corpora differ by at most 1.5 points in top 1;
    /// equal weights are far worse, since nobody shows every feature of a disease.
    public static final double QUERY_WEIGHT = 0.8;

    private static final int CACHED_ROWS = 512;

    private final PhenotypeKnowledge knowledge;
    private final Map<Integer, float[]> rows =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, float[]> eldest) {
                    return size() > CACHED_ROWS;
                }
            };

    /// @param knowledge what diseases show
    public PhenotypeRanker(PhenotypeKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// Ranks every disease and gene of the knowledge.
    ///
    /// @param observed what was seen in the patient; identifiers that the ontology has replaced are
    ///   followed, those it does not know and those that are no phenotypic abnormality are reported
    ///   in the result and not scored
    public PhenotypeRanking rank(Collection<HpoId> observed) {
        Ontology ontology = knowledge.ontology();
        Set<Integer> query = new TreeSet<>();
        List<TermMatch> matches = new ArrayList<>();
        List<HpoId> outside = new ArrayList<>();
        for (HpoId id : new LinkedHashSet<>(observed)) {
            matches.add(ontology.match(id));
            int term = ontology.termOf(id);
            if (term >= 0 && ontology.isPhenotypicAbnormality(term)) {
                query.add(term);
            } else if (term >= 0) {
                outside.add(id);
            }
        }
        int[] terms = query.stream().mapToInt(Integer::intValue).toArray();
        return new PhenotypeRanking(knowledge, terms, matches, outside, scores(terms));
    }

    private float[] scores(int[] query) {
        int diseases = knowledge.profileCount();
        float[] scores = new float[diseases];
        if (query.length == 0) {
            return scores;
        }
        for (int term : query) {
            float[] row = row(term);
            for (int disease = 0; disease < diseases; disease++) {
                scores[disease] += row[disease];
            }
        }
        float[] best = bestSharedWith(query);
        float forward = (float) (QUERY_WEIGHT / query.length);
        for (int disease = 0; disease < diseases; disease++) {
            double sum = 0;
            double weight = 0;
            for (int at = knowledge.offset(disease); at < knowledge.offset(disease + 1); at++) {
                float frequency = knowledge.frequencyAt(at);
                sum += frequency * best[knowledge.termAt(at)];
                weight += frequency;
            }
            double reverse = weight == 0 ? 0 : sum / weight;
            scores[disease] = (float) (scores[disease] * forward + (1 - QUERY_WEIGHT) * reverse);
        }
        return scores;
    }

    /// For one query term, the IC of its best common ancestor with each disease.
    private float[] row(int term) {
        synchronized (rows) {
            float[] cached = rows.get(term);
            if (cached != null) {
                return cached;
            }
        }
        float[] row = new float[knowledge.profileCount()];
        for (int ancestor : knowledge.ontology().rawAncestors(term)) {
            float content = knowledge.informationContent(ancestor);
            for (int disease : knowledge.showing(ancestor)) {
                if (row[disease] < content) {
                    row[disease] = content;
                }
            }
        }
        synchronized (rows) {
            rows.put(term, row);
        }
        return row;
    }

    /// For every term of the ontology, the IC of its best common ancestor with the query: parents
    /// come before children, so one pass hands the best value down.
    private float[] bestSharedWith(int[] query) {
        Ontology ontology = knowledge.ontology();
        float[] best = new float[ontology.size()];
        boolean[] shared = new boolean[ontology.size()];
        for (int term : query) {
            for (int ancestor : ontology.rawAncestors(term)) {
                shared[ancestor] = true;
            }
        }
        for (int term = 0; term < best.length; term++) {
            float value = shared[term] ? knowledge.informationContent(term) : 0;
            for (int parent : ontology.rawParents(term)) {
                value = Math.max(value, best[parent]);
            }
            best[term] = value;
        }
        return best;
    }

    /// The best common ancestor of a query term and the terms of one disease.
    static PhenotypeRanking.Evidence evidence(
            PhenotypeKnowledge knowledge, int queryTerm, int disease) {
        Ontology ontology = knowledge.ontology();
        int[] own = ontology.rawAncestors(queryTerm);
        int bestShared = -1;
        int bestTerm = -1;
        float bestContent = 0;
        for (int at = knowledge.offset(disease); at < knowledge.offset(disease + 1); at++) {
            int term = knowledge.termAt(at);
            for (int ancestor : ontology.rawAncestors(term)) {
                float content = knowledge.informationContent(ancestor);
                boolean better =
                        content > bestContent
                                || (content == bestContent && term == queryTerm && content > 0);
                if (better && Arrays.binarySearch(own, ancestor) >= 0) {
                    bestShared = ancestor;
                    bestTerm = term;
                    bestContent = content;
                }
            }
        }
        HpoId asked = ontology.id(queryTerm);
        if (bestShared < 0) {
            return new PhenotypeRanking.Evidence(
                    asked, ontology.label(queryTerm), null, "", null, "", 0);
        }
        return new PhenotypeRanking.Evidence(
                asked,
                ontology.label(queryTerm),
                ontology.id(bestTerm),
                ontology.label(bestTerm),
                ontology.id(bestShared),
                ontology.label(bestShared),
                bestContent);
    }
}
