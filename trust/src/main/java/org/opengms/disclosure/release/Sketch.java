package org.opengms.disclosure.release;

import org.roaringbitmap.RoaringBitmap;

/// How many people of a set have a number in each of 64 classes. Two sets differ by at least as
/// many people as their sketches do, so most pairs need no closer look.
final class Sketch {
    private static final int CLASSES = 64;

    private final int[] counts = new int[CLASSES];

    private Sketch() {}

    static Sketch of(RoaringBitmap people) {
        Sketch sketch = new Sketch();
        // The upper bits of a multiplication by 2^32/φ spread neighbouring numbers.
        people.forEach((int person) -> sketch.counts[(person * 0x9e3779b9) >>> 26]++);
        return sketch;
    }

    /// Whether two sets surely differ by so many people or more.
    boolean differByAtLeast(Sketch other, int people) {
        int difference = 0;
        for (int i = 0; i < CLASSES; i++) {
            difference += Math.abs(counts[i] - other.counts[i]);
            if (difference >= people) {
                return true;
            }
        }
        return false;
    }
}
