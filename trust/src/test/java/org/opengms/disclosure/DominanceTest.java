package org.opengms.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules.MagnitudeRules;

/// Fewest 3 contributors; n = 2, k = 90 %; p = 10 %. Each row is worked out by hand.
class DominanceTest {
    private static final MagnitudeRules RULES = new MagnitudeRules(3, 2, 90, 10);

    @ParameterizedTest
    @CsvSource({
        // The two largest make 90 of 100: not more than 90 %. The rest, 10, is 20 % of the largest.
        "50 40 5 5, ''",
        // 91 of 100.
        "50 41 5 4, FEW_DOMINATE",
        // The rest, 9, is less than 10 % of the largest, 100, and 191 of 200 is more than 90 %.
        "100 91 9, FEW_DOMINATE LARGEST_CAN_BE_ESTIMATED",
        // The rest is just 10 % of the largest.
        "100 5 5 5, FEW_DOMINATE",
        "100 100, FEW_DOMINATE LARGEST_CAN_BE_ESTIMATED TOO_FEW_CONTRIBUTORS",
        // Who gave nothing is no contributor.
        "10 10 0 0, FEW_DOMINATE LARGEST_CAN_BE_ESTIMATED TOO_FEW_CONTRIBUTORS",
        "7, FEW_DOMINATE LARGEST_CAN_BE_ESTIMATED TOO_FEW_CONTRIBUTORS",
        "0 0 0, TOO_FEW_CONTRIBUTORS",
        "30 30 30 30, ''"
    })
    void judges(String contributions, String reasons) {
        long[] parts = Arrays.stream(contributions.split(" ")).mapToLong(Long::parseLong).toArray();
        Set<String> names = new TreeSet<>();
        Dominance.judge(parts, RULES).forEach(r -> names.add(r.name()));
        assertEquals(reasons, String.join(" ", names));
    }

    @Test
    void isNotDefinedForNegativeContributions() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Dominance.judge(new long[] {5, -1, 3}, RULES));
    }
}
