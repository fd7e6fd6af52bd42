package org.opengms.evaluation.run;

/// Whom of a population a finding is about.
///
/// @param field that it is broken down by; empty for the whole
/// @param category of it
public record Stratum(String field, String category) implements Comparable<Stratum> {
    /// The whole population.
    public static final Stratum ALL = new Stratum("", "");

    @Override
    public int compareTo(Stratum other) {
        int fields = field.compareTo(other.field);
        return fields != 0 ? fields : category.compareTo(other.category);
    }

    @Override
    public String toString() {
        return field.isEmpty() ? "all" : field + "=" + category;
    }
}
