package org.opengms.evaluation.deprivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostcodeTest {
    /// One of each form, made up.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "M1 1ZZ,        M1,   1ZZ",
                "M60 9ZZ,       M60,  9ZZ",
                "W1A 0ZZ,       W1A,  0ZZ",
                "CR2 6ZZ,       CR2,  6ZZ",
                "DN55 1ZZ,      DN55, 1ZZ",
                "EC1A 1ZZ,      EC1A, 1ZZ",
                "ec1a1zz,       EC1A, 1ZZ",
                "\"  m1  1zz \", M1,   1ZZ",
                "M11ZZ,         M1,   1ZZ",
                "GIR 0AA,       GIR,  0AA",
            })
    void isReadInEveryForm(String text, String outward, String inward) {
        assertEquals(Optional.of(new Postcode(outward, inward)), Postcode.find(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "M1",
                "M1 1Z",
                "M1 1ZZZ",
                "M1 ZZ1",
                "MM 1ZZ",
                "M1   1ZZ",
                "M1\t1ZZ",
                "Q1 1ZZ",
                "V1 1ZZ",
                "X1 1ZZ",
                "AI1 1ZZ",
                "AJ1 1ZZ",
                "AZ1 1ZZ",
                "M1 1CZ",
                "M1 1ZI",
                "M1 1ZK",
                "M1 1ZM",
                "M1 1ZO",
                "M1 1ZV",
                "W1I 1ZZ",
                "EC1C 1ZZ",
                "M123 1ZZ",
                "M1-1ZZ",
                "M1 1ZZ,"
            })
    void isNotReadWhereItHasNotTheForm(String text) {
        assertEquals(Optional.empty(), Postcode.find(text));
    }

    @Test
    void isRefusedInPartsThatOnlyTogetherHaveTheForm() {
        assertThrows(IllegalArgumentException.class, () -> new Postcode("EC1", "A1ZZ"));
    }

    @Test
    void keysFollowTheAlphabetAndTellShorterFromLonger() {
        List<String> sorted =
                List.of("A1 1AA", "A1 1AB", "A1 2AA", "A10 1AA", "A1A 1AA", "A2 1AA", "AB1 1AA");
        for (int i = 1; i < sorted.size(); i++) {
            assertTrue(key(sorted.get(i - 1)) < key(sorted.get(i)), sorted.get(i));
        }
        assertTrue(key("YY99 9ZZ") < 1L << 37);
    }

    private static long key(String text) {
        return Postcode.find(text).orElseThrow().key();
    }

    @Test
    void isNotWrittenIntoMessages() {
        assertFalse(Postcode.find("M1 1ZZ").orElseThrow().toString().contains("M1"));
    }
}
