package org.opengms.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;

class DialogueTest {
    private static final Consultation COMPANIES = Consultation.demonstrated();
    private static final String ID = COMPANIES.id();
    private static final LocalDate WHILE_OPEN = LocalDate.of(2026, 8, 1);
    private static final LocalDate AFTER = LocalDate.of(2026, 10, 20);
    private static final String HEADING = "number,way,option,weight,words,answered-on\n";

    private final KeptInMemory store = new KeptInMemory();

    private DialogueDesk on(LocalDate day) {
        return new DialogueDesk(
                List.of(COMPANIES, Consultation.shipped().getFirst()),
                store,
                ModerationRules.standard(),
                ConsentWordings.demonstrated(),
                DisclosureRules.standard(),
                Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    private static Consultation changed(String from, String to) {
        String text = COMPANIES.text();
        assertTrue(text.contains(from), text);
        return Consultation.read(
                text.replace(from, to).getBytes(StandardCharsets.UTF_8), "the message");
    }

    private static String reason(DialogueAnswer<?> answer) {
        return assertInstanceOf(DialogueAnswer.Refused.class, answer).reason();
    }

    @Nested
    class WhenItIsWritten {
        @Test
        void isTheSameAfterReadingItsText() {
            assertEquals(
                    COMPANIES,
                    Consultation.read(
                            COMPANIES.text().getBytes(StandardCharsets.UTF_8), "the message"));
        }

        @Test
        void hasAsManyPointsAgainstAsFor() {
            Consultation.Point point = new Consultation.Point("It is so.", "A book");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Consultation.Evidence(List.of(point, point), List.of(point)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Consultation.Evidence(List.of(), List.of()));
        }

        @Test
        void givesNeitherSideMoreThanTwiceTheRoom() {
            Consultation.Point ten = new Consultation.Point("x".repeat(10), "A book");
            Consultation.Point twenty = new Consultation.Point("x".repeat(20), "A book");
            Consultation.Point more = new Consultation.Point("x".repeat(21), "A book");
            assertEquals(1, new Consultation.Evidence(List.of(ten), List.of(twenty)).pro().size());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Consultation.Evidence(List.of(ten), List.of(more)));
        }

        /// 12 letters in 3 words of one sentence: 4.71 · 4 + 0.5 · 3 − 21.43.
        @Test
        void measuresHowHardAnExplainerIs() {
            assertEquals(-1.09, PlainWords.schoolYears(List.of("They like gene.")), 1e-9);
        }

        @Test
        void refusesAnExplainerThatAReaderOfNineCannotFollow() {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    changed(
                                            "Today we ask one question for all.",
                                            "Notwithstanding organisational considerations, participants' preferences regarding commercial organisations are presently undifferentiated throughout consultations, documentation, and administrative correspondence concerning pseudonymised genomic information repositories internationally."));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("a reader of nine"),
                    refused.getMessage());
        }

        @ParameterizedTest
        @CsvSource({
            "'\"closes\" : \"2026-09-23\"', '\"closes\" : \"2026-06-30\"'",
            "'\"id\" : \"2026-companies\"', '\"id\" : \"rules\"'",
            "'\"code\" : \"unsure\"', '\"code\" : \"together\"'",
            "'\"title\" : \"Research by companies\"', '\"title\" : \" \"'",
            "'\"title\" : \"Research by companies\"', '\"titel\" : \"Research by companies\"'"
        })
        void refusesWhatIsNotAConsultation(String from, String to) {
            assertThrows(IllegalArgumentException.class, () -> changed(from, to));
        }

