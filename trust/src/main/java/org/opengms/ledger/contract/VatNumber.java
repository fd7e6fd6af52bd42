package org.opengms.ledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A VAT registration number of the United Kingdom: `GB` and nine digits, of which the last two
/// check the others. With the weights 8 to 2 on the first seven digits and the check digits added,
/// the sum, or the sum and 55, is a multiple of 97: the first is the older way, the second the way
/// of numbers given out since November 2009 (HM Revenue and Customs).
public record VatNumber(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("GB\\d{9}");

    /// @throws IllegalArgumentException if it is none, or its check digits are wrong
    @JsonCreator
    public VatNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7748 vat: give GB and nine digits, without blanks.");
        }
        int sum = Integer.parseInt(value.substring(9), 10);
        for (int i = 0; i < 7; i++) {
            sum += (8 - i) * (value.charAt(2 + i) - '0');
        }
        if (sum % 97 != 0 && (sum + 55) % 97 != 0) {
            throw new IllegalArgumentException(
                    "OGMS-7749 vat: the last two digits do not fit the others, so one of them is mistyped. Compare it with the certificate of registration.");
        }
    }
}
