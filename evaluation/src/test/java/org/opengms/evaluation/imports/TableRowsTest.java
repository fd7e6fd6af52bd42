package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.csv.CsvTable.StrayQuotes;
import org.opengms.testing.Cases;

class TableRowsTest {
    private static TableRows rows(String text) {
        return TableRows.of("t", new StringReader(text), ',');
    }

    @ParameterizedTest
    @CsvSource({
        "Case Solved Family,case_solved_family",
        "case_solved_family,case_solved_family",
        "Case.Solved.Family,case_solved_family",
        "'  LSOA code (2011) ',lsoa_code_2011"
    })
    void headingsAreTheSameHoweverTheyAreWritten(String heading, String plain) {
        assertEquals(plain, TableRows.plain(heading));
    }

    @Test
    void countsTheLinesOfTheFile() {
        TableRows rows = rows("a,b\r\n\r\n\"x\ny\",1\n2,3");
        assertTrue(rows.next());
        assertEquals(3, rows.line());
        assertEquals("x\ny", rows.field(0));
        assertTrue(rows.next());
        assertEquals(5, rows.line());
        assertEquals("3", rows.field(1));
        assertTrue(!rows.next());
    }

    @Test
    void saysWhetherARowIsWhole() {
        TableRows rows = rows("a,b\n1\n1,2\n1,2,3\n");
        List<Boolean> whole = new ArrayList<>();
        while (rows.next()) {
            whole.add(rows.isWhole());
        }
        assertEquals(List.of(false, true, false), whole);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "^^         | no heading",
                "a;A        | two columns",
                "a;\"x      | never closed",
            })
    void isRefused(String text, String why) {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> {
                                            TableRows rows =
                                                    rows(
                                                            text.replace(
                                                                    ';',
                                                                    why.startsWith("two")
                                                                            ? ','
                                                                            : '\n'));
                                            rows.column("a");
                                            rows.next();
                                        })
                                .getMessage());
        assertTrue(message.startsWith("OGMS-9120") && message.contains(why), message);
    }

    @Test
    void isRefusedInAnotherEncoding(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> {
                                            try (TableRows rows = TableRows.open(file)) {
                                                rows.next();
                                            }
                                        })
                                .getMessage());
        assertTrue(message.contains("not UTF-8"), message);
    }

    /// Against the reader of whole tables, on texts of the signs that matter.
    @Test
    void readsWhatTheReaderOfWholeTablesReads() {
        Cases.check(
                400,
                random -> {
                    StringBuilder text = new StringBuilder("h\n");
                    for (int i = random.nextInt(60); i > 0; i--) {
                        text.append("a,\"\n\r b".charAt(random.nextInt(7)));
                    }
                    List<List<String>> expected = new ArrayList<>();
                    try {
                        CsvTable table =
                                CsvTable.parse(
                                        text.toString(),
                                        new CsvTable.Form(',', StrayQuotes.KEPT, 1000, 1000));
                        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
                            if (row.fields().size() > 1 || !row.isBlank()) {
                                expected.add(row.fields().stream().map(String::strip).toList());
                            }
                        }
                    } catch (CsvProblem _) {
                        assertThrows(IllegalArgumentException.class, () -> read(text.toString()));
                        return;
                    }
                    assertEquals(expected, read(text.toString()));
                });
    }

    private static List<List<String>> read(String text) {
        List<List<String>> all = new ArrayList<>();
        TableRows rows = rows(text);
        while (rows.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < rows.width(); i++) {
                fields.add(rows.field(i));
            }
            all.add(fields);
        }
        return all;
    }
}
