package org.opengms.transparency.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON in the one form of RFC 8785, so that equal contents have equal hashes: members sorted by
/// UTF-16 code units, numbers as ECMAScript writes them, nothing between the signs.
///
/// Refused: members that occur twice, and numbers that a double cannot hold.
public final class CanonicalJson {
    /// How deep a record may be nested.
    private static final int MOST_DEPTH = 64;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private CanonicalJson() {}

    /// The canonical form of a JSON text.
    ///
    /// @return UTF-8
    /// @throws IllegalArgumentException if it is no JSON, or cannot be made canonical
    public static byte[] of(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            StringBuilder out = new StringBuilder(json.length());
            value(parser, out, 0);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "OGMS-7050 Something stands behind the end of a JSON text.");
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "OGMS-7050 A record is no JSON, or has a member twice (line %d, column %d)."
                            .formatted(
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
        }
    }

    private static void value(JsonParser parser, StringBuilder out, int depth) {
        if (depth > MOST_DEPTH) {
            throw new IllegalArgumentException(
                    "OGMS-7051 A record is nested deeper than %d.".formatted(MOST_DEPTH));
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("OGMS-7050 A record is empty.");
        }
        switch (token) {
            case START_OBJECT -> object(parser, out, depth);
            case START_ARRAY -> {
                out.append('[');
                for (boolean first = true;
                        parser.nextToken() != JsonToken.END_ARRAY;
                        first = false) {
                    out.append(first ? "" : ",");
                    value(parser, out, depth + 1);
                }
                out.append(']');
            }
            case VALUE_STRING -> string(parser.getString(), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.append(number(parser.getString()));
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> out.append(parser.getString());
            default ->
                    throw new IllegalArgumentException(
                            "OGMS-7050 A record has %s where a value should be.".formatted(token));
        }
    }

    private static void object(JsonParser parser, StringBuilder out, int depth) {
        // String compares by UTF-16 code units, as RFC 8785 §3.2.3 asks.
        Map<String, String> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            StringBuilder member = new StringBuilder();
            value(parser, member, depth + 1);
            members.put(name, member.toString());
        }
        List<String> written = new ArrayList<>();
        members.forEach((name, member) -> {
            StringBuilder one = new StringBuilder();
            string(name, one);
            written.add(one.append(':').append(member).toString());
        });
        out.append('{').append(String.join(",", written)).append('}');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else if (Character.isSurrogate(c)) {
                        i = pair(text, i, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// A character outside the basic plane; half of one has no UTF-8.
    private static int pair(String text, int at, StringBuilder out) {
        if (!Character.isHighSurrogate(text.charAt(at))
                || at + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(at + 1))) {
            throw new IllegalArgumentException(
                    "OGMS-7052 A record has half a character (a lone surrogate).");
        }
        out.append(text, at, at + 2);
        return at + 1;
    }

    /// A number as ECMAScript's Number.prototype.toString writes the double (RFC 8785 §3.2.2.3).
    static String number(String json) {
        double value = Double.parseDouble(json);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "OGMS-7053 A record has the number %s, which a double cannot hold."
                            .formatted(json.length() > 40 ? json.substring(0, 40) : json));
        }
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        // Java gives the shortest digits that read back as the same double, but at least two.
        String[] parts = Double.toString(Math.abs(value)).split("E", 2);
        String whole = parts[0].substring(0, parts[0].indexOf('.'));
        String fraction = parts[0].substring(parts[0].indexOf('.') + 1);
        int exponent = parts.length == 1 ? 0 : Integer.parseInt(parts[1], 10);
        String digits = (whole + fraction).replaceFirst("^0+", "");
        int leading = (whole + fraction).length() - digits.length();
        int point = whole.length() - leading + exponent; // 0.digits × 10^point
        digits = shortest(digits.replaceFirst("0+$", ""), point, Math.abs(value));
        int count = digits.length();
        if (count <= point && point <= 21) {
            return sign + digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return sign + digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        String mantissa = count == 1 ? digits : digits.substring(0, 1) + "." + digits.substring(1);
        return sign + mantissa + "e" + (point - 1 < 0 ? "-" : "+") + Math.abs(point - 1);
    }

    /// One digit where one is enough: Java writes 4.9E-324 for what ECMAScript writes 5e-324.
    private static String shortest(String digits, int point, double value) {
        if (digits.length() == 2) {
            int nearest = (Integer.parseInt(digits, 10) + 5) / 10;
            if (nearest < 10 && Double.parseDouble("0." + nearest + "e" + point) == value) {
                return Integer.toString(nearest);
            }
        }
        return digits;
    }
}
