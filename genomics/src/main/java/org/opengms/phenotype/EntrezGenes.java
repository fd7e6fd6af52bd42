package org.opengms.phenotype;

import java.util.Optional;
import org.opengms.genome.GeneId;

/// Says which gene an NCBI gene number means; a gene catalogue does.
@FunctionalInterface
public interface EntrezGenes {
    /// The gene with an NCBI gene number, or empty if it is not known.
    ///
    /// @param entrezId without prefix, 672 for BRCA1
    Optional<GeneId> find(int entrezId);
}
