package org.opengms.region;

import java.util.List;

/// The cause planted in a patient's genome. The service under test never sees it; who counts how
/// often the cause was found asks the region for it.
///
/// @param patientNumber [SyntheticPatient#number()]
/// @param geneSymbol current symbol
/// @param hgncId such as `HGNC:9900007`
/// @param diseaseId such as `OMIM:9900012`
/// @param diseaseName in words
/// @param inheritance of the disease
/// @param variants one, or two heterozygous ones of a compound heterozygote
public record PlantedTruth(
        int patientNumber,
        String geneSymbol,
        String hgncId,
        String diseaseId,
        String diseaseName,
        Inheritance inheritance,
        List<PlantedVariant> variants) {

    public PlantedTruth {
        variants = List.copyOf(variants);
    }
}
