package org.opengms.region;

import java.util.List;

/// An invented disease.
///
/// @param id such as `OMIM:9900001`
/// @param name such as *Kaldren syndrome 3*
/// @param gene its one cause
/// @param indicationCode the clinical indication under which its patients are tested
/// @param findings 4 to 12
record Disease(
        String id,
        String name,
        Gene gene,
        Inheritance inheritance,
        String indicationCode,
        List<Finding> findings) {
    Disease {
        findings = List.copyOf(findings);
    }

    /// A finding and how often it is there.
    ///
    /// @param termId such as `HP:9900017`
    /// @param frequency share of patients, more than 0 and at most 1
    /// @param written as the annotation file has it: `5/8` or a frequency term
    record Finding(String termId, double frequency, String written) {}
}
