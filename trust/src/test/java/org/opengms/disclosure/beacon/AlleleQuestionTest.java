package org.opengms.disclosure.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlleleQuestionTest {
    @ParameterizedTest
    @CsvSource({
        "7, 117559590, A, G",
        "chr7, 117559590, A, G",
        "Chr7, 117559590, a, g",
        "7, 117559589, TA, TG",
        "7, 117559589, TAC, TGC",
        "7, 117559590, AC, GC"
    })
    void isTheSameHoweverItIsWritten(String contig, int position, String ref, String alt) {
        assertEquals(
                new AlleleQuestion("GRCh38", "7", 117559590, "A", "G"),
                AlleleQuestion.of("GRCh38", contig, position, ref, alt));
    }

    @ParameterizedTest
    @CsvSource({
        "X, 10, ATTG, AG, 10, ATT, A",
        "x, 10, AG, ATTG, 10, A, ATT",
        "MT, 5, CAT, CAG, 7, T, G"
    })
    void keepsOneBaseOfAnInsertionOrDeletion(
            String contig, int position, String ref, String alt, int at, String from, String to) {
        AlleleQuestion question = AlleleQuestion.of("GRCh38", contig, position, ref, alt);
        assertEquals(
                at + " " + from + " " + to,
                question.position() + " " + question.ref() + " " + question.alt());
    }

    @ParameterizedTest
    @CsvSource({"0, A, G", "5, A, A", "5, '', G", "5, A, <DEL>"})
    void isRefusedWhereItIsNone(int position, String ref, String alt) {
        assertThrows(
                IllegalArgumentException.class,
                () -> AlleleQuestion.of("GRCh38", "1", position, ref, alt));
    }
}
