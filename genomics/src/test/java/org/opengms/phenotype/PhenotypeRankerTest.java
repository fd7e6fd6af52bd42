package org.opengms.phenotype;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;

/// The four OMIM diseases of [SyntheticKnowledge] show, counting kinds of: Abnormality 4, Heart 3
/// (1, 2, 4), Valve 3, Mitral 2 (1, 4), Aortic 1, Eye 2 (3, 4), Lens 1, Heart and lens 0. Hence IC
/// in nats: Heart and Valve ln 4/3, Mitral and Eye ln 2, Aortic, Lens and Heart and lens ln 4.
class PhenotypeRankerTest {
    private static final double LN2 = Math.log(2);
    private static final double LN4 = Math.log(4);
    private static final double LN4_3 = Math.log(4.0 / 3);

    @TempDir Path folder;
    private PhenotypeKnowledge knowledge;
    private PhenotypeRanker ranker;

    @BeforeEach
    void compile() throws IOException {
        PhenotypeKnowledge.build(
                SyntheticKnowledge.write(folder), SyntheticKnowledge.genes(), folder);
        knowledge = PhenotypeKnowledge.open(folder);
        ranker = new PhenotypeRanker(knowledge);
    }

    private double score(PhenotypeRanking ranking, String disease) {
        return ranking.topDiseases(100).stream()
                .filter(one -> one.id().equals(disease))
                .mapToDouble(PhenotypeRanking.ScoredDisease::score)
                .sum();
    }

    @Test
    @DisplayName("scores by hand: query Mitral and Eye")
    void scoresByHand() {
        PhenotypeRanking ranking = ranker.rank(List.of(new HpoId(12), new HpoId(20)));
        // Disease 1 shows Mitral: query side Mitral ln 2 and Eye 0; its own side ln 2.
        assertEquals(0.8 * (LN2 + 0) / 2 + 0.2 * LN2, score(ranking, "OMIM:1"), 1e-5);
        // Disease 2 shows Aortic: shared with Mitral is Valve, ln 4/3.
        assertEquals(0.8 * (LN4_3 + 0) / 2 + 0.2 * LN4_3, score(ranking, "OMIM:2"), 1e-5);
        // Disease 3 shows Lens: shared with Eye is Eye, ln 2.
        assertEquals(0.8 * (0 + LN2) / 2 + 0.2 * LN2, score(ranking, "OMIM:3"), 1e-5);
        // Disease 4 shows Eye (0.17) and Mitral (1/4): both exact.
        assertEquals(0.8 * LN2 + 0.2 * LN2, score(ranking, "OMIM:4"), 1e-5);
        assertEquals(OptionalInt.of(1), ranking.omimRank("OMIM:4"));
    }

    @Test
    @DisplayName("what a disease shows often weighs more than what it shows rarely")
    void weighsByFrequency() {
        PhenotypeRanking ranking = ranker.rank(List.of(new HpoId(20)));
        assertEquals(
                0.8 * LN2 + 0.2 * (0.17 * LN2 + 0.25 * 0) / (0.17 + 0.25),
                score(ranking, "OMIM:4"),
                1e-5);
    }

    @Test
    @DisplayName("a gene scores as the best of its diseases, and says which")
    void scoresGenes() {
        PhenotypeRanking ranking = ranker.rank(List.of(new HpoId(13)));
        assertEquals(LN4, ranking.score(SyntheticKnowledge.AAA), 1e-5);
        assertEquals("OMIM:2", ranking.topGenes(1).getFirst().disease().id(), "its better disease");
        // AAA through its second disease and CCC through its own profile: a tie counts against
        // both.
        assertEquals(OptionalInt.of(2), ranking.rank(SyntheticKnowledge.AAA));
        assertEquals(OptionalInt.of(2), ranking.rank(SyntheticKnowledge.CCC));
        assertEquals(OptionalInt.empty(), ranking.rank(SyntheticKnowledge.BBB));
    }

    @Test
    @DisplayName("explains which feature met which")
    void explains() {
        PhenotypeRanking.Explanation explanation =
                ranker.rank(List.of(new HpoId(12), new HpoId(21))).explain(SyntheticKnowledge.BBB);
        assertNotNull(explanation);
        PhenotypeRanking.Evidence lens = explanation.evidence().getFirst();
        assertEquals(new HpoId(21), lens.observed());
        assertTrue(lens.isExact());
        assertEquals(LN4, lens.informationContent(), 1e-5);
        PhenotypeRanking.Evidence mitral = explanation.evidence().getLast();
        assertNull(mitral.shared());
        assertEquals(0, mitral.informationContent());
    }

    @Test
    @DisplayName("reports what it cannot score instead of failing")
    void reportsTheRest() {
        PhenotypeRanking ranking =
                ranker.rank(List.of(new HpoId(90), new HpoId(92), new HpoId(4321), new HpoId(7)));
        assertEquals(List.of(new HpoId(12)), ranking.scoredTerms());
        assertEquals(List.of(new HpoId(7)), ranking.notPhenotypic());
        assertEquals(4, ranking.matches().size());
    }

    @Test
    @DisplayName("scores nothing when nothing usable was observed")
    void scoresNothing() {
        PhenotypeRanking ranking = ranker.rank(List.of(new HpoId(4321)));
        assertEquals(0, ranking.scoredTermCount());
        assertEquals(0, ranking.score(SyntheticKnowledge.AAA));
        assertEquals(List.of(), ranking.topGenes(10));
        assertEquals(0, ranking.attainableScore());
    }

    @Test
    @DisplayName("agrees with the definition, computed term by term, on random queries")
    void agreesWithTheDefinition() {
        Ontology ontology = knowledge.ontology();
        List<Integer> phenotypic = new ArrayList<>();
        for (int term = 0; term < ontology.size(); term++) {
            if (ontology.isPhenotypicAbnormality(term)) {
                phenotypic.add(term);
            }
        }
        Cases.check(
                200,
                random -> {
                    Set<HpoId> query = new HashSet<>();
                    for (int i = 0; i <= random.nextInt(5); i++) {
                        query.add(ontology.id(phenotypic.get(random.nextInt(phenotypic.size()))));
                    }
                    PhenotypeRanking ranking = ranker.rank(query);
                    for (String id : List.of("OMIM:1", "OMIM:2", "OMIM:3", "OMIM:4", "ORPHA:9")) {
                        assertEquals(byDefinition(query, id), score(ranking, id), 1e-5);
                    }
                });
    }

    private double byDefinition(Set<HpoId> query, String disease) {
        List<Disease.Feature> features = knowledge.disease(disease).orElseThrow().features();
        double forward = 0;
        for (HpoId q : query) {
            forward += features.stream().mapToDouble(t -> shared(q, t.term())).max().orElse(0);
        }
        double sum = 0;
        double weight = 0;
        for (Disease.Feature t : features) {
            sum +=
                    t.frequency()
                            * query.stream().mapToDouble(q -> shared(q, t.term())).max().orElse(0);
            weight += t.frequency();
        }
        return 0.8 * forward / query.size() + 0.2 * sum / weight;
    }

    private double shared(HpoId a, HpoId b) {
        Ontology ontology = knowledge.ontology();
        Set<Integer> common = new HashSet<>(ontology.ancestorsAndSelf(ontology.termOf(a)));
        common.retainAll(ontology.ancestorsAndSelf(ontology.termOf(b)));
        return common.stream().mapToDouble(knowledge::informationContent).max().orElse(0);
    }
}
