package org.opengms.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mends single characters of a value; the delimiters are not touched.
final class Characters {
    /// More than twice nobody's text was seen to be encoded.
    private static final int MOST_ROUNDS = 2;

    private static final Pattern LITERAL_LINE_END = Pattern.compile("(?:<CR>\\s?<LF>|<CR>|<LF>)");
    private static final Pattern ENTITY =
            Pattern.compile("&(#39|#039|#x27|#34|#38|apos|quot|amp|lt|gt|nbsp);");
    private static final Map<String, String> ENTITIES =
            Map.ofEntries(
                    Map.entry("#39", "'"),
                    Map.entry("#039", "'"),
                    Map.entry("#x27", "'"),
                    Map.entry("apos", "'"),
                    Map.entry("#34", "\""),
                    Map.entry("quot", "\""),
                    Map.entry("#38", "&"),
                    Map.entry("amp", "&"),
                    Map.entry("lt", "<"),
                    Map.entry("gt", ">"),
                    Map.entry("nbsp", " "));

    private Characters() {}

    /// Characters in the notation of HTML, before a field is divided: their ampersand would be
    /// taken for a delimiter.
    static String withoutEntities(String field, Delimiters delimiters, String location, Told told) {
        if (field.indexOf('&') < 0) {
            return field;
        }
        Matcher found = ENTITY.matcher(field);
        if (!found.find()) {
            return field;
        }
        told.cleaned(Cleaning.HTML_ENTITY, location);
        return found.replaceAll(m ->
                Matcher.quoteReplacement(
                        escaped(ENTITIES.getOrDefault(m.group(1), ""), delimiters)));
    }

    private static String escaped(String character, Delimiters delimiters) {
        String e = String.valueOf(delimiters.escape());
        if (character.indexOf(delimiters.field()) >= 0) {
            return e + "F" + e;
        }
        if (character.indexOf(delimiters.component()) >= 0) {
            return e + "S" + e;
        }
        if (character.indexOf(delimiters.repetition()) >= 0) {
            return e + "R" + e;
        }
        return character.indexOf(delimiters.subcomponent()) >= 0 ? e + "T" + e : character;
    }

    /// The value with everything mended that can be.
    static String mended(String value, String location, Told told) {
        String text = value;
        if (LITERAL_LINE_END.matcher(text).find()) {
            told.cleaned(Cleaning.LITERAL_LINE_END, location);
            text = LITERAL_LINE_END.matcher(text).replaceAll("\n");
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String once = encodedOnce(text);
            if (once.equals(text)) {
                break;
            }
            told.cleaned(Cleaning.MISENCODED, location);
            text = once;
        }
        text = text.replace("\r\n", "\n").replace('\r', '\n');
        if (text.codePoints().anyMatch(Characters::isForbidden)) {
            told.cleaned(Cleaning.CONTROL_CHARACTER, location);
            text =
                    text.codePoints()
                            .map(c -> isForbidden(c) ? ' ' : c)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
        }
        if (text.indexOf('\uFFFD') >= 0) {
            told.cleaned(Cleaning.LOST_CHARACTER, location);
        }
        return text;
    }

    /// Control characters that FHIR text may not have, and halves of characters.
    private static boolean isForbidden(int c) {
        return (c < ' ' && c != '\n' && c != '\t')
                || (c >= 0x7F && c <= 0x9F)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || (c & 0xFFFE) == 0xFFFE;
    }

    /// The text where runs of characters whose Windows-1252 bytes are one UTF-8 character are that
    /// character.
    private static String encodedOnce(String text) {
        if (text.chars().noneMatch(c -> lengthFrom((char) c) > 0)) {
            return text;
        }
        StringBuilder mended = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int length = lengthFrom(text.charAt(at));
            Optional<String> meant =
                    length == 0 || at + length > text.length()
                            ? Optional.empty()
                            : character(text.substring(at, at + length));
            mended.append(meant.orElse(text.substring(at, at + 1)));
            at += meant.isPresent() ? length : 1;
        }
        return mended.toString();
    }

    /// How many signs one character became, by the first of them: only those that western European
    /// letters, quotation marks and dashes begin with. Others begin names as they should be:
    /// `Ó’Briain` with a typographic apostrophe is, byte for byte, a letter of Cyrillic encoded
    /// twice.
    private static int lengthFrom(char first) {
        return switch (first) {
            case '\u00C2', '\u00C3' -> 2;
            case '\u00E2' -> 3;
            default -> 0;
        };
    }

    private static Optional<String> character(String run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < run.length(); i++) {
            OptionalInt one = windows1252(run.charAt(i));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            bytes.write(one.getAsInt());
        }
        return CharacterSets.strictly(bytes.toByteArray(), StandardCharsets.UTF_8)
                .filter(s -> s.codePointCount(0, s.length()) == 1);
    }

    /// The byte of a character; the five that Windows-1252 leaves open, and what ISO 8859-1 has in
    /// their place, stand for themselves.
    private static OptionalInt windows1252(char c) {
        if (c >= 0x80 && c <= 0xFF) {
            return OptionalInt.of(c);
        }
        try {
            ByteBuffer encoded =
                    CharacterSets.WINDOWS_1252
                            .newEncoder()
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(new char[] {c}));
            return OptionalInt.of(encoded.get(0) & 0xFF);
        } catch (CharacterCodingException e) {
            return OptionalInt.empty();
        }
    }
}
