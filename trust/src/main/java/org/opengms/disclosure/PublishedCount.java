package org.opengms.disclosure;

/// A count of people as the public sees it.
public sealed interface PublishedCount {
    /// A count that is not shown.
    PublishedCount HIDDEN = new Hidden();

    /// A rounded count.
    ///
    /// @param rounded people, a multiple of the rounding base
    record Shown(long rounded) implements PublishedCount {
        @Override
        public String toString() {
            return Long.toString(rounded);
        }
    }

    /// Too few, or others could be worked out from it.
    record Hidden() implements PublishedCount {
        @Override
        public String toString() {
            return "–";
        }
    }
}
