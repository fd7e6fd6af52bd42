package org.opengms.genome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives each transcript its gene: by the HGNC id its file states, then by Ensembl gene id, then by
/// NCBI gene id; never by symbol. Without an HGNC set the gene is known by the first of these ids
/// that the file has (HGNC, NCBI, Ensembl).
final class GeneJoin {
    private final Map<GeneId, GeneCatalogue.Entry> entries = new TreeMap<>();
    private final Map<String, Gene> byEnsemblId = new HashMap<>();
    private final Map<Integer, Gene> byEntrezId = new HashMap<>();

    GeneJoin(@Nullable HgncTable hgnc) {
        if (hgnc != null) {
            hgnc.entries().forEach(this::add);
        }
    }

    private void add(GeneCatalogue.Entry entry) {
        Gene gene = entry.gene();
        entries.put(gene.id(), entry);
        if (gene.ensemblId() != null) {
            byEnsemblId.putIfAbsent(gene.ensemblId(), gene);
        }
        if (gene.entrezId() > 0) {
            byEntrezId.putIfAbsent(gene.entrezId(), gene);
        }
    }

    Gene geneOf(TranscriptModel model) {
        String hgnc = model.geneHgnc();
        if (hgnc != null) {
            GeneCatalogue.Entry entry = entries.get(new GeneId(hgnc));
            if (entry != null) {
                return entry.gene();
            }
        }
        String ensembl = model.geneEnsembl();
        Gene known = ensembl == null ? null : byEnsemblId.get(ensembl);
        if (known == null && model.geneEntrez() > 0) {
            known = byEntrezId.get(model.geneEntrez());
        }
        if (known != null) {
            return known;
        }
        String id =
                hgnc != null
                        ? hgnc
                        : model.geneEntrez() > 0 ? "NCBIGene:" + model.geneEntrez() : ensembl;
        if (id == null) {
            throw new IllegalArgumentException(
                    "gene '" + model.geneSymbol() + "' has no HGNC, NCBI or Ensembl id");
        }
        Gene made = new Gene(new GeneId(id), model.geneSymbol(), model.geneEntrez(), ensembl);
        add(new GeneCatalogue.Entry(made, List.of()));
        return made;
    }

    List<GeneCatalogue.Entry> entries() {
        return List.copyOf(entries.values());
    }
}
