package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is struck out of a validator's words.
class PersonalTextsTest {
    private static final PersonalTexts TEXTS =
            PersonalTexts.of(
                    """
                    {"resourceType":"Patient","name":[{"family":"Sample","text":"sam"}],
                     "identifier":[{"value":"9990000018"}],"code":"use"}
                    """);

    @ParameterizedTest
    @CsvSource({
        "The name 'Sample' is odd, The name '…' is odd",
        "Patient?identifier=x9990000018y, Patient?identifier=x…y",
        "a 'sam' in quotes, a '…' in quotes",
        "it should not be used for the same system, it should not be used for the same system",
        "the use is wrong, the … is wrong",
        "Samples and Sample, …s and …",
    })
    void areWordsOfThePersonAndNotPartsOfOtherWords(String said, String clean) {
        assertEquals(clean, TEXTS.without(said));
    }
}
