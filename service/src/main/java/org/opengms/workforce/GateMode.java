package org.opengms.workforce;

import java.util.Arrays;
import java.util.Optional;

/// What a workplace does about people who lack a competence.
public enum GateMode {
    /// They go on, and it is recorded.
    OBSERVE("Observe", "people go on; what they lack is recorded"),
    /// They go on and are told.
    WARN("Warn", "people go on and are told what they lack"),
    /// They are refused, unless they say that it is urgent.
    ENFORCE("Enforce", "people who lack the competence are refused");

    private final String title;
    private final String words;

    GateMode(String title, String words) {
        this.title = title;
        this.words = words;
    }

    /// One by its name.
    public static Optional<GateMode> find(String name) {
        return Arrays.stream(values()).filter(m -> m.name().equals(name)).findFirst();
    }

    /// Its name on a page.
    public String title() {
        return title;
    }

    /// What it does.
    public String words() {
        return words;
    }
}
