package org.opengms.genome;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The genes of a reference: those of the HGNC complete set where one was given, and those of the
/// transcripts.
public final class GeneCatalogue {
    /// A gene with the symbols it had before, and its aliases.
    record Entry(Gene gene, List<String> otherSymbols) {}

    private final SortedMap<GeneId, Gene> byId = new TreeMap<>();
    private final Map<Integer, Gene> byEntrezId = new HashMap<>();
    private final Map<String, Gene> byEnsemblId = new HashMap<>();
    private final Map<String, Gene> bySymbol = new HashMap<>();
    private final Map<String, List<Gene>> byOtherSymbol = new HashMap<>();

    GeneCatalogue(List<Entry> entries) {
        for (Entry entry : entries) {
            Gene gene = entry.gene();
            byId.put(gene.id(), gene);
            if (gene.entrezId() > 0) {
                byEntrezId.putIfAbsent(gene.entrezId(), gene);
            }
            String ensemblId = gene.ensemblId();
            if (ensemblId != null) {
                byEnsemblId.putIfAbsent(ensemblId, gene);
            }
            bySymbol.putIfAbsent(key(gene.symbol()), gene);
            for (String other : entry.otherSymbols()) {
                byOtherSymbol.computeIfAbsent(key(other), _ -> new ArrayList<>(1)).add(gene);
            }
        }
    }

    private static String key(String symbol) {
        return symbol.toUpperCase(Locale.ROOT);
    }

    static String withoutVersion(String accession) {
        int dot = accession.indexOf('.');
        return dot < 0 ? accession : accession.substring(0, dot);
    }

    /// All genes, ordered by id.
    public Collection<Gene> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /// The gene with this id.
    public Optional<Gene> find(GeneId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The gene with an identifier in any of the known name spaces: `HGNC:1100`, `NCBIGene:672`,
    /// `GeneID:672`, `ENSG00000012048` or `ENSG00000012048.25`; empty for anything else.
    public Optional<Gene> resolve(String identifier) {
        if (identifier.startsWith("NCBIGene:") || identifier.startsWith("GeneID:")) {
            String number = identifier.substring(identifier.indexOf(':') + 1);
            return isEntrezId(number)
                    ? findByEntrezId(Integer.parseInt(number, 10))
                    : Optional.empty();
        }
        if (identifier.startsWith("ENS")) {
            return findByEnsemblId(identifier);
        }
        if (identifier.startsWith("HGNC:") && isEntrezId(identifier.substring(5))) {
            return find(new GeneId(identifier));
        }
        return Optional.empty();
    }

    private static boolean isEntrezId(String text) {
        return !text.isEmpty()
                && text.length() <= 9
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// The gene with this NCBI gene id.
    public Optional<Gene> findByEntrezId(int entrezId) {
        return Optional.ofNullable(byEntrezId.get(entrezId));
    }

    /// The gene with this Ensembl id; a version is ignored.
    public Optional<Gene> findByEnsemblId(String ensemblId) {
        return Optional.ofNullable(byEnsemblId.get(withoutVersion(ensemblId)));
    }

    /// The gene with this approved symbol, in any case of letters. For lookups by people; never to
    /// join data sets.
    public Optional<Gene> findBySymbol(String symbol) {
        return Optional.ofNullable(bySymbol.get(key(symbol)));
    }

    /// The genes that have, or had, this symbol or alias: the approved one first.
    public List<Gene> findByAnySymbol(String symbol) {
        List<Gene> found = new ArrayList<>();
        findBySymbol(symbol).ifPresent(found::add);
        for (Gene gene : byOtherSymbol.getOrDefault(key(symbol), List.of())) {
            if (!found.contains(gene)) {
                found.add(gene);
            }
        }
        return List.copyOf(found);
    }
}
