package org.opengms.disclosure.beacon;

/// What everybody knows of an allele, from published references and never from the cohort. Whether
/// a question is answered, refused or charged depends on this alone.
///
/// @param frequency in the population that the cohort is drawn from
/// @param leastFrequency the least of all reference populations: an allele that is common somewhere
///   else may be rare here
/// @param ldBlock the block of linkage that it lies in
public record PublicAllele(double frequency, double leastFrequency, int ldBlock) {
    public PublicAllele {
        if (!(frequency >= 0 && frequency <= 1 && leastFrequency >= 0)
                || leastFrequency > frequency) {
            throw new IllegalArgumentException(
                    "OGMS-7562 Frequencies %s and, at least, %s: need 0 to 1, the least not the greater."
                            .formatted(frequency, leastFrequency));
        }
    }
}
