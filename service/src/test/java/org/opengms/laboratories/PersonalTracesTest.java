package org.opengms.laboratories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.people.NhsNumber;
import org.opengms.testing.Cases;

class PersonalTracesTest {
    @ParameterizedTest
    @CsvSource({
        "NHS Number,          true",
        "nhs_no,              true",
        "NHS,                 true",
        "Patient Name,        true",
        "Name,                true",
        "SURNAME,             true",
        "Mother's first name, true",
        "D.O.B.,              true",
        "Date of birth,       true",
        "Post code,           true",
        "Hospital number,     true",
        "Reference,           false",
        "Test name,           false",
        "Laboratory name,     false",
        "Indication,          false",
        "Received,            false",
        "'',                  false"
    })
    void knowsHeadings(String heading, boolean personal) {
        assertEquals(personal, PersonalTraces.isHeading(heading));
    }

    /// 999 000 0018 is a valid number of the test range; 999 000 0019 is not valid.
    @ParameterizedTest
    @CsvSource({
        "9990000018,            true",
        "999 000 0018,          true",
        "999-000-0018,          true",
        "999\u00A0000\u00A00018, true",
        "NHS9990000018,         true",
        "seen: 999 000 0018!,   true",
        "9990000019,            false",
        "99900000181,           false",
        "19990000018,           false",
        "0000000000,            false",
        "2026-03-31 10:00,      false",
        "GL24-001234,           false"
    })
    void findsValidNumbers(String text, boolean there) {
        assertEquals(there, PersonalTraces.isIn(text));
    }

    @Test
    void findsEveryValidNumberInAnyText() {
        Cases.check(
                500,
                random -> {
                    String nine = "%09d".formatted(random.nextInt(1_000_000_000));
                    int check = NhsNumber.checkDigit(nine);
                    String digits = nine + check;
                    if (check == 10 || NhsNumber.check(digits) != NhsNumber.Verdict.VALID) {
                        return;
                    }
                    String gap = new String[] {"", " ", "-"}[random.nextInt(3)];
                    String written =
                            new String[] {"", "A", "x ", "("}[random.nextInt(4)]
                                    + digits.substring(0, 3)
                                    + gap
                                    + digits.substring(3, 6)
                                    + gap
                                    + digits.substring(6)
                                    + new String[] {"", "B", " y", ")"}[random.nextInt(4)];
                    assertTrue(PersonalTraces.isIn(written));
                });
    }
}
