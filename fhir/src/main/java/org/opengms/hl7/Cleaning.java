package org.opengms.hl7;

import org.opengms.orders.FindingKind;

/// What is mended in a message before it can be read, each told once with every place.
enum Cleaning {
    BYTE_ORDER_MARK(
            "The message begins with a byte order mark, which was left out",
            "Send the message without it."),
    LOWER_LAYER_FRAME(
            "The message is wrapped in the characters of the lower layer protocol (MLLP), which were left out",
            "Over HTTP send the message alone."),
    SEGMENT_END(
            "Segments end with line feeds or with the words <CR> or <LF>, which were read as the carriage return that HL7 requires",
            "End each segment with one carriage return."),
    SEGMENT_NAME(
            "A segment name is indented or in small letters, and was read all the same",
            "Begin each segment with its name in capitals."),
    CONTINUATION(
            "A line begins with no segment name, and was read as the next line of the field before it",
            "Write a new line inside a text as \\.br\\."),
    NULL_VALUE(
            "The field holds \"\", which was read as nothing known",
            "Leave what is not known empty in a new order."),
    LITERAL_LINE_END(
            "The text holds the words <CR> or <LF>, which were read as a new line",
            "Write a new line inside a text as \\.br\\."),
    MISENCODED(
            "Characters were encoded twice (such as an apostrophe shown as three signs), and were mended",
            "Say in MSH-18 how the message is encoded, and encode it once."),
    HTML_ENTITY(
            "The text holds characters in the notation of HTML, which were read as the characters",
            "Send the characters themselves."),
    LOST_CHARACTER(
            "Characters were lost before the message came here, and cannot be mended",
            "Check the text against the record; send it in an encoding that has the characters."),
    CONTROL_CHARACTER(
            "The text holds control characters, which were read as blanks",
            "Send text without them."),
    FORMATTING(
            "Formatting of the text (highlighting, indents, centring) was left out",
            "Nothing need be done."),
    UNKNOWN_ESCAPE(
            "An escape sequence is not known or not closed, and was kept as it stands",
            "Use the escape sequences of HL7; write a backslash as \\E\\."),
    CODE_SPELLING(
            "A code is spelled in small letters or with blanks, and was read without",
            "Spell codes as the directory does."),
    OLD_SEX_CODE(
            "The sex is given by a code of the NHS Data Dictionary instead of HL7 table 0001, and was read all the same",
            "Use M, F, O, U, A or N.");

    private final String words;
    private final String advice;

    Cleaning(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /// What could change the meaning is advised against; the rest is mended for good.
    FindingKind kind() {
        return switch (this) {
            case LOST_CHARACTER, CONTINUATION -> FindingKind.STRUCTURE_ADVICE;
            case BYTE_ORDER_MARK,
                    LOWER_LAYER_FRAME,
                    SEGMENT_END,
                    SEGMENT_NAME,
                    NULL_VALUE,
                    LITERAL_LINE_END,
                    MISENCODED,
                    HTML_ENTITY,
                    CONTROL_CHARACTER,
                    FORMATTING,
                    UNKNOWN_ESCAPE,
                    CODE_SPELLING,
                    OLD_SEX_CODE ->
                    FindingKind.MESSAGE_CLEANED;
        };
    }

    String words() {
        return words;
    }

    String advice() {
        return advice;
    }
}
