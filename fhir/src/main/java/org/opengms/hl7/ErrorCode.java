package org.opengms.hl7;

/// Message error condition codes (HL7 table 0357).
public enum ErrorCode {
    ACCEPTED("0", "Message accepted"),
    SEGMENT_SEQUENCE("100", "Segment sequence error"),
    REQUIRED_FIELD("101", "Required field missing"),
    DATA_TYPE("102", "Data type error"),
    TABLE_VALUE("103", "Table value not found"),
    MESSAGE_TYPE("200", "Unsupported message type"),
    EVENT_CODE("201", "Unsupported event code"),
    PROCESSING_ID("202", "Unsupported processing id"),
    VERSION_ID("203", "Unsupported version id"),
    UNKNOWN_KEY("204", "Unknown key identifier"),
    DUPLICATE_KEY("205", "Duplicate key identifier"),
    INTERNAL("207", "Application internal error");

    private final String code;
    private final String words;

    ErrorCode(String code, String words) {
        this.code = code;
        this.words = words;
    }

    String code() {
        return code;
    }

    String words() {
        return words;
    }

    /// The code nearest to a finding.
    ///
    /// @param place in the message
    /// @param finding code of its kind, such as `nhs-number-invalid`
    public static ErrorCode of(String place, String finding) {
        if (finding.equals("structure-invalid")) {
            return switch (place) {
                case "MSH-9.1" -> MESSAGE_TYPE;
                case "MSH-9.2" -> EVENT_CODE;
                case "MSH-12" -> VERSION_ID;
                case "MSH-7", "MSH-10", "ORC-2" -> REQUIRED_FIELD;
                case "ORC-1" -> TABLE_VALUE;
                default -> place.contains("-") ? DATA_TYPE : SEGMENT_SEQUENCE;
            };
        }
        return switch (finding) {
            case "order-missing" -> SEGMENT_SEQUENCE;
            case "test-not-in-directory",
                    "indication-not-in-directory",
                    "test-not-of-indication",
                    "site-unknown" ->
                    TABLE_VALUE;
            case "duplicate-order" -> DUPLICATE_KEY;
            case "message-cleaned", "not-mapped", "specimen-to-follow", "tool-limit" -> ACCEPTED;
            default -> finding.endsWith("-missing") ? REQUIRED_FIELD : DATA_TYPE;
        };
    }
}
