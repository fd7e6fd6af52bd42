package org.opengms.hl7;

/// What the header of a message (MSH) says; every part may be empty.
///
/// @param sendingApplication MSH-3
/// @param sendingFacility MSH-4
/// @param receivingApplication MSH-5
/// @param receivingFacility MSH-6
/// @param messageType MSH-9.1, such as `OML`
/// @param event MSH-9.2, such as `O21`
/// @param controlId MSH-10
/// @param processingId MSH-11.1
/// @param version MSH-12.1, such as `2.4`
public record Hl7Header(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String messageType,
        String event,
        String controlId,
        String processingId,
        String version) {
    static Hl7Header of(Er7Message message) {
        Er7Segment header = message.header();
        header.pass(1, 2, 7, 8, 13, 14, 15, 16, 17, 18, 19, 20, 21);
        return new Hl7Header(
                header.value(3).whole(),
                header.value(4).whole(),
                header.value(5).whole(),
                header.value(6).whole(),
                header.value(9).part(1).toUpperCase(java.util.Locale.ROOT),
                header.value(9).part(2).toUpperCase(java.util.Locale.ROOT),
                header.part(10),
                header.part(11),
                header.part(12));
    }

    /// Whether the version has the error segment of 2.5, whose fields say where and why.
    boolean hasErrorDetails() {
        return version.matches("2\\.([5-9]|[1-9][0-9])(\\..*)?");
    }
}
