package org.opengms.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Escape sequences (HL7 v2.5.1, chapter 2.7).
final class Escapes {
    /// Longer than any sequence but a long one of hexadecimal digits.
    private static final int LONGEST = 200;

    private Escapes() {}

    /// The text that a value means.
    static String meant(String value, Delimiters delimiters, String location, Told told) {
        char escape = delimiters.escape();
        if (value.indexOf(escape) < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            int end = c == escape ? value.indexOf(escape, at + 1) : -1;
            if (c != escape) {
                text.append(c);
                at++;
            } else if (end < 0 || end - at > LONGEST) {
                told.cleaned(Cleaning.UNKNOWN_ESCAPE, location);
                text.append(c);
                at++;
            } else {
                Optional<String> meaning =
                        meaning(value.substring(at + 1, end), delimiters, location, told);
                if (meaning.isPresent()) {
                    text.append(meaning.get());
                    at = end + 1;
                } else {
                    told.cleaned(Cleaning.UNKNOWN_ESCAPE, location);
                    text.append(c);
                    at++;
                }
            }
        }
        return text.toString();
    }

    private static Optional<String> meaning(
            String sequence, Delimiters delimiters, String location, Told told) {
        return switch (sequence) {
            case "F" -> Optional.of(String.valueOf(delimiters.field()));
            case "S" -> Optional.of(String.valueOf(delimiters.component()));
            case "T" -> Optional.of(String.valueOf(delimiters.subcomponent()));
            case "R" -> Optional.of(String.valueOf(delimiters.repetition()));
            case "E" -> Optional.of(String.valueOf(delimiters.escape()));
            case "H", "N" -> {
                told.cleaned(Cleaning.FORMATTING, location);
                yield Optional.of("");
            }
            default -> {
                if (sequence.startsWith("X")) {
                    yield hexadecimal(sequence.substring(1));
                }
                yield sequence.startsWith(".")
                        ? formatting(sequence.substring(1).strip(), location, told)
                        : Optional.empty();
            }
        };
    }

    private static Optional<String> formatting(String command, String location, Told told) {
        if (command.equalsIgnoreCase("br")) {
            return Optional.of("\n");
        }
        if (command.length() < 2) {
            return Optional.empty();
        }
        String number = command.substring(2).strip();
        if (!number.matches("[+-]?[0-9]{0,3}")) {
            return Optional.empty();
        }
        int count = number.matches("[0-9]{1,3}") ? Integer.parseInt(number, 10) : 1;
        return switch (command.substring(0, 2)) {
            case "sp", "SP" -> Optional.of("\n".repeat(Math.clamp(count, 1, 20)));
            case "sk", "SK" -> Optional.of(" ".repeat(Math.clamp(count, 1, 80)));
            case "ce", "CE" -> {
                told.cleaned(Cleaning.FORMATTING, location);
                yield Optional.of("\n");
            }
            case "fi", "nf", "in", "ti", "FI", "NF", "IN", "TI" -> {
                told.cleaned(Cleaning.FORMATTING, location);
                yield Optional.of("");
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> hexadecimal(String digits) {
        if (digits.isEmpty() || digits.length() % 2 != 0 || !digits.matches("[0-9A-Fa-f]+")) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < digits.length(); i += 2) {
            bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
        }
        byte[] all = bytes.toByteArray();
        return CharacterSets.strictly(all, StandardCharsets.UTF_8)
                .or(() -> CharacterSets.strictly(all, CharacterSets.WINDOWS_1252));
    }
}
