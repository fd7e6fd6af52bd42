package org.opengms.directory;

/// A column of the national sheet.
public enum SheetColumn {
    INDICATION_CODE("clinical indication ID"),
    TEST_CODE("test ID"),
    INDICATION_NAME("clinical indication"),
    TARGET("target/genes"),
    METHOD("test method"),
    CATEGORY("commissioning category"),
    GROUP("specialist test group"),
    CHANGES("changes");

    private final String words;

    SheetColumn(String words) {
        this.words = words;
    }

    /// Its name in words.
    public String words() {
        return words;
    }
}
