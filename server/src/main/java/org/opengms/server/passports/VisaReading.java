package org.opengms.server.passports;

/// What came of reading one visa.
public sealed interface VisaReading {
    /// It is verified.
    record Accepted(Visa visa) implements VisaReading {}

    /// It is not.
    ///
    /// @param reason why, without anything of what it says
    record Refused(String reason) implements VisaReading {}

    /// It is verified, and of a type that means nothing here.
    record Ignored() implements VisaReading {}
}
