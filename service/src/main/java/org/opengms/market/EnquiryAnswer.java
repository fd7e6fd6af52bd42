package org.opengms.market;

/// What the desk answers.
public sealed interface EnquiryAnswer {
    /// It is kept.
    record Kept(EnquiryId enquiry) implements EnquiryAnswer {}

    /// There is no such enquiry.
    record NotFound() implements EnquiryAnswer {}

    /// It cannot be taken.
    ///
    /// @param field of the form that must be mended; empty if none
    /// @param reason what to do
    record Refused(String field, String reason) implements EnquiryAnswer {}
}
