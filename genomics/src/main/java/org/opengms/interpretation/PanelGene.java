package org.opengms.interpretation;

import java.util.Set;
import org.opengms.genome.GeneId;
import org.opengms.panels.Confidence;
import org.opengms.phenotype.InheritanceMode;

/// One gene of a panel.
///
/// @param gene its identity
/// @param symbol as the panel gives it, for display
/// @param confidence how well the gene's role is established
/// @param modes how alterations of the gene must be inherited to cause the disease; empty if the
///   panel does not say
/// @param modeOfInheritance the panel's own words for that
public record PanelGene(
        GeneId gene,
        String symbol,
        Confidence confidence,
        Set<InheritanceMode> modes,
        String modeOfInheritance) {

    public PanelGene {
        modes = Set.copyOf(modes);
    }
}
