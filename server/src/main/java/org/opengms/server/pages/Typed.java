package org.opengms.server.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What somebody typed and chose in a form that must be mended, so that nothing of it is lost.
///
/// @param values all values of each field, by its name
public record Typed(Map<String, List<String>> values) {
    /// A form that nobody has touched.
    public static final Typed NOTHING = new Typed(Map.of());

    public Typed {
        values =
                values.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /// What was typed into a field; empty if nothing.
    public String value(String field) {
        List<String> all = values.getOrDefault(field, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// Whether a choice was made in a field that takes several.
    public boolean has(String field, String value) {
        return values.getOrDefault(field, List.of()).contains(value);
    }

    /// Never the particulars: they may be personal data.
    @Override
    public String toString() {
        return "Typed[…]";
    }
}
