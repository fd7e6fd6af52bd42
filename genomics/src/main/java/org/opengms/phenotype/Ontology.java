package org.opengms.phenotype;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One release of the Human Phenotype Ontology, or of an ontology of the same shape: terms, their
/// `is_a` parents, and what became of identifiers that are no longer terms.
///
/// Inside one release a term is a dense number, 0 to `size() - 1`, in an order in which parents
/// come before their children; such numbers mean nothing to another release.
public final class Ontology {
    private final String release;
    private final int[] numbers;
    private final String[] labels;
    private final int[][] parents;
    private final int[][] ancestors;
    private final int[] sortedNumbers;
    private final int[] sortedTerms;
    private final int[] movedNumbers;
    private final int[] movedTerms;
    private final int[] withdrawnNumbers;
    private final boolean[] phenotypic;

    /// @param numbers HPO number of each term
    /// @param labels name of each term
    /// @param parents dense numbers of each term's parents, all smaller than its own
    /// @param moved former identifiers and the term that stands for each now
    /// @param withdrawnNumbers identifiers that nothing replaces, ascending
    Ontology(
            String release,
            int[] numbers,
            String[] labels,
            int[][] parents,
            Map<Integer, Integer> moved,
            int[] withdrawnNumbers) {
        this.release = release;
        this.numbers = numbers;
        this.labels = labels;
        this.parents = parents;
        this.withdrawnNumbers = withdrawnNumbers;
        this.ancestors = closure(parents);

        TreeMap<Integer, Integer> sorted = new TreeMap<>();
        for (int term = 0; term < numbers.length; term++) {
            sorted.put(numbers[term], term);
        }
        this.sortedNumbers = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.sortedTerms = sorted.values().stream().mapToInt(Integer::intValue).toArray();
        TreeMap<Integer, Integer> sortedMoved = new TreeMap<>(moved);
        this.movedNumbers = sortedMoved.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.movedTerms = sortedMoved.values().stream().mapToInt(Integer::intValue).toArray();

        int root = indexOf(HpoId.PHENOTYPIC_ABNORMALITY.number());
        this.phenotypic = new boolean[numbers.length];
        for (int term = 0; term < numbers.length; term++) {
            phenotypic[term] = root >= 0 && Arrays.binarySearch(ancestors[term], root) >= 0;
        }
    }

    /// Reads an ontology in obographs JSON, gzipped or not.
    ///
    /// @throws PhenotypeException OGMS-0302 if the file cannot be read, OGMS-0303 if it is not such
    ///   an ontology
    public static Ontology read(Path obographs) {
        return OntologyReader.read(obographs);
    }

    /// The release as the file states it, for example
    /// `http://purl.obolibrary.org/obo/hp/releases/2024-08-13/hp.json`; empty if it states none.
    public String release() {
        return release;
    }

    /// How many terms the release has, withdrawn ones not counted.
    public int size() {
        return numbers.length;
    }

    /// What this release says about an identifier.
    public TermMatch match(HpoId id) {
        int term = indexOf(id.number());
        if (term >= 0) {
            return new TermMatch.Current(id, term);
        }
        int moved = Arrays.binarySearch(movedNumbers, id.number());
        if (moved >= 0) {
            int now = movedTerms[moved];
            return new TermMatch.Moved(id, now, id(now));
        }
        if (Arrays.binarySearch(withdrawnNumbers, id.number()) >= 0) {
            return new TermMatch.Withdrawn(id);
        }
        return new TermMatch.Unknown(id);
    }

    /// The term that stands for an identifier, former identifiers included; −1 if none does.
    int termOf(HpoId id) {
        int term = indexOf(id.number());
        if (term >= 0) {
            return term;
        }
        int moved = Arrays.binarySearch(movedNumbers, id.number());
        return moved >= 0 ? movedTerms[moved] : -1;
    }

