package org.opengms.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.csv.CsvTable.StrayQuotes;

class CsvTableTest {
    /// The line breaks of the tables below are written `/`, carriage returns `<`, quotes `'`.
    private static String text(String written) {
        return written.replace('/', '\n').replace('<', '\r').replace('\'', '"');
    }

    private static CsvTable.Form form(StrayQuotes strayQuotes) {
        return new CsvTable.Form(',', strayQuotes, 4, 3);
    }

    private static String shown(String written, StrayQuotes strayQuotes) throws CsvProblem {
        StringBuilder shown = new StringBuilder();
        for (CsvTable.Row row : CsvTable.parse(text(written), form(strayQuotes)).rows()) {
            shown.append(row.number()).append(row.fields()).append(' ');
        }
        return shown.toString().strip().replace('\n', '/').replace('\r', '<').replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | ^^",
                "a | 1[a]",
                "a,b | 1[a, b]",
                "a,b/ | 1[a, b]",
                "a,b</c<d | 1[a, b] 2[c] 3[d]",
                "a,/b | 1[a, ] 2[b]",
                "a, | 1[a, ]",
                "/a | 1[] 2[a]",
                "//a/ | 1[] 2[] 3[a]",
                "'a,b',c | 1[a,b, c]",
                "'a/b',c/d | 1[a/b, c] 2[d]",
                "'a</b' | 1[a</b]",
                "'say ''a''' | 1[say 'a']",
                "'' | 1[]",
                "'',b | 1[, b]",
                "a,b,c,,, | 1[a, b, c]",
                "\uFEFFa,b | 1[a, b]",
            })
    void isReadAlikeWhateverIsMadeOfStrayQuotes(String written, String rows) throws CsvProblem {
        assertEquals(rows, shown(written, StrayQuotes.REFUSED));
        assertEquals(rows, shown(written, StrayQuotes.KEPT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'a'b,c | 1[ab, c]",
                "a'b',c | 1[a'b', c]",
                "'a'b'c',d | 1[ab'c', d]",
                "^ 'a'^ | 1[ 'a']",
            })
    void strayQuotesAreKeptWhereTheyMayBe(String written, String rows) throws CsvProblem {
        assertEquals(rows, shown(written, StrayQuotes.KEPT));
        assertThrows(CsvProblem.class, () -> shown(written, StrayQuotes.REFUSED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a,b/c,'d | row 2, column 2 (line 2): a quote is opened and never closed. Close it, or save the sheet as CSV again.",
                "'a/b',c/d,'e/f | row 2, column 2 (line 3): a quote is opened and never closed. Close it, or save the sheet as CSV again.",
                "'a/b'/c,d'e | row 2, column 2 (line 3): a quote stands inside a field. Write it twice, and the field in quotes.",
                "a,'b'c | row 1, column 2 (line 1): text follows a closing quote. Write a quote inside a field twice.",
                "a,b,c,,d | row 1, column 5 (line 1): the row has more than 3 fields. Check that this is the right sheet.",
            })
    void saysWhereItIsWrongAndWhatToDo(String written, String words) {
        CsvProblem problem =
                assertThrows(CsvProblem.class, () -> shown(written, StrayQuotes.REFUSED));
        assertEquals(words, problem.getMessage());
    }

    @Test
    void isNoLongerThanItMayBe() {
        CsvProblem problem =
                assertThrows(CsvProblem.class, () -> shown("a/b/c/d/e", StrayQuotes.KEPT));
        assertEquals(
                "row 5, column 1 (line 5): there are more than 4 rows. Check that this is the right sheet.",
                problem.getMessage());
    }

    @Nested
    class ARow {
        @Test
        void givesFieldsWithoutBlanksAndEmptyOnesBeyondItsEnd() {
            CsvTable.Row row = new CsvTable.Row(1, List.of(" a ", ""));
            assertEquals("a", row.field(0));
            assertEquals("", row.field(1));
            assertEquals("", row.field(7));
            assertEquals(false, row.isBlank());
            assertEquals(true, new CsvTable.Row(2, List.of(" ", "\t")).isBlank());
        }
    }
}
