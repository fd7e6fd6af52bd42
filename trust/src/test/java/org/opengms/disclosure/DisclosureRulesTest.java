package org.opengms.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class DisclosureRulesTest {

    @Nested
    class ThresholdAndRounding {
        /// 2(b − 1) ≥ k − 1, worked out by hand.
        @ParameterizedTest
        @CsvSource({
            "10, 10, true",
            "10, 6, true",
            "10, 5, false",
            "8, 5, true",
            "8, 4, false",
            "5, 3, true",
            "5, 2, false",
            "2, 2, true",
            "2, 1, false",
            "20, 10, false",
            "20, 11, true"
        })
        void mustFitEachOther(int threshold, int base, boolean fits) {
            if (fits) {
                assertEquals(base, new CountRules(threshold, base, Zeros.SHOWN).roundingBase());
            } else {
                IllegalArgumentException refused =
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> new CountRules(threshold, base, Zeros.SHOWN));
                assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7502"));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "0, –",
            "1, –",
            "9, –",
            "10, 10",
            "14, 10",
            "15, 20",
            "24, 20",
            "25, 30",
            "1004, 1000"
        })
        void showACountInTens(long people, String shown) {
            assertEquals(shown, new CountRules(10, 10, Zeros.HIDDEN).show(people).toString());
        }

        /// What the rounded counts of a set and of a part of it leave open of the difference, tried
        /// out: no narrower than k − 1 where the base is k, narrower with the bases that are in use
        /// elsewhere. Of counts from 2k on; just above k every base tells more, since what is shown
        /// is known not to be below k. The registry of releases does not rely on rounding.
        @ParameterizedTest
        @CsvSource({"10, 10, true", "8, 8, true", "5, 5, true", "8, 5, false", "10, 6, false"})
        void hideEveryNestedDifferenceWhereTheBaseIsTheThreshold(
                int threshold, int base, boolean hides) {
            CountRules rules = new CountRules(threshold, base, Zeros.HIDDEN);
            String[] shown = new String[100];
            Arrays.setAll(shown, people -> rules.show(people).toString());
            int narrowest = Integer.MAX_VALUE;
            for (int part = 2 * threshold; part < 50; part++) {
                for (int whole = part + 1; whole < part + threshold; whole++) {
                    int least = Integer.MAX_VALUE;
                    int most = -1;
                    for (int p = threshold; p < 100; p++) {
                        for (int w = p; w < 100; w++) {
                            if (shown[p].equals(shown[part]) && shown[w].equals(shown[whole])) {
                                least = Math.min(least, w - p);
                                most = Math.max(most, w - p);
                            }
                        }
                    }
                    narrowest = Math.min(narrowest, most - least);
                }
            }
            assertEquals(hides, narrowest >= threshold - 1, "narrowest " + narrowest);
        }
    }

    @Nested
    class AFile {
        @TempDir private Path folder = Path.of("");

        private DisclosureRules changed(String from, String to) throws IOException {
            String text =
                    new String(
                            java.util.Objects.requireNonNull(
                                            DisclosureRules.class.getResourceAsStream(
                                                    "rules-2026-11.json"))
                                    .readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            assertTrue(text.contains(from), from);
            Path file = folder.resolve("rules.json");
            Files.writeString(file, text.replace(from, to));
            return DisclosureRules.read(file);
        }

        @Test
        void holdsTheRulesOfADay() throws IOException {
            DisclosureRules rules = changed("2026-11-01", "2027-04-01");
            assertEquals("2027-04-01", rules.validFrom().toString());
            assertEquals(10, rules.counts().threshold());
            assertEquals(24, rules.epochs().delay().toHours());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"roundingBase\": 10 | \"roundingBase\": 5 | OGMS-7502",
                    "\"threshold\": 10 | \"threshold\": 1 | OGMS-7501",
                    "\"dominantPercent\": 90 | \"dominantPercent\": 100 | OGMS-7504",
                    "\"contributors\": 10 | \"contributors\": 2 | OGMS-7503",
                    "\"uncertaintyPercent\": 10 | \"uncertaintyPercent\": 0 | OGMS-7505",
                    "\"mostSitesPerPerson\": 0.1 | \"mostSitesPerPerson\": 5 | OGMS-7506",
                    "\"epsilon\": 0.5 | \"epsilon\": 0 | OGMS-7507",
                    "\"carriers\": 20 | \"carriers\": 1 | OGMS-7508",
                    "\"blockMilliNats\": 6000 | \"blockMilliNats\": 5000 | OGMS-7510",
                    "\"hours\": 24 | \"hours\": 48 | OGMS-7511",
                    "\"hours\": 24 | \"days\": 1 | OGMS-7500"
                })
        void thatDoesNotProtectIsRefusedWithItsReason(String from, String to, String code) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> changed(from.strip(), to.strip()));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains(code.strip()), message);
        }
    }

    @Nested
    @RealData
    class OfTheAcroChecker {
        /// The thresholds are the same; its rounding base would be refused, as its own issue on
        /// differencing suggests.
        @Test
        void areTakenButForTheRoundingBase() throws IOException {
            String theirs = Files.readString(SharedData.file("trust/acro/acro/default.yaml"));
            DisclosureRules ours = DisclosureRules.standard();
            assertEquals(value(theirs, "safe_threshold"), ours.counts().threshold());
            assertEquals(value(theirs, "safe_nk_n"), ours.magnitudes().dominant());
            assertEquals(value(theirs, "safe_nk_k"), ours.magnitudes().dominantPercent() / 100.0);
            assertEquals(
                    value(theirs, "safe_pratio_p"), ours.magnitudes().uncertaintyPercent() / 100.0);
            assertTrue(theirs.contains("zeros_are_disclosive: True"));
            assertEquals(Zeros.HIDDEN, ours.counts().zeros());
            int base = (int) value(theirs, "safe_round_base");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new CountRules(ours.counts().threshold(), base, Zeros.HIDDEN));
        }

        private static double value(String yaml, String key) {
            Matcher matcher = Pattern.compile("(?m)^" + key + ": ([0-9.]+)\\s*$").matcher(yaml);
            assertTrue(matcher.find(), key);
            return Double.parseDouble(matcher.group(1));
        }
    }
}
