package org.opengms.region;

import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// What a conventional test of a synthetic patient finds. It is worked out from the planted truth
/// by what the method can see, for the stand-in laboratory that enters it.
///
/// @param method how the test was done; never whole genome sequencing
/// @param geneSymbol the gene in which the cause was found, if it was
/// @param variants the cause, empty where none was found
/// @param words the result as a laboratory would put it
public record ConventionalResult(
        TestMethod method,
        Optional<String> geneSymbol,
        List<PlantedVariant> variants,
        String words) {

    public ConventionalResult {
        variants = List.copyOf(variants);
    }

    /// Whether the cause was found.
    public boolean causeFound() {
        return geneSymbol.isPresent();
    }

    /// Panels and exomes read every gene that is green on the indication's panel; a single gene
    /// test reads the first such gene by symbol; a microarray and other methods see no change of a
    /// few bases, and no other change is planted.
    static ConventionalResult of(
            TestMethod method, GenePanels.Panel panel, Optional<PlantedTruth> truth) {
        List<String> green =
                panel.genes().stream()
                        .filter(e -> e.confidence() == 3)
                        .map(e -> e.gene().symbol())
                        .sorted()
                        .toList();
        List<String> read =
                switch (method) {
                    case PANEL, EXOME -> green;
                    case SINGLE_GENE -> green.subList(0, Math.min(1, green.size()));
                    case MICROARRAY, OTHER -> List.of();
                    case WGS ->
                            throw new IllegalArgumentException(
                                    "OGMS-2304 Whole genome sequencing is no conventional test. Ask"
                                            + " sequencing() for the genome.");
                };
        Optional<PlantedTruth> found = truth.filter(t -> read.contains(t.geneSymbol()));
        return new ConventionalResult(
                method,
                found.map(PlantedTruth::geneSymbol),
                found.map(PlantedTruth::variants).orElse(List.of()),
                found.map(ConventionalResult::positive)
                        .orElse("No cause was found by " + method.words() + "."));
    }

    private static String positive(PlantedTruth truth) {
        StringBuilder words =
                new StringBuilder("The cause was found in ").append(truth.geneSymbol()).append(":");
        for (PlantedVariant variant : truth.variants()) {
            words.append(
                    " %s:%d %s>%s (%s, %s)"
                            .formatted(
                                    variant.contig(),
                                    variant.pos(),
                                    variant.ref(),
                                    variant.alt(),
                                    variant.damage().sequenceOntologyTerm().replace('_', ' '),
                                    variant.zygosity().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return words.append("; ").append(truth.diseaseName()).append(".").toString();
    }
}
