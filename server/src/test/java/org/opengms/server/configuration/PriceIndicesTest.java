package org.opengms.server.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.ledger.charging.IndexTable;
import org.opengms.server.configuration.ValueConfiguration.PriceIndices;

/// The operator's `price-indices.json`, as docs/spec/ledger.md says it.
class PriceIndicesTest {
    @TempDir private Path folder = Path.of("");

    private Map<String, IndexTable> read(String json) throws IOException {
        return PriceIndices.at(Files.writeString(folder.resolve("price-indices.json"), json));
    }

    @Test
    void areReadByTheirName() throws IOException {
        assertEquals(
                Map.of(
                        "CPI-D7BT",
                        new IndexTable(
                                "CPI-D7BT",
                                "a made-up table",
                                new TreeMap<>(
                                        Map.of(
                                                YearMonth.of(2026, 1), new BigDecimal("138.2"),
                                                YearMonth.of(2026, 2), new BigDecimal("139"))))),
                read(
                        """
                        {"indices": [{"name": "CPI-D7BT", "source": "a made-up table",
                          "figures": {"2026-01": 138.2, "2026-02": 139}}]}
                        """));
    }

    @Test
    void areNoneWithoutTheFile() {
        assertEquals(Map.of(), PriceIndices.at(folder.resolve("price-indices.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"indices": [{"name": "A", "source": "s", "figures": {"2026-01": 0}}]}  | figure is more than nil
                    {"indices": [{"name": "A", "source": "s", "figures": {"January": 1}}]}  | January
                    {"indices": [{"name": "A", "figures": {"2026-01": 1}}]}                 | source
                    {"indices": [{"name": "A", "source": "s", "figures": {}}, {"name": "A", "source": "t", "figures": {}}]} | same name
                    """)
    void areRefusedWithTheReason(String json, String words) {
        String why =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> read(json))
                                .getMessage());
        assertTrue(why.startsWith("OGMS-7846"), why);
        assertTrue(why.contains(words), why);
    }
}