        @Test
        void opensTodayOrLaterAndIsNotChanged() {
            Consultation later = changed("2026-companies", "2026-again");
            assertTrue(reason(on(WHILE_OPEN).publish(later, "operator")).contains("OGMS-8204"));
            assertEquals(
                    new DialogueAnswer.Done<>(later), on(later.opens()).publish(later, "operator"));
            assertEquals(
                    new DialogueAnswer.Done<>(later), on(WHILE_OPEN).publish(later, "operator"));
            Consultation other =
                    Consultation.read(
                            later.text()
                                    .replace("I am not sure", "I do not mind")
                                    .getBytes(StandardCharsets.UTF_8),
                            "the message");
            assertTrue(reason(on(WHILE_OPEN).publish(other, "operator")).contains("OGMS-8203"));
        }
    }

    @Nested
    class WhenItIsAnswered {
        @ParameterizedTest
        @CsvSource({
            "2026-06-30,false",
            "2026-07-01,true",
            "2026-09-23,true",
            "2026-09-24,false",
        })
        void takesAnswersFromTheFirstDayToTheLast(LocalDate day, boolean taken) {
            DialogueAnswer<DialogueDesk.Counted> answer = on(day).answer(ID, "a-1", "separate", "");
            assertEquals(taken, answer.equals(new DialogueAnswer.Done<>(DialogueDesk.Counted.NOW)));
            assertEquals(taken ? 1 : 0, store.tallies(ID).size());
        }

        @Test
        void countsAFormOnce() {
            on(WHILE_OPEN).answer(ID, "a-1", "separate", "");
            assertEquals(
                    new DialogueAnswer.Done<>(DialogueDesk.Counted.BEFORE),
                    on(WHILE_OPEN).answer(ID, "a-1", "together", ""));
            assertEquals(List.of(new Tally(Way.WEB, "separate", 1, 1, 1)), store.tallies(ID));
        }

        @ParameterizedTest
        @CsvSource({"nothing,option", "'',option"})
        void asksForOneOfTheOptions(String option, String field) {
            assertEquals(
                    field,
                    assertInstanceOf(
                                    DialogueAnswer.Refused.class,
                                    on(WHILE_OPEN).answer(ID, "a-1", option, ""))
                            .field());
        }

        @Test
        void takesAThousandLettersAndNoMore() {
            assertTrue(
                    reason(on(WHILE_OPEN).answer(ID, "a-1", "separate", "x".repeat(1001)))
                            .contains("You wrote 1,001."));
            assertEquals(
                    new DialogueAnswer.Done<>(DialogueDesk.Counted.NOW),
                    on(WHILE_OPEN).answer(ID, "a-1", "separate", " " + "x".repeat(1000) + "\0 "));
            assertEquals("x".repeat(1000), store.waiting(ID, 9).getFirst().words());
        }

        @Test
        void showsNoResultsBeforeItIsClosed() {
            on(WHILE_OPEN).answer(ID, "a-1", "separate", "");
            assertEquals(Optional.empty(), on(WHILE_OPEN).results(COMPANIES));
            assertTrue(on(AFTER).results(COMPANIES).isPresent());
        }
    }

    @Nested
    class WhenWordsAreModerated {
        @Test
        void showsThemAfterAModeratorOnly() {
            DialogueDesk desk = on(WHILE_OPEN);
            desk.answer(ID, "a-1", "separate", "Two are fine.");
            assertEquals(List.of(), desk.remarks(COMPANIES).shown());
            assertEquals(1, desk.waiting(ID).size());
            desk.moderate(ID, "a-1", new Moderation.Accepted(), "moderator");
            assertEquals(
                    List.of(new Remark("a-1", Way.WEB, "Two are fine.", WHILE_OPEN)),
                    desk.remarks(COMPANIES).shown());
            assertEquals(List.of(), desk.waiting(ID));
        }

        @Test
        void countsTheChoiceOfRefusedWordsAndTellsTheRule() {
            DialogueDesk desk = on(WHILE_OPEN);
            desk.answer(ID, "a-1", "separate", "Buy this.");
            desk.moderate(ID, "a-1", new Moderation.Refused(3), "moderator");
            assertEquals(
                    new DialogueDesk.Remarks(List.of(), Map.of(3, 1L)), desk.remarks(COMPANIES));
            assertEquals(1, store.tallies(ID).getFirst().answers());
        }

        @Test
        void refusesByAPublishedRuleOnly() {
            DialogueDesk desk = on(WHILE_OPEN);
            desk.answer(ID, "a-1", "separate", "I am against it.");
            assertTrue(
                    reason(desk.moderate(ID, "a-1", new Moderation.Refused(99), "moderator"))
                            .contains("OGMS-8207"));
            assertEquals(1, desk.waiting(ID).size());
        }
    }

    @Nested
    class WhenAnswersAreImported {
        private static final String SHEET =
                HEADING
                        + "P1,paper,separate,,\"Short, please.\",2026-07-02\n"
                        + "J1,jury,together,,,2026-09-12\n"
                        + "S1,sample,separate,1.25,,2026-08-01\n";

        @Test
        void keepsNothingInADryRun() {
            assertEquals(
                    new DialogueAnswer.Done<>(new DialogueDesk.Imported(3, 0, List.of())),
                    on(AFTER).take(ID, SHEET, DialogueDesk.Run.DRY));
            assertEquals(List.of(), store.tallies(ID));
        }

        @Test
        void keepsTheSameSheetOnce() {
            assertEquals(
                    new DialogueAnswer.Done<>(new DialogueDesk.Imported(3, 0, List.of())),
                    on(AFTER).take(ID, SHEET, DialogueDesk.Run.KEEP));
            assertEquals(
                    new DialogueAnswer.Done<>(new DialogueDesk.Imported(0, 3, List.of())),
                    on(AFTER).take(ID, SHEET, DialogueDesk.Run.KEEP));
            assertEquals(3, store.tallies(ID).stream().mapToLong(Tally::answers).sum());
        }

        @Test
        void changesNoAnswerThatIsKept() {
            on(AFTER).take(ID, SHEET, DialogueDesk.Run.KEEP);
            DialogueDesk.Imported again =
                    assertInstanceOf(
                            DialogueDesk.Imported.class,
                            assertInstanceOf(
                                            DialogueAnswer.Done.class,
                                            on(AFTER)
                                                    .take(
                                                            ID,
                                                            SHEET.replace(
                                                                    "J1,jury,together",
                                                                    "J1,jury,separate"),
                                                            DialogueDesk.Run.KEEP))
                                    .value());
            assertEquals(1, again.problems().size());
            assertTrue(again.problems().getFirst().startsWith("number J1: "));
        }

        @ParameterizedTest
        @CsvSource({
            "'P1,web,separate,,,2026-07-02', 'row 2, way'",
            "'P1,paper,perhaps,,,2026-07-02', 'row 2, option'",
            "'S1,sample,separate,,,2026-07-02', 'row 2, weight'",
            "'S1,sample,separate,0,,2026-07-02', 'row 2, weight'",
            "'P1,paper,separate,2,,2026-07-02', 'row 2, weight'",
            "'P1,paper,separate,,,2026-09-24', 'row 2, answered-on'",
            "'P1,paper,separate,,,2 July', 'row 2, answered-on'",
            "'Jo Smith,paper,separate,,,2026-07-02', 'row 2, number'"
        })
        void tellsTheRowAndTheColumnOfWhatIsWrongAndKeepsNothing(String row, String told) {
            String sheet = HEADING + row + "\nP2,paper,separate,,,2026-07-02\n";
            DialogueDesk.Imported imported =
                    assertInstanceOf(
                            DialogueDesk.Imported.class,
                            assertInstanceOf(
                                            DialogueAnswer.Done.class,
                                            on(AFTER).take(ID, sheet, DialogueDesk.Run.KEEP))
                                    .value());
            assertEquals(1, imported.problems().size());
            assertTrue(
                    imported.problems().getFirst().startsWith(told),
                    imported.problems().toString());
            assertEquals(List.of(), store.tallies(ID));
        }
    }

    @Nested
    class WhenResultsAreTold {
        private void answers(String prefix, String way, String option, String weight, int many) {
            String sheet =
                    HEADING
                            + IntStream.range(0, many)
                                    .mapToObj(i ->
                                            "%s%d,%s,%s,%s,,2026-08-01\n"
                                                    .formatted(prefix, i, way, option, weight))
                                    .collect(Collectors.joining());
            assertEquals(
                    new DialogueAnswer.Done<>(new DialogueDesk.Imported(many, 0, List.of())),
                    on(AFTER).take(ID, sheet, DialogueDesk.Run.KEEP));
        }

        @Test
        void showsTheSampleApartFromThoseWhoChoseToAnswer() {
            answers("P", "paper", "together", "", 40);
            answers("S", "sample", "separate", "1", 60);
            answers("T", "sample", "together", "1", 40);
            Results results = on(AFTER).results(COMPANIES).orElseThrow();
            assertEquals(
                    List.of(Way.PAPER, Way.SAMPLE),
                    results.ways().stream().map(Results.OfWay::way).toList());
            Results.OfWay paper = results.ways().getFirst();
            assertEquals(new PublishedCount.Shown(40), paper.answers());
            assertTrue(paper.options().stream().allMatch(o -> o.share().isEmpty()));
            assertEquals(
                    Optional.of(new Share(0.6, 0.5, 0.69, 100)),
                    results.ways().getLast().options().getFirst().share());
        }

        /// 20 answers of weight 3 and 40 of weight 1: Σw = 100, Σw² = 220, n = 10,000 / 220.
        @Test
        void weighsTheSampleAndWidensItsLimits() {
            answers("S", "sample", "separate", "3", 20);
            answers("T", "sample", "together", "1", 40);
            Results results = on(AFTER).results(COMPANIES).orElseThrow();
            assertEquals(
                    Optional.of(new Share(0.6, 0.46, 0.73, 50)),
                    results.ways().getFirst().options().getFirst().share());
        }

        /// Wilson's limits, worked out by hand; the first are in every textbook.
        @ParameterizedTest
        @CsvSource({
            "60, 100, 100, 0.6, 0.5020, 0.6906, 100",
            "60, 100, 220, 0.6, 0.4552, 0.7292, 45.4545",
            "0, 50, 50, 0, 0, 0.0713, 50"
        })
        void hasTheLimitsOfWilsonOnTheEffectiveNumber(
                double part,
                double whole,
                double squares,
                double estimate,
                double lower,
                double upper,
                double effective) {
            Share share = Share.weighted(part, whole, squares);
            assertEquals(estimate, share.estimate(), 1e-9);
            assertEquals(lower, share.lower(), 5e-5);
            assertEquals(upper, share.upper(), 5e-5);
            assertEquals(effective, share.effective(), 5e-5);
        }

        /// Rounded to tens and hidden below ten, 18 to 6 would look like all to none.
        @Test
        void showsAJurysVotesAsItPublishedThem() {
            answers("J", "jury", "separate", "", 18);
            answers("K", "jury", "together", "", 6);
            Results.OfWay jury = on(AFTER).results(COMPANIES).orElseThrow().ways().getFirst();
            assertEquals(new PublishedCount.Shown(24), jury.answers());
            assertEquals(
                    List.of(
                            new PublishedCount.Shown(18),
                            new PublishedCount.Shown(6),
                            new PublishedCount.Shown(0)),
                    jury.options().stream().map(Results.OfOption::answers).toList());
        }

        @Test
        void hidesSmallCountsAndTheirShares() {
            answers("S", "sample", "separate", "1", 50);
            answers("T", "sample", "together", "1", 9);
            List<Results.OfOption> options =
                    on(AFTER).results(COMPANIES).orElseThrow().ways().getFirst().options();
            assertEquals(new PublishedCount.Shown(50), options.get(0).answers());
            assertEquals(PublishedCount.HIDDEN, options.get(1).answers());
            assertEquals(Optional.empty(), options.get(1).share());
            // Whether nobody or a few chose it looks the same.
            assertEquals(PublishedCount.HIDDEN, options.get(2).answers());
        }
    }

    @Nested
    class WhenItIsDecided {
        private PublicDecision decision(int number, LocalDate on, String to) {
            return new PublicDecision(
                    number,
                    "Two questions.",
                    "Two questions.",
                    "It is freer.",
                    "The board",
                    on,
                    Optional.ofNullable(to.isEmpty() ? null : to));
        }

        @Test
        void endsAfterTheLastDayOnceAndIsCorrectedByAFurtherOne() {
            PublicDecision first = decision(1, LocalDate.of(2026, 10, 14), "2026.2");
            assertEquals(new DialogueAnswer.Done<>(first), on(AFTER).decide(ID, first, "operator"));
            assertTrue(reason(on(AFTER).decide(ID, first, "operator")).contains("OGMS-8209"));
            PublicDecision second = decision(2, LocalDate.of(2026, 10, 15), "2026.2");
            assertEquals(
                    new DialogueAnswer.Done<>(second), on(AFTER).decide(ID, second, "operator"));
            assertEquals(List.of(first, second), on(AFTER).decisions(COMPANIES));
        }

        @ParameterizedTest
        @CsvSource({
            "2026-09-23,2026.2,OGMS-8208",
            "2026-10-21,2026.2,OGMS-8208",
            "2026-10-14,2026.1,OGMS-8210",
            "2026-10-14,2026.3,OGMS-8211"
        })
        void refusesADecisionThatDoesNotFit(LocalDate day, String to, String number) {
            assertTrue(
                    reason(on(AFTER).decide(ID, decision(1, day, to), "operator"))
                            .contains(number));
            assertEquals(List.of(), on(AFTER).decisions(COMPANIES));
        }

        @Test
        void takesNoFurtherAnswers() {
            on(AFTER).decide(ID, decision(1, LocalDate.of(2026, 10, 14), ""), "operator");
            assertTrue(
                    reason(
                                    on(AFTER)
                                            .take(
                                                    ID,
                                                    HEADING + "P1,paper,separate,,,2026-07-02\n",
                                                    DialogueDesk.Run.KEEP))
                            .contains("OGMS-8206"));
        }
    }

    @Nested
    class TheWordingOfConsent {
        @ParameterizedTest
        @CsvSource({"2025-01-01,2026.1", "2026-10-31,2026.1", "2026-11-01,2026.2"})
        void isInForceFromItsDay(LocalDate day, String version) {
            assertEquals(version, ConsentWordings.standard().inForce(day).version());
        }

        @Test
        void namesTheConsultationThatChangedIt() {
            assertEquals(
                    Optional.of(ID),
                    ConsentWordings.demonstrated().version("2026.2").orElseThrow().consultation());
        }
    }

    /// What nobody answered and nobody decided stays with the demonstration.
    @Nested
    class OutsideADemonstration {
        private final DialogueDesk desk =
                new DialogueDesk(
                        Consultation.shipped(),
                        store,
                        ModerationRules.standard(),
                        ConsentWordings.standard(),
                        DisclosureRules.standard(),
                        Clock.fixed(
                                WHILE_OPEN.atTime(12, 0).toInstant(ZoneOffset.UTC),
                                ZoneOffset.UTC));

        @Test
        void noConsultationIsMadeUp() {
            assertTrue(COMPANIES.hasMadeUpAnswers());
            assertTrue(desk.all().stream().noneMatch(Consultation::hasMadeUpAnswers));
            assertEquals(Optional.empty(), desk.find(ID));
        }

        @Test
        void noWordingNamesAConsultationThatNobodyDecided() {
            assertEquals(
                    List.of(Optional.empty(), Optional.empty()),
                    desk.wordings().versions().stream()
                            .map(ConsentWordings.Version::consultation)
                            .toList());
            assertTrue(ConsentWordings.demonstrated().versions().getLast().hasMadeUpDecision());
        }

        @Test
        void nobodyElsesConsultationTakesItsId() {
            assertTrue(
                    reason(desk.publish(changed("\"2026-07-01\"", "\"2026-08-01\""), "operator"))
                            .contains("OGMS-8203"));
        }
    }
}
