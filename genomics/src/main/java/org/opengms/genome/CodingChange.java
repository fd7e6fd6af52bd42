package org.opengms.genome;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a change within one exon does to the coding sequence and, by translating the whole of the
/// altered sequence, to the protein. Positions are those of the spliced transcript, 0-based.
final class CodingChange {
    private final Transcript transcript;
    private final GeneticCode code;
    private final byte[] bases;
    private final String reference;
    private final int from;
    private final int to;
    private final String inserted;
    private final int delta;
    private final int firstCodonAt;

    /// @param from first replaced base of the transcript
    /// @param to one past the last; equal to `from` for an insertion
    /// @param inserted bases put in, in the direction of the transcript
    CodingChange(
            Transcript transcript,
            SplicedSequences.Spliced spliced,
            int from,
            int to,
            String inserted) {
        this.transcript = transcript;
        this.code = GeneticCode.of(transcript.contig());
        this.bases = spliced.bases();
        this.reference = spliced.protein();
        this.from = from;
        this.to = to;
        this.inserted = inserted;
        this.delta = inserted.length() - (to - from);
        this.firstCodonAt = transcript.codingStart() + transcript.leadingPartialCodonBases();
    }

    /// The consequence, and whether the sequence it was read from is known.
    record Outcome(Set<SequenceOntologyTerm> terms, boolean verified) {}

    /// A base of the altered transcript.
    private byte altered(int position) {
        if (position < from) {
            return bases[position];
        }
        int inInserted = position - from;
        return inInserted < inserted.length()
                ? (byte) inserted.charAt(inInserted)
                : bases[position - delta];
    }

    private int alteredLength() {
        return bases.length + delta;
    }

    private boolean touchesStartCodon() {
        int start = transcript.codingStart();
        if (!transcript.startComplete()) {
            return false;
        }
        return from == to ? start < from && from < start + 3 : from < start + 3 && start < to;
    }

    private boolean startRetained() {
        int start = transcript.codingStart();
        if (from < start) {
            for (int i = start; i < Math.max(to, start + 3); i++) {
                if (altered(i + delta) != bases[i] || bases[i] == 'N') {
                    return false;
                }
            }
            return true;
        }
        return code.isStart(altered(start), altered(start + 1), altered(start + 2));
    }

    /// An insertion just before the stop codon touches it too, unless it keeps the frame.
    private boolean touchesStopCodon() {
        int stop = transcript.codingEnd() - 3;
        int firstTouching = delta % 3 == 0 ? stop + 1 : stop;
        return from == to
                ? firstTouching <= from && from < transcript.codingEnd()
                : to > stop && from < transcript.codingEnd();
    }

    Outcome outcome() {
        Set<SequenceOntologyTerm> terms = EnumSet.noneOf(SequenceOntologyTerm.class);
        if (from < transcript.codingStart()) {
            terms.add(SequenceOntologyTerm.FIVE_PRIME_UTR_VARIANT);
        }
        if (to > transcript.codingEnd()) {
            terms.add(SequenceOntologyTerm.THREE_PRIME_UTR_VARIANT);
        }
        boolean verified = true;
        if (touchesStartCodon()) {
            if (!startRetained()) {
                terms.add(SequenceOntologyTerm.START_LOST);
                if (delta % 3 != 0 && from >= transcript.codingStart()) {
                    terms.add(SequenceOntologyTerm.FRAMESHIFT_VARIANT);
                }
                return new Outcome(terms, delta == 0 || knownAround());
            }
            terms.add(SequenceOntologyTerm.START_RETAINED_VARIANT);
            if (from < transcript.codingStart()) {
                return new Outcome(terms, true);
            }
        }
        if (to > transcript.codingEnd() || (touchesStopCodon() && delta != 0)) {
            return stopCodonOutcome(terms);
        }
        if (delta % 3 != 0) {
            terms.add(SequenceOntologyTerm.FRAMESHIFT_VARIANT);
            int codon = (from - firstCodonAt) / 3;
            char first = alteredAminoAcid(codon);
            if (first == '*' && aminoAcid(codon) != '*') {
                terms.add(SequenceOntologyTerm.STOP_GAINED);
            }
            return new Outcome(terms, first != 'X');
        }
        inFrame(terms);
        if (terms.contains(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT)) {
            verified = false;
        }
        return new Outcome(terms, verified && windowKnown());
    }

