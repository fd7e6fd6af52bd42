package org.opengms.evaluation.snapshot;

import java.time.LocalDate;

/// What a snapshot is of.
///
/// @param name in small letters, digits and hyphens: `region-2026-11`
/// @param title in words
/// @param firstDay first day of orders in it
/// @param day on which everything stood as it says; nothing in it is later
/// @param source who holds the data, and from what they were taken
/// @param pseudonyms how numbers of orders and families were made; no secret of it
public record SnapshotDescription(
        String name,
        String title,
        LocalDate firstDay,
        LocalDate day,
        String source,
        String pseudonyms) {
    public SnapshotDescription {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw new IllegalArgumentException(
                    "OGMS-9021 The name of a snapshot is 1 to 80 small letters, digits and hyphens.");
        }
        if (day.isBefore(firstDay)) {
            throw new IllegalArgumentException(
                    "OGMS-9022 The snapshot of %s is before its first day, %s."
                            .formatted(day, firstDay));
        }
        if (title.isBlank() || source.isBlank() || pseudonyms.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-9021 A snapshot says its title, its source and how its pseudonyms were made.");
        }
    }
}
