package org.opengms.people;

import java.util.Optional;
import java.util.Set;

/// A valid NHS number: ten digits whose last is the modulus-11 check of the first nine.
///
/// The check multiplies the first nine digits by 10, 9 … 2; eleven less the sum modulo eleven is
/// the check digit, eleven standing for nought and ten never issued (NHS Data Dictionary, *NHS
/// NUMBER*). Numbers beginning 999 are reserved for tests.
///
/// @param digits ten digits without spaces
public record NhsNumber(String digits) {
    /// Numbers that are typed where none is known. All but the last pass the check; that one is
    /// seen in order messages of the regions.
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "0000000000",
                    "1111111111",
                    "2222222222",
                    "3333333333",
                    "4444444444",
                    "5555555555",
                    "6666666666",
                    "7777777777",
                    "8888888888",
                    "9999999999",
                    "9999999900");

    /// @throws IllegalArgumentException if the digits are not a valid NHS number
    public NhsNumber {
        Verdict verdict = check(digits);
        if (verdict != Verdict.VALID) {
            throw new IllegalArgumentException(
                    "OGMS-2001 Not a valid NHS number: "
                            + verdict.words()
                            + ". Check it with the patient's record before using it.");
        }
    }

    /// What is to be said of a text given as an NHS number.
    public enum Verdict {
        VALID("valid"),
        NOT_TEN_DIGITS("it does not have ten digits"),
        CHECK_DIGIT_WRONG("its check digit is wrong, so at least one digit is mistyped"),
        PLACEHOLDER("it is a placeholder, not a person's number");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /// The verdict as the end of a sentence.
        public String words() {
            return words;
        }
    }

    /// Judges a text without throwing.
    ///
    /// @param text as given; must hold digits only to be valid
    public static Verdict check(String text) {
        if (text.length() != 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Verdict.NOT_TEN_DIGITS;
        }
        if (PLACEHOLDERS.contains(text)) {
            return Verdict.PLACEHOLDER;
        }
        return checkDigit(text.substring(0, 9)) == text.charAt(9) - '0'
                ? Verdict.VALID
                : Verdict.CHECK_DIGIT_WRONG;
    }

    /// A text without the blanks and hyphens that people write into a number.
    public static String unspaced(String text) {
        return text.replaceAll("[ \\-]", "");
    }

    /// The number that a text gives, with blanks and hyphens or without; absent if it is not valid.
    public static Optional<NhsNumber> read(String text) {
        return Optional.of(unspaced(text))
                .filter(digits -> check(digits) == Verdict.VALID)
                .map(NhsNumber::new);
    }

    /// The check digit of nine digits, or 10 where no number with these digits is issued.
    ///
    /// @param nineDigits exactly nine digits
    public static int checkDigit(String nineDigits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nineDigits.charAt(i) - '0') * (10 - i);
        }
        int check = 11 - sum % 11;
        return check == 11 ? 0 : check;
    }

    /// The number in the printed form, `999 123 4567`.
    public String printed() {
        return digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
    }

    /// Never the digits: an NHS number in a log would be personal data.
    @Override
    public String toString() {
        return "NhsNumber[…]";
    }
}
