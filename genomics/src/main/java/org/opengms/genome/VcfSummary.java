package org.opengms.genome;

import java.util.SortedMap;

/// What a VCF held, so that nothing is left out in silence: every record is counted under calls or
/// under a reason why it gave none.
///
/// @param sample the sample read
/// @param records data lines
/// @param calls alternate alleles that the sample carries and that were handed on
/// @param snvs calls that replace one base
/// @param unverified calls whose REF could not be checked because the reference is unknown there
/// @param filtered calls whose FILTER is neither `PASS` nor `.`
/// @param multiallelicRecords records with more than one ALT
/// @param homozygousReferenceRecords records at which the sample has the reference alone
/// @param noCallRecords records at which the sample has no genotype
/// @param partialGenotypeRecords records with one allele missing beside a called one (`./1`)
/// @param referenceBlockRecords gVCF blocks and records without ALT
/// @param symbolicAlleles carried alleles such as `<DEL>`, not interpreted
/// @param breakendAlleles carried breakends, not interpreted
/// @param spanningDeletionAlleles carried `*` alleles, not interpreted
/// @param ambiguousAlleles carried alleles with bases other than A, C, G, T, not interpreted
/// @param unknownContigRecords records on contigs that the reference does not have
/// @param unknownContigs those contigs (the first 100), with their number of records
public record VcfSummary(
        String sample,
        long records,
        long calls,
        long snvs,
        long unverified,
        long filtered,
        long multiallelicRecords,
        long homozygousReferenceRecords,
        long noCallRecords,
        long partialGenotypeRecords,
        long referenceBlockRecords,
        long symbolicAlleles,
        long breakendAlleles,
        long spanningDeletionAlleles,
        long ambiguousAlleles,
        long unknownContigRecords,
        SortedMap<String, Long> unknownContigs) {

    /// Carried alleles that were counted and not interpreted.
    public long notInterpreted() {
        return symbolicAlleles + breakendAlleles + spanningDeletionAlleles + ambiguousAlleles;
    }
}
