package org.opengms.directory;

import java.util.List;

/// What the national sheet says of a test, beside what it means for routing.
///
/// @param methodAsWritten the method exactly as the sheet has it, dirt included
/// @param method the method in its known spelling
/// @param target target or genes, in words: `Intellectual disability (285)`, `FBN1`, `Genomewide`
/// @param panelIds the PanelApp identifiers in the target, in its order
/// @param commissioningCategory such as `Highly Specialised`, may be empty
/// @param specialistTestGroup such as `Neurology`, may be empty
/// @param changes what the sheet says has changed since the version before, may be empty
/// @param assignedBy name of the rules that gave the test its routing class and its turnaround
///   class; the sheet states neither
public record SheetEntry(
        String methodAsWritten,
        String method,
        String target,
        List<String> panelIds,
        String commissioningCategory,
        String specialistTestGroup,
        String changes,
        String assignedBy) {
    public SheetEntry {
        panelIds = List.copyOf(panelIds);
    }
}
