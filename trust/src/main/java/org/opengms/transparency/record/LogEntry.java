package org.opengms.transparency.record;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.transparency.merkle.Hash;

/// What the log keeps of a record for ever:
///
/// ```
/// opengms-entry/v1
/// label BASE64
/// sequence DECIMAL
/// record BASE64
/// ```
///
/// Each line ends with a newline.
///
/// @param label stands for the person
/// @param sequence of the entry among those of its label: 0, 1, 2, … without a gap
/// @param record SHA-256(salt ‖ canonical JSON)
public record LogEntry(PersonLabel label, long sequence, Hash record) {
    private static final String HEADER = "opengms-entry/v1\n";
    private static final Pattern FORM =
            Pattern.compile(
                    HEADER
                            + "label ([A-Za-z0-9+/]{43}=)\nsequence (0|[1-9][0-9]{0,17})\nrecord ([A-Za-z0-9+/]{43}=)\n");

    public LogEntry {
        if (sequence < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7057 A sequence of entries begins with 0, not with %d."
                            .formatted(sequence));
        }
    }

    /// Reads an entry.
    ///
    /// @return empty if it is none of this form
    public static Optional<LogEntry> parse(byte[] entry) {
        Matcher matcher = FORM.matcher(new String(entry, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LogEntry(
                            PersonLabel.parse(matcher.group(1)),
                            Long.parseLong(matcher.group(2), 10),
                            Hash.parse(matcher.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // base64 that no encoder writes
        }
    }

    /// Whether something begins as an entry of this form does.
    public static boolean looksLikeOne(byte[] entry) {
        return new String(entry, StandardCharsets.ISO_8859_1).startsWith(HEADER);
    }

    /// The bytes that the log keeps.
    public byte[] bytes() {
        return (HEADER + "label " + label + "\nsequence " + sequence + "\nrecord " + record + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
