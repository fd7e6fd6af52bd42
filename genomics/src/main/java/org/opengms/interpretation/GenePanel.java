package org.opengms.interpretation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.genome.GeneId;

/// A list of genes that are examined for a clinical indication.
public final class GenePanel {
    private final String id;
    private final String name;
    private final String version;
    private final List<String> indications;
    private final Map<GeneId, PanelGene> genes = new LinkedHashMap<>();

    /// @param id in its source, for example `285`
    /// @param name of the panel
    /// @param version as its source states it, or empty
    /// @param indications codes of the clinical indications it serves (`R29`), if stated
    /// @param genes its genes; of a gene listed twice the first counts
    GenePanel(
            String id,
            String name,
            String version,
            List<String> indications,
            List<PanelGene> genes) {
        this.id = id;
        this.name = name;
        this.version = version;
        this.indications = List.copyOf(indications);
        for (PanelGene gene : genes) {
            this.genes.putIfAbsent(gene.gene(), gene);
        }
    }

    /// Its identifier in its source.
    public String id() {
        return id;
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// Its version, or empty.
    public String version() {
        return version;
    }

    /// Codes of the clinical indications it serves.
    public List<String> indications() {
        return indications;
    }

    /// Its genes.
    public List<PanelGene> genes() {
        return List.copyOf(genes.values());
    }

    /// What it says of a gene.
    public Optional<PanelGene> find(GeneId gene) {
        return Optional.ofNullable(genes.get(gene));
    }
}
