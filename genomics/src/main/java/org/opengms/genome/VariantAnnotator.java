package org.opengms.genome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what variants do to transcripts. Immutable and safe for use by many threads.
///
/// The consequence is that of the variant as HGVS places it on the transcript (see
/// [PlacedVariant]), so that terms and names always speak of the same bases. Definitions of the
/// terms follow Ensembl's; an essential splice site is the two intronic bases next to an exon, the
/// splice region three exonic and bases three to eight of the intron.
public final class VariantAnnotator {
    private static final Comparator<TranscriptConsequence> REPORTING_ORDER =
            Comparator.comparing((TranscriptConsequence c) ->
                            c.transcript()
                                    .map(Transcript::preference)
                                    .orElse(Transcript.Preference.OTHER))
                    .thenComparing(TranscriptConsequence::mostSevere)
                    .thenComparing(c -> c.transcript().map(Transcript::id).orElse(""));

    private final GenomeReference reference;
    private final GenomeSequence sequence;
    private final TranscriptCatalogue transcripts;
    private final SplicedSequences spliced;
    private final HgvsNames names;
    private final TranscriptConsequence intergenic;

    /// An annotator with the transcripts and the sequence of this reference.
    public VariantAnnotator(GenomeReference reference) {
        this.reference = reference;
        this.sequence = reference.sequence();
        this.transcripts = reference.transcripts();
        this.spliced = new SplicedSequences(sequence);
        this.names = new HgvsNames(sequence);
        this.intergenic =
                new TranscriptConsequence(
                        this,
                        null,
                        null,
                        EnumSet.of(SequenceOntologyTerm.INTERGENIC_VARIANT),
                        true);
    }

    /// The most interesting kind of place the variant touches. Cheap: transcripts are looked at, no
    /// names are made and nothing is translated. An insertion or deletion in a repeat counts for
    /// every place it could be written at.
    public RegionClass region(Variant variant) {
        PlacedVariant.Freedom freedom = PlacedVariant.Freedom.of(variant, sequence);
        int start = variant.startZeroBased() + freedom.left();
        int end = variant.endExclusive() + freedom.right();
        if (variant.isInsertion()) {
            // An insertion touches the bases on both sides of it.
            start = Math.max(0, start - 1);
            end = end + 1;
        }
        RegionClass best = RegionClass.INTERGENIC;
        for (Transcript transcript : transcripts.near(variant.contig(), start, end)) {
            RegionClass here = region(transcript, start, end);
            if (here.compareTo(best) < 0) {
                best = here;
            }
        }
        return best;
    }

    private static RegionClass region(Transcript transcript, int start, int end) {
        if (end <= transcript.startZeroBased() || start >= transcript.endExclusive()) {
            return RegionClass.FLANK;
        }
        RegionClass best = RegionClass.INTRON;
        int exons = transcript.exonCount();
        int exon = Math.max(0, transcript.lastExonStartingAtOrBefore(start));
        for (; exon < exons; exon++) {
            int exonStart = transcript.exonStart(exon);
            int exonEnd = transcript.exonEnd(exon);
            if (start < exonEnd && exonStart < end) {
                if (!transcript.isCoding()) {
                    best = RegionClass.NON_CODING_EXON;
                } else if (Math.max(start, exonStart) < transcript.codingEndExclusive()
                        && transcript.codingStartZeroBased() < Math.min(end, exonEnd)) {
                    return RegionClass.CODING;
                } else if (best != RegionClass.SPLICE) {
                    best = RegionClass.UTR;
                }
            }
            if (exon + 1 < exons) {
                int next = transcript.exonStart(exon + 1);
                if ((start < exonEnd + 17 && exonEnd - 3 < end)
                        || (start < next + 3 && next - 17 < end)) {
                    best = RegionClass.SPLICE;
                }
                if (next - 17 >= end) {
                    break;
                }
            }
        }
        return best;
    }

