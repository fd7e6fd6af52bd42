package org.opengms.hl7;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.fhir.OrderForm;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;

/// An HL7 v2 message as read.
///
/// @param header what it says of itself; absent where the text is no HL7 v2 message
/// @param control what it asks for, if that is known
/// @param placerNumber the sender's number of the order, may be empty
/// @param form the order; absent where the message holds none that can be judged
/// @param bundleJson the same as a FHIR transaction, for the rules that judge every order
/// @param cancellation which order is to be cancelled; absent where the message does not cancel one
/// @param findings what was mended, not understood or wrong; the path of each is a place in the
///   message, such as `PID-3.1` or `OBX[3]-5`
/// @param places where in the message the parts of the Bundle come from, by the beginning of their
///   FHIRPath
public record Hl7Order(
        Optional<Hl7Header> header,
        Optional<ControlCode> control,
        String placerNumber,
        Optional<OrderForm> form,
        Optional<String> bundleJson,
        Optional<Hl7Cancellation> cancellation,
        List<Finding> findings,
        Map<String, String> places) {
    /// The longest request id that the service keeps.
    private static final int LONGEST_REQUEST_ID = 100;

    public Hl7Order {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /// The same, of a message that cancels an order.
    Hl7Order cancelling(Hl7Cancellation which) {
        return new Hl7Order(
                header,
                control,
                placerNumber,
                form,
                bundleJson,
                Optional.of(which),
                findings,
                places);
    }

    /// MSH-10; empty where there is none.
    public String messageControlId() {
        return header.map(Hl7Header::controlId).orElse("");
    }

    /// Whether a finding of the reading refuses the message; the order's own rules come after.
    public boolean isRefused() {
        return AcceptancePolicy.refuses(findings);
    }

    /// Whether the message is not one that this service takes at all, whatever its content: another
    /// type, event or version (HL7 v2.5.1, chapter 2.9.2: reject rather than error).
    public boolean isRejected() {
        return isRefused()
                && findings.stream()
                        .anyMatch(f ->
                                f.grade() == org.opengms.orders.Grade.ERROR
                                        && f.path().matches("MSH(-9.*|-12.*|\\[.*)?"));
    }

    /// The id under which the message may be sent again without making a second order: MSH-10,
    /// which is unique for its sending application and facility.
    public String requestId() {
        String id =
                "hl7-v2 "
                        + header.map(h ->
                                        h.sendingApplication()
                                                + "/"
                                                + h.sendingFacility()
                                                + "/"
                                                + h.controlId())
                                .orElse("");
        return id.length() <= LONGEST_REQUEST_ID ? id : "hl7-v2 " + sha256(id);
    }

    /// Where in the message a part of the Bundle comes from.
    ///
    /// @param fhirPath into the Bundle
    /// @return a place such as `PID-7`; the path itself where the part has none of its own
    public String place(String fhirPath) {
        for (String path = fhirPath; !path.isEmpty(); path = shorter(path)) {
            String place = places.get(path);
            if (place != null) {
                return place;
            }
        }
        return fhirPath;
    }

    private static String shorter(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-3201 This JDK has no SHA-256", e);
        }
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Hl7Order[" + findings.size() + " findings]";
    }
}
