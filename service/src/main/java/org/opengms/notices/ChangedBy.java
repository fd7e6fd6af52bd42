package org.opengms.notices;

/// Who recorded a choice, in their role.
public enum ChangedBy {
    PERSON("you, on your own page"),
    CLINIC("your clinic");

    private final String words;

    ChangedBy(String words) {
        this.words = words;
    }

    /// To the person.
    public String words() {
        return words;
    }
}
