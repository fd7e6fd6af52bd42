package org.opengms.hl7;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.orders.Finding;
import org.opengms.orders.Grade;

/// The answer to a message (HL7 v2.5.1, chapter 2.9): MSH and MSA, and an ERR for everything that
/// is to be told, with its place in the message.
///
/// Up to version 2.4 the place and the code stand in ERR-1 and there is no field for words; the
/// fields of 2.5 follow there too, since receivers pass over fields that they do not know.
public final class Acknowledgement {
    /// More errors than anybody reads.
    private static final int MOST_ERRORS = 200;

    private static final int LONGEST_TEXT = 1_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneId.of("Europe/London"));
    private static final Pattern PLACE =
            Pattern.compile(
                    "([A-Z][A-Z0-9]{2})(?:\\[([0-9]+)\\])?(?:-([0-9]+)(?:\\[([0-9]+)\\])?(?:\\.([0-9]+))?)?");

    private Acknowledgement() {}

    /// What became of a message.
    public enum Code {
        /// Accepted.
        AA,
        /// An error in the content: correct it and send it again.
        AE,
        /// Not a message that is taken, or the service failed.
        AR
    }

    /// One thing to be told.
    ///
    /// @param place in the message, such as `PID-3.1`; other text has no place
    /// @param hl7Code of HL7 table 0357
    /// @param grade how heavy
    /// @param code to search for, such as `nhs-number-invalid`
    /// @param words why, in plain words, without personal data
    /// @param advice what to do; may be empty
    public record Row(
            String place,
            ErrorCode hl7Code,
            Grade grade,
            String code,
            String words,
            String advice) {
        /// A finding of the reading.
        public static Row of(Finding finding) {
            return new Row(
                    finding.path(),
                    ErrorCode.of(finding.path(), finding.kind().code()),
                    finding.grade(),
                    finding.kind().code(),
                    finding.words(),
                    finding.advice());
        }
    }

    /// Writes an acknowledgement.
    ///
    /// @param header of the message that is answered
    /// @param words for MSA-3
    /// @param at when it is written
    /// @param controlId of the acknowledgement itself, at most 20 characters
    public static String write(
            Hl7Header header,
            Code code,
            String words,
            List<Row> rows,
            Instant at,
            String controlId) {
        String version = header.version().matches("2\\.[2-8](\\.1)?") ? header.version() : "2.5.1";
        List<String> lines = new ArrayList<>();
        lines.add(
                String.join(
                        "|",
                        "MSH",
                        "^~\\&",
                        "OPENGMS",
                        component(header.receivingFacility()),
                        component(header.sendingApplication()),
                        component(header.sendingFacility()),
                        TIME.format(at),
                        "",
                        type(header, version),
                        controlId,
                        header.processingId().matches("[PDT]") ? header.processingId() : "P",
                        version,
                        "",
                        "",
                        "",
                        "",
                        "",
                        "UNICODE UTF-8"));
        lines.add(String.join("|", "MSA", code.name(), component(header.controlId()), text(words)));
        rows.stream()
                .limit(MOST_ERRORS)
                .forEach(row -> lines.add(error(row, header.hasErrorDetails())));
        if (rows.size() > MOST_ERRORS) {
            lines.add(
                    error(
                            new Row(
                                    "",
                                    ErrorCode.ACCEPTED,
                                    Grade.INFORMATION,
                                    "more",
                                    "%d more are not listed.".formatted(rows.size() - MOST_ERRORS),
                                    ""),
                            header.hasErrorDetails()));
        }
        return String.join("\r", lines) + "\r";
    }

    /// The third part of MSH-9 came with version 2.3.1.
    private static String type(Hl7Header header, String version) {
        String event = header.event().matches("[A-Z][0-9]{2}") ? header.event() : "";
        if (event.isEmpty()) {
            return "ACK";
        }
        return version.equals("2.2") || version.equals("2.3")
                ? "ACK^" + event
                : "ACK^" + event + "^ACK";
    }

    private static String error(Row row, boolean detailsOnly) {
        Matcher place = PLACE.matcher(row.place());
        boolean placed = place.matches();
        String location = placed ? location(place) : "";
        String before =
                detailsOnly
                        ? ""
                        : String.join(
                                "^",
                                placed ? place.group(1) : "",
                                placed ? sequence(place) : "",
                                placed ? part(place, 3) : "",
                                row.hl7Code().code() + "&" + row.hl7Code().words() + "&HL70357");
        return String.join(
                "|",
                "ERR",
                before,
                location,
                row.hl7Code().code() + "^" + row.hl7Code().words() + "^HL70357",
                switch (row.grade()) {
                    case ERROR -> "E";
                    case WARNING -> "W";
                    case INFORMATION -> "I";
                },
                text(row.code()) + "^^OPENGMS",
                "",
                text(row.advice()),
                text(
                        placed || row.place().isEmpty()
                                ? row.words()
                                : row.place() + ": " + row.words()));
    }

    /// ERL: segment, which of its name, field, which repetition, component.
    private static String location(Matcher place) {
        String all =
                String.join(
                        "^",
                        place.group(1),
                        sequence(place),
                        part(place, 3),
                        part(place, 3).isEmpty()
                                ? ""
                                : part(place, 4).isEmpty() ? "1" : part(place, 4),
                        part(place, 5));
        int end = all.length();
        while (all.charAt(end - 1) == '^') {
            end--;
        }
        return all.substring(0, end);
    }

    private static String sequence(Matcher place) {
        return part(place, 2).isEmpty() ? "1" : part(place, 2);
    }

    private static String part(Matcher place, int group) {
        String part = place.group(group);
        return part == null ? "" : part;
    }

    /// A text of the sender, given back: its components stay components.
    private static String component(String given) {
        return String.join(
                "^",
                java.util.Arrays.stream(given.split("\\^", -1))
                        .map(Acknowledgement::text)
                        .toList());
    }

    private static String text(String words) {
        String cut = words.length() > LONGEST_TEXT ? words.substring(0, LONGEST_TEXT) : words;
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            switch (c) {
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '&' -> escaped.append("\\T\\");
                case '~' -> escaped.append("\\R\\");
                case '\\' -> escaped.append("\\E\\");
                case '\n' -> escaped.append("\\.br\\");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
