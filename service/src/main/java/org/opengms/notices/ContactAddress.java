package org.opengms.notices;

/// Where an electronic message goes.
public sealed interface ContactAddress permits EmailAddress, MobileNumber {
    /// As a provider is given it.
    String value();
}
