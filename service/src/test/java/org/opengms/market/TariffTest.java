package org.opengms.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.market.Tariff.Payer;

class TariffTest {
    @Nested
    class TheShippedOne {
        private final Tariff tariff = Tariff.standard();

        @Test
        void isSignedByNobodyAndSaysSo() {
            assertEquals(Optional.empty(), tariff.signedBy());
            assertTrue(tariff.basis().contains("sign the prices before anybody is charged"));
        }

        @ParameterizedTest
        @CsvSource({
            // item, units, pence for the public good, pence for profit
            "project-year,     1, 800000, 2400000",
            "record-read,   1000,    200,    5000",
            "output-check,     1,      0,   12000"
        })
        void hasAPriceForEachPayer(String code, int units, long publicGood, long commercial) {
            Tariff.Item item =
                    tariff.items().stream()
                            .filter(priced -> priced.code().equals(code))
                            .findFirst()
                            .orElseThrow();
            assertEquals(units, item.units());
            assertEquals(publicGood, item.pence(Payer.PUBLIC_GOOD));
            assertEquals(commercial, item.pence(Payer.COMMERCIAL));
        }

        @Test
        void namesNoPriceForWhatIsNotSold() {
            assertFalse(tariff.items().stream().anyMatch(item -> item.code().equals("raw-data")));
        }

        @Test
        void isATableForPrograms() {
            String[] lines = tariff.csv().split("\r\n");
            assertEquals(tariff.items().size() + 1, lines.length);
            assertEquals(
                    "code,name,units,unit,cost_gbp,public_good_gbp,commercial_gbp,version,from",
                    lines[0]);
            assertEquals(
                    "record-read,\"Results and terms of a person's tests, read by a query or a job beside the data\",1000,\"records\",2.00,2.00,50.00,\"2026.1\",2026-11-26",
                    lines[2]);
        }
    }

    @Nested
    class ABadOne {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        private String shipped() throws IOException {
            try (InputStream in =
                    Objects.requireNonNull(
                            Tariff.class.getResourceAsStream("tariff-2026.1.json"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '!',
                textBlock =
                        """
                        # above cost for the public good
                        "publicGoodPence": 200,|"publicGoodPence": 201,|above the cost
                        # a company below cost
                        "commercialPence": 5000|"commercialPence": 1|below the cost
                        # negative
                        "publicGoodPence": 0,|"publicGoodPence": -1,|below nil
                        "costPence": 6000,|"costPence": -6000,|below nil
                        # fractions of a penny
                        "costPence": 6000,|"costPence": 6000.5,|costPence
                        "costPence": 6000,|"costPence": "6000",|costPence
                        # in force before it was published
                        "from": "2026-11-26"|"from": "2026-11-25"|before anybody could read
                        # the same code twice
                        "code": "query"|"code": "record-read"|there twice
                        "code": "query"|"code": "open-terms"|there twice
                        "code": "query"|"code": "Query!"|is none
                        "units": 1000,|"units": 100,|Price one or a thousand
                        "version": "2026.1",|"version": " ",|say both
                        "version": "2026.1",|"version": "2026.1", "discount": 1,|discount
                        "version": "2026.1",|"version": "2026.1", "version": "2",|version
                        "unit": "result",|"unit": null,|unit
                        """)
        void isRefusedWithItsFieldAndTheReason(String good, String bad, String named)
                throws IOException {
            String text = shipped();
            assertTrue(text.contains(good), good);
            Path file =
                    Files.writeString(
                            folder.resolve("tariff.json"), text.replaceFirst(quote(good), bad));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Tariff.read(file));
            String words = String.valueOf(refused.getMessage());
            assertTrue(words.startsWith("OGMS-7950 "), words);
            assertTrue(words.contains(named), words);
        }

        private static String quote(String text) {
            return java.util.regex.Pattern.quote(text);
        }

        @Test
        void isNotReadInPart() throws IOException {
            String text = shipped();
            Path file =
                    Files.writeString(
                            folder.resolve("tariff.json"), text.substring(0, text.length() / 2));
            assertThrows(IllegalArgumentException.class, () -> Tariff.read(file));
        }
    }
}
