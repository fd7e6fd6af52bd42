package org.opengms.evaluation.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.evidence.Figure.Step;
import org.opengms.evaluation.evidence.Figure.Verified;

class PublishedEvidenceTest {
    private static final String ONE =
            """
            {
              "name": "e", "title": "t", "readOn": "2026-11-26",
              "sources": [{"id": "s", "citation": "c", "kind": "PAPER", "url": "https://example.org/"}],
              "questions": [{"id": "q", "place": "p", "asked": "a?", "answer": "It is {f}.",
                "strength": "WEAK", "why": "w", "missing": ["m"]}],
              "figures": [{"id": "f", "questions": ["q"], "step": "DIAGNOSIS", "quantity": "Yield",
                "unit": "PERCENT", "bound": "EXACT", "value": "25.7", "numerator": 323, "denominator": 1256,
                "population": "p", "period": "d", "design": "COHORT", "source": "s", "where": "w",
                "verified": "READ_AT_SOURCE", "missing": ["m"]}]
            }
            """;

    private static String with(String from, String to) {
        assertTrue(ONE.contains(from), from);
        return ONE.replace(from, to);
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> PublishedEvidence.parse(text))
                        .getMessage());
    }

    @Nested
    class WhatComesWithTheProgram {
        private final PublishedEvidence evidence = PublishedEvidence.shipped();

        @Test
        void answersBothConclusionsOfTheCommitteeAndThePathwayPopulationsCancerAndCost() {
            Set<String> ids =
                    evidence.questions().stream().map(Question::id).collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            "evaluated",
                            "designed",
                            "rare",
                            "cancer",
                            "pathway",
                            "population",
                            "cost",
                            "increment",
                            "in-advance"),
                    ids);
        }

        @Test
        void hasARowForEveryStepOfThePathway() {
            Set<Step> steps =
                    evidence.figures().stream().map(Figure::step).collect(Collectors.toSet());
            assertEquals(EnumSet.allOf(Step.class), steps);
        }

        @Test
        void saysOfNoFigureTakenFromNewsOrNotesThatThePaperWasRead() {
            for (Figure figure : evidence.figures()) {
                Source source = evidence.source(figure.source());
                if (source.kind() == Source.Kind.NOTES || source.kind() == Source.Kind.CATALOGUE) {
                    assertFalse(figure.verified() == Verified.READ_AT_SOURCE, figure.id());
                }
            }
        }

        /// Wilson's limits of 323 of 1,256 as the closed form gives them, by hand.
        @Test
        void computesTheIntervalOfPublishedCounts() {
            ComputedInterval interval = evidence.figure("wm-no-variant").computed().orElseThrow();
            double n = 1256;
            double p = 323 / n;
            double z = 1.959963984540054;
            double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
            assertEquals((p + z * z / (2 * n) - half) / (1 + z * z / n), interval.lower(), 1e-12);
            assertEquals((p + z * z / (2 * n) + half) / (1 + z * z / n), interval.upper(), 1e-12);
        }

        /// 534.8 to 556.7 of 2,183 are 24.5 to 25.5 %.
        @Test
        void holdsEveryNumeratorThatRoundsToAPublishedShare() {
            ComputedInterval interval = evidence.figure("pilot-yield").computed().orElseThrow();
            assertEquals(535, interval.leastNumerator());
            assertEquals(556, interval.greatestNumerator());
        }
    }

    @Nested
    class ARow {
        @Test
        void isReadWithItsDigits() {
            assertEquals("25.7 %", PublishedEvidence.parse(ONE).figure("f").shown());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "\"population\": \"p\"        | \"population\": \" \"        | population is blank",
                    "\"missing\": [\"m\"]}]       | \"missing\": []}]            | missing is empty",
                    "\"design\": \"COHORT\"       | \"design\": \"TRIAL\"        | COHORT",
                    "\"step\": \"DIAGNOSIS\"      | \"step\": \"DISCHARGE\"      | DIAGNOSIS",
                    "\"value\": \"25.7\"          | \"value\": \"25.8\"          | 323 of 1256 is 25.7166 %",
                    "\"value\": \"25.7\"          | \"value\": \"1,256\"         | OGMS-9101",
                    "\"numerator\": 323           | \"numerator\": 1257          | no part of a denominator",
                    "\"denominator\": 1256,       | ^^                           | no part of a denominator",
                    "\"value\": \"25.7\",         | \"value\": \"25.7\", \"range\": {\"lower\": \"2\", \"upper\": \"3\"}, | both a value and a range",
                    "\"bound\": \"EXACT\"         | \"bound\": \"NOT_PUBLISHED\" | gives what it says is not there",
                    "\"source\": \"s\"            | \"source\": \"x\"            | source x, which is not there",
                    "\"questions\": [\"q\"]       | \"questions\": [\"r\"]       | question r, which is not there",
                    "\"answer\": \"It is {f}.\"   | \"answer\": \"It is {g}.\"   | figure g, which is not there",
                    "\"answer\": \"It is {f}.\"   | \"answer\": \"It is 25 %.\"  | a number of its own",
                    "\"url\": \"https://example.org/\" | \"note\": \"n\"         | has no url",
                    "\"unit\": \"PERCENT\"        | \"unit\": \"COUNT\"          | is no share of one",
                    "\"where\": \"w\",            | ^^                           | missing or null",
                    "\"where\": \"w\",            | \"where\": \"w\", \"page\": 3, | page",
                })
        void isRefusedWhere(String from, String to, String why) {
            String refusal = refusal(with(from, to));
            assertTrue(refusal.contains(why), refusal);
        }

        @Test
        void saysWhereItsPublicationContradictsItselfAndOnlyThere() {
            String wrong = with("\"value\": \"25.7\"", "\"value\": \"25.8\"");
            PublishedEvidence declared =
                    PublishedEvidence.parse(
                            wrong.replace(
                                    "\"where\": \"w\",",
                                    "\"where\": \"w\", \"disagreement\": \"It says 25.8.\","));
            assertTrue(declared.figure("f").disagreement().isPresent());
            String needless =
                    refusal(
                            with(
                                    "\"where\": \"w\",",
                                    "\"where\": \"w\", \"disagreement\": \"d\","));
            assertTrue(needless.contains("Nothing disagrees"), needless);
        }
    }

    /// Shares pooled as log odds and ratios as logarithms lie midway between their limits.
    @Nested
    class APublishedInterval {
        private static String interval(String value, String lower, String upper, String model) {
            return with(
                    "\"value\": \"25.7\", \"numerator\": 323, \"denominator\": 1256",
                    "\"value\": \"%s\", \"interval\": {\"lower\": \"%s\", \"upper\": \"%s\", \"model\": \"%s\"}"
                            .formatted(value, lower, upper, model));
        }

        @ParameterizedTest
        @CsvSource({"41,34,48,LOGIT", "7.8,4.4,13.2,LOGIT", "2.04,1.62,2.56,LOG"})
        void standsWhereItHoldsItsEstimate(String value, String lower, String upper, String model) {
            assertTrue(
                    PublishedEvidence.parse(interval(value, lower, upper, model))
                            .figure("f")
                            .interval()
                            .isPresent());
        }

        @ParameterizedTest
        @CsvSource({
            "41,43,48,LOGIT,does not hold",
            "41,34,41,LOGIT,does not hold",
            "41,34,58,LOGIT,does not lie midway",
            "7.8,4.4,18.2,LOGIT,does not lie midway",
            "2.04,1.26,2.56,LOG,does not lie midway"
        })
        void isRefusedWhereADigitWasCopiedWrongly(
                String value, String lower, String upper, String model, String why) {
            String refusal = refusal(interval(value, lower, upper, model));
            assertTrue(refusal.contains(why), refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "25,24.6,true",
        "25,25.4,true",
        "25,25.6,false",
        "25.0,25.04,true",
        "25.0,25.06,false"
    })
    void digitsTellHowFarAnExactValueMayBe(String digits, double exact, boolean rounded) {
        assertEquals(rounded, new Published(digits).isRounded(exact));
    }

    @Test
    void aShareOfWhichNoWholeNumberRoundsIsRefused() {
        String text =
                with(
                        "\"value\": \"25.7\", \"numerator\": 323, \"denominator\": 1256",
                        "\"value\": \"25.7\", \"denominator\": 10");
        PublishedEvidence evidence = PublishedEvidence.parse(text);
        String refusal =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> evidence.figure("f").computed())
                                .getMessage());
        assertTrue(refusal.contains("No whole number of 10"), refusal);
    }

    @Test
    void unitsAreWrittenWithTheirNumbers() {
        assertEquals(
                "[25 %, £6,841, 39 working days, 1.54]",
                Arrays.asList(
                                Figure.Unit.PERCENT.of(new Published("25")),
                                Figure.Unit.POUNDS.of(new Published("6841")),
                                Figure.Unit.WORKING_DAYS.of(new Published("39")),
                                Figure.Unit.ODDS_RATIO.of(new Published("1.54")))
                        .toString());
    }
}
