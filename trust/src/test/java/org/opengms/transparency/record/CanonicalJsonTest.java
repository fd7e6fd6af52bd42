package org.opengms.transparency.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class CanonicalJsonTest {
    @RealData
    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void givesThePublishedBytes(String name) throws IOException {
        String input =
                Files.readString(SharedData.file("trust/jcs/testdata/input/" + name + ".json"));
        assertArrayEquals(
                Files.readAllBytes(SharedData.file("trust/jcs/testdata/output/" + name + ".json")),
                CanonicalJson.of(input));
    }

    /// RFC 8785, appendix B: the double of these bits is written so.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesNumbersAsEcmaScriptDoes(String bits, String written) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertEquals(written, CanonicalJson.number(Double.toString(value)));
    }

    /// The shortest form is not checked here, but that it is the same double, and that nothing of
    /// it can be left out.
    @Test
    void writesEveryDoubleSoThatItReadsBack() {
        Cases.check(
                20_000,
                random -> {
                    double value = Double.longBitsToDouble(random.nextLong());
                    if (Double.isFinite(value)) {
                        String written = CanonicalJson.number(Double.toString(value));
                        assertEquals(value, Double.parseDouble(written), written);
                        assertEquals(written, CanonicalJson.number(written));
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"b\": 1, \"a\": [1.0, 1e0, 10E-1]}` | `{\"a\":[1,1,1],\"b\":1}`",
                "`{\"\\u20ac\": 1, \"\\ud83d\\ude00\": 2, \"\\ufb33\": 3}` | `{\"€\":1,\"😀\":2,\"\ufb33\":3}`",
                "`\"\\u000f\\u0041\\/\"` | `\"\\u000fA/\"`",
                "`[ ]` | `[]`",
                "`null` | `null`"
            })
    void leavesOneForm(String json, String canonical) {
        assertEquals(canonical, new String(CanonicalJson.of(json), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\":1,\"a\":2}` | OGMS-7050",
                "`{\"a\":1} {` | OGMS-7050",
                "`{\"a\":` | OGMS-7050",
                "`` | OGMS-7050",
                "`1e400` | OGMS-7053",
                "`\"\\ud83d\"` | OGMS-7052",
                "`\"\\ude00a\"` | OGMS-7052",
                "`NaN` | OGMS-7050"
            })
    void refusesWhatHasNone(String json, String code) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(json));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith(code),
                String.valueOf(refused.getMessage()));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "[".repeat(70) + "]".repeat(70);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(deep));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7051"));
    }
}
