package org.opengms.safeguards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.safeguards.ThirdPartyRules.Relative;

/// A child, their mother and their father, tested together.
class ThirdPartyRulesTest {
    private static final ThirdPartyRules RULES = ThirdPartyRules.shipped();
    private static final Person CHILD =
            person("9990001014", "Quillfeather", "Ada", LocalDate.of(2018, 4, 5));
    private static final Person MOTHER =
            person("9990001030", "Thistlewood", "Berenice", LocalDate.of(1988, 7, 9));
    private static final Person FATHER =
            person("9990001057", "Quillfeather", "Caspian", LocalDate.of(1986, 11, 3));

    private static Person person(String number, String family, String given, LocalDate born) {
        return new Person(
                PersonId.random(),
                Optional.of(new NhsNumber(number)),
                family,
                given,
                Optional.of(born),
                Sex.UNKNOWN,
                "");
    }

    private static boolean may(String words, boolean motherAgreed, boolean fatherAgreed) {
        return RULES.mayShow(
                words,
                CHILD,
                List.of(new Relative(MOTHER, motherAgreed), new Relative(FATHER, fatherAgreed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The variant was inherited from the mother.",
                "Maternal sample: heterozygous.",
                "Paternal sample: not detected.",
                "De novo in this patient.",
                "Both parents are carriers.",
                "Her son is affected.",
                "Phase was confirmed by the trio.",
                "Segregates with disease in the family.",
                "See the report of Berenice.",
                "Sample of T. THISTLEWOOD tested too.",
                "Compared with 999 000 1030.",
                "Compared with 9990001057.",
                "The other sample (born 9 July 1988) is heterozygous.",
                "The other sample (03/11/1986) is heterozygous."
            })
    void wordsAboutRelativesAreNotShown(String words) {
        assertFalse(may(words, false, false));
        assertFalse(may(words, true, false) && may(words, false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A pathogenic variant in SCN1A explains the seizures.",
                "No cause was found.",
                "c.1521_1523del in CFTR, homozygous.",
                "A reasonable explanation in this person; seasonal review.",
                "Ada Quillfeather has a variant in KCNQ2."
            })
    void wordsAboutThePersonAlone(String words) {
        assertTrue(may(words, false, false));
    }

    @Nested
    class OnceRelativesAgreed {
        @ParameterizedTest
        @CsvSource({
            "true, true, true",
            "true, false, false",
            "false, true, false",
            "false, false, false"
        })
        void itTakesAllOfThem(boolean mother, boolean father, boolean shown) {
            assertEquals(shown, may("Inherited from the mother, Berenice.", mother, father));
        }
    }

    @Test
    void nobodyIsKnownWhoCouldAgree() {
        assertFalse(RULES.mayShow("The mother is a carrier.", CHILD, List.of()));
        assertTrue(RULES.mayShow("No cause was found.", CHILD, List.of()));
    }
}
