package org.opengms.disclosure.release;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Numbers that are published side by side about people of whom nobody is in two: the rows of a
/// table, or one number alone. Whoever reads them can add any of them up.
///
/// @param releases disjoint, at least one
public record Breakdown(List<Release> releases) {
    public Breakdown {
        releases = List.copyOf(releases);
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("OGMS-7531 A breakdown has no number.");
        }
        RoaringBitmap seen = new RoaringBitmap();
        for (Release release : releases) {
            if (RoaringBitmap.intersects(seen, release.people())) {
                throw new IllegalArgumentException(
                        "OGMS-7532 Somebody is in two numbers of a breakdown, one of them %s. Register overlapping numbers as breakdowns of their own."
                                .formatted(release.label()));
            }
            seen.or(release.people());
        }
    }

    /// One number alone.
    public static Breakdown of(Release release) {
        return new Breakdown(List.of(release));
    }

    /// Everybody in it.
    RoaringBitmap everybody() {
        return RoaringBitmap.or(
                releases.stream().map(Release::people).toArray(RoaringBitmap[]::new));
    }
}
