package org.opengms.catalogue;

import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// Catalogues as they were published, kept for good.
public interface CatalogueStore {
    /// A catalogue with the people behind its numbers, which nobody outside sees.
    ///
    /// @param people who is counted, by the place of each number that is shown
    record Kept(Catalogue catalogue, Map<String, RoaringBitmap> people) {
        public Kept {
            people = Map.copyOf(people);
        }
    }

    /// The one that stands.
    Optional<Catalogue> newest();

    /// The one that stands, with the people.
    Optional<Kept> newestWithPeople();

    /// Keeps another. Whoever comes second for an epoch changes nothing.
    void add(Kept kept);
}
