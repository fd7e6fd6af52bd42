package org.opengms.phenotype;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Collects what was odd while knowledge files were read; nothing in it stops the reading.
final class ReadingLog {
    private static final int EXAMPLES = 20;

    final TreeMap<HpoId, Integer> movedTerms = new TreeMap<>();
    final TreeMap<HpoId, Integer> unknownTerms = new TreeMap<>();
    final TreeMap<String, Integer> unresolvedGenes = new TreeMap<>();
    final List<String> malformedExamples = new ArrayList<>();
    int malformedRows;
    int negatedRows;
    int zeroFrequencyRows;

    /// Maps an identifier to a current term and counts what became of it.
    ///
    /// @return dense number, or −1 where no term stands for it
    int term(Ontology ontology, HpoId id) {
        return switch (ontology.match(id)) {
            case TermMatch.Current(_, int term) -> term;
            case TermMatch.Moved(_, int term, _) -> {
                movedTerms.merge(id, 1, Integer::sum);
                yield term;
            }
            case TermMatch.Withdrawn _, TermMatch.Unknown _ -> {
                unknownTerms.merge(id, 1, Integer::sum);
                yield -1;
            }
        };
    }

    void malformed(String file, long line, String why) {
        malformedRows++;
        if (malformedExamples.size() < EXAMPLES) {
            malformedExamples.add(file + " line " + line + ": " + why);
        }
    }
}
