package org.opengms.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cohort.Measure;
import org.opengms.cohort.Trait;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.environment.Analysis;
import org.opengms.environment.Attribute;
import org.opengms.environment.Condition;
import org.opengms.environment.Dimension;
import org.opengms.environment.Findings;
import org.opengms.environment.Run;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.fakes.FakeEnvironment;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.genome.Contig;
import org.opengms.genome.ReferenceCheck;
import org.opengms.genome.Variant;
import org.opengms.genome.VariantCall;
import org.opengms.genome.Zygosity;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.UseKind;
import org.opengms.outputs.OutputDesk.Answer;
import org.opengms.outputs.OutputDesk.Opinion;
import org.opengms.outputs.OutputEvent.What;
import org.opengms.testing.Cases;

/// The rules that come with the program: fewer than 10 people are hidden, others rounded to 10.
class OutputDeskTest {
    private static final OutputContext CONTEXT =
            new OutputContext(
                    "How many participants there are.",
                    "Everybody in the cohort who agreed.",
                    "Groups are large and rounded to ten.",
                    OptionalInt.empty());
    private static final Actor FIRST = FakeEnvironment.actor("checker.1", Role.OUTPUT_CHECKER);
    private static final Actor SECOND = FakeEnvironment.actor("checker.2", Role.OUTPUT_CHECKER);
    private static final Actor THIRD = FakeEnvironment.actor("checker.3", Role.OUTPUT_CHECKER);

    private static final List<Opinion> OPINIONS = List.of(Opinion.values());

    private final FakeEnvironment here = new FakeEnvironment();
    private final MemoryOutputs outputs = new MemoryOutputs();
    private final ReleaseStore releases = ReleaseStore.inMemory();
    private final OutputDesk desk =
            new OutputDesk(
                    outputs,
                    here.desk,
                    here.projects,
                    DisclosureRules.standard(),
                    new ReleaseRegistry(DisclosureRules.standard().counts(), releases),
                    here.meter,
                    here.clock);

    private void people(int female, int male) {
        people(female, male, 0);
    }

    private void people(int female, int male, int notRecorded) {
        for (int i = 0; i < notRecorded; i++) {
            here.join(Map.of());
        }
        for (int i = 0; i < female; i++) {
            here.join(Map.of(Trait.SEX, "female"));
        }
        for (int i = 0; i < male; i++) {
            here.join(Map.of(Trait.SEX, "male"));
        }
    }

    private static final Dimension SEX =
            new Dimension(new Attribute.OfTrait(Trait.SEX), List.of("female", "male"));

    private RunId run(Analysis analysis) {
        return run(analysis, FakeEnvironment.PROJECT, FakeEnvironment.RESEARCHER);
    }

    private RunId run(Analysis analysis, ProjectReference project, Actor actor) {
        RunDesk.Answer<Run> asked = here.desk.ask(project, analysis, actor);
        RunId id = ((Run) assertInstanceOf(RunDesk.Answer.Done.class, asked).value()).id();
        here.work.run(id);
        return id;
    }

    private static OutputRequest done(Answer<OutputRequest> answer) {
        return (OutputRequest) assertInstanceOf(Answer.Done.class, answer).value();
    }

    private OutputRequest ask(RunId run) {
        return done(
                desk.ask(
                        FakeEnvironment.PROJECT,
                        run,
                        CONTEXT,
                        Optional.empty(),
                        FakeEnvironment.RESEARCHER));
    }

    private String text(OutputRequest request) {
        return new String(
                ((OutputDesk.Fetched)
                                assertInstanceOf(
                                                Answer.Done.class,
                                                desk.fetch(
                                                        request.id(), FakeEnvironment.RESEARCHER))
                                        .value())
                        .bytes(),
                UTF_8);
    }

    private static Analysis bySex() {
        return new Analysis.CrossTabulation(List.of(SEX), List.of());
    }

