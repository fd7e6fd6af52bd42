package org.opengms.transparency.note;

import java.util.List;
import java.util.regex.Pattern;
import org.opengms.transparency.merkle.Hash;

/// What a log commits to (C2SP tlog-checkpoint): three lines, and perhaps extension lines.
///
/// @param origin names the log
/// @param size entries of the tree
/// @param root of the tree
/// @param extensions further lines, not empty; none in checkpoints made here
public record Checkpoint(Origin origin, long size, Hash root, List<String> extensions) {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0) {
            throw broken("its size is negative");
        }
    }

    /// A checkpoint without extension lines.
    public static Checkpoint of(Origin origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /// Reads the text of a checkpoint.
    ///
    /// @param text with its last newline
    /// @throws IllegalArgumentException saying what is wrong with it
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw broken("it does not end with a newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3 || lines.contains("")) {
            throw broken("it needs at least three lines, none of them empty");
        }
        return new Checkpoint(
                new Origin(lines.get(0)),
                size(lines.get(1)),
                Hash.parse(lines.get(2)),
                lines.subList(3, lines.size()));
    }

    /// Reads a decimal without sign and leading zeroes.
    public static long size(String decimal) {
        if (!DECIMAL.matcher(decimal).matches()) {
            throw broken("'%s' is no size".formatted(decimal));
        }
        try {
            return Long.parseLong(decimal, 10);
        } catch (NumberFormatException e) {
            throw broken("'%s' is no size of a tree".formatted(decimal));
        }
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "OGMS-7018 A checkpoint cannot be read: %s. It was damaged or is something else."
                        .formatted(why));
    }

    /// Signs it.
    public SignedNote sign(SignerKey key) {
        return new SignedNote(text(), List.of(key.sign(text(), java.time.Instant.EPOCH)));
    }

    /// The text that is signed.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
