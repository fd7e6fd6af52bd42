package org.opengms.evaluation.snapshot;

import java.util.List;

/// Everything that an evaluation reads, as it stood on one day.
///
/// @param description what it is of
/// @param orders one of each proband's order
/// @param reanalyses of orders in it
/// @param sites that ordered
/// @param hash SHA-256, in hexadecimal digits, of the canonical JSON of the description and of the
///   SHA-256 of each table's CSV: equal data have equal hashes, packed or not
/// @param intake what was read, and what of it was left out
public record Snapshot(
        SnapshotDescription description,
        Orders orders,
        List<Reanalysis> reanalyses,
        List<Site> sites,
        String hash,
        Intake intake) {
    public Snapshot {
        reanalyses = List.copyOf(reanalyses);
        sites = List.copyOf(sites);
    }
}
