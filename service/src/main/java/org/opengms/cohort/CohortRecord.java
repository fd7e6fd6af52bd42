package org.opengms.cohort;

import java.util.Map;
import java.util.Set;

/// What the cohort knows of a participant, without who they are.
///
/// @param number stands for them in sets of people; from 0, the same for good, and without meaning
///   outside
/// @param traits what is recorded; without what is not
/// @param measures what is measured; without what is not
/// @param phenotypes terms of the Human Phenotype Ontology, such as `HP:0001250`
/// @param genes approved symbols of genes in which their signed report names a variant
/// @param variants that it names, as `chr17:43045682:C:T` with a 1-based position
public record CohortRecord(
        int number,
        Map<Trait, String> traits,
        Map<Measure, Long> measures,
        Set<String> phenotypes,
        Set<String> genes,
        Set<String> variants) {
    public CohortRecord {
        traits = Map.copyOf(traits);
        measures = Map.copyOf(measures);
        phenotypes = Set.copyOf(phenotypes);
        genes = Set.copyOf(genes);
        variants = Set.copyOf(variants);
    }
}