    private boolean knownAround() {
        int end = Math.min(bases.length, Math.max(to, from + 1));
        for (int i = from; i < end; i++) {
            if (bases[i] == 'N') {
                return false;
            }
        }
        return true;
    }

    /// A change of length in the stop codon, or one that reaches beyond it.
    private Outcome stopCodonOutcome(Set<SequenceOntologyTerm> terms) {
        Optional<String> protein = alteredProtein();
        if (protein.isEmpty() || reference.indexOf('X') >= 0) {
            terms.add(SequenceOntologyTerm.STOP_LOST);
            if (delta % 3 != 0 && to <= transcript.codingEnd()) {
                terms.add(SequenceOntologyTerm.FRAMESHIFT_VARIANT);
            }
            return new Outcome(terms, false);
        }
        if (protein.get().equals(reference)) {
            terms.add(SequenceOntologyTerm.STOP_RETAINED_VARIANT);
        } else if (!reference.endsWith("*")) {
            terms.add(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT);
        } else {
            String altered = protein.get();
            boolean earlier = altered.endsWith("*") && altered.length() < reference.length();
            boolean within = from < transcript.codingEnd() - 3;
            boolean sameFrameStop =
                    altered.endsWith("*")
                            && delta % 3 == 0
                            && altered.length() == reference.length() + delta / 3;
            if (earlier && !sameFrameStop && within) {
                terms.add(SequenceOntologyTerm.STOP_GAINED);
            }
            if (sameFrameStop) {
                terms.add(
                        from == to
                                ? SequenceOntologyTerm.INFRAME_INSERTION
                                : inserted.isEmpty()
                                        ? SequenceOntologyTerm.INFRAME_DELETION
                                        : SequenceOntologyTerm.PROTEIN_ALTERING_VARIANT);
                terms.add(SequenceOntologyTerm.STOP_RETAINED_VARIANT);
            } else {
                terms.add(SequenceOntologyTerm.STOP_LOST);
                if (delta % 3 != 0 && to <= transcript.codingEnd()) {
                    terms.add(SequenceOntologyTerm.FRAMESHIFT_VARIANT);
                } else if (delta < 0 && inserted.isEmpty() && to <= transcript.codingEnd()) {
                    terms.add(SequenceOntologyTerm.INFRAME_DELETION);
                } else if (delta > 0 && from == to) {
                    terms.add(SequenceOntologyTerm.INFRAME_INSERTION);
                }
            }
        }
        return new Outcome(terms, true);
    }

    /// First and last codon (exclusive) that the change touches in the reference.
    private int windowStart() {
        return Math.floorDiv(from - firstCodonAt, 3);
    }

    private int windowEnd() {
        return Math.ceilDiv(to - firstCodonAt, 3);
    }

    private boolean windowKnown() {
        for (int codon = windowStart(); codon < windowEnd() + delta / 3; codon++) {
            if (alteredAminoAcid(codon) == 'X') {
                return false;
            }
        }
        return true;
    }

