package org.opengms.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.opengms.orders.FindingKind;

/// The text of a message from its bytes: by the encoding that MSH-18 names, else the one that came
/// with the request, else UTF-8. Where the bytes contradict it they are read as Windows-1252, in
/// which no text of western Europe is lost, and that is told.
final class CharacterSets {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private CharacterSets() {}

    static String text(byte[] bytes, Optional<Charset> announced, Told told) {
        if (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        Optional<String> named = named(bytes);
        Optional<Charset> own = named.flatMap(CharacterSets::ofTable0211);
        if (named.isPresent() && own.isEmpty()) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    "MSH-18",
                    "The encoding that the message names is not one that is known here; it was read as the bytes look.",
                    "Name an encoding of HL7 table 0211, best UNICODE UTF-8.");
        }
        Charset said = own.or(() -> announced).orElse(StandardCharsets.UTF_8);
        if (said.equals(StandardCharsets.ISO_8859_1)) {
            said = WINDOWS_1252; // a superset of its printable characters, and often what is meant
        }
        Optional<String> text = strictly(bytes, said);
        if (text.isPresent()) {
            return text.get();
        }
        Optional<String> unicode = strictly(bytes, StandardCharsets.UTF_8);
        if (!said.equals(WINDOWS_1252)) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    "MSH-18",
                    "The bytes of the message are not in the encoding that it names or came with; it was read as %s."
                            .formatted(unicode.isPresent() ? "UTF-8" : "Windows-1252"),
                    "Name the encoding in MSH-18, best UNICODE UTF-8, and check names with accents or apostrophes.");
        }
        return unicode.orElseGet(() -> latin(bytes));
    }

    /// Reads bytes that have no other reading: bytes that Windows-1252 leaves open become control
    /// characters, which are told later.
    private static String latin(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            String one = new String(new byte[] {b}, WINDOWS_1252);
            text.append(one.charAt(0) == '\uFFFD' ? (char) (b & 0xFF) : one.charAt(0));
        }
        return text.toString();
    }

    static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /// MSH-18 as far as it can be read without knowing the encoding: all that are taken agree with
    /// ASCII in it.
    private static Optional<String> named(byte[] bytes) {
        String start =
                new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        int at = start.indexOf("MSH");
        if (at < 0) {
            return Optional.empty();
        }
        String header = start.substring(at).split("[\r\n]", 2)[0];
        if (header.length() < 4) {
            return Optional.empty();
        }
        String[] fields = header.split(java.util.regex.Pattern.quote(header.substring(3, 4)), -1);
        if (fields.length <= 17) {
            return Optional.empty();
        }
        String value = fields[17].strip().replace("<CR>", "").replace("<LF>", "");
        int end = 0;
        while (end < value.length()
                && (Character.isLetterOrDigit(value.charAt(end))
                        || " -_/.".indexOf(value.charAt(end)) >= 0)) {
            end++;
        }
        String first = value.substring(0, end).strip();
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    /// The encodings of HL7 table 0211 that are in use in Europe, and their everyday names.
    static Optional<Charset> ofTable0211(String name) {
        String known =
                switch (name.toUpperCase(Locale.ROOT).replace('_', ' ')) {
                    case "ASCII", "US-ASCII" -> "US-ASCII";
                    case "UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE" -> "UTF-8";
                    case "8859/1", "ISO-8859-1", "ISO8859-1", "LATIN1", "ISO IR100" -> "ISO-8859-1";
                    case "8859/2", "ISO-8859-2" -> "ISO-8859-2";
                    case "8859/9", "ISO-8859-9" -> "ISO-8859-9";
                    case "8859/15", "ISO-8859-15" -> "ISO-8859-15";
                    case "WINDOWS-1252", "CP1252", "WINDOWS1252" -> "windows-1252";
                    default -> "";
                };
        return known.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(known));
    }
}
