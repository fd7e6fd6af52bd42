package org.opengms.panels;

/// A panel file cannot be used, and the person who gave it can mend it.
public final class PanelInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String reason;

    PanelInputException(String file, String reason) {
        super("OGMS-0501 Panel file %s cannot be used: %s.".formatted(file, reason));
        this.file = file;
        this.reason = reason;
    }

    /// Name of the file, without its folder.
    public String file() {
        return file;
    }

    /// Why, without a stop at its end.
    public String reason() {
        return reason;
    }
}
