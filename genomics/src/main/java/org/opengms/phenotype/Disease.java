package org.opengms.phenotype;

import java.util.List;
import java.util.Set;

/// What the annotations say of one disease.
///
/// @param id for example `OMIM:148600`
/// @param name as the annotations give it
/// @param features what it shows, by ascending dense term number
/// @param modes how it is passed on; empty if not stated
public record Disease(String id, String name, List<Feature> features, Set<InheritanceMode> modes) {

    /// One feature of a disease.
    ///
    /// @param term the feature
    /// @param frequency share of patients who show it, above 0 to 1; 0.6 where not stated
    public record Feature(HpoId term, double frequency) {}
}
