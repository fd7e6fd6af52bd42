package org.opengms.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody else learns who opens the letter or looks at the telephone.
class NoticeWordsTest {
    private static List<NoticeWords> all() {
        List<NoticeWords> all = new ArrayList<>();
        for (NoticeKind kind : NoticeKind.values()) {
            all.add(NoticeWords.of(kind, Optional.empty()));
            for (ChangedBy by : ChangedBy.values()) {
                all.add(NoticeWords.of(kind, Optional.of(by)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "gene, a word of genomics",
        "genom, a word of genomics",
        "dna, a word of genomics",
        "sequenc, a word of genomics",
        "variant, a word of genomics",
        "chromosom, a word of genomics",
        "inherit, a word of genomics",
        "famil, a word of genomics",
        "relative, a word of genomics",
        "test, what was done",
        "sample, what was done",
        "blood, what was done",
        "laborator, where it was done",
        "result, what came of it",
        "report, what came of it",
        "finding, what came of it",
        "found, what came of it",
        "negative, what came of it",
        "diagnos, a condition",
        "cancer, a condition",
        "rare, a condition",
        "disease, a condition",
        "condition, a condition",
        "disorder, a condition",
        "syndrome, a condition",
        "risk, a condition",
        "health, a condition",
        "patient, who the reader is",
        "hospital, who the reader is",
        "doctor, who the reader is",
        "nhs, who sends it",
        "opengms, who sends it",
        "gms, who sends it",
        "research, what data are used for",
        "consent, what was chosen",
        "withdraw, what was chosen",
        "capacity, who the reader is",
        "birthday, who the reader is",
        "urgent, haste",
        "http, an address to press",
        "www, an address to press"
    })
    void doNotHave(String forbidden, String because) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(forbidden));
        for (NoticeWords words : all()) {
            String text = (words.subject() + " " + words.text()).toLowerCase(Locale.ROOT);
            assertFalse(word.matcher(text).find(), because + ": " + text);
        }
    }

    /// Whoever sees two messages cannot tell which of them is about a result.
    @Test
    void areTheSameForAResultAsForANewUseOfData() {
        assertEquals(
                NoticeWords.of(NoticeKind.NEW_RESEARCH, Optional.empty()),
                NoticeWords.of(NoticeKind.RESULT_READY, Optional.empty()));
    }

    @Test
    void sayWhoRecordedAChoice() {
        assertEquals(
                "A choice of yours was recorded by your clinic.",
                NoticeWords.of(NoticeKind.CHOICE_CHANGED, Optional.of(ChangedBy.CLINIC))
                        .sentences()
                        .getFirst());
        assertEquals(
                "A choice of yours was recorded by you, on your own page.",
                NoticeWords.of(NoticeKind.CHOICE_CHANGED, Optional.of(ChangedBy.PERSON))
                        .sentences()
                        .getFirst());
    }

    /// Letters that every telephone shows, and no more than three parts.
    @Test
    void fitIntoThreePartsOfATextMessage() {
        for (NoticeWords words : all()) {
            assertTrue(words.text().length() <= NoticeWords.LONGEST_TEXT, words.text());
            assertTrue(words.text().matches("[A-Za-z ,.]+"), words.text());
        }
    }
}