    private void inFrame(Set<SequenceOntologyTerm> terms) {
        int first = windowStart();
        int last = windowEnd();
        if (first < 0) {
            terms.add(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT);
            return;
        }
        if (firstCodonAt + last * 3 > transcript.codingEnd()) {
            terms.add(SequenceOntologyTerm.INCOMPLETE_TERMINAL_CODON_VARIANT);
            terms.add(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT);
            return;
        }
        StringBuilder before = new StringBuilder();
        for (int codon = first; codon < last; codon++) {
            before.append(aminoAcid(codon));
        }
        StringBuilder after = new StringBuilder();
        for (int codon = first; codon < last + delta / 3; codon++) {
            after.append(alteredAminoAcid(codon));
        }
        String refPeptide = before.toString();
        String altPeptide = after.toString();
        boolean unknown = refPeptide.indexOf('X') >= 0 || altPeptide.indexOf('X') >= 0;
        if (!unknown) {
            boolean newStop = altPeptide.indexOf('*') >= 0 && refPeptide.indexOf('*') < 0;
            boolean stopGone =
                    refPeptide.indexOf('*') >= 0
                            && altPeptide.indexOf('*') != refPeptide.indexOf('*') + delta / 3;
            if (newStop) {
                terms.add(SequenceOntologyTerm.STOP_GAINED);
            }
            if (stopGone) {
                terms.add(
                        altPeptide.indexOf('*') >= 0
                                ? SequenceOntologyTerm.STOP_GAINED
                                : SequenceOntologyTerm.STOP_LOST);
            }
            if (delta == 0) {
                if (newStop || stopGone) {
                    return;
                }
                if (!refPeptide.equals(altPeptide)) {
                    terms.add(SequenceOntologyTerm.MISSENSE_VARIANT);
                } else if (!terms.contains(SequenceOntologyTerm.START_RETAINED_VARIANT)) {
                    terms.add(
                            refPeptide.endsWith("*")
                                    ? SequenceOntologyTerm.STOP_RETAINED_VARIANT
                                    : SequenceOntologyTerm.SYNONYMOUS_VARIANT);
                }
                return;
            }
        } else if (delta == 0) {
            terms.add(SequenceOntologyTerm.CODING_SEQUENCE_VARIANT);
            return;
        }
        if (from == to) {
            terms.add(SequenceOntologyTerm.INFRAME_INSERTION);
        } else if (inserted.isEmpty()) {
            terms.add(SequenceOntologyTerm.INFRAME_DELETION);
        } else {
            terms.add(SequenceOntologyTerm.PROTEIN_ALTERING_VARIANT);
        }
    }

    private char aminoAcid(int codon) {
        return codon >= 0 && codon < reference.length() ? reference.charAt(codon) : 'X';
    }

    /// Amino acid of a codon of the altered sequence. Codons that are those of the reference keep
    /// its amino acid, selenocysteine among them.
    private char alteredAminoAcid(int codon) {
        int at = firstCodonAt + codon * 3;
        if (codon < 0) {
            return 'X';
        }
        if (at + 3 <= from && codon < reference.length()) {
            return reference.charAt(codon);
        }
        if (delta % 3 == 0 && at - delta >= to && codon - delta / 3 < reference.length()) {
            return reference.charAt(codon - delta / 3);
        }
        int length = alteredLength();
        if (at >= length) {
            return 'X';
        }
        if (at + 3 > length && code != GeneticCode.MITOCHONDRIAL) {
            return 'X';
        }
        byte second = at + 1 < length ? altered(at + 1) : (byte) 'A';
        byte third = at + 2 < length ? altered(at + 2) : (byte) 'A';
        char aminoAcid = code.aminoAcid(altered(at), second, third);
        if (codon == 0 && transcript.startComplete() && aminoAcid != 'X') {
            return 'M';
        }
        return aminoAcid;
    }

    /// The altered protein up to and with its stop; without `*` at its end if the transcript ends
    /// first; empty if unknown sequence comes before that.
    private Optional<String> alteredProtein() {
        StringBuilder protein = new StringBuilder(reference.length() + 16);
        int whole = (alteredLength() - firstCodonAt) / 3;
        for (int codon = 0; codon < whole; codon++) {
            char aminoAcid = alteredAminoAcid(codon);
            if (aminoAcid == 'X') {
                return Optional.empty();
            }
            protein.append(aminoAcid);
            if (aminoAcid == '*') {
                break;
            }
        }
        return Optional.of(protein.toString());
    }

