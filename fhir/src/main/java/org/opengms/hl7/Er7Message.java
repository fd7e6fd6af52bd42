package org.opengms.hl7;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A message divided into segments and fields.
///
/// @param delimiters of MSH-1 and MSH-2
/// @param segments in their order; the first is MSH
record Er7Message(Delimiters delimiters, List<Er7Segment> segments) {
    Er7Message {
        segments = List.copyOf(segments);
    }

    Er7Segment header() {
        return segments.getFirst();
    }

    List<Er7Segment> all(String name) {
        return segments.stream().filter(s -> s.name().equals(name)).toList();
    }

    Optional<Er7Segment> first(String... names) {
        return Stream.of(names).flatMap(n -> all(n).stream().limit(1)).findFirst();
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Er7Message[" + segments.size() + " segments]";
    }
}
