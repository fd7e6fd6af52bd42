package org.opengms.genome;

/// How many copies of a variant allele a genotype states.
public enum Zygosity {
    /// One copy beside another allele.
    HETEROZYGOUS,
    /// Every copy of a genotype of two or more alleles.
    HOMOZYGOUS,
    /// The one allele of a haploid genotype (male X and Y, mitochondrion).
    HEMIZYGOUS
}
