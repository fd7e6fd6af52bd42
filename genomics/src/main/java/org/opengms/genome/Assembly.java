package org.opengms.genome;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The human reference assemblies, recognised by the lengths of their chromosomes (Genome Reference
/// Consortium, GCF_000001405.13 and GCF_000001405.26), by RefSeq accession version, or by name.
public enum Assembly {
    /// Genome Reference Consortium human build 37, `hg19`, `b37`.
    GRCH37(
            "GRCh37",
            new int[] {
                249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663,
                146364022, 141213431, 135534747, 135006516, 133851895, 115169878, 107349540,
                102531392, 90354753, 81195210, 78077248, 59128983, 63025520, 48129895, 51304566,
                155270560, 59373566, 16569
            },
            new int[] {
                10, 11, 11, 11, 9, 11, 13, 10, 11, 10, 9, 11, 10, 8, 9, 9, 10, 9, 9, 10, 8, 10, 10,
                9
            }),
    /// Genome Reference Consortium human build 38, `hg38`.
    GRCH38(
            "GRCh38",
            new int[] {
                248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973,
                145138636, 138394717, 133797422, 135086622, 133275309, 114364328, 107043718,
                101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468,
                156040895, 57227415, 16569
            },
            new int[] {
                11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10, 12, 11, 9, 10, 10, 11, 10, 10, 11, 9,
                11, 11, 10
            });

    private static final Map<String, Assembly> NAMES =
            Map.ofEntries(
                    Map.entry("grch37", GRCH37),
                    Map.entry("hg19", GRCH37),
                    Map.entry("b37", GRCH37),
                    Map.entry("hs37d5", GRCH37),
                    Map.entry("human_g1k_v37", GRCH37),
                    Map.entry("gcf_000001405.25", GRCH37),
                    Map.entry("grch38", GRCH38),
                    Map.entry("hg38", GRCH38),
                    Map.entry("hs38", GRCH38),
                    Map.entry("b38", GRCH38),
                    Map.entry("gcf_000001405.40", GRCH38));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // written once, never handed out
    private final int[] lengths;

    @SuppressWarnings("ImmutableEnumChecker") // written once, never handed out
    private final int[] accessionVersions;

    Assembly(String label, int[] lengths, int[] accessionVersions) {
        this.label = label;
        this.lengths = lengths;
        this.accessionVersions = accessionVersions;
    }

    /// The name in the usual spelling, `GRCh38`.
    public String label() {
        return label;
    }

    /// Length in bases of a chromosome; empty for other sequences.
    public OptionalInt lengthOf(Contig contig) {
        int number = chromosomeNumber(contig);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(lengths[number - 1]);
    }

    /// The RefSeq accession with version (`NC_000001.11`); empty for other sequences.
    public Optional<String> refSeqAccession(Contig contig) {
        int number = chromosomeNumber(contig);
        return switch (number) {
            case 0 -> Optional.empty();
            case 25 -> Optional.of("NC_012920.1");
            default ->
                    Optional.of("NC_0000%02d.%d".formatted(number, accessionVersions[number - 1]));
        };
    }

    /// The assembly whose chromosome has exactly this length. The mitochondrial genome is the same
    /// in both and decides nothing.
    ///
    /// @param length in bases
    public static Optional<Assembly> findByLength(Contig contig, long length) {
        int number = chromosomeNumber(contig);
        if (number == 0 || number == 25) {
            return Optional.empty();
        }
        for (Assembly assembly : values()) {
            if (assembly.lengths[number - 1] == length) {
                return Optional.of(assembly);
            }
        }
        return Optional.empty();
    }

    /// The assembly a versioned RefSeq accession such as `NC_000001.10` belongs to; empty for any
    /// other name.
    public static Optional<Assembly> findByAccession(String name) {
        if (!name.startsWith("NC_0000")) {
            return Optional.empty();
        }
        Contig contig = Contig.of(name);
        for (Assembly assembly : values()) {
            if (assembly.refSeqAccession(contig).filter(name::equals).isPresent()) {
                return Optional.of(assembly);
            }
        }
        return Optional.empty();
    }

    /// The assembly named in free text, such as the value of `##reference` in a VCF header: the
    /// last path element is searched for a known name. Empty where none, or more than one, is
    /// named.
    public static Optional<Assembly> findByName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('/') + 1);
        Optional<Assembly> found = Optional.empty();
        for (Map.Entry<String, Assembly> name : NAMES.entrySet()) {
            if (last.contains(name.getKey())) {
                if (found.isPresent() && found.get() != name.getValue()) {
                    return Optional.empty();
                }
                found = Optional.of(name.getValue());
            }
        }
        return found;
    }

    private static int chromosomeNumber(Contig contig) {
        return switch (contig.name()) {
            case "chrX" -> 23;
            case "chrY" -> 24;
            case "chrM" -> 25;
            default -> {
                String name = contig.name();
                boolean autosome =
                        name.startsWith("chr")
                                && (name.length() == 4 || name.length() == 5)
                                && name.chars().skip(3).allMatch(c -> c >= '0' && c <= '9');
                yield autosome ? Integer.parseInt(name, 3, name.length(), 10) : 0;
            }
        };
    }
}