    @Nested
    class WhatWasCountedHere {
        @Test
        void isReleasedAtOnceWhereEveryRuleHolds() {
            people(44, 56, 21);
            OutputRequest request = ask(run(bySex()));
            assertEquals(OutputState.RELEASED, request.state());
            assertEquals(
                    List.of(What.PREPARED, What.JUDGED, What.RELEASED),
                    request.events().stream().map(OutputEvent::what).toList());
            // 44, 56, 21 and 121 rounded to ten, half up, each by itself
            assertEquals(
                    """
                    # Participants by sex
                    # Numbers of people below 10 are not shown, and others so that they cannot be worked out. They are rounded to 10 and may not add up.

                    sex,people
                    female,40
                    male,60
                    other or not recorded,20
                    all,120
                    """,
                    text(request));
            assertEquals(1, releases.all().size());
        }

        @Test
        void hidesFewPeopleAndTellsOfEachCellWhyAndWhatToDo() {
            people(40, 60, 7);
            OutputRequest request = ask(run(bySex()));
            assertEquals(OutputState.RELEASED, request.state());
            assertTrue(text(request).contains("other or not recorded,–"));
            OutputFinding finding =
                    request.findings().stream()
                            .filter(f -> f.place().equals("{sex=other or not recorded}"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(OutputFinding.Weight.LEFT_OUT, finding.weight());
            assertTrue(finding.words().contains("fewer than 10 people"));
            assertTrue(finding.words().contains("Join it with another category"));
            assertFalse(finding.words().contains("7"));
        }

        /// What is published is never undone, so nothing is before all else is known to be right.
        @Test
        void isNotPublishedWhereItWouldTakeThePlaceOfNoneOfTheProjects() {
            people(44, 56, 21);
            assertInstanceOf(
                    Answer.Refused.class,
                    desk.ask(
                            FakeEnvironment.PROJECT,
                            run(bySex()),
                            CONTEXT,
                            Optional.of(OutputId.next()),
                            FakeEnvironment.RESEARCHER));
            assertEquals(List.of(), releases.all());
        }

        @Test
        void isRefusedWhereNothingCanBeShown() {
            people(3, 4);
            OutputRequest request = ask(run(bySex()));
            assertEquals(OutputState.REFUSED, request.state());
            assertEquals(List.of(), releases.all());
            assertInstanceOf(
                    Answer.Refused.class, desk.fetch(request.id(), FakeEnvironment.RESEARCHER));
        }

        /// 40 women, and then 44 people who are not men: 4 make the difference.
        @Test
        void isRefusedWhereFewMakeTheDifferenceFromWhatAnyProjectReleased() {
            people(40, 60);
            for (int i = 0; i < 4; i++) {
                here.join(Map.of());
            }
            Analysis women =
                    new Analysis.CrossTabulation(
                            List.of(),
                            List.of(
                                    new Condition(
                                            new Attribute.OfTrait(Trait.SEX), List.of("female"))));
            Analysis notMen =
                    new Analysis.CrossTabulation(
                            List.of(),
                            List.of(
                                    new Condition(
                                            new Attribute.OfTrait(Trait.SEX),
                                            List.of("female", Attribute.OTHER))));
            assertEquals(
                    OutputState.RELEASED,
                    done(desk.ask(
                                    FakeEnvironment.OTHER,
                                    run(
                                            women,
                                            FakeEnvironment.OTHER,
                                            FakeEnvironment.OTHER_RESEARCHER),
                                    CONTEXT,
                                    Optional.empty(),
                                    FakeEnvironment.OTHER_RESEARCHER))
                            .state());
            OutputRequest request = ask(run(notMen));
            assertEquals(OutputState.REFUSED, request.state());
            assertEquals(1, releases.all().size());
            // the team learns that it is so, and nothing of what the other project released
            assertFalse(request.findings().toString().contains(FakeEnvironment.OTHER.value()));
            assertFalse(request.findings().toString().contains(releases.all().getFirst().id()));
        }

        @Test
        void isHiddenWhereFewMakeMostOfASum() {
            for (int i = 0; i < 20; i++) {
                here.join(
                        Map.of(Trait.SEX, "female"),
                        Map.of(Measure.DAYS_TO_REPORT, 30L),
                        Set.of(),
                        Set.of());
                here.join(
                        Map.of(Trait.SEX, "male"),
                        Map.of(Measure.DAYS_TO_REPORT, i < 2 ? 5000L : 1L),
                        Set.of(),
                        Set.of());
            }
            OutputRequest request = ask(run(new Analysis.Sums(Measure.DAYS_TO_REPORT, SEX)));
            assertEquals(OutputState.RELEASED, request.state());
            assertTrue(text(request).contains("female,20,600\n"));
            // two men make 10,000 of 10,018 days
            assertTrue(text(request).contains("male,–,–\n"));
            assertTrue(request.findings().toString().contains("a few people make most of it"));
        }

        @Test
        void namesOnlyAllelesThatManyCarryAndManyDoNot() {
            people(300, 0);
            for (int i = 0; i < 300; i++) {
                here.deliver(i, Path.of(Integer.toString(i)), 1);
            }
            // carried by 200; by 4; by 297, so that 3 do not
            here.genomes =
                    (file, calls) -> {
                        int i = Integer.parseInt(file.toString());
                        if (i < 200) {
                            calls.accept(call(10));
                        }
                        if (i < 4) {
                            calls.accept(call(20));
                        }
                        if (i < 297) {
                            calls.accept(call(30));
                        }
                    };
            OutputRequest request =
                    ask(run(new Analysis.Carriers(List.of(Analysis.region("chr1:1-100")))));
            assertEquals(OutputState.RELEASED, request.state());
            assertTrue(text(request).contains("everybody,300\nchr1:10:A:T,200\n"));
            assertFalse(text(request).contains("chr1:20"));
            assertFalse(text(request).contains("chr1:30"));
        }

        @Test
        void isRefusedWhereOtherFrequenciesWereReleasedWhileItWasJudged() {
            people(300, 0);
            for (int i = 0; i < 300; i++) {
                here.deliver(i, Path.of(Integer.toString(i)), 1);
            }
            here.genomes =
                    (file, calls) -> {
                        if (Integer.parseInt(file.toString()) < 200) {
                            calls.accept(call(10));
                            calls.accept(call(500));
                        }
                    };
            ask(run(new Analysis.Carriers(List.of(Analysis.region("chr1:1-100")))));
            RunId second = run(new Analysis.Carriers(List.of(Analysis.region("chr1:401-600"))));
            Findings.Carriers another = outputs.frequencies.getFirst();
            int[] asked = {0};
            here.records.lookedUp =
                    () -> {
                        asked[0]++;
                        if (asked[0] == 2) { // between judging and keeping
                            outputs.frequencies.add(another);
                        }
                    };
            OutputRequest request = ask(second);
            assertEquals(OutputState.REFUSED, request.state());
            assertTrue(request.events().getLast().words().contains("Ask again"));
            assertEquals(2, outputs.frequencies.size());
            assertEquals(OutputState.RELEASED, ask(second).state());
            assertEquals(3, outputs.frequencies.size());
        }
    }

    private static VariantCall call(int startZeroBased) {
        return new VariantCall(
                1,
                startZeroBased + 1,
                "A",
                "T",
                new Variant(Contig.of("chr1"), startZeroBased, "A", "T"),
                Zygosity.HETEROZYGOUS,
                false,
                0,
                null,
                "PASS",
                null,
                null,
                ReferenceCheck.VERIFIED);
    }

    @Nested
    class WhenChoicesChange {
        @Test
        void beforeItIsAskedForCountsThoseAloneWhoAgree() {
            people(40, 60, 20);
            RunId run = run(bySex());
            here.withdraw(20);
            OutputRequest request = ask(run);
            assertEquals(What.RECOMPUTED, request.events().get(1).what());
            assertEquals(OutputState.RELEASED, request.state());
            assertEquals(39, women(releases.all().getFirst()));
        }

        @Test
        void whileItIsJudgedCountsAgainWithATrace() {
            people(40, 60, 20);
            RunId run = run(bySex());
            int[] asked = {0};
            here.records.lookedUp =
                    () -> {
                        asked[0]++;
                        if (asked[0] == 2) { // between judging and releasing
                            here.withdraw(21);
                        }
                    };
            OutputRequest request = ask(run);
            assertEquals(
                    List.of(What.PREPARED, What.RECOMPUTED, What.JUDGED, What.RELEASED),
                    request.events().stream().map(OutputEvent::what).toList());
            assertEquals(39, women(releases.all().getFirst()));
        }

        @Test
        void allTheTimeReleasesNothing() {
            people(40, 60, 20);
            RunId run = run(bySex());
            int[] next = {0};
            here.records.lookedUp = () -> here.withdraw(next[0]++);
            assertEquals(OutputState.REFUSED, ask(run).state());
            assertEquals(List.of(), releases.all());
        }

        private int women(Publication publication) {
            return publication.breakdowns().stream()
                    .flatMap(b -> b.releases().stream())
                    .filter(r -> r.label().equals("{sex=female}"))
                    .findFirst()
                    .orElseThrow()
                    .people()
                    .getCardinality();
        }
    }

    @Nested
    class WhatAProgramMade {
        private final List<RunId> made = new ArrayList<>();

        private Answer<OutputRequest> send(OutputKind kind, String text) {
            return send(kind, text, CONTEXT);
        }

        private Answer<OutputRequest> send(OutputKind kind, String text, OutputContext context) {
            if (here.people.isEmpty()) {
                people(40, 60);
                made.add(run(bySex()));
            }
            return desk.ask(
                    FakeEnvironment.PROJECT,
                    made,
                    kind,
                    "model.csv",
                    text.getBytes(UTF_8),
                    context,
                    Optional.empty(),
                    FakeEnvironment.RESEARCHER);
        }

        private OutputRequest waiting() {
            OutputRequest request = done(send(OutputKind.MODEL, "term,estimate\nage,0.12\n"));
            assertEquals(OutputState.WAITING_FOR_CHECKERS, request.state());
            return request;
        }

        private Answer<OutputRequest> judge(OutputRequest request, Opinion opinion, Actor checker) {
            return desk.judge(request.id(), opinion, "Looked at it.", request.sha256(), checker);
        }

        private OutputState state(OutputRequest request) {
            return outputs.find(request.id()).orElseThrow().state();
        }

        @Test
        void isReleasedWhenTwoCheckersAgreeAndNotBefore() {
            OutputRequest request = waiting();
            assertInstanceOf(
                    Answer.Refused.class, desk.fetch(request.id(), FakeEnvironment.RESEARCHER));
            judge(request, Opinion.APPROVE, FIRST);
            assertEquals(OutputState.WAITING_FOR_CHECKERS, state(request));
            assertInstanceOf(
                    Answer.Refused.class, desk.fetch(request.id(), FakeEnvironment.RESEARCHER));
            judge(request, Opinion.APPROVE, SECOND);
            assertEquals(OutputState.RELEASED, state(request));
            assertEquals("term,estimate\nage,0.12\n", text(request));
        }

        @ParameterizedTest
        @CsvSource({
            "APPROVE, APPROVE, , RELEASED",
            "REFUSE, REFUSE, , REFUSED",
            "APPROVE, REFUSE, , WAITING_FOR_CHECKERS",
            "APPROVE, REFUSE, APPROVE, RELEASED",
            "REFUSE, APPROVE, REFUSE, REFUSED"
        })
        void goesToAThirdWhereTwoDisagree(
                Opinion first, Opinion second, @Nullable Opinion third, OutputState then) {
            OutputRequest request = waiting();
            judge(request, first, FIRST);
            judge(request, second, SECOND);
            if (third != null) {
                judge(request, third, THIRD);
            }
            assertEquals(then, state(request));
        }

        @Test
        void takesOneOpinionOfEachChecker() {
            OutputRequest request = waiting();
            judge(request, Opinion.APPROVE, FIRST);
            assertInstanceOf(Answer.Refused.class, judge(request, Opinion.APPROVE, FIRST));
            assertEquals(OutputState.WAITING_FOR_CHECKERS, state(request));
        }

        @Test
        void isNotCheckedByTheTeamNorByOthersThanCheckers() {
            OutputRequest request = waiting();
            Actor member =
                    new Actor(
                            FakeEnvironment.RESEARCHER.id(),
                            "Both",
                            FIRST.organisation(),
                            Set.of(Role.RESEARCHER, Role.OUTPUT_CHECKER));
            assertInstanceOf(Answer.Refused.class, judge(request, Opinion.APPROVE, member));
            assertInstanceOf(
                    Answer.NotFound.class,
                    judge(request, Opinion.APPROVE, FakeEnvironment.OTHER_RESEARCHER));
            assertEquals(List.of(), desk.queue(member));
        }

        @Test
        void hidesWhatOneCheckerSaidFromTheOtherUntilTheyHaveSpoken() {
            OutputRequest request = waiting();
            judge(request, Opinion.REFUSE, FIRST);
            OutputRequest seen = done(desk.find(request.id(), SECOND));
            assertTrue(seen.verdicts().isEmpty());
            assertEquals(
                    seen.events().stream().map(OutputEvent::what).toList(),
                    desk.queue(SECOND).getFirst().request().events().stream()
                            .map(OutputEvent::what)
                            .toList());
            // nor does the team see it, before it is closed
            assertTrue(
                    done(desk.find(request.id(), FakeEnvironment.RESEARCHER)).verdicts().isEmpty());
            assertEquals(1, done(desk.find(request.id(), FIRST)).verdicts().size());
            OutputRequest after = done(judge(request, Opinion.APPROVE, SECOND));
            assertEquals(2, after.verdicts().size());
        }

        @Test
        void neverTellsTheTeamWhoChecked() {
            OutputRequest request = waiting();
            judge(request, Opinion.REFUSE, FIRST);
            judge(request, Opinion.REFUSE, SECOND);
            OutputRequest seen = done(desk.find(request.id(), FakeEnvironment.RESEARCHER));
            assertEquals(2, seen.verdicts().size());
            assertFalse(seen.events().toString().contains("checker."));
        }

        @Test
        void goesBackWithQuestionsAndTheCheckersBeginAnew() {
            OutputRequest request = waiting();
            judge(request, Opinion.APPROVE, FIRST);
            judge(request, Opinion.ASK, SECOND);
            assertEquals(OutputState.RETURNED, state(request));
            assertInstanceOf(Answer.Refused.class, judge(request, Opinion.APPROVE, THIRD));
            done(desk.answer(request.id(), "Because of this.", FakeEnvironment.RESEARCHER));
            assertEquals(OutputState.WAITING_FOR_CHECKERS, state(request));
            judge(request, Opinion.APPROVE, SECOND);
            assertEquals(OutputState.WAITING_FOR_CHECKERS, state(request));
            judge(request, Opinion.APPROVE, FIRST);
            assertEquals(OutputState.RELEASED, state(request));
        }

        @Test
        void countsTheTimeInWhichCheckersHadItAlone() {
            OutputRequest request = waiting();
            here.clock.pass(Duration.ofHours(5));
            judge(request, Opinion.ASK, SECOND);
            here.clock.pass(Duration.ofDays(9));
            done(desk.answer(request.id(), "Because of this.", FakeEnvironment.RESEARCHER));
            here.clock.pass(Duration.ofHours(3));
            judge(request, Opinion.APPROVE, SECOND);
            judge(request, Opinion.APPROVE, FIRST);
            assertEquals(
                    new OutputFigures(0, 1, 0, 0, Optional.of(Duration.ofHours(8))),
                    desk.figures(Instant.EPOCH));
        }

        @Test
        void isJudgedByTheBytesThatWereLookedAt() {
            OutputRequest request = waiting();
            assertInstanceOf(
                    Answer.Refused.class,
                    desk.judge(
                            request.id(), Opinion.APPROVE, "Looked at it.", "0".repeat(64), FIRST));
        }

        @Test
        void isNotHandedOutIfItIsNotWhatWasJudged() {
            OutputRequest request = waiting();
            judge(request, Opinion.APPROVE, FIRST);
            judge(request, Opinion.APPROVE, SECOND);
            outputs.bytes.put(request.id(), "term,estimate\nNina,1\n".getBytes(UTF_8));
            assertThrows(
                    IllegalStateException.class,
                    () -> desk.fetch(request.id(), FakeEnvironment.RESEARCHER));
        }

        @Test
        void isRefusedIfChoicesChangedSinceItsAnalysis() {
            OutputRequest request = waiting();
            judge(request, Opinion.APPROVE, FIRST);
            here.withdraw(3);
            judge(request, Opinion.APPROVE, SECOND);
            assertEquals(OutputState.REFUSED, state(request));
            assertTrue(
                    outputs.find(request.id())
                            .orElseThrow()
                            .events()
                            .getLast()
                            .words()
                            .startsWith("Choices changed after the analysis ran"));
        }

        @Test
        void isRefusedIfTheProjectWasSuspended() {
            OutputRequest request = waiting();
            judge(request, Opinion.APPROVE, FIRST);
            here.projects.suspended.add(FakeEnvironment.PROJECT);
            judge(request, Opinion.APPROVE, SECOND);
            assertEquals(OutputState.REFUSED, state(request));
        }

        @Test
        void canBeTakenBackAndReplaced() {
            OutputRequest first = waiting();
            OutputRequest second =
                    done(
                            desk.ask(
                                    FakeEnvironment.PROJECT,
                                    made,
                                    OutputKind.MODEL,
                                    "model.csv",
                                    "term,estimate\nage,0.1\n".getBytes(UTF_8),
                                    CONTEXT,
                                    Optional.of(first.id()),
                                    FakeEnvironment.RESEARCHER));
            assertEquals(OutputState.SUPERSEDED, state(first));
            done(desk.withdraw(second.id(), FakeEnvironment.RESEARCHER));
            assertEquals(OutputState.WITHDRAWN, state(second));
            assertInstanceOf(Answer.Refused.class, judge(second, Opinion.APPROVE, FIRST));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "id,value;3f2504e0-4f89-41d3-9a0c-0305e82c3301,1 | id of a participant",
                    "##fileformat=VCFv4.2 | file of calls",
                    "a;#CHROM\tPOS | file of calls",
                    // the NHS's own example of a number, from the data dictionary's check digit
                    // rule
                    "a,9434765919 | NHS number",
                    "file,0123456789abcdef0123456789abcdef | id of a participant"
                })
        void isRefusedWhereItIsAboutOnePersonOnItsFace(String text, String why) {
            OutputRequest request = done(send(OutputKind.TABLE, text.replace(';', '\n')));
            assertEquals(OutputState.REFUSED, request.state());
            assertTrue(
                    request.findings().getFirst().words().contains(why),
                    () -> request.findings().toString());
            assertArrayEquals(new byte[0], outputs.bytes.get(request.id()));
        }

        @Test
        void pointsCheckersAtCountsThatAreSmallOrNotRounded() {
            OutputRequest request = done(send(OutputKind.TABLE, "group,n\na,120\nb,7\nc,123\n"));
            assertEquals(
                    List.of("line 3, column 2", "line 4, column 2"),
                    request.findings().stream().map(OutputFinding::place).toList());
            assertEquals(OutputState.WAITING_FOR_CHECKERS, request.state());
        }

        @ParameterizedTest
        @CsvSource({"9, REFUSED", "10, WAITING_FOR_CHECKERS"})
        void needsTenResidualDegreesOfFreedom(int freedom, OutputState then) {
            assertEquals(
                    then,
                    done(send(
                                    OutputKind.MODEL,
                                    "age,0.1",
                                    new OutputContext(
                                            CONTEXT.shows(),
                                            CONTEXT.population(),
                                            CONTEXT.whySafe(),
                                            OptionalInt.of(freedom))))
                            .state());
        }

        @Test
        void namesAnalysesOfTheProject() {
            people(40, 60);
            RunId theirs = run(bySex(), FakeEnvironment.OTHER, FakeEnvironment.OTHER_RESEARCHER);
            assertInstanceOf(
                    Answer.Refused.class,
                    desk.ask(
                            FakeEnvironment.PROJECT,
                            List.of(theirs),
                            OutputKind.MODEL,
                            "model.csv",
                            "age,1".getBytes(UTF_8),
                            CONTEXT,
                            Optional.empty(),
                            FakeEnvironment.RESEARCHER));
        }
    }

