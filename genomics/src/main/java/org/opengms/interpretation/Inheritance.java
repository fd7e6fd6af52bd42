package org.opengms.interpretation;

import java.util.Set;
import org.opengms.phenotype.InheritanceMode;

/// How a disease is inherited, and who says so.
///
/// @param modes none if nobody says
/// @param source who says so
record Inheritance(Set<InheritanceMode> modes, Source source) {
    static final Inheritance NOT_STATED = new Inheritance(Set.of(), Source.OTHER_DISEASES);

    enum Source {
        /// The chosen panel, for the gene.
        PANEL,
        /// The annotations of the disease itself.
        DISEASE,
        /// The annotations of other diseases of the gene: often the same disease under another
        /// identifier, but not surely.
        OTHER_DISEASES
    }

    Inheritance {
        modes = Set.copyOf(modes);
    }

    /// What the altered copies say, as a likelihood ratio; halved on the logarithmic scale where
    /// the modes are borrowed from other diseases.
    double weight(AlteredCopies copies) {
        double stated = EvidenceWeights.inheritance(modes, copies);
        if (source != Source.OTHER_DISEASES || modes.isEmpty()) {
            return stated;
        }
        return Math.sqrt(stated * EvidenceWeights.inheritance(Set.of(), copies));
    }
}
