package org.opengms.genome;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The reference sequence. What the FASTA gave as N is *unknown*: no base is claimed there. So is
/// everything on a contig without sequence.
///
/// Known stretches are kept with two bits a base in a mapped file; the other IUPAC codes lie beside
/// them as exceptions.
public final class GenomeSequence {
    /// Where the packed bases of a contig lie.
    ///
    /// @param runStarts first base of each known stretch, 0-based, rising
    /// @param runEnds one past its last base
    /// @param runOffsets byte of the file with its first four bases
    /// @param exceptionPositions bases that are neither A, C, G, T nor N, rising
    /// @param exceptionBases their IUPAC codes
    @SuppressWarnings("ArrayRecordComponent") // never compared, and kept within the package
    record ContigSequence(
            Contig contig,
            int length,
            int[] runStarts,
            int[] runEnds,
            long[] runOffsets,
            int[] exceptionPositions,
            byte[] exceptionBases) {}

    private static final byte[] BASES = {'A', 'C', 'G', 'T'};

    private final MemorySegment packed;
    private final List<Contig> contigs;
    private final Map<Contig, ContigSequence> sequences = new HashMap<>();

    GenomeSequence(MemorySegment packed, List<ContigSequence> contigs) {
        this.packed = packed;
        this.contigs = contigs.stream().map(ContigSequence::contig).toList();
        contigs.forEach(c -> sequences.put(c.contig(), c));
    }

    /// The contigs with a sequence, in the order of the FASTA.
    public List<Contig> contigs() {
        return contigs;
    }

    /// Length of a contig in bases, unknown ones included; empty for a contig without sequence.
    public OptionalInt lengthOf(Contig contig) {
        ContigSequence sequence = sequences.get(contig);
        return sequence == null ? OptionalInt.empty() : OptionalInt.of(sequence.length());
    }

    /// The known stretches of a contig, in order.
    public List<GenomicInterval> knownStretches(Contig contig) {
        ContigSequence sequence = sequences.get(contig);
        if (sequence == null) {
            return List.of();
        }
        GenomicInterval[] known = new GenomicInterval[sequence.runStarts().length];
        for (int i = 0; i < known.length; i++) {
            known[i] = new GenomicInterval(contig, sequence.runStarts()[i], sequence.runEnds()[i]);
        }
        return List.of(known);
    }

    /// Bases of the forward strand, upper case, `N` for each unknown one (also beyond the ends of
    /// the contig).
    ///
    /// @param startZeroBased first base, counted from 0
    /// @param endExclusive one past the last base
    public String bases(Contig contig, int startZeroBased, int endExclusive) {
        byte[] text = new byte[Math.max(0, endExclusive - startZeroBased)];
        copy(contig, startZeroBased, endExclusive, text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Writes the bases of a stretch into an array.
    void copy(Contig contig, int startZeroBased, int endExclusive, byte[] target, int offset) {
        int size = endExclusive - startZeroBased;
        Arrays.fill(target, offset, offset + size, (byte) 'N');
        ContigSequence sequence = sequences.get(contig);
        if (sequence == null) {
            return;
        }
        int[] starts = sequence.runStarts();
        int[] ends = sequence.runEnds();
        for (int run = Math.max(0, runAtOrBefore(starts, startZeroBased));
                run < starts.length && starts[run] < endExclusive;
                run++) {
            int from = Math.max(startZeroBased, starts[run]);
            int to = Math.min(endExclusive, ends[run]);
            for (int at = from; at < to; at++) {
                target[offset + at - startZeroBased] = packedBase(sequence, run, at);
            }
        }
        int[] exceptions = sequence.exceptionPositions();
        if (exceptions.length > 0) {
            int at = Arrays.binarySearch(exceptions, startZeroBased);
            for (int i = at >= 0 ? at : -at - 1;
                    i < exceptions.length && exceptions[i] < endExclusive;
                    i++) {
                target[offset + exceptions[i] - startZeroBased] = sequence.exceptionBases()[i];
            }
        }
    }

    private byte packedBase(ContigSequence sequence, int run, int positionZeroBased) {
        int inRun = positionZeroBased - sequence.runStarts()[run];
        byte four = packed.get(ValueLayout.JAVA_BYTE, sequence.runOffsets()[run] + (inRun >>> 2));
        return BASES[(four >>> ((inRun & 3) << 1)) & 3];
    }

    private static int runAtOrBefore(int[] starts, int positionZeroBased) {
        int at = Arrays.binarySearch(starts, positionZeroBased);
        return at >= 0 ? at : -at - 2;
    }

    /// One base of the forward strand, `N` if unknown.
    public char base(Contig contig, int positionZeroBased) {
        return (char) baseIn(sequences.get(contig), positionZeroBased);
    }

    private byte baseIn(@Nullable ContigSequence sequence, int positionZeroBased) {
        if (sequence == null) {
            return 'N';
        }
        int run = runAtOrBefore(sequence.runStarts(), positionZeroBased);
        if (run < 0 || positionZeroBased >= sequence.runEnds()[run]) {
            return 'N';
        }
        if (sequence.exceptionPositions().length > 0) {
            int at = Arrays.binarySearch(sequence.exceptionPositions(), positionZeroBased);
            if (at >= 0) {
                return sequence.exceptionBases()[at];
            }
        }
        return packedBase(sequence, run, positionZeroBased);
    }

    /// Whether every base of the stretch is known.
    public boolean isKnown(Contig contig, int startZeroBased, int endExclusive) {
        if (startZeroBased >= endExclusive) {
            return true;
        }
        ContigSequence sequence = sequences.get(contig);
        if (sequence == null) {
            return false;
        }
        int run = runAtOrBefore(sequence.runStarts(), startZeroBased);
        return run >= 0 && endExclusive <= sequence.runEnds()[run];
    }
}
