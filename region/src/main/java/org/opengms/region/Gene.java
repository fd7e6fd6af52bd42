package org.opengms.region;

import java.util.List;
import java.util.Optional;

/// An invented gene of the mini genome.
///
/// @param number from 1; every identifier is made of it
/// @param symbol current symbol
/// @param previousSymbol a symbol it had before, for some
/// @param aliasSymbols other symbols
/// @param name in words
/// @param contig where it lies
/// @param reverse whether it is read from the reverse strand
/// @param transcripts the MANE Select transcript first
record Gene(
        int number,
        String symbol,
        Optional<String> previousSymbol,
        List<String> aliasSymbols,
        String name,
        Contig contig,
        boolean reverse,
        List<Transcript> transcripts) {

    Gene {
        aliasSymbols = List.copyOf(aliasSymbols);
        transcripts = List.copyOf(transcripts);
    }

    String hgncId() {
        return "HGNC:" + (9_900_000 + number);
    }

    String entrezId() {
        return Integer.toString(99_000_000 + number);
    }

    /// Without version.
    String ensemblId() {
        return "ENSG" + (99_990_000_000L + number);
    }

    Transcript select() {
        return transcripts.getFirst();
    }

    boolean isOnX() {
        return contig.isX();
    }
}
