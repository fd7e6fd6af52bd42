package org.opengms.disclosure.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Release;
import org.roaringbitmap.RoaringBitmap;

/// Tables as they may be shown.
///
/// @param counts every cell and margin. Small counts and those hidden for their sake look the same
/// @param small how many are hidden because they are small; for the checker alone
/// @param protecting how many are hidden so that others cannot be worked out; for the checker alone
/// @param breakdowns what is shown, with who is in it, for the registry of releases
public record ProtectedTables(
        SortedMap<Coordinates, PublishedCount> counts,
        int small,
        int protecting,
        List<Breakdown> breakdowns) {
    public ProtectedTables {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        breakdowns = List.copyOf(breakdowns);
    }

    /// Shown counts by the dimensions that they are broken down by: each such family is disjoint.
    static List<Breakdown> breakdowns(
            SortedMap<Coordinates, RoaringBitmap> people, Set<Coordinates> hidden) {
        SortedMap<String, List<Release>> families = new TreeMap<>();
        people.forEach((at, who) -> {
            if (!hidden.contains(at) && !who.isEmpty()) {
                families.computeIfAbsent(
                                at.categories().keySet().toString(), _ -> new ArrayList<>())
                        .add(new Release(at.toString(), who));
            }
        });
        return families.values().stream().map(Breakdown::new).toList();
    }
}
