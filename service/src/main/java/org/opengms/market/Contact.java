package org.opengms.market;

import java.util.regex.Pattern;

/// How the person who asked is reached. It is kept apart from the enquiry, and forgotten when it is
/// not needed any more.
///
/// @param email an address of the form that SMTP takes, without quoting (RFC 5321 4.1.2)
public record Contact(String email) {
    private static final Pattern FORM =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final int MOST_LETTERS = 254;

    /// @throws IllegalArgumentException with `email: what to do`
    public Contact {
        email = email.strip();
        if (email.length() > MOST_LETTERS || !FORM.matcher(email).matches()) {
            throw new IllegalArgumentException(
                    "email: give an address such as name@example.org, so that we can answer.");
        }
    }

    /// Never the address.
    @Override
    public String toString() {
        return "Contact[]";
    }
}
