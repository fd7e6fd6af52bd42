package org.opengms.disclosure.release;

import org.roaringbitmap.RoaringBitmap;

/// A number that is published about an exact set of people.
///
/// @param label what it stands for, such as `{region=North, sex=female}`; nothing of a person
/// @param people by participant number, counted from 0; not to be changed afterwards
public record Release(String label, RoaringBitmap people) {
    public Release {
        if (people.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7530 %s counts nobody: there is nothing to register.".formatted(label));
        }
    }

    /// How many people.
    int size() {
        return people.getCardinality();
    }

    /// Does not list the people.
    @Override
    public String toString() {
        return label;
    }
}