    /// The change of the protein as HGVS writes it, in parentheses because it is predicted:
    /// `p.(Gly12Asp)`; empty if unknown sequence forbids to say.
    Optional<String> hgvs() {
        if (touchesStartCodon() && !startRetained()) {
            return Optional.of("p.(Met1?)");
        }
        if (reference.isEmpty() || transcript.leadingPartialCodonBases() > 0) {
            return Optional.empty();
        }
        int codon = Math.clamp(windowStart(), 0, reference.length() - 1);
        if (delta == 0 && windowEnd() == codon + 1) {
            // One codon is replaced: its neighbours, known or not, stay as they are.
            char ref = aminoAcid(codon);
            char alt = alteredAminoAcid(codon);
            if (ref == 'X' || alt == 'X') {
                return Optional.empty();
            }
            if (ref != '*') {
                return Optional.of(
                        ref == alt
                                ? "p.(" + named(ref, codon) + "=)"
                                : "p.(" + named(ref, codon) + GeneticCode.threeLetters(alt) + ")");
            }
        }
        if (reference.indexOf('X') >= 0) {
            return Optional.empty();
        }
        return alteredProtein().map(altered -> describe(altered, codon));
    }

    private String describe(String altered, int codon) {
        if (altered.equals(reference)) {
            return "p.(" + named(reference.charAt(codon), codon) + "=)";
        }
        int first = 0;
        while (first < reference.length()
                && first < altered.length()
                && reference.charAt(first) == altered.charAt(first)) {
            first++;
        }
        if (first >= reference.length()) {
            return "p.?"; // the annotated coding sequence has no stop, and nothing before changes
        }
        char ref = reference.charAt(first);
        boolean stops = altered.endsWith("*");
        if (first < altered.length() && altered.charAt(first) == '*') {
            return "p.(" + named(ref, first) + "Ter)";
        }
        if (ref == '*') {
            String added = GeneticCode.threeLetters(altered.charAt(first));
            return "p.("
                    + named(ref, first)
                    + added
                    + "extTer"
                    + (stops ? altered.length() - 1 - first : "?")
                    + ")";
        }
        if (first >= altered.length()) {
            return "p.?";
        }
        if (delta % 3 != 0) {
            return "p.("
                    + named(ref, first)
                    + GeneticCode.threeLetters(altered.charAt(first))
                    + "fsTer"
                    + (stops ? altered.length() - first : "?")
                    + ")";
        }
        return inFrameDescription(altered, first);
    }

    private String inFrameDescription(String altered, int first) {
        boolean newStop =
                altered.endsWith("*") && altered.length() != reference.length() + delta / 3;
        int refEnd = reference.length();
        int altEnd = altered.length();
        if (newStop) {
            String added = threeLetters(altered, first, altEnd);
            boolean boundary = from == to && (from - firstCodonAt) % 3 == 0 && first > 0;
            return boundary
                    ? "p.("
                            + named(reference.charAt(first - 1), first - 1)
                            + "_"
                            + named(reference.charAt(first), first)
                            + "ins"
                            + added
                            + ")"
                    : "p.("
                            + range(first, Math.clamp(windowEnd(), first + 1, refEnd))
                            + "delins"
                            + added
                            + ")";
        }
        while (refEnd > first
                && altEnd > first
                && reference.charAt(refEnd - 1) == altered.charAt(altEnd - 1)) {
            refEnd--;
            altEnd--;
        }
        int removed = refEnd - first;
        int added = altEnd - first;
        if (removed == 1 && added == 1) {
            return "p.("
                    + named(reference.charAt(first), first)
                    + GeneticCode.threeLetters(altered.charAt(first))
                    + ")";
        }
        if (added == 0) {
            return "p.(" + range(first, refEnd) + "del)";
        }
        String sequence = threeLetters(altered, first, altEnd);
        if (removed == 0) {
            if (first >= added && reference.regionMatches(first - added, altered, first, added)) {
                return "p.(" + range(first - added, first) + "dup)";
            }
            return "p.(" + range(first - 1, first + 1) + "ins" + sequence + ")";
        }
        return "p.(" + range(first, refEnd) + "delins" + sequence + ")";
    }

    private String range(int start, int end) {
        String first = named(reference.charAt(start), start);
        return end - start == 1 ? first : first + "_" + named(reference.charAt(end - 1), end - 1);
    }

    private static String threeLetters(String protein, int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(GeneticCode.threeLetters(protein.charAt(i)));
        }
        return text.toString();
    }

    private static String named(char aminoAcid, int index) {
        return GeneticCode.threeLetters(aminoAcid) + (index + 1);
    }
}
