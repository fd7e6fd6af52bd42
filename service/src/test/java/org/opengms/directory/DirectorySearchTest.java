package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;

class DirectorySearchTest {
    private static PanelEntity gene(String symbol, Confidence confidence) {
        return new PanelEntity.Gene(
                symbol, confidence, "", Optional.empty(), symbol, "", List.of(), "", "");
    }

    private static final Panel PANEL =
            new Panel(
                    new PanelHeader(
                            "9901",
                            "2.10",
                            "Slow reflexes",
                            "",
                            "",
                            "public",
                            Optional.empty(),
                            List.of(),
                            List.of()),
                    List.of(),
                    List.of(gene("SLOW1", Confidence.GREEN), gene("SLOW2", Confidence.RED)));

    private static final DirectorySearch SEARCH =
            new DirectorySearch(Directories.BOTH_CODES, List.of(PANEL));

    @ParameterizedTest
    @CsvSource({
        "R901,            R901",
        "r901.2,          R901",
        "TP901,           R901",
        "gt12,            R901",
        "GT90,            R990",
        "kinetic,         R901",
        "KINET,           R901",
        "delay kinetic,   R901",
        "movement,        R901",
        "fbn9,            R902",
        "SLOW1,           R901",
        "slow1 neurology, R901",
        "reflexes,        R901",
        "whole genome,    R901",
        "microarray,      R902",
        "haste kinetic,   ",
        "SLOW,            R901",
        "SLO1,            ",
        "R9,              ",
        "zebra,           ",
        "'  , ! ',        "
    })
    void findsIndicationsByCodeNameGeneAndSpecialty(String words, String found) {
        List<String> codes = SEARCH.find(words).stream().map(h -> h.indication().code()).toList();
        assertEquals(found == null ? List.of() : List.of(found), codes);
    }

    @Test
    void showsTheTestsThatTheWordsAreAbout() {
        assertEquals(
                List.of("R901.2"),
                SEARCH.find("GT12").getFirst().tests().stream().map(DirectoryTest::code).toList());
        assertEquals(2, SEARCH.find("kinetic").getFirst().tests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW1, 'green on panel 9901, version 2.10, of R901.1'",
        "SLOW2, 'red on panel 9901, version 2.10, of R901.1'",
        "R901,  'code R901'",
        "FBN9,  'test R902.1'"
    })
    void saysWhereItFoundThem(String words, String because) {
        List<String> reasons = SEARCH.find(words).getFirst().because();
        assertTrue(reasons.contains(because), reasons.toString());
    }

    @Test
    void putsTheCodeBeforeTheWord() {
        TestDirectory directory =
                Directories.directory(
                        "9.1",
                        Directories.indication("R903", "Formerly R904"),
                        Directories.indication("R904", "Languor"));
        assertEquals(
                List.of("R904", "R903"),
                new DirectorySearch(directory, List.of())
                        .find("R904").stream().map(h -> h.indication().code()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "--", "\u0000", "((("})
    void findsNothingForNoWords(String words) {
        assertEquals(List.of(), SEARCH.find(words));
    }
}
