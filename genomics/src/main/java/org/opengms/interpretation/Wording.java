package org.opengms.interpretation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.phenotype.InheritanceMode;
import org.opengms.phenotype.PhenotypeRanking;

/// Says each part of a score in plain words.
final class Wording {
    private static final int SHOWN_FEATURES = 4;

    private Wording() {}

    static String effect(SequenceOntologyTerm term) {
        return switch (term) {
            case TRANSCRIPT_ABLATION -> "the whole transcript is removed";
            case STOP_GAINED -> "a premature stop; the product is probably lost";
            case FRAMESHIFT_VARIANT -> "the reading frame shifts; the product is probably lost";
            case SPLICE_ACCEPTOR_VARIANT, SPLICE_DONOR_VARIANT ->
                    "an essential splice site changes; the product is probably lost";
            case START_LOST -> "the start codon is lost";
            case STOP_LOST -> "the stop codon is lost and the product is longer";
            case INFRAME_INSERTION -> "amino acids are inserted, the reading frame stays";
            case INFRAME_DELETION -> "amino acids are removed, the reading frame stays";
            case PROTEIN_ALTERING_VARIANT -> "the protein changes in a complex way";
            case MISSENSE_VARIANT -> "one amino acid is replaced by another";
            case SPLICE_DONOR_5TH_BASE_VARIANT ->
                    "the fifth base of an intron changes; splicing may suffer";
            case SPLICE_REGION_VARIANT,
                    SPLICE_DONOR_REGION_VARIANT,
                    SPLICE_POLYPYRIMIDINE_TRACT_VARIANT ->
                    "close to a splice site; splicing may suffer";
            case SYNONYMOUS_VARIANT, START_RETAINED_VARIANT, STOP_RETAINED_VARIANT ->
                    "the protein stays the same";
            case FIVE_PRIME_UTR_VARIANT, THREE_PRIME_UTR_VARIANT ->
                    "in an untranslated part of the transcript";
            case CODING_SEQUENCE_VARIANT, INCOMPLETE_TERMINAL_CODON_VARIANT ->
                    "in the coding sequence, exact effect unknown";
            case NON_CODING_TRANSCRIPT_EXON_VARIANT -> "in a transcript that is not translated";
            case INTRON_VARIANT,
                    NON_CODING_TRANSCRIPT_VARIANT,
                    UPSTREAM_GENE_VARIANT,
                    DOWNSTREAM_GENE_VARIANT,
                    INTERGENIC_VARIANT ->
                    "outside the coding sequence";
        };
    }

    static String phenotype(
            PhenotypeRanking.ScoredDisease disease,
            int rank,
            int knownGenes,
            List<PhenotypeRanking.Evidence> evidence) {
        List<String> met = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        for (PhenotypeRanking.Evidence one : evidence) {
            if (one.informationContent() < 1) {
                unmet.add(one.observedLabel());
            } else if (one.isExact()) {
                met.add(one.observedLabel());
            } else {
                met.add(one.observedLabel() + " (through " + one.sharedLabel() + ")");
            }
        }
        StringBuilder words = new StringBuilder("Features: ");
        words.append(disease.name()).append(" (").append(disease.id()).append(") ");
        words.append(met.isEmpty() ? "explains none of them" : "explains " + some(met));
        if (!unmet.isEmpty() && !met.isEmpty()) {
            words.append(", not ").append(some(unmet));
        }
        words.append("; ");
        if (rank > 0) {
            words.append(
                    String.format(
                            Locale.ROOT, "rank %,d of %,d genes by features.", rank, knownGenes));
        } else {
            words.append("no fit by features.");
        }
        return words.toString();
    }

    private static String some(List<String> labels) {
        List<String> shown = labels.subList(0, Math.min(SHOWN_FEATURES, labels.size()));
        int more = labels.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    static String inheritance(
            Inheritance inheritance, AlteredCopies copies, String partner, double weight) {
        String found = copies.words() + partner;
        if (inheritance.modes().isEmpty()) {
            return "Inheritance: not stated for this gene; " + found + ".";
        }
        String stated =
                String.join(
                        " or ",
                        inheritance.modes().stream().sorted().map(InheritanceMode::words).toList());
        stated +=
                switch (inheritance.source()) {
                    case PANEL -> " (panel)";
                    case DISEASE -> "";
                    case OTHER_DISEASES -> " (stated for other diseases of the gene)";
                };
        String verdict;
        if (weight >= 0.7) {
            verdict = "this fits";
        } else if (copies == AlteredCopies.ONE) {
            verdict = "one altered copy alone does not explain it (scored down)";
        } else {
            verdict = "this is unusual for it (scored down)";
        }
        return "Inheritance: " + stated + "; " + found + "; " + verdict + ".";
    }

    static String panel(GenePanel panel, @Nullable PanelGene gene) {
        if (gene == null) {
            return "Panel: not on " + panel.name() + " (scored down).";
        }
        return switch (gene.confidence()) {
            case GREEN -> "Panel: green on " + panel.name() + ".";
            case AMBER -> "Panel: amber on " + panel.name() + ".";
            case RED, GREY ->
                    "Panel: on " + panel.name() + " without enough evidence (scored down).";
        };
    }
}
