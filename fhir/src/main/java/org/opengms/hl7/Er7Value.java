package org.opengms.hl7;

import java.util.List;

/// One repetition of a field.
///
/// @param whole the text with its delimiters read as what they look like, for fields that are text
///   and whose sender did not escape
/// @param components each with its subcomponents
record Er7Value(String whole, List<List<String>> components) {
    static final Er7Value NOTHING = new Er7Value("", List.of());

    Er7Value {
        components = List.copyOf(components);
    }

    /// The first subcomponent of a component; empty if there is none.
    ///
    /// @param component from 1
    String part(int component) {
        return part(component, 1);
    }

    /// @param component from 1
    /// @param subcomponent from 1
    String part(int component, int subcomponent) {
        if (component > components.size()) {
            return "";
        }
        List<String> parts = components.get(component - 1);
        return subcomponent > parts.size() ? "" : parts.get(subcomponent - 1).strip();
    }

    /// A component that is text: an ampersand that its sender did not escape is part of it.
    String words(int component) {
        return component > components.size()
                ? ""
                : String.join("&", components.get(component - 1)).strip();
    }

    boolean isEmpty() {
        return components.stream().allMatch(c -> c.stream().allMatch(String::isBlank));
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Er7Value[…]";
    }
}
