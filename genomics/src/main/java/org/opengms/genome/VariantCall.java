package org.opengms.genome;

import org.jspecify.annotations.Nullable;

/// One alternate allele that the chosen sample carries.
///
/// @param line line of the file, counted from 1
/// @param vcfPos POS as in the file, 1-based
/// @param vcfRef REF as in the file
/// @param vcfAlt the one ALT allele as in the file
/// @param variant the same change, normalised
/// @param phased whether the genotype is written with `|`
/// @param haplotype which copy carries the allele, 1 for the first in the genotype; 0 if it is not
///   phased or several copies carry it
/// @param phaseSet FORMAT/PS of the sample; null where not stated: then all phased genotypes of a
///   contig belong together
/// @param filter FILTER as in the file: `PASS`, `.` or the names of the failed filters
/// @param depth FORMAT/DP of the sample, reads; null where not stated
/// @param genotypeQuality FORMAT/GQ of the sample, Phred; null where not stated
/// @param referenceCheck whether REF was compared with the reference
public record VariantCall(
        long line,
        int vcfPos,
        String vcfRef,
        String vcfAlt,
        Variant variant,
        Zygosity zygosity,
        boolean phased,
        int haplotype,
        @Nullable Integer phaseSet,
        String filter,
        @Nullable Integer depth,
        @Nullable Integer genotypeQuality,
        ReferenceCheck referenceCheck) {

    /// Whether FILTER says `PASS`, or no filter was applied (`.`).
    public boolean passesFilters() {
        return filter.equals("PASS") || filter.equals(".");
    }
}
