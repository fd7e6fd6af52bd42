package org.opengms.planning.network;

/// What a test does to the sample.
public enum Method {
    /// Whole genome of one person.
    WGS_SINGLETON,
    /// Whole genomes of a child and both parents.
    WGS_TRIO,
    /// Whole genomes of a tumour and of the patient.
    WGS_CANCER,
    /// All exons.
    EXOME,
    /// A panel of many genes, sequenced.
    LARGE_PANEL,
    /// A panel of genes of a tumour, sequenced.
    CANCER_PANEL,
    /// Chromosomes compared on a microarray.
    MICROARRAY,
    /// One gene, or one variant known in the family.
    SINGLE_GENE,
    /// Chromosomes seen through a microscope: karyotype, FISH, rapid aneuploidy.
    CYTOGENETICS
}
