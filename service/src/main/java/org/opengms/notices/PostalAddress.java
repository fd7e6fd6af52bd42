package org.opengms.notices;

import java.util.List;

/// Where a letter goes, in the lines that stand in the window of the envelope.
///
/// @param lines the name, the address, the postcode last
public record PostalAddress(List<String> lines) {
    /// As many as the window shows (GOV.UK Notify, letter specification: at most seven).
    public static final int MOST_LINES = 7;

    /// What the window is wide enough for, with all lines in it.
    public static final int LONGEST_LINE = 45;

    /// @throws IllegalArgumentException if there are too few or too many lines, or one is too long
    public PostalAddress {
        lines = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() < 3
                || lines.size() > MOST_LINES
                || lines.stream().anyMatch(line -> line.length() > LONGEST_LINE)) {
            throw new IllegalArgumentException(
                    "OGMS-7301 An address has 3 to %d lines of at most %d characters"
                            .formatted(MOST_LINES, LONGEST_LINE));
        }
    }

    /// Whether the lines have to be set small to stay in the window.
    public boolean isLong() {
        return lines.size() > 5 || lines.stream().anyMatch(line -> line.length() > 38);
    }

    /// Never the lines: they are personal data.
    @Override
    public String toString() {
        return "PostalAddress[" + lines.size() + " lines]";
    }
}
