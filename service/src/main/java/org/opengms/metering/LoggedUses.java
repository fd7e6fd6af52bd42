package org.opengms.metering;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.metering.Reconciliation.Side;
import org.opengms.transparency.log.RecordReader;

/// Reads records of the transparency log one after the other, hundreds of millions of them: a
/// record as the service writes it is gone through byte by byte, without a tree or a text of it.
/// Any other is read by [LoggedUse#parse], which says the same of both. For one thread.
public final class LoggedUses {
    private static final byte[] RESOURCE = ascii("resource");
    private static final byte[] DECISION = ascii("decision");
    private static final byte[] PERMIT = ascii("permit");
    private static final byte[] PARTICIPANT = ascii("Participant/");
    private static final byte[] PROJECT = ascii("?project=");
    private static final byte[] USE = ascii("&use=");
    private static final byte[] BYTES = ascii("&bytes=");
    private static final byte[][] LITERALS = {ascii("true"), ascii("false"), ascii("null")};
    private static final String UUID_FORM = "00000000-0000-0000-0000-000000000000";
    private static final int UUID_LENGTH = UUID_FORM.length();
    private static final int MOST_DIGITS = 18;

    private byte[] json = {};
    private int at;
    private boolean isPlain;

    /// The value of the resource in the record, and whether it was a permit.
    private int begin;

    private int end;
    private boolean permitted;

    /// The project of the record before: most records follow others of the same use.
    private @Nullable ProjectReference project;

    private byte[] name = {};

    /// The readings that a log holds of days before one.
    ///
    /// @param size so many entries are read
    /// @param until first day that is left out
    public static Side<LoggedUse> before(LocalDate until, RecordReader records, long size) {
        Instant end = MeteredUse.start(until);
        return to -> {
            LoggedUses uses = new LoggedUses();
            records.forEach(
                    0,
                    size,
                    record ->
                            uses.read(record.json())
                                    .filter(reading -> reading.at().isBefore(end))
                                    .ifPresent(to));
        };
    }

    /// Reads the JSON of a record.
    ///
    /// @return empty if it is about something else, or a refusal
    /// @throws tools.jackson.core.JacksonException if it is not JSON
    public Optional<LoggedUse> read(byte[] record) {
        json = record;
        at = 0;
        begin = 0;
        end = 0;
        permitted = false;
        isPlain = true;
        object();
        if (!isPlain) {
            return LoggedUse.parse(record);
        }
        return permitted && isAt(begin, PARTICIPANT) ? named() : Optional.empty();
    }

    // ---- JSON in ASCII without escapes, without spaces between its parts -----------------------

    private int next() {
        return at < json.length ? json[at] : -1;
    }

    private void expect(int character) {
        if (next() == character) {
            at++;
        } else {
            isPlain = false;
        }
    }

    private void object() {
        expect('{');
        do {
            int key = at + 1;
            text();
            int afterKey = at - 1;
            expect(':');
            int value = at + 1;
            value();
            if (isPlain && is(key, afterKey, RESOURCE)) {
                isPlain = json[value - 1] == '"';
                begin = value;
                end = at - 1;
            } else if (isPlain && is(key, afterKey, DECISION)) {
                isPlain = json[value - 1] == '"';
                permitted = isPlain && is(value, at - 1, PERMIT);
            }
        } while (isPlain && next() == ',' && ++at > 0);
        expect('}');
        isPlain &= at == json.length;
    }

    private void value() {
        switch (next()) {
            case '"' -> text();
            case '[' -> texts();
            case 't', 'f', 'n' -> literal();
            default -> digits();
        }
    }

    /// From one quotation mark to the other. What is escaped, what JSON forbids and, negative,
    /// bytes of other scripts end it before.
    private void text() {
        expect('"');
        byte[] bytes = json;
        int i = at;
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] >= ' ') {
            i++;
        }
        at = i;
        expect('"');
    }

    private void texts() {
        expect('[');
        if (next() != ']') {
            text();
            while (isPlain && next() == ',') {
                at++;
                text();
            }
        }
        expect(']');
    }

    private void literal() {
        for (byte[] literal : LITERALS) {
            if (isAt(at, literal)) {
                at += literal.length;
                return;
            }
        }
        isPlain = false;
    }

    private void digits() {
        int first = at;
        while (isDigit(next())) {
            at++;
        }
        isPlain &= at == first + 1 || (at > first && json[first] != '0');
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private boolean isAt(int from, byte[] text) {
        return from + text.length <= json.length && is(from, from + text.length, text);
    }

    private boolean is(int from, int until, byte[] text) {
        return Arrays.equals(json, from, until, text, 0, text.length);
    }

    // ---- The resource that MeteredUse writes ----------------------------------------------------

    private Optional<LoggedUse> named() {
        int afterParticipant = begin + PARTICIPANT.length + UUID_LENGTH;
        int ofProject = afterParticipant + PROJECT.length;
        int afterProject = ofProject;
        while (afterProject < end && json[afterProject] != '&') {
            afterProject++;
        }
        int ofUse = afterProject + USE.length;
        int ofBytes = ofUse + UUID_LENGTH + BYTES.length;
        if (ofProject >= afterProject
                || ofBytes >= end
                || end - ofBytes > MOST_DIGITS
                || !isAt(afterParticipant, PROJECT)
                || !isAt(afterProject, USE)
                || !isAt(ofUse + UUID_LENGTH, BYTES)
                || !isId(begin + PARTICIPANT.length)
                || !isId(ofUse)) {
            return LoggedUse.named(new String(json, begin, end - begin, US_ASCII));
        }
        long bytes = 0;
        for (int i = ofBytes; i < end; i++) {
            if (!isDigit(json[i])) {
                return Optional.empty();
            }
            bytes = 10 * bytes + json[i] - '0';
        }
        return Optional.of(new LoggedUse(id(ofUse), project(ofProject, afterProject), bytes));
    }

    private ProjectReference project(int from, int until) {
        ProjectReference known = project;
        if (known == null || !is(from, until, name)) {
            known = new ProjectReference(new String(json, from, until - from, US_ASCII));
            project = known;
            name = Arrays.copyOfRange(json, from, until);
        }
        return known;
    }

    /// Whether a UUID stands there as [UUID#toString] writes it.
    private boolean isId(int from) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean fits =
                    UUID_FORM.charAt(i) == '-' ? json[from + i] == '-' : digit(json[from + i]) >= 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private UUID id(int from) {
        return new UUID(
                hexadecimal(from, 8) << 32
                        | hexadecimal(from + 9, 4) << 16
                        | hexadecimal(from + 14, 4),
                hexadecimal(from + 19, 4) << 48 | hexadecimal(from + 24, 12));
    }

    private long hexadecimal(int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value << 4 | digit(json[i]);
        }
        return value;
    }

    private static int digit(byte character) {
        return isDigit(character)
                ? character - '0'
                : character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
