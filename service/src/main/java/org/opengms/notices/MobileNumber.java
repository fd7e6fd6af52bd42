package org.opengms.notices;

import java.util.Optional;
import java.util.regex.Pattern;

/// The number of a mobile telephone of the United Kingdom, as `+447…`: `7` and nine more digits
/// (Ofcom, National Telephone Numbering Plan). Others are not taken: text messages abroad cost the
/// service what it cannot foresee.
public record MobileNumber(String value) implements ContactAddress {
    /// Not 070 (personal numbers) and not 076 (pagers, but for 07624, the Isle of Man).
    private static final Pattern FORM = Pattern.compile("\\+447(?:[1-5789][0-9]|624)[0-9]{6,7}");

    private static final int LENGTH = "+447700900123".length();

    /// @throws IllegalArgumentException if it is none
    public MobileNumber {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "OGMS-7305 This is no mobile number of the United Kingdom");
        }
    }

    private static boolean isOne(String value) {
        return value.length() == LENGTH && FORM.matcher(value).matches();
    }

    /// What somebody wrote, with spaces, brackets, `0` or `0044` as people write it, if it is a
    /// number.
    public static Optional<MobileNumber> of(String written) {
        String digits = written.replaceAll("[\\s().-]", "");
        String value =
                digits.startsWith("00")
                        ? "+" + digits.substring(2)
                        : digits.startsWith("0") ? "+44" + digits.substring(1) : digits;
        value = value.startsWith("+440") ? "+44" + value.substring(4) : value;
        return isOne(value) ? Optional.of(new MobileNumber(value)) : Optional.empty();
    }

    /// Never the number: it is personal data.
    @Override
    public String toString() {
        return "MobileNumber";
    }
}
