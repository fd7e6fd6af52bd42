package org.opengms.notices;

import java.util.Optional;
import java.util.regex.Pattern;

/// An address of electronic mail: a dot-atom of ASCII before the sign and host names after it (RFC
/// 5321, sections 4.1.2 and 4.5.3.1). Quoted local parts and address literals are not taken: they
/// are typing mistakes far more often than addresses.
public record EmailAddress(String value) implements ContactAddress {
    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,15}"
                            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,10}[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

    /// @throws IllegalArgumentException if it is none
    public EmailAddress {
        if (!isOne(value)) {
            throw new IllegalArgumentException("OGMS-7304 This is no email address");
        }
    }

    private static boolean isOne(String value) {
        return value.length() <= LONGEST
                && value.indexOf('@') <= 64
                && FORM.matcher(value).matches();
    }

    /// What somebody wrote, if it is an address.
    public static Optional<EmailAddress> of(String written) {
        String value = written.strip();
        return isOne(value) ? Optional.of(new EmailAddress(value)) : Optional.empty();
    }

    /// Never the address: it is personal data.
    @Override
    public String toString() {
        return "EmailAddress";
    }
}
