package org.opengms.hl7;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.opengms.fhir.FhirText;
import org.opengms.orders.AcceptancePolicy;

/// Reads orders from HL7 v2 messages. Never throws for what a message holds: everything is told as
/// a finding.
///
/// Safe for use by many threads.
public final class Hl7Orders {
    private final FhirText text;
    private final AcceptancePolicy policy;

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public Hl7Orders(FhirContext fhir, AcceptancePolicy policy) {
        this.text = new FhirText(fhir);
        this.policy = policy;
    }

    /// Reads a message whose encoding only itself can say.
    public Hl7Order read(byte[] message) {
        return read(message, Optional.empty());
    }

    /// Reads a message.
    ///
    /// @param announced the encoding that came with the request, if one did
    public Hl7Order read(byte[] message, Optional<Charset> announced) {
        Told told = new Told(policy);
        return read(CharacterSets.text(message, announced, told), message, told);
    }

    /// Reads a message that is text already.
    public Hl7Order read(String message) {
        return read(message, message.getBytes(StandardCharsets.UTF_8), new Told(policy));
    }

    private Hl7Order read(String message, byte[] received, Told told) {
        Optional<Er7Message> divided = Er7Reader.read(message, told);
        if (divided.isEmpty()) {
            return new Hl7Order(
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    told.all(),
                    Map.of());
        }
        return new OrderMessageReading(divided.get(), told, text).read(received);
    }
}
