package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The order form as somebody filled it in: text as typed, nothing judged yet.
///
/// @param values what was typed, by name of the field
/// @param features each feature as typed, such as `HP:0000105 Enlarged kidney`
/// @param featuresAbsent for each feature whether it was looked for and not seen
public record OrderEntry(
        Map<String, String> values, List<String> features, List<Boolean> featuresAbsent) {
    /// How many rows for features an empty form has.
    static final int FIRST_FEATURES = 4;

    /// How many features a form takes.
    static final int MOST_FEATURES = 40;

    /// The field of the form's own number, by which it is known when it is mended and sent again.
    public static final String FORM = "form";

    private static final int LONGEST_NUMBER = 64;

    /// A form that nobody has touched.
    public static final OrderEntry EMPTY =
            new OrderEntry(
                    Map.of(),
                    java.util.Collections.nCopies(FIRST_FEATURES, ""),
                    java.util.Collections.nCopies(FIRST_FEATURES, Boolean.FALSE));

    public OrderEntry {
        values = Map.copyOf(values);
        features = List.copyOf(features);
        featuresAbsent = List.copyOf(featuresAbsent);
    }

    /// Reads a form that was sent.
    ///
    /// @param sent every value of every field
    static OrderEntry of(Map<String, List<String>> sent) {
        Map<String, String> values = new java.util.HashMap<>();
        sent.forEach((name, all) -> {
            if (!name.equals("feature") && !all.isEmpty()) {
                values.put(name, all.getFirst().strip());
            }
        });
        List<String> features =
                sent.getOrDefault("feature", List.of()).stream()
                        .map(String::strip)
                        .limit(MOST_FEATURES)
                        .toList();
        List<Boolean> absent = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            absent.add(values.getOrDefault("presence-" + (i + 1), "").equals("absent"));
        }
        return new OrderEntry(values, features, absent);
    }

    /// What was typed into a field; empty if nothing.
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /// Whether a choice was made.
    public boolean is(String field, String value) {
        return value(field).equals(value);
    }

    /// The indication chosen.
    public String indication() {
        return value("indication");
    }

    /// The same form with a number of its own; one that has a number keeps it.
    OrderEntry numbered(String number) {
        String own = value(FORM);
        if (!own.isEmpty() && own.length() <= LONGEST_NUMBER) {
            return this;
        }
        Map<String, String> numbered = new java.util.HashMap<>(values);
        numbered.put(FORM, number);
        return new OrderEntry(numbered, features, featuresAbsent);
    }

    /// The same form with more rows for features.
    OrderEntry withMoreFeatures() {
        List<String> more = new ArrayList<>(features);
        List<Boolean> moreAbsent = new ArrayList<>(featuresAbsent);
        for (int i = 0; i < FIRST_FEATURES && more.size() < MOST_FEATURES; i++) {
            more.add("");
            moreAbsent.add(false);
        }
        return new OrderEntry(values, more, moreAbsent);
    }

    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "OrderEntry[…]";
    }
}
