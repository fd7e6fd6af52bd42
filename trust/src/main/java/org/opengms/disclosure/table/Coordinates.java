package org.opengms.disclosure.table;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a count stands: a category of each dimension that it is broken down by. Without any it is
/// the total.
///
/// @param categories by dimension
public record Coordinates(SortedMap<String, String> categories) implements Comparable<Coordinates> {
    /// The whole population.
    public static final Coordinates TOTAL = of(Map.of());

    public Coordinates {
        categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    }

    /// Coordinates from categories by dimension.
    public static Coordinates of(Map<String, String> categories) {
        return new Coordinates(new TreeMap<>(categories));
    }

    /// These, of one category of one more dimension.
    Coordinates with(String dimension, String category) {
        TreeMap<String, String> more = new TreeMap<>(categories);
        more.put(dimension, category);
        return new Coordinates(more);
    }

    @Override
    public int compareTo(Coordinates other) {
        int dimensions = Integer.compare(categories.size(), other.categories.size());
        return dimensions != 0 ? dimensions : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return categories.isEmpty() ? "total" : categories.toString();
    }
}
