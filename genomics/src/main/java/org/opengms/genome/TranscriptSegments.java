package org.opengms.genome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The transcripts of one contig, cut into elementary segments: between two neighbouring boundaries
/// the same transcripts lie near every base, so that a lookup is one binary search. A transcript
/// counts as near up to [#FLANK] bases beyond its ends.
final class TranscriptSegments {
    /// How far upstream and downstream consequences reach, in bases (Ensembl's default).
    static final int FLANK = 5_000;

    private final int[] starts;
    private final List<List<Transcript>> members;

    TranscriptSegments(List<Transcript> transcripts) {
        int[] boundaries = new int[transcripts.size() * 2 + 1];
        int n = 0;
        boundaries[n++] = 0;
        for (Transcript transcript : transcripts) {
            boundaries[n++] = from(transcript);
            boundaries[n++] = to(transcript);
        }
        starts = Arrays.stream(boundaries).sorted().distinct().toArray();
        List<List<Transcript>> building = new ArrayList<>(starts.length);
        for (int i = 0; i < starts.length; i++) {
            building.add(new ArrayList<>(2));
        }
        for (Transcript transcript : transcripts) {
            int first = Arrays.binarySearch(starts, from(transcript));
            int last = Arrays.binarySearch(starts, to(transcript));
            for (int i = first; i < last; i++) {
                building.get(i).add(transcript);
            }
        }
        building.replaceAll(List::copyOf);
        members = List.copyOf(building);
    }

    private static int from(Transcript transcript) {
        return Math.max(0, transcript.startZeroBased() - FLANK);
    }

    private static int to(Transcript transcript) {
        return transcript.endExclusive() + FLANK;
    }

    /// The transcripts near any base of a stretch, or near the two bases around an empty one.
    List<Transcript> near(int startZeroBased, int endExclusive) {
        boolean empty = startZeroBased == endExclusive;
        int firstBase = empty ? Math.max(0, startZeroBased - 1) : startZeroBased;
        int lastBase = empty ? startZeroBased : endExclusive - 1;
        int first = segment(firstBase);
        int last = lastBase == firstBase ? first : segment(lastBase);
        if (first == last) {
            return members.get(first);
        }
        List<Transcript> found = new ArrayList<>(members.get(first));
        for (int i = first + 1; i <= last; i++) {
            for (Transcript transcript : members.get(i)) {
                // A transcript that begins in this segment was in none before it.
                if (from(transcript) == starts[i]) {
                    found.add(transcript);
                }
            }
        }
        return found;
    }

    private int segment(int baseZeroBased) {
        int at = Arrays.binarySearch(starts, baseZeroBased);
        return at >= 0 ? at : -at - 2;
    }
}
