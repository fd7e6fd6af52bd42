package org.opengms.phenotype;

import java.util.EnumSet;
import java.util.Set;

/// How a disease is passed on, as the disease annotations state it (aspect I of `phenotype.hpoa`).
/// Each constant names the term of the Human Phenotype Ontology that it and its descendants stand
/// for.
public enum InheritanceMode {
    /// HP:0000006: one altered copy suffices.
    AUTOSOMAL_DOMINANT(1, 6, "autosomal dominant"),
    /// HP:0000007: both copies must be altered.
    AUTOSOMAL_RECESSIVE(2, 7, "autosomal recessive"),
    /// HP:0001419: males with one altered copy, females with two.
    X_LINKED_RECESSIVE(4, 1419, "X-linked recessive"),
    /// HP:0001423: one altered copy suffices in either sex.
    X_LINKED_DOMINANT(8, 1423, "X-linked dominant"),
    /// HP:0001417, without saying whether dominant or recessive.
    X_LINKED(16, 1417, "X-linked"),
    /// HP:0001450.
    Y_LINKED(32, 1450, "Y-linked"),
    /// HP:0001427: through the mother's mitochondria.
    MITOCHONDRIAL(64, 1427, "mitochondrial");

    /// The bit that stands for the mode in compiled files; never changes.
    private final int bit;

    private final int number;
    private final String words;

    InheritanceMode(int bit, int number, String words) {
        this.bit = bit;
        this.number = number;
        this.words = words;
    }

    /// The term that stands for this mode.
    public HpoId term() {
        return new HpoId(number);
    }

    /// The mode in plain words.
    public String words() {
        return words;
    }

    /// The modes a term of the ontology stands for: its own, else its nearest listed ancestor's;
    /// none for modes that do not bear on one gene (multifactorial, sporadic, digenic).
    static Set<InheritanceMode> of(Ontology ontology, int term) {
        EnumSet<InheritanceMode> modes = EnumSet.noneOf(InheritanceMode.class);
        int[] ancestors = ontology.rawAncestors(term);
        for (InheritanceMode mode : values()) {
            for (int ancestor : ancestors) {
                if (ontology.id(ancestor).number() == mode.number) {
                    modes.add(mode);
                }
            }
        }
        if (modes.contains(X_LINKED_RECESSIVE) || modes.contains(X_LINKED_DOMINANT)) {
            modes.remove(X_LINKED);
        }
        return modes;
    }

    static int bits(Set<InheritanceMode> modes) {
        int bits = 0;
        for (InheritanceMode mode : modes) {
            bits |= mode.bit;
        }
        return bits;
    }

    static Set<InheritanceMode> fromBits(int bits) {
        EnumSet<InheritanceMode> modes = EnumSet.noneOf(InheritanceMode.class);
        for (InheritanceMode mode : values()) {
            if ((bits & mode.bit) != 0) {
                modes.add(mode);
            }
        }
        return modes;
    }
}