    /// The consequence on each transcript within 5,000 bases: MANE Select first, then MANE Plus
    /// Clinical, then the others, each group by severity. One intergenic consequence where there is
    /// no transcript.
    public List<TranscriptConsequence> annotate(Variant variant) {
        List<Transcript> near =
                transcripts.near(
                        variant.contig(), variant.startZeroBased(), variant.endExclusive());
        if (near.isEmpty()) {
            return List.of(intergenic);
        }
        PlacedVariant.Freedom freedom = PlacedVariant.Freedom.of(variant, sequence);
        List<TranscriptConsequence> consequences = new ArrayList<>(near.size());
        for (Transcript transcript : near) {
            consequences.add(consequence(transcript, variant, freedom));
        }
        if (consequences.size() > 1) {
            consequences.sort(REPORTING_ORDER);
        }
        return consequences;
    }

    /// The description on the chromosome with its RefSeq accession (`NC_000017.11:g.43045682C>T`,
    /// `m.` for the mitochondrion); empty for a contig without one or an unrecognised assembly.
    public Optional<String> hgvsG(Variant variant) {
        return reference
                .assembly()
                .flatMap(a -> a.refSeqAccession(variant.contig()))
                .map(accession -> names.onChromosome(accession, variant));
    }

    Optional<String> hgvsC(Transcript transcript, PlacedVariant placed) {
        return names.onTranscript(transcript, placed);
    }

    Optional<String> hgvsP(Transcript transcript, PlacedVariant placed) {
        CodingChange change = codingChange(transcript, placed);
        if (change == null) {
            return Optional.empty();
        }
        String protein = transcript.proteinId();
        return change.hgvs().map(p -> protein == null ? p : protein + ":" + p);
    }

    private TranscriptConsequence consequence(
            Transcript transcript, Variant variant, PlacedVariant.Freedom freedom) {
        Set<SequenceOntologyTerm> terms = EnumSet.noneOf(SequenceOntologyTerm.class);
        PlacedVariant placed = PlacedVariant.on(transcript, variant, freedom);
        int start = placed.startZeroBased();
        int end = placed.endExclusive();
        boolean insertion = placed.isInsertion();
        boolean forward = transcript.strand() == Strand.FORWARD;
        if (end <= transcript.startZeroBased() || start >= transcript.endExclusive()) {
            boolean left = end <= transcript.startZeroBased();
            terms.add(
                    left == forward
                            ? SequenceOntologyTerm.UPSTREAM_GENE_VARIANT
                            : SequenceOntologyTerm.DOWNSTREAM_GENE_VARIANT);
            return new TranscriptConsequence(this, transcript, placed, terms, true);
        }
        if (!insertion
                && start <= transcript.startZeroBased()
                && end >= transcript.endExclusive()) {
            terms.add(SequenceOntologyTerm.TRANSCRIPT_ABLATION);
            return new TranscriptConsequence(this, transcript, placed, terms, true);
        }
        boolean verified = !freedom.metUnknown();
        introns(transcript, variant, placed, freedom, terms);
        CodingChange change = transcript.isCoding() ? codingChange(transcript, placed) : null;
        if (change != null) {
            CodingChange.Outcome outcome = change.outcome();
            terms.addAll(outcome.terms());
            verified &= outcome.verified();
        } else {
            exons(transcript, placed, terms);
        }
        if (terms.isEmpty()) {
            // Between an essential splice site and the exon, or in an intron of a few bases.
            terms.add(SequenceOntologyTerm.INTRON_VARIANT);
        }
        return new TranscriptConsequence(this, transcript, placed, terms, verified);
    }

    /// The change as one of the coding sequence, if it lies in one exon and touches coding bases.
    private @Nullable CodingChange codingChange(Transcript transcript, PlacedVariant placed) {
        if (!transcript.isCoding()) {
            return null;
        }
        int start = placed.startZeroBased();
        int end = placed.endExclusive();
        boolean forward = transcript.strand() == Strand.FORWARD;
        int from;
        int to;
        if (placed.isInsertion()) {
            from = insertionPoint(transcript, placed);
            to = from;
            if (from <= transcript.codingStart() || from >= transcript.codingEnd()) {
                return null;
            }
        } else {
            int exon = transcript.lastExonStartingAtOrBefore(start);
            if (exon < 0 || end > transcript.exonEnd(exon)) {
                return null;
            }
            int first = transcript.exonicTranscriptPosition(forward ? start : end - 1);
            from = first;
            to = first + end - start;
            if (to <= transcript.codingStart() || from >= transcript.codingEnd()) {
                return null;
            }
        }
        String inserted = forward ? placed.alt() : GeneticCode.reverseComplement(placed.alt());
        return new CodingChange(transcript, spliced.of(transcript), from, to, inserted);
    }

