package org.opengms.genome;

import java.util.Locale;

/// A sequence of an assembly under its one canonical name: `chr1` … `chr22`, `chrX`, `chrY`,
/// `chrM`. Other sequences (alternate loci, unplaced scaffolds, made-up test contigs) keep the name
/// they came with.
///
/// `1`, `chr1`, `Chr1` and the RefSeq accession `NC_000001.11` are one contig; so are `MT`, `M`,
/// `chrM` and `NC_012920.1`. The version of an accession is dropped here; [Assembly] knows which
/// assembly it belongs to.
///
/// @param name canonical name
public record Contig(String name) implements Comparable<Contig> {

    /// The mitochondrial genome.
    public static final Contig MITOCHONDRION = new Contig("chrM");

    public Contig {
        if (name.isEmpty() || !canonical(name).equals(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a canonical contig name; use Contig.of");
        }
    }

    /// The contig that a file calls `name`.
    ///
    /// @param name as written in a VCF, FASTA or transcript file
    public static Contig of(String name) {
        return new Contig(canonical(name));
    }

    private static String canonical(String name) {
        String bare = name;
        if (name.startsWith("NC_")) {
            int dot = name.indexOf('.');
            String accession = dot < 0 ? name : name.substring(0, dot);
            if (accession.equals("NC_012920")) {
                return "chrM";
            }
            int number = refSeqChromosome(accession);
            return switch (number) {
                case 0 -> name;
                case 23 -> "chrX";
                case 24 -> "chrY";
                default -> "chr" + number;
            };
        }
        if (name.length() > 3 && name.substring(0, 3).toLowerCase(Locale.ROOT).equals("chr")) {
            bare = name.substring(3);
        }
        if (bare.equals("M") || bare.equals("MT")) {
            return "chrM";
        }
        if (bare.equals("X") || bare.equals("Y") || isAutosome(bare)) {
            return "chr" + bare;
        }
        return name;
    }

    /// 1 to 24 for the accessions of the human chromosomes, else 0.
    private static int refSeqChromosome(String accession) {
        if (accession.length() != 9 || !accession.startsWith("NC_0000")) {
            return 0;
        }
        int tens = Character.digit(accession.charAt(7), 10);
        int ones = Character.digit(accession.charAt(8), 10);
        int number = tens < 0 || ones < 0 ? 0 : tens * 10 + ones;
        return number <= 24 ? number : 0;
    }

    private static boolean isAutosome(String bare) {
        if (bare.isEmpty() || bare.length() > 2 || bare.charAt(0) == '0') {
            return false;
        }
        int number = 0;
        for (int i = 0; i < bare.length(); i++) {
            int digit = Character.digit(bare.charAt(i), 10);
            if (digit < 0) {
                return false;
            }
            number = number * 10 + digit;
        }
        return number >= 1 && number <= 22;
    }

    /// Whether this is the mitochondrial genome, which has its own codon table.
    public boolean isMitochondrial() {
        return equals(MITOCHONDRION);
    }

    /// Chromosome order: 1–22, X, Y, M, then the others by name.
    @Override
    public int compareTo(Contig other) {
        int byRank = Integer.compare(rank(), other.rank());
        return byRank != 0 ? byRank : name.compareTo(other.name);
    }

    private int rank() {
        return switch (name) {
            case "chrX" -> 23;
            case "chrY" -> 24;
            case "chrM" -> 25;
            default ->
                    name.startsWith("chr") && isAutosome(name.substring(3))
                            ? Integer.parseInt(name, 3, name.length(), 10)
                            : 26;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
