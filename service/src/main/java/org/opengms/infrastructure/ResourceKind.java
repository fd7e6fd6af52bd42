package org.opengms.infrastructure;

/// What a laboratory needs beside people and has only so much of.
public enum ResourceKind {
    /// Whole genomes that its sequencers can take in a week.
    GENOME_SLOTS("genome slots", "genomes a week"),
    /// Hours of one compute node that its pipeline can use in a week.
    COMPUTE_HOURS("compute", "node hours a week"),
    /// Storage that is free, in gigabytes (10⁹ bytes).
    STORAGE_GB("free storage", "GB free"),
    /// What its network carries in a day, in gigabytes (10⁹ bytes).
    NETWORK_GB("network", "GB a day");

    private final String words;
    private final String unit;

    ResourceKind(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    /// What it is, for people, lower case.
    public String words() {
        return words;
    }

    /// The unit of its amount.
    public String unit() {
        return unit;
    }
}