    @Test
    void needsContext() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new OutputContext(
                                "counts",
                                "all of them in the cohort",
                                "it is safe as it is",
                                OptionalInt.empty()));
    }

    @Test
    void handsOutToTheTeamAloneAndMetersEachFetching() {
        people(40, 60);
        OutputRequest request = ask(run(bySex()));
        int before = here.meter.uses.size();
        assertInstanceOf(
                Answer.NotFound.class, desk.fetch(request.id(), FakeEnvironment.OTHER_RESEARCHER));
        assertInstanceOf(Answer.NotFound.class, desk.fetch(request.id(), FIRST));
        assertEquals(before, here.meter.uses.size());
        text(request);
        text(request);
        assertEquals(before + 2, here.meter.uses.size());
        assertEquals(UseKind.OUTPUT, here.meter.uses.getLast().kind());
        assertEquals(request.bytes(), here.meter.uses.getLast().bytes());
        assertEquals(
                2,
                outputs.find(request.id()).orElseThrow().events().stream()
                        .filter(e -> e.what() == What.FETCHED)
                        .count());
    }

    /// Whatever anybody does in whatever order, bytes come out only of a request that the rules
    /// released, or for which two checkers spoke in the same round.
    @Test
    void noSequenceOfActionsReachesWhatIsNotReleased() {
        people(40, 60);
        RunId run = run(bySex());
        List<Actor> actors =
                List.of(
                        FakeEnvironment.RESEARCHER,
                        FakeEnvironment.OTHER_RESEARCHER,
                        FIRST,
                        SECOND,
                        THIRD);
        Cases.check(
                200,
                random -> {
                    OutputRequest request =
                            done(
                                    desk.ask(
                                            FakeEnvironment.PROJECT,
                                            List.of(run),
                                            OutputKind.MODEL,
                                            "m.csv",
                                            "age,0.5".getBytes(UTF_8),
                                            CONTEXT,
                                            Optional.empty(),
                                            FakeEnvironment.RESEARCHER));
                    // an independent account of who spoke for it, or against, since the last answer
                    Map<String, Opinion> said = new HashMap<>();
                    boolean open = true;
                    boolean returned = false;
                    boolean released = false;
                    for (int step = 0; step < 14; step++) {
                        Actor actor = actors.get(random.nextInt(actors.size()));
                        switch (random.nextInt(5)) {
                            case 0, 1 -> {
                                Opinion opinion = OPINIONS.get(random.nextInt(3));
                                desk.judge(request.id(), opinion, "So.", request.sha256(), actor);
                                boolean counts =
                                        open
                                                && !returned
                                                && actor.has(Role.OUTPUT_CHECKER)
                                                && !said.containsKey(actor.id());
                                if (counts && opinion == Opinion.ASK) {
                                    returned = true;
                                } else if (counts) {
                                    said.put(actor.id(), opinion);
                                    long agree =
                                            said.values().stream()
                                                    .filter(o -> o == opinion)
                                                    .count();
                                    if (agree == 2) {
                                        open = false;
                                        released = opinion == Opinion.APPROVE;
                                    }
                                }
                            }
                            case 2 -> {
                                desk.answer(request.id(), "Thus.", actor);
                                if (returned && open && actor.equals(FakeEnvironment.RESEARCHER)) {
                                    returned = false;
                                    said.clear();
                                }
                            }
                            case 3 -> {
                                if (random.nextInt(6) == 0) {
                                    desk.withdraw(request.id(), actor);
                                    open &= !actor.equals(FakeEnvironment.RESEARCHER);
                                }
                            }
                            default -> {}
                        }
                        for (Actor anybody : actors) {
                            assertEquals(
                                    released && anybody.equals(FakeEnvironment.RESEARCHER),
                                    desk.fetch(request.id(), anybody) instanceof Answer.Done);
                        }
                    }
                });
    }
}
