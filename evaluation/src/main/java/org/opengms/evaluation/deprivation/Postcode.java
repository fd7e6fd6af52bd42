package org.opengms.evaluation.deprivation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A postcode of the United Kingdom, by form: the outward code of an area and district, and the
/// inward code (BS 7666; the letters that each place can hold are those of the Royal Mail).
///
/// ```
/// A9 9AA   A99 9AA   A9A 9AA   AA9 9AA   AA99 9AA   AA9A 9AA
/// └outward └inward
/// ```
///
/// It is personal data together with anything else: it is in no message.
///
/// @param outward such as `SW1A`
/// @param inward such as `1AA`
public record Postcode(String outward, String inward) {
    /// ZZ is no area of the Royal Mail: health services write ZZ99 for those without an address,
    /// and made-up people live in the rest of it.
    private static final String OUTWARD_FORM =
            "[A-PR-UWYZ](?:[0-9][0-9ABCDEFGHJKPSTUW]?|[A-HK-Y][0-9][0-9ABEHMNPRVWXY]?)|GIR|ZZ[0-9]{1,2}";

    private static final String INWARD_FORM = "[0-9][ABD-HJLNP-UW-Z]{2}";
    private static final Pattern FORM =
            Pattern.compile("(" + OUTWARD_FORM + ") {0,2}(" + INWARD_FORM + ")");

    /// Of the outward code; shorter ones are filled up.
    private static final int OUTWARD = 4;

    /// Letters, digits and nothing.
    private static final long BASE = 37;

    /// @throws IllegalArgumentException OGMS-9140 if it has not the form of a postcode
    public Postcode {
        if (!outward.matches(OUTWARD_FORM) || !inward.matches(INWARD_FORM)) {
            throw new IllegalArgumentException(
                    "OGMS-9140 This has not the form of a postcode. Write it as AA9A 9AA.");
        }
    }

    /// Reads a postcode, in small or capital letters, with up to two blanks between its parts as
    /// tables of fixed width have them.
    ///
    /// @return nothing if it has not the form of one
    public static Optional<Postcode> find(String text) {
        Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        return form.matches()
                ? Optional.of(new Postcode(form.group(1), form.group(2)))
                : Optional.empty();
    }

    /// A number of its own below 2³⁷, in the order of the alphabet.
    long key() {
        long key = 0;
        for (int i = 0; i < OUTWARD; i++) {
            key = key * BASE + (i < outward.length() ? digit(outward.charAt(i)) : 0);
        }
        for (int i = 0; i < inward.length(); i++) {
            key = key * BASE + digit(inward.charAt(i));
        }
        return key;
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' + 1 : c - 'A' + 11;
    }

    /// Nothing of it.
    @Override
    public String toString() {
        return "a postcode";
    }
}
