package org.opengms.disclosure.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// People counted by one or more dimensions, with every margin.
public final class CountTable {
    private static final int MOST_DIMENSIONS = 5;
    private static final int MOST_CELLS = 20_000;

    private final SortedMap<Coordinates, RoaringBitmap> people = new TreeMap<>();
    private final List<Sum> sums = new ArrayList<>();

    /// A count that is the sum of others.
    record Sum(Coordinates whole, List<Coordinates> parts) {
        Sum {
            parts = List.copyOf(parts);
        }
    }

    /// @param categories of each dimension; each table that shares a dimension with another has the
    ///   same
    /// @param cells who is in each innermost cell, by participant number; a cell that is not there
    ///   is empty. Nobody may be in two
    public CountTable(
            SortedMap<String, List<String>> categories, Map<Coordinates, RoaringBitmap> cells) {
        List<String> dimensions = List.copyOf(categories.keySet());
        long size = 1;
        for (List<String> of : categories.values()) {
            size = Math.multiplyExact(size, of.size() + 1L);
        }
        if (dimensions.size() > MOST_DIMENSIONS || size > MOST_CELLS) {
            throw new IllegalArgumentException(
                    "OGMS-7520 A table has %d dimensions and %,d counts. At most %d and %,d: publish several smaller ones."
                            .formatted(dimensions.size(), size, MOST_DIMENSIONS, MOST_CELLS));
        }
        add(Coordinates.TOTAL, dimensions, 0, categories);
        Set<Coordinates> inner = new HashSet<>();
        people.keySet().stream()
                .filter(c -> c.categories().size() == dimensions.size())
                .forEach(inner::add);
        RoaringBitmap seen = new RoaringBitmap();
        cells.forEach((at, who) -> {
            if (!inner.contains(at)) {
                throw new IllegalArgumentException(
                        "OGMS-7521 The table has no cell %s.".formatted(at));
            }
            if (RoaringBitmap.intersects(seen, who)) {
                throw new IllegalArgumentException(
                        "OGMS-7522 Somebody is in two cells of a table, one of them %s. Each person has one category of a dimension."
                                .formatted(at));
            }
            seen.or(who);
            people.forEach((margin, all) -> {
                if (at.categories().entrySet().containsAll(margin.categories().entrySet())) {
                    all.or(who);
                }
            });
        });
        for (Coordinates whole : people.keySet()) {
            categories.forEach((dimension, of) -> {
                if (!whole.categories().containsKey(dimension)) {
                    sums.add(
                            new Sum(
                                    whole,
                                    of.stream().map(c -> whole.with(dimension, c)).toList()));
                }
            });
        }
    }

    private void add(
            Coordinates at,
            List<String> dimensions,
            int next,
            SortedMap<String, List<String>> categories) {
        if (next == dimensions.size()) {
            people.put(at, new RoaringBitmap());
            return;
        }
        add(at, dimensions, next + 1, categories);
        for (String category : categories.getOrDefault(dimensions.get(next), List.of())) {
            add(at.with(dimensions.get(next), category), dimensions, next + 1, categories);
        }
    }

    /// Who is counted, in every cell and margin.
    SortedMap<Coordinates, RoaringBitmap> people() {
        return people;
    }

    List<Sum> sums() {
        return sums;
    }
}
