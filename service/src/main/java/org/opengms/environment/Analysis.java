package org.opengms.environment;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opengms.cohort.Measure;
import org.opengms.gate.DataClass;
import org.opengms.genome.Contig;
import org.opengms.genome.GenomicInterval;

/// What can be asked of the cohort: a closed set, each of which finds sets of participants that the
/// service itself counts. Programs of a project's own run in its batch environment; what they make
/// is looked at by people.
public sealed interface Analysis {
    /// Most dimensions of a table.
    int MOST_DIMENSIONS = 3;

    /// Most conditions.
    int MOST_CONDITIONS = 5;

    /// Most counts of a table, with its margins.
    int MOST_COUNTS = 2000;

    /// Most regions of the genome.
    int MOST_REGIONS = 20;

    /// Longest region, in bases.
    int LONGEST_REGION_BASES = 3_000_000;

    /// Most features that are set beside the outcome.
    int MOST_PHENOTYPES = 10;

    /// What it is called.
    String title();

    /// The regions of the genome whose calls it looks at.
    default List<GenomicInterval> regions() {
        return List.of();
    }

    /// Whether it reads the files of calls.
    default boolean readsGenomes() {
        return !regions().isEmpty();
    }

    /// The most telling class of what it reads.
    default DataClass reads() {
        return readsGenomes() ? DataClass.GENOME : DataClass.REPORT;
    }

    /// How many participants there are, by up to three attributes.
    ///
    /// @param by none for one count
    /// @param where all of which must hold
    record CrossTabulation(List<Dimension> by, List<Condition> where) implements Analysis {
        /// @throws IllegalArgumentException beyond the limits
        public CrossTabulation {
            by = List.copyOf(by);
            where = List.copyOf(where);
            if (by.size() > MOST_DIMENSIONS || where.size() > MOST_CONDITIONS) {
                throw new IllegalArgumentException(
                        "OGMS-7616 A table has at most %d dimensions and %d conditions."
                                .formatted(MOST_DIMENSIONS, MOST_CONDITIONS));
            }
            if (by.stream().map(d -> d.attribute().title()).distinct().count() < by.size()) {
                throw new IllegalArgumentException(
                        "OGMS-7617 A table is broken down by an attribute twice.");
            }
            long counts = 1;
            for (Dimension dimension : by) {
                counts *= dimension.categories().size() + 1L;
            }
            if (counts > MOST_COUNTS) {
                throw new IllegalArgumentException(
                        "OGMS-7618 The table would have %,d counts with its margins. At most %,d: name fewer categories."
                                .formatted(counts, MOST_COUNTS));
            }
        }

        @Override
        public String title() {
            String what =
                    by.isEmpty()
                            ? "Number of participants"
                            : "Participants by "
                                    + by.stream()
                                            .map(d -> d.attribute().title())
                                            .collect(Collectors.joining(" and "));
            return where.isEmpty()
                    ? what
                    : what
                            + ", where "
                            + where.stream()
                                    .map(Condition::words)
                                    .collect(Collectors.joining(" and "));
        }
    }

    /// Each of some features beside whether the question of the test was answered.
    ///
    /// @param phenotypes features
    /// @param outcomes categories that are told apart
    record PhenotypeByOutcome(List<Attribute.Phenotype> phenotypes, Dimension outcomes)
            implements Analysis {
        /// @throws IllegalArgumentException beyond the limits
        public PhenotypeByOutcome {
            phenotypes = List.copyOf(phenotypes);
            if (phenotypes.isEmpty()
                    || phenotypes.size() > MOST_PHENOTYPES
                    || phenotypes.stream().distinct().count() < phenotypes.size()) {
                throw new IllegalArgumentException(
                        "OGMS-7619 Name 1 to %d different features.".formatted(MOST_PHENOTYPES));
            }
        }

        @Override
        public String title() {
            return "Features by outcome: "
                    + phenotypes.stream()
                            .map(Attribute.Phenotype::term)
                            .collect(Collectors.joining(", "));
        }
    }

    /// How many participants carry each allele in some regions.
    ///
    /// @param regions in which
    record Carriers(List<GenomicInterval> regions) implements Analysis {
        /// @throws IllegalArgumentException beyond the limits
        public Carriers {
            regions = checked(regions);
        }

        @Override
        public String title() {
            return "Carriers of alleles in " + words(regions);
        }
    }

    /// How many participants carry no, one, or more alternate alleles in some regions, beside
    /// another attribute if wanted.
    ///
    /// @param regions in which
    /// @param by none or one
    record Burden(List<GenomicInterval> regions, List<Dimension> by) implements Analysis {
        /// @throws IllegalArgumentException beyond the limits
        public Burden {
            regions = checked(regions);
            by = List.copyOf(by);
            if (by.size() > 1) {
                throw new IllegalArgumentException(
                        "OGMS-7620 A burden is set beside one attribute at most.");
            }
        }

        @Override
        public String title() {
            return "Alternate alleles carried in "
                    + words(regions)
                    + by.stream()
                            .map(d -> ", by " + d.attribute().title())
                            .collect(Collectors.joining());
        }
    }

    /// The sum of a measure in each group.
    ///
    /// @param measure of which
    /// @param by groups
    record Sums(Measure measure, Dimension by) implements Analysis {
        @Override
        public String title() {
            return "Sum of "
                    + switch (measure) {
                        case DAYS_TO_REPORT -> "days to the report";
                        case REPORTED_VARIANTS -> "reported variants";
                    }
                    + " by "
                    + by.attribute().title();
        }
    }

    /// Reads a region as people write it: `chr17:43044295-43125364`, 1-based, both ends included.
    ///
    /// @throws IllegalArgumentException if it is none, or too long
    static GenomicInterval region(String text) {
        Matcher found =
                Pattern.compile("([0-9A-Za-z]{1,20}):([0-9]{1,9})-([0-9]{1,9})").matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7621 This is no region. Write chr17:43044295-43125364 (GRCh38, 1-based, both ends included).");
        }
        int start = Integer.parseInt(found.group(2), 10);
        int end = Integer.parseInt(found.group(3), 10);
        if (start < 1 || end < start || end - start >= LONGEST_REGION_BASES) {
            throw new IllegalArgumentException(
                    "OGMS-7622 A region begins at 1 or later, does not run backwards, and has at most %,d bases."
                            .formatted(LONGEST_REGION_BASES));
        }
        return new GenomicInterval(Contig.of(found.group(1)), start - 1, end);
    }

    /// A region as people write it.
    static String words(GenomicInterval region) {
        return "%s:%d-%d"
                .formatted(
                        region.contig().name(), region.startZeroBased() + 1, region.endExclusive());
    }

    private static String words(List<GenomicInterval> regions) {
        return regions.stream().map(Analysis::words).collect(Collectors.joining(", "));
    }

    private static List<GenomicInterval> checked(List<GenomicInterval> regions) {
        if (regions.isEmpty()
                || regions.size() > MOST_REGIONS
                || regions.stream().anyMatch(r -> r.length() > LONGEST_REGION_BASES)) {
            throw new IllegalArgumentException(
                    "OGMS-7623 Name 1 to %d regions of at most %,d bases."
                            .formatted(MOST_REGIONS, LONGEST_REGION_BASES));
        }
        return List.copyOf(regions);
    }
}
