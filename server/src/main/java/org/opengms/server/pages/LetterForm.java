package org.opengms.server.pages;

import java.util.Locale;
import java.util.Optional;

/// How a letter to a patient is set.
public enum LetterForm {
    STANDARD("Standard"),
    /// For people who see badly.
    LARGE("Large print"),
    /// Short sentences, large, no table.
    EASY("Easy read"),
    /// For children who read themselves.
    CHILD("For children");

    private final String words;

    LetterForm(String words) {
        this.words = words;
    }

    /// For people to choose from.
    public String words() {
        return words;
    }

    /// As it stands in an address.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LetterForm of(Optional<String> code) {
        for (LetterForm form : values()) {
            if (code.filter(form.code()::equals).isPresent()) {
                return form;
            }
        }
        return STANDARD;
    }
}
