package org.opengms.genome;

import java.util.Optional;

/// Writes HGVS descriptions of nucleotides (HGVS Nomenclature 21, hgvs-nomenclature.org). The one
/// place where internal coordinates become those of HGVS, which count from 1, have no 0 between
/// `c.-1` and `c.1`, count `*1` onwards after the stop codon, and name intronic bases by the
/// nearest exonic one.
final class HgvsNames {
    private final GenomeSequence sequence;

    HgvsNames(GenomeSequence sequence) {
        this.sequence = sequence;
    }

    /// The description on a transcript, with its accession; empty if the variant is not wholly
    /// within the transcript.
    Optional<String> onTranscript(Transcript transcript, PlacedVariant placed) {
        int start = placed.startZeroBased();
        int end = placed.endExclusive();
        int first = placed.isInsertion() ? start - 1 : start;
        int last = placed.isInsertion() ? end : end - 1;
        if (first < transcript.startZeroBased() || last >= transcript.endExclusive()) {
            return Optional.empty();
        }
        boolean forward = transcript.strand() == Strand.FORWARD;
        String ref = forward ? placed.ref() : GeneticCode.reverseComplement(placed.ref());
        String alt = forward ? placed.alt() : GeneticCode.reverseComplement(placed.alt());
        String prefix = transcript.id() + (transcript.isCoding() ? ":c." : ":n.");
        if (ref.length() == 1 && alt.length() == 1) {
            return Optional.of(prefix + position(transcript, start) + ref + ">" + alt);
        }
        if (placed.isInsertion()) {
            int n = alt.length();
            int copyStart = forward ? start - n : start;
            if (copyStart >= transcript.startZeroBased()
                    && copyStart + n <= transcript.endExclusive()
                    && sequence.bases(transcript.contig(), copyStart, copyStart + n)
                            .equals(placed.alt())) {
                return Optional.of(
                        prefix + range(transcript, copyStart, copyStart + n - 1) + "dup");
            }
            return Optional.of(prefix + range(transcript, first, last) + "ins" + alt);
        }
        return Optional.of(
                prefix + range(transcript, first, last) + (alt.isEmpty() ? "del" : "delins" + alt));
    }

    private static String range(Transcript transcript, int first, int last) {
        if (first == last) {
            return position(transcript, first);
        }
        return transcript.strand() == Strand.FORWARD
                ? position(transcript, first) + "_" + position(transcript, last)
                : position(transcript, last) + "_" + position(transcript, first);
    }

    /// The position of a genomic base within the transcript, as HGVS writes it.
    static String position(Transcript transcript, int genomicZeroBased) {
        int exon = transcript.lastExonStartingAtOrBefore(genomicZeroBased);
        if (genomicZeroBased < transcript.exonEnd(exon)) {
            return exonic(transcript, transcript.exonicTranscriptPosition(genomicZeroBased));
        }
        int fromLeft = genomicZeroBased - transcript.exonEnd(exon) + 1;
        int fromRight = transcript.exonStart(exon + 1) - genomicZeroBased;
        boolean forward = transcript.strand() == Strand.FORWARD;
        int fromDonor = forward ? fromLeft : fromRight;
        int fromAcceptor = forward ? fromRight : fromLeft;
        boolean left = forward == (fromDonor <= fromAcceptor);
        int nearest = left ? transcript.exonEnd(exon) - 1 : transcript.exonStart(exon + 1);
        String base = exonic(transcript, transcript.exonicTranscriptPosition(nearest));
        return fromDonor <= fromAcceptor ? base + "+" + fromDonor : base + "-" + fromAcceptor;
    }

    private static String exonic(Transcript transcript, int position) {
        if (!transcript.isCoding()) {
            return Integer.toString(position + 1);
        }
        if (position < transcript.codingStart()) {
            return Integer.toString(position - transcript.codingStart());
        }
        if (position >= transcript.codingEnd()) {
            return "*" + (position - transcript.codingEnd() + 1);
        }
        return Integer.toString(position - transcript.codingStart() + 1);
    }

    /// The description on a chromosome with its RefSeq accession (`NC_000017.11:g.…`, `m.` for the
    /// mitochondrion), shifted as far 3′ (to higher coordinates) as the known bases allow.
    ///
    /// @param accession of the chromosome, with version
    String onChromosome(String accession, Variant variant) {
        PlacedVariant.Freedom freedom = PlacedVariant.Freedom.of(variant, sequence);
        int shift = freedom.right();
        String unit = variant.isInsertion() ? variant.alt() : variant.ref();
        int start = variant.startZeroBased() + shift;
        int end = variant.endExclusive() + shift;
        String prefix = accession + (variant.contig().isMitochondrial() ? ":m." : ":g.");
        if (variant.isSnv()) {
            return prefix + (start + 1) + variant.ref() + ">" + variant.alt();
        }
        if (variant.isInsertion()) {
            int cut = shift % unit.length();
            String inserted = unit.substring(cut) + unit.substring(0, cut);
            int n = inserted.length();
            if (start >= n && sequence.bases(variant.contig(), start - n, start).equals(inserted)) {
                return prefix + span(start - n, start) + "dup";
            }
            return prefix + start + "_" + (start + 1) + "ins" + inserted;
        }
        return prefix
                + span(start, end)
                + (variant.isDeletion() ? "del" : "delins" + variant.alt());
    }

    private static String span(int startZeroBased, int endExclusive) {
        return endExclusive - startZeroBased == 1
                ? Integer.toString(startZeroBased + 1)
                : (startZeroBased + 1) + "_" + endExclusive;
    }
}
