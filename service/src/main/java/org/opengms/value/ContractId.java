package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The number of a contract through all its versions. It becomes part of accounts and invoice
/// numbers, so it begins as they do.
///
/// @param value such as `C-12`
public record ContractId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Za-z0-9-]{0,29}");

    /// @throws IllegalArgumentException if it is not plain
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContractId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7850 id: a contract's number is 1 to 30 letters, digits and hyphens and begins with a capital or a digit, such as C-12.");
        }
    }
}
