package org.opengms.hl7;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.orders.FindingKind;

/// Divides the text of a message. What breaks the standard is mended and told; what cannot be
/// divided at all is told, and there is no message then.
final class Er7Reader {
    /// More segments, fields or values than any order has: embedded documents are one value each.
    static final int MOST_SEGMENTS = 5_000;

    static final int MOST_VALUES = 200_000;

    /// Names that are taken in small letters too. Of others a line of text might be meant.
    private static final Set<String> KNOWN =
            Set.of(
                    "MSH", "SFT", "PID", "PD1", "NK1", "PV1", "PV2", "IN1", "IN2", "GT1", "AL1",
                    "ORC", "TQ1", "TQ2", "OBR", "CTD", "DG1", "OBX", "NTE", "SPM", "SAC", "CTI",
                    "BLG", "FT1", "CON");

    private final Told told;
    private int values;

    private Er7Reader(Told told) {
        this.told = told;
    }

    static Optional<Er7Message> read(String text, Told told) {
        return new Er7Reader(told).read(text);
    }

    private Optional<Er7Message> read(String received) {
        String text = unwrapped(received);
        if (!text.startsWith("MSH") || text.length() < 8) {
            return refused(
                    text.startsWith("FHS") || text.startsWith("BHS")
                            ? "This is a batch, and orders are taken one at a time."
                            : "The message does not begin with a header (MSH).",
                    "Send one HL7 v2 message in ER7, beginning with MSH.");
        }
        Optional<Delimiters> found = delimiters(text);
        if (found.isEmpty()) {
            return refused(
                    "The delimiters in MSH-1 and MSH-2 cannot be told apart.",
                    "Give five different characters, as a rule |^~\\&.");
        }
        Delimiters delimiters = found.get();
        List<String> lines = segments(text, delimiters.field());
        if (lines.size() > MOST_SEGMENTS) {
            return tooLarge();
        }
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(name(line), 1, Integer::sum));
        Map<String, Integer> numbers = new HashMap<>();
        List<Er7Segment> segments = new ArrayList<>();
        for (String line : lines) {
            String name = name(line);
            int number = numbers.merge(name, 1, Integer::sum);
            boolean one = counts.getOrDefault(name, 1) == 1;
            String location = Er7Segment.location(name, number, one);
            segments.add(new Er7Segment(name, number, one, fields(line, location, delimiters)));
            if (values > MOST_VALUES) {
                return tooLarge();
            }
        }
        return Optional.of(new Er7Message(delimiters, segments));
    }

    private Optional<Er7Message> refused(String words, String advice) {
        told.find(FindingKind.STRUCTURE_INVALID, "MSH", words, advice);
        return Optional.empty();
    }

    private Optional<Er7Message> tooLarge() {
        return refused(
                "The message has more than %d segments or %d values, which no order has."
                        .formatted(MOST_SEGMENTS, MOST_VALUES),
                "Send one order in one message.");
    }

    private String unwrapped(String received) {
        String text = received;
        if (text.startsWith("\uFEFF")) {
            told.cleaned(Cleaning.BYTE_ORDER_MARK, "MSH");
            text = text.substring(1);
        }
        if (text.indexOf('\u000B') >= 0 || text.indexOf('\u001C') >= 0) {
            told.cleaned(Cleaning.LOWER_LAYER_FRAME, "MSH");
            text = text.replace("\u000B", "").replace("\u001C", "");
        }
        text = text.stripLeading();
        return text.startsWith("msh") ? "MSH" + text.substring(3) : text;
    }

    /// A character of MSH-2 that is missing is the usual one, if that is not taken.
    private Optional<Delimiters> delimiters(String text) {
        char field = text.charAt(3);
        int end = 4;
        while (end < text.length()
                && text.charAt(end) != field
                && text.charAt(end) != '\r'
                && text.charAt(end) != '\n') {
            end++;
        }
        String given = text.substring(4, end);
        String usual = "^~\\&";
        String all =
                given.length() >= usual.length() ? given : given + usual.substring(given.length());
        if (given.length() < usual.length()) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    "MSH-2",
                    "MSH-2 names fewer than four characters; the usual ones were taken for the rest.",
                    "Name all four, as a rule ^~\\&.");
        }
        Delimiters delimiters =
                new Delimiters(field, all.charAt(0), all.charAt(1), all.charAt(2), all.charAt(3));
        return delimiters.areUsable() ? Optional.of(delimiters) : Optional.empty();
    }

    /// The segments, each without its end; lines inside a text are part of it.
    private List<String> segments(String text, char field) {
        Lines lines = new Lines(field);
        for (String line : text.split("\r\n|\r|\n|\u0085|\u2028", -1)) {
            lines.take(line);
        }
        if (text.indexOf('\r') < 0 && lines.segments.size() > 1) {
            told.cleaned(Cleaning.SEGMENT_END, "MSH");
        }
        return lines.segments.stream().map(StringBuilder::toString).toList();
    }

    /// Puts lines together to segments.
    private final class Lines {
        private final char field;
        private final List<StringBuilder> segments = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private String place = "MSH";

        Lines(char field) {
            this.field = field;
        }

        /// Takes one line, in which the words `<CR>` or `<LF>` may end segments: at the end of the
        /// line, and where a segment begins after them.
        void take(String line) {
            int from = 0;
            int at = 0;
            while (at < line.length()) {
                int end = afterWords(line, at);
                if (end == at) {
                    at++;
                } else if (end == line.length() || isSegment(line, end)) {
                    takePiece(line.substring(from, at));
                    told.cleaned(Cleaning.SEGMENT_END, place);
                    from = end;
                    at = end;
                } else {
                    at = end;
                }
            }
            takePiece(line.substring(from));
        }

        /// The place after any number of the words and blanks.
        private static int afterWords(String line, int from) {
            int at = from;
            while (line.startsWith("<CR>", at) || line.startsWith("<LF>", at)) {
                at += 4;
                while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                    at++;
                }
            }
            return at;
        }

        private void takePiece(String piece) {
            if (piece.isBlank()) {
                return;
            }
            String stripped = piece.stripLeading();
            if (isSegment(piece, 0)) {
                begin(piece);
            } else if (isSegment(capitals(stripped), 0)
                    && KNOWN.contains(capitals(stripped).substring(0, 3))) {
                begin(capitals(stripped));
                told.cleaned(Cleaning.SEGMENT_NAME, place);
            } else {
                told.cleaned(Cleaning.CONTINUATION, place);
                segments.getLast().append('\n').append(piece);
            }
        }

        private void begin(String segment) {
            segments.add(new StringBuilder(segment));
            String name = name(segment);
            int number = counts.merge(name, 1, Integer::sum);
            place = number == 1 ? name : name + "[" + number + "]";
        }

        private static String capitals(String line) {
            return line.length() < 3
                    ? line
                    : line.substring(0, 3).toUpperCase(Locale.ROOT) + line.substring(3);
        }

        /// Whether a segment begins here: a name and the field separator, or a known name alone.
        private boolean isSegment(String line, int at) {
            if (line.length() < at + 3
                    || !isCapital(line.charAt(at))
                    || !isCapitalOrDigit(line.charAt(at + 1))
                    || !isCapitalOrDigit(line.charAt(at + 2))) {
                return false;
            }
            return line.length() == at + 3
                    ? KNOWN.contains(line.substring(at, at + 3))
                    : line.charAt(at + 3) == field;
        }

        private static boolean isCapital(char c) {
            return c >= 'A' && c <= 'Z';
        }

        private static boolean isCapitalOrDigit(char c) {
            return isCapital(c) || (c >= '0' && c <= '9');
        }
    }

    private static String name(String line) {
        return line.substring(0, 3);
    }

    private List<List<Er7Value>> fields(String line, String segment, Delimiters delimiters) {
        List<String> raw = split(line, delimiters.field());
        List<List<Er7Value>> fields = new ArrayList<>();
        boolean header = segment.equals("MSH") || segment.startsWith("MSH[");
        if (header) {
            fields.add(List.of(text(String.valueOf(delimiters.field()))));
        }
        for (int i = 1; i < raw.size(); i++) {
            int number = fields.size() + 1;
            fields.add(
                    header && number == 2
                            ? List.of(text(raw.get(i)))
                            : field(raw.get(i), segment + "-" + number, delimiters));
        }
        return fields;
    }

    private static Er7Value text(String value) {
        return new Er7Value(value, List.of(List.of(value)));
    }

    private List<Er7Value> field(String raw, String location, Delimiters delimiters) {
        if (raw.isEmpty()) {
            return List.of();
        }
        String field = Characters.withoutEntities(raw, delimiters, location, told);
        List<Er7Value> repetitions = new ArrayList<>();
        for (String repetition : split(field, delimiters.repetition())) {
            if (values > MOST_VALUES) {
                break; // the whole message is refused
            }
            List<List<String>> components = new ArrayList<>();
            for (String component : split(repetition, delimiters.component())) {
                List<String> parts = new ArrayList<>();
                for (String part : split(component, delimiters.subcomponent())) {
                    parts.add(meant(part, location, delimiters));
                }
                components.add(parts);
            }
            repetitions.add(new Er7Value(meant(repetition, location, delimiters), components));
        }
        return repetitions;
    }

    private String meant(String value, String location, Delimiters delimiters) {
        values++;
        if (value.isEmpty()) {
            return value;
        }
        if (value.strip().equals("\"\"")) {
            told.cleaned(Cleaning.NULL_VALUE, location);
            return "";
        }
        return Characters.mended(Escapes.meant(value, delimiters, location, told), location, told);
    }

    private static List<String> split(String text, char by) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
