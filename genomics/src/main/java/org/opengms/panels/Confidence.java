package org.opengms.panels;

/// PanelApp's traffic lights: how well something's role in the disease is established.
public enum Confidence {
    /// Level 3 (and 4): diagnostic grade.
    GREEN,
    /// Level 2: moderate evidence.
    AMBER,
    /// Level 1: not enough evidence.
    RED,
    /// Level 0: no list.
    GREY;

    /// The light of a level as PanelApp writes it; what is no level is grey.
    public static Confidence ofLevel(String level) {
        return switch (level.strip()) {
            case "3", "4" -> GREEN;
            case "2" -> AMBER;
            case "1" -> RED;
            default -> GREY;
        };
    }

    /// The light in lower case.
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
