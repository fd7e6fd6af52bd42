package org.opengms.routing;

import java.util.Set;

/// The classes in which yields are known: an indication of its own where the signed table has it,
/// else all of rare disease, or of cancer.
///
/// @param known the groups of the signed table
public record IndicationGroups(Set<String> known) {
    /// Indications whose code begins with R, of the rare and inherited disease directory.
    public static final String RARE_DISEASE = "rare-disease";

    /// Indications whose code begins with M, of the cancer directory.
    public static final String CANCER = "cancer";

    public IndicationGroups {
        known = Set.copyOf(known);
    }

    /// The group of an indication.
    public String of(String indicationCode) {
        if (known.contains(indicationCode)) {
            return indicationCode;
        }
        return indicationCode.startsWith("M") ? CANCER : RARE_DISEASE;
    }
}
