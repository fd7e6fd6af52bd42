package org.opengms.genome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The transcripts of a reference, found by place, gene or accession.
public final class TranscriptCatalogue {
    /// MANE Select first, then MANE Plus Clinical, then the others by accession.
    static final Comparator<Transcript> BY_PREFERENCE =
            Comparator.comparing(Transcript::preference).thenComparing(Transcript::id);

    private static final Comparator<Transcript> BY_PLACE =
            Comparator.comparing(Transcript::contig)
                    .thenComparingInt(Transcript::startZeroBased)
                    .thenComparingInt(Transcript::endExclusive)
                    .thenComparing(Transcript::id);

    private final List<Transcript> all;
    private final Map<Contig, TranscriptSegments> segments = new HashMap<>();
    private final Map<GeneId, List<Transcript>> byGene = new HashMap<>();
    private final Map<String, Transcript> byAccession = new HashMap<>();

    TranscriptCatalogue(List<Transcript> transcripts) {
        all = transcripts.stream().sorted(BY_PLACE).toList();
        Map<Contig, List<Transcript>> byContig = new LinkedHashMap<>();
        for (Transcript transcript : all) {
            byContig.computeIfAbsent(transcript.contig(), _ -> new ArrayList<>()).add(transcript);
            byGene.computeIfAbsent(transcript.gene().id(), _ -> new ArrayList<>(1)).add(transcript);
            index(transcript.refSeqId(), transcript);
            index(transcript.ensemblId(), transcript);
        }
        byContig.forEach((contig, list) -> segments.put(contig, new TranscriptSegments(list)));
        byGene.replaceAll((_, list) -> list.stream().sorted(BY_PREFERENCE).toList());
    }

    private void index(@org.jspecify.annotations.Nullable String accession, Transcript transcript) {
        if (accession != null) {
            byAccession.putIfAbsent(accession, transcript);
            byAccession.putIfAbsent(GeneCatalogue.withoutVersion(accession), transcript);
        }
    }

    /// All transcripts, ordered by contig and start.
    public List<Transcript> all() {
        return all;
    }

    /// The transcripts that share a base with an interval, or around the place of an empty one.
    public List<Transcript> overlapping(GenomicInterval interval) {
        TranscriptSegments here = segments.get(interval.contig());
        if (here == null) {
            return List.of();
        }
        List<Transcript> found = new ArrayList<>();
        for (Transcript transcript :
                here.near(interval.startZeroBased(), interval.endExclusive())) {
            boolean overlaps =
                    interval.length() == 0
                            ? transcript.startZeroBased() < interval.startZeroBased()
                                    && interval.startZeroBased() < transcript.endExclusive()
                            : transcript.startZeroBased() < interval.endExclusive()
                                    && interval.startZeroBased() < transcript.endExclusive();
            if (overlaps) {
                found.add(transcript);
            }
        }
        return found;
    }

    /// The transcripts within [TranscriptSegments#FLANK] bases of a stretch.
    List<Transcript> near(Contig contig, int startZeroBased, int endExclusive) {
        TranscriptSegments here = segments.get(contig);
        return here == null ? List.of() : here.near(startZeroBased, endExclusive);
    }

    /// The transcripts of a gene, MANE Select first.
    public List<Transcript> of(GeneId gene) {
        return byGene.getOrDefault(gene, List.of());
    }

    /// The transcript with this RefSeq or Ensembl id, with or without version.
    public Optional<Transcript> find(String accession) {
        return Optional.ofNullable(byAccession.get(accession));
    }

    /// The contigs that have transcripts.
    Set<Contig> contigs() {
        return segments.keySet();
    }
}