    private int indexOf(int number) {
        int at = Arrays.binarySearch(sortedNumbers, number);
        return at >= 0 ? sortedTerms[at] : -1;
    }

    /// The identifier of a term.
    ///
    /// @param term dense number
    public HpoId id(int term) {
        return new HpoId(numbers[term]);
    }

    /// The name of a term.
    ///
    /// @param term dense number
    public String label(int term) {
        return labels[term];
    }

    /// The immediate parents of a term.
    ///
    /// @param term dense number
    public List<Integer> parents(int term) {
        return boxed(parents[term]);
    }

    /// A term and all that it is a kind of, ascending.
    ///
    /// @param term dense number
    public List<Integer> ancestorsAndSelf(int term) {
        return boxed(ancestors[term]);
    }

    /// Whether a term describes something observed in a patient (it lies under HP:0000118), not an
    /// inheritance, an onset, a course or a frequency.
    ///
    /// @param term dense number
    public boolean isPhenotypicAbnormality(int term) {
        return phenotypic[term];
    }

    /// Not copied: must not be changed.
    int[] rawAncestors(int term) {
        return ancestors[term];
    }

    /// Not copied: must not be changed.
    int[] rawParents(int term) {
        return parents[term];
    }

    private static List<Integer> boxed(int[] values) {
        List<Integer> list = new ArrayList<>(values.length);
        for (int value : values) {
            list.add(value);
        }
        return List.copyOf(list);
    }

    private static int[][] closure(int[][] parents) {
        int[][] closure = new int[parents.length][];
        for (int term = 0; term < parents.length; term++) {
            int[] own = parents[term];
            int[] merged = new int[] {term};
            for (int parent : own) {
                merged = union(closure[parent], merged);
            }
            closure[term] = merged;
        }
        return closure;
    }

    private static int[] union(int[] a, int[] b) {
        int[] out = new int[a.length + b.length];
        int i = 0;
        int j = 0;
        int size = 0;
        while (i < a.length || j < b.length) {
            if (j == b.length || (i < a.length && a[i] < b[j])) {
                out[size++] = a[i++];
            } else if (i == a.length || b[j] < a[i]) {
                out[size++] = b[j++];
            } else {
                out[size++] = a[i++];
                j++;
            }
        }
        return Arrays.copyOf(out, size);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(release);
        out.writeInt(numbers.length);
        for (int term = 0; term < numbers.length; term++) {
            out.writeInt(numbers[term]);
            out.writeUTF(labels[term]);
            out.writeShort(parents[term].length);
            for (int parent : parents[term]) {
                out.writeInt(parent);
            }
        }
        out.writeInt(movedNumbers.length);
        for (int i = 0; i < movedNumbers.length; i++) {
            out.writeInt(movedNumbers[i]);
            out.writeInt(movedTerms[i]);
        }
        out.writeInt(withdrawnNumbers.length);
        for (int number : withdrawnNumbers) {
            out.writeInt(number);
        }
    }

    static Ontology read(DataInputStream in) throws IOException {
        String release = in.readUTF();
        int size = in.readInt();
        int[] numbers = new int[size];
        String[] labels = new String[size];
        int[][] parents = new int[size][];
        for (int term = 0; term < size; term++) {
            numbers[term] = in.readInt();
            labels[term] = in.readUTF();
            parents[term] = new int[in.readUnsignedShort()];
            for (int i = 0; i < parents[term].length; i++) {
                parents[term][i] = in.readInt();
            }
        }
        Map<Integer, Integer> moved = new TreeMap<>();
        int movedCount = in.readInt();
        for (int i = 0; i < movedCount; i++) {
            int number = in.readInt();
            moved.put(number, in.readInt());
        }
        int[] withdrawn = new int[in.readInt()];
        for (int i = 0; i < withdrawn.length; i++) {
            withdrawn[i] = in.readInt();
        }
        return new Ontology(release, numbers, labels, parents, moved, withdrawn);
    }
}