    /// Transcript coordinate before which an insertion falls, -1 if both its neighbours are
    /// intronic. At an edge of an exon there is one exonic neighbour.
    private static int insertionPoint(Transcript transcript, PlacedVariant placed) {
        if (placed.intronic()) {
            return -1;
        }
        int start = placed.startZeroBased();
        boolean forward = transcript.strand() == Strand.FORWARD;
        int before = transcript.exonicTranscriptPosition(forward ? start - 1 : start);
        return before >= 0
                ? before + 1
                : transcript.exonicTranscriptPosition(forward ? start : start - 1);
    }

    /// Terms of exonic bases where the change is not one of the coding sequence alone: in
    /// untranslated or non-coding exons, or across an exon boundary.
    private static void exons(
            Transcript transcript, PlacedVariant placed, Set<SequenceOntologyTerm> terms) {
        int start = placed.startZeroBased();
        int end = placed.endExclusive();
        boolean forward = transcript.strand() == Strand.FORWARD;
        if (placed.isInsertion()) {
            int at = insertionPoint(transcript, placed);
            if (at >= 0) {
                if (!transcript.isCoding()) {
                    terms.add(SequenceOntologyTerm.NON_CODING_TRANSCRIPT_EXON_VARIANT);
                } else if (at <= transcript.codingStart()) {
                    terms.add(SequenceOntologyTerm.FIVE_PRIME_UTR_VARIANT);
                } else {
                    terms.add(SequenceOntologyTerm.THREE_PRIME_UTR_VARIANT);
                }
            } else if (!transcript.isCoding()) {
                terms.add(SequenceOntologyTerm.NON_CODING_TRANSCRIPT_VARIANT);
            }
            return;
        }
        boolean exonic = false;
        int exon = Math.max(0, transcript.lastExonStartingAtOrBefore(start));
        for (; exon < transcript.exonCount() && transcript.exonStart(exon) < end; exon++) {
            int from = Math.max(start, transcript.exonStart(exon));
            int to = Math.min(end, transcript.exonEnd(exon));
            if (from >= to) {
                continue;
            }
            exonic = true;
            if (!transcript.isCoding()) {
                terms.add(SequenceOntologyTerm.NON_CODING_TRANSCRIPT_EXON_VARIANT);
                continue;
            }
            int codingStart = transcript.codingStartZeroBased();
            int codingEnd = transcript.codingEndExclusive();
            if (from < codingStart) {
                terms.add(
                        forward
                                ? SequenceOntologyTerm.FIVE_PRIME_UTR_VARIANT
                                : SequenceOntologyTerm.THREE_PRIME_UTR_VARIANT);
            }
            if (to > codingEnd) {
                terms.add(
                        forward
                                ? SequenceOntologyTerm.THREE_PRIME_UTR_VARIANT
                                : SequenceOntologyTerm.FIVE_PRIME_UTR_VARIANT);
            }
            if (from < codingEnd && codingStart < to) {
                terms.add(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT);
                int first = transcript.exonicTranscriptPosition(forward ? from : to - 1);
                int last = transcript.exonicTranscriptPosition(forward ? to - 1 : from);
                if (transcript.startComplete()
                        && first < transcript.codingStart() + 3
                        && last >= transcript.codingStart()) {
                    terms.add(SequenceOntologyTerm.START_LOST);
                }
                if (first < transcript.codingEnd() && last >= transcript.codingEnd() - 3) {
                    terms.add(SequenceOntologyTerm.STOP_LOST);
                }
            }
        }
        if (!exonic && !transcript.isCoding()) {
            terms.add(SequenceOntologyTerm.NON_CODING_TRANSCRIPT_VARIANT);
        }
    }

