package org.opengms.phenotype;

import java.util.List;
import java.util.SortedMap;

/// What was found, and what was odd, while phenotype knowledge was compiled.
///
/// @param ontologyRelease release stated by the ontology file, or empty
/// @param annotationRelease release stated by the disease annotations, or empty
/// @param geneLinkRelease release stated by the gene file, or empty (the published file states
///   none)
/// @param terms current terms
/// @param diseases diseases with at least one feature
/// @param omimDiseases those of them that are OMIM diseases, over which information content is
///   counted
/// @param genes genes linked to a disease or to features of their own
/// @param movedTerms identifiers that were followed to the term that stands for them now, with uses
/// @param unknownTerms identifiers no term stands for, with uses; their rows were left out
/// @param unresolvedGenes genes the gene catalogue does not know, as `symbol (NCBI number)`, with
///   rows
/// @param negatedRows rows that say a disease does not show a feature
/// @param zeroFrequencyRows rows whose frequency is nought
/// @param malformedRows rows that could not be read as they should
/// @param malformedExamples the first of them, each with file and line
public record PhenotypeBuildReport(
        String ontologyRelease,
        String annotationRelease,
        String geneLinkRelease,
        int terms,
        int diseases,
        int omimDiseases,
        int genes,
        SortedMap<HpoId, Integer> movedTerms,
        SortedMap<HpoId, Integer> unknownTerms,
        SortedMap<String, Integer> unresolvedGenes,
        int negatedRows,
        int zeroFrequencyRows,
        int malformedRows,
        List<String> malformedExamples) {}
