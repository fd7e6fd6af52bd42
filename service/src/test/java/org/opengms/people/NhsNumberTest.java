package org.opengms.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.people.NhsNumber.Verdict;
import org.opengms.testing.Cases;

/// The examples are published ones; the property takes its check digit from the definition in other
/// words: the digits weighted 10 … 1 add up to a multiple of eleven.
class NhsNumberTest {
    @ParameterizedTest
    @CsvSource({
        "9449305552, VALID",
        "9737383192, VALID",
        "9990001014, VALID",
        "9449307246, CHECK_DIGIT_WRONG",
        "9449305553, CHECK_DIGIT_WRONG",
        "9999999999, PLACEHOLDER",
        "9999999900, PLACEHOLDER",
        "1111111111, PLACEHOLDER",
        "0000000000, PLACEHOLDER",
        "944930555, NOT_TEN_DIGITS",
        "94493055522, NOT_TEN_DIGITS",
        "'', NOT_TEN_DIGITS",
        "944 930 5552, NOT_TEN_DIGITS",
        "944930555X, NOT_TEN_DIGITS",
        "٩٤٤٩٣٠٥٥٥٢, NOT_TEN_DIGITS",
    })
    void judgesATextGivenAsANumber(String text, Verdict verdict) {
        assertEquals(verdict, NhsNumber.check(text));
    }

    @ParameterizedTest
    @CsvSource({
        "944930555, 2",
        "973738319, 2",
        "999000103, 0",
        "999000109, 10",
        "999000112, 10",
    })
    void computesTheCheckDigitWithTenForNeverIssued(String nineDigits, int digit) {
        assertEquals(digit, NhsNumber.checkDigit(nineDigits));
    }

    @Test
    void acceptsExactlyTheOneDigitThatMakesTheWeightedSumAMultipleOfEleven() {
        Cases.check(
                2_000,
                random -> {
                    String nine = "%09d".formatted(random.nextInt(1_000_000_000));
                    for (char last = '0'; last <= '9'; last++) {
                        String ten = nine + last;
                        boolean repeated = ten.chars().distinct().count() == 1;
                        boolean expected = weightedSum(ten) % 11 == 0 && !repeated;
                        assertEquals(expected, NhsNumber.check(ten) == Verdict.VALID, ten);
                    }
                });
    }

    @Test
    void refusesEveryMistypedDigit() {
        Cases.check(
                200,
                random -> {
                    String valid = anyValid(random);
                    for (int i = 0; i < 10; i++) {
                        for (char other = '0'; other <= '9'; other++) {
                            if (other != valid.charAt(i)) {
                                String typed =
                                        valid.substring(0, i) + other + valid.substring(i + 1);
                                assertNotEquals(Verdict.VALID, NhsNumber.check(typed), typed);
                            }
                        }
                    }
                });
    }

    @Test
    void refusesTwoNeighbouringDigitsSwapped() {
        Cases.check(
                500,
                random -> {
                    String valid = anyValid(random);
                    for (int i = 0; i < 9; i++) {
                        char first = valid.charAt(i);
                        char second = valid.charAt(i + 1);
                        if (first != second) {
                            String typed =
                                    valid.substring(0, i) + second + first + valid.substring(i + 2);
                            assertNotEquals(Verdict.VALID, NhsNumber.check(typed), typed);
                        }
                    }
                });
    }

    @Test
    void isPrintedInThreeGroups() {
        assertEquals("944 930 5552", new NhsNumber("9449305552").printed());
    }

    @Test
    void neverShowsItsDigitsByAccident() {
        NhsNumber number = new NhsNumber("9449305552");
        Person person =
                new Person(
                        PersonId.random(),
                        Optional.of(number),
                        "Sample",
                        "Ada",
                        Optional.of(LocalDate.of(2020, 2, 29)),
                        Sex.FEMALE,
                        "ZZ99 9ZZ");
        assertFalse(number.toString().matches(".*\\d.*"), number::toString);
        assertFalse(person.toString().contains("944"), person::toString);
        assertFalse(person.toString().contains("Sample"), person::toString);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new NhsNumber("9449307246"));
        assertFalse(String.valueOf(refused.getMessage()).contains("9449307246"));
    }

    @ParameterizedTest
    @CsvSource({
        "Sample, Ada, 'SAMPLE, Ada'",
        "Sample, '', SAMPLE",
        "'', Ada, Ada",
        "'', '', Name not given",
    })
    void namesAPersonAsThePatientBannerDoes(String family, String given, String shown) {
        Person person =
                new Person(
                        PersonId.random(),
                        Optional.empty(),
                        family,
                        given,
                        Optional.empty(),
                        Sex.UNKNOWN,
                        "");
        assertEquals(shown, person.displayName());
    }

    private static int weightedSum(String ten) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (10 - i) * Character.digit(ten.charAt(i), 10);
        }
        return sum;
    }

    private static String anyValid(RandomGenerator random) {
        while (true) {
            String ten = "%010d".formatted(random.nextLong(10_000_000_000L));
            if (weightedSum(ten) % 11 == 0 && ten.chars().distinct().count() > 1) {
                return ten;
            }
        }
    }
}
