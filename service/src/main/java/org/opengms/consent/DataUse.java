package org.opengms.consent;

import java.util.LinkedHashSet;
import java.util.List;

/// What a data set, or one person's data, may be used for: terms of the Data Use Ontology. Without
/// a permission among them nothing is permitted.
///
/// @param terms in the order given
public record DataUse(List<DuoTerm> terms) {
    public DataUse {
        terms = List.copyOf(new LinkedHashSet<>(terms));
    }
}
