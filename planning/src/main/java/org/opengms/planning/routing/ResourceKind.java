package org.opengms.planning.routing;

/// What a resource does, and the unit in which its work is counted.
public enum ResourceKind {
    /// Genomes that sequencers take.
    GENOME_SLOTS("sequencing", "genomes"),
    /// Hours of processors on alignment and variant calling.
    COMPUTE_HOURS("compute", "hours"),
    /// Data that the archive can take in.
    STORAGE_GIGABYTES("storage", "GB"),
    /// Data that the network can carry.
    NETWORK_GIGABYTES("network", "GB"),
    /// Hours of people who interpret, by competence.
    INTERPRETATION_HOURS("interpretation", "hours"),
    /// Minutes of people who type in what comes on paper.
    CLERK_MINUTES("clerks", "minutes"),
    /// Conventional assays.
    ASSAY_SLOTS("conventional assays", "assays");

    private final String words;
    private final String unit;

    ResourceKind(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    /// What it is called in a sentence.
    public String words() {
        return words;
    }

    /// Its unit, in the plural.
    public String unit() {
        return unit;
    }
}
