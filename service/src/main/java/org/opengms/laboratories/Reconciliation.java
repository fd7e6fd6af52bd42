package org.opengms.laboratories;

import java.util.List;

/// A complete list compared with the complete list before it.
///
/// @param previousImport number of the list before
/// @param fresh open now, and not in the list before
/// @param stillOpen open in both
/// @param reopened open now, closed in the list before
/// @param closedSince open before, reported or cancelled now
/// @param goneWithoutReport open before, and not in this list: nobody knows what became of them
/// @param goneReferences references of the first of those, at most [#MOST_TOLD]
public record Reconciliation(
        int previousImport,
        int fresh,
        int stillOpen,
        int reopened,
        int closedSince,
        int goneWithoutReport,
        List<String> goneReferences) {
    /// How many gone orders are named.
    public static final int MOST_TOLD = 100;

    public Reconciliation {
        goneReferences = List.copyOf(goneReferences);
    }
}
