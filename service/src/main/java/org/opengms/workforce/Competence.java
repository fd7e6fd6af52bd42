package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person must have shown that they can do before they do it for a patient.
public enum Competence {
    /// Talks with a patient about a whole genome and records what they choose.
    RECORD_OF_DISCUSSION("take a record of discussion"),
    /// Orders a test by whole genome sequencing.
    ORDER_WGS("order whole genome sequencing"),
    /// Works at the bench.
    WET_LAB("work at the bench"),
    /// Makes variants of reads.
    BIOINFORMATICS("process genomic data"),
    /// Says what a variant means.
    INTERPRET("interpret variants"),
    /// Signs a report.
    AUTHORISE_REPORT("authorise a report"),
    /// Leads a multidisciplinary meeting.
    MDT_CHAIR("chair a multidisciplinary meeting"),
    /// Votes on the access committee.
    ACCESS_REVIEWER("review applications for access to data");

    private final String words;

    Competence(String words) {
        this.words = words;
    }

    /// What is done, after "may".
    public String words() {
        return words;
    }

    /// Its name where it is sent and in addresses, such as `order-wgs`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One by its code.
    public static Optional<Competence> find(String code) {
        return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
    }

    @JsonCreator
    static Competence parse(String code) {
        return find(code)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-8801 No such competence. There are: %s."
                                        .formatted(
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(values())
                                                                .map(Competence::code)
                                                                .toList()))));
    }
}