    /// Terms of introns and their edges.
    private static void introns(
            Transcript transcript,
            Variant variant,
            PlacedVariant placed,
            PlacedVariant.Freedom freedom,
            Set<SequenceOntologyTerm> terms) {
        int start = placed.startZeroBased();
        int end = placed.endExclusive();
        boolean forward = transcript.strand() == Strand.FORWARD;
        boolean insertion = placed.isInsertion();
        int exon = Math.max(0, transcript.lastExonStartingAtOrBefore(start - 3) - 1);
        for (; exon + 1 < transcript.exonCount(); exon++) {
            int from = transcript.exonEnd(exon);
            int to = transcript.exonStart(exon + 1);
            if (from - 3 > end) {
                break;
            }
            if (to + 3 < start) {
                continue;
            }
            boolean leftSite = disrupts(variant, placed, freedom, from, from + 2);
            boolean rightSite = disrupts(variant, placed, freedom, to - 2, to);
            boolean donor = forward ? leftSite : rightSite;
            boolean acceptor = forward ? rightSite : leftSite;
            if (donor) {
                terms.add(SequenceOntologyTerm.SPLICE_DONOR_VARIANT);
            }
            if (acceptor) {
                terms.add(SequenceOntologyTerm.SPLICE_ACCEPTOR_VARIANT);
            }
            if (touches(start, end, from + 2, to - 2)
                    || (insertion && (start == from + 2 || start == to - 2))
                    || (placed.intronic() && (start == from || start == to))) {
                terms.add(SequenceOntologyTerm.INTRON_VARIANT);
            }
            boolean fifth =
                    forward
                            ? touches(start, end, from + 4, from + 5)
                            : touches(start, end, to - 5, to - 4);
            boolean donorRegion =
                    forward
                            ? touches(start, end, from + 2, from + 6)
                            : touches(start, end, to - 6, to - 2);
            boolean tract =
                    forward
                            ? touches(start, end, to - 17, to - 2)
                            : touches(start, end, from + 2, from + 17);
            boolean spared =
                    (!leftSite && touches(start, end, from, from + 2))
                            || (!rightSite && touches(start, end, to - 2, to));
            boolean region =
                    spared
                            || touches(start, end, from - 3, from)
                            || touches(start, end, from + 2, from + 8)
                            || touches(start, end, to - 8, to - 2)
                            || touches(start, end, to, to + 3)
                            || (insertion
                                    && (start == from
                                            || start == to
                                            || start == from + 2
                                            || start == to - 2));
            if (fifth) {
                terms.add(SequenceOntologyTerm.SPLICE_DONOR_5TH_BASE_VARIANT);
            } else if (donorRegion) {
                terms.add(SequenceOntologyTerm.SPLICE_DONOR_REGION_VARIANT);
            }
            if (tract) {
                terms.add(SequenceOntologyTerm.SPLICE_POLYPYRIMIDINE_TRACT_VARIANT);
            }
            if (region && !donor && !acceptor && !fifth && !donorRegion) {
                terms.add(SequenceOntologyTerm.SPLICE_REGION_VARIANT);
            }
        }
    }

    /// Whether a change disrupts an essential splice site: where it is placed it touches the site,
    /// and so it does wherever else it could be written. Otherwise the two bases are still there
    /// after the change.
    private static boolean disrupts(
            Variant variant,
            PlacedVariant placed,
            PlacedVariant.Freedom freedom,
            int from,
            int to) {
        int start = variant.startZeroBased();
        int end = variant.endExclusive();
        return touches(placed.startZeroBased(), placed.endExclusive(), from, to)
                && touches(start + freedom.left(), end + freedom.left(), from, to)
                && touches(start + freedom.right(), end + freedom.right(), from, to);
    }

    /// Whether a change shares a base with a stretch; an insertion, whether it falls between two of
    /// its bases.
    private static boolean touches(int start, int end, int from, int to) {
        return start == end ? from < start && start < to : start < to && from < end;
    }
}
