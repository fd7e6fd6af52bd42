package org.opengms.phenotype;

import java.util.EnumSet;
import java.util.TreeMap;

/// One disease (or one gene without an annotated disease) while the knowledge is being compiled.
final class DiseaseProfile {
    final String id;
    String name;
    final TreeMap<Integer, Float> frequencyByTerm = new TreeMap<>();
    final EnumSet<InheritanceMode> modes = EnumSet.noneOf(InheritanceMode.class);

    DiseaseProfile(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /// A term stated more than once keeps its highest frequency.
    void add(int term, float frequency) {
        frequencyByTerm.merge(term, frequency, Math::max);
    }
}
