package org.opengms.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cohort.ParticipantId;
import org.opengms.cohort.Trait;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.fakes.FakeEnvironment;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.gate.Actor;
import org.opengms.gate.Decision;
import org.opengms.gate.Role;
import org.opengms.gate.Scopes;
import org.opengms.genome.Contig;
import org.opengms.genome.ReferenceCheck;
import org.opengms.genome.Variant;
import org.opengms.genome.VariantCall;
import org.opengms.genome.Zygosity;
import org.opengms.metering.LoggedUse;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.Reconciliation;
import org.opengms.metering.UseKind;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

class RunDeskTest {
    private final FakeEnvironment here = new FakeEnvironment();

    private static final Analysis BY_SEX =
            new Analysis.CrossTabulation(
                    List.of(
                            new Dimension(
                                    new Attribute.OfTrait(Trait.SEX), List.of("female", "male"))),
                    List.of());

    private Run ask(Analysis analysis) {
        return done(here.desk.ask(FakeEnvironment.PROJECT, analysis, FakeEnvironment.RESEARCHER));
    }

    private static Run done(RunDesk.Answer<Run> answer) {
        return answer instanceof RunDesk.Answer.Done<Run>(Run run)
                ? run
                : Assertions.fail(answer.toString());
    }

    private Run run(Analysis analysis) {
        Run run = ask(analysis);
        here.work.run(run.id());
        return here.runs.find(run.id()).orElseThrow();
    }

    private Findings.Counts counts(Run run) {
        return (Findings.Counts) here.runs.findings(run.id()).orElseThrow();
    }

    private static RoaringBitmap set(int... numbers) {
        return RoaringBitmap.bitmapOf(numbers);
    }

    private static Coordinates sex(String category) {
        return Coordinates.of(Map.of("sex", category));
    }

    /// 0 female, 1 male, 2 female, 3 not recorded.
    private void four() {
        here.join(Map.of(Trait.SEX, "female"));
        here.join(Map.of(Trait.SEX, "male"));
        here.join(Map.of(Trait.SEX, "female"));
        here.join(Map.of());
    }

    @Nested
    class CountsPeople {
        @Test
        void byWhatIsAskedForWithAllOthersAsOne() {
            four();
            Run run = run(BY_SEX);
            assertEquals(RunState.DONE, run.state());
            assertEquals(
                    Map.of(
                            sex("female"), set(0, 2),
                            sex("male"), set(1),
                            sex(Attribute.OTHER), set(3)),
                    counts(run).tables().getFirst().cells());
        }

        @Test
        void ofThoseWhomConditionsLeave() {
            four();
            Run run =
                    run(
                            new Analysis.CrossTabulation(
                                    List.of(),
                                    List.of(
                                            new Condition(
                                                    new Attribute.OfTrait(Trait.SEX),
                                                    List.of("female")))));
            assertEquals(
                    Map.of(Coordinates.TOTAL, set(0, 2)), counts(run).tables().getFirst().cells());
        }

        @Test
        void byCarriersOfVariantsInTheGenomesOfThoseWhoHaveOne() {
            four();
            here.deliver(0, Path.of("0"), 10);
            here.deliver(2, Path.of("2"), 10);
            here.genomes =
                    (file, calls) -> {
                        calls.accept(Calls.call("chr1", 99, "A", "T"));
                        if (file.toString().equals("2")) {
                            calls.accept(Calls.call("chr1", 200, "C", "G"));
                            calls.accept(Calls.call("chr2", 99, "A", "T"));
                        }
                    };
            // 1-based, both ends included: bases 99 and 200 counted from 0 are the first and last
            Run run = run(new Analysis.Carriers(List.of(Analysis.region("chr1:100-201"))));
            assertEquals(
                    new Findings.Carriers(
                            set(0, 2),
                            new TreeMap<>(
                                    Map.of("chr1:99:A:T", set(0, 2), "chr1:200:C:G", set(2)))),
                    here.runs.findings(run.id()).orElseThrow());
            assertEquals(
                    Set.of(UseKind.BATCH),
                    here.meter.uses.stream().map(MeteredUse::kind).collect(Collectors.toSet()));
            assertEquals(2, here.meter.uses.getFirst().people());
        }
    }

    @Nested
    class ReadsNobody {
        @Test
        void whoDidNotAgree() {
            four();
            here.withdraw(1);
            Set<ParticipantId> read = new HashSet<>();
            here.records.read = read::addAll;
            Run run = run(BY_SEX);
            assertEquals(set(0, 2, 3), counts(run).people());
            assertEquals(
                    Set.of(here.participant(0), here.participant(2), here.participant(3)), read);
            assertEquals(3, here.meter.uses.getFirst().people());
            assertEquals(
                    1,
                    here.meter.entries.stream()
                            .filter(e -> e.decision() instanceof Decision.Deny)
                            .count());
        }

        @Test
        void whenTheUseCannotBeWrittenDown() {
            four();
            here.meter.written =
                    _ -> {
                        throw new AccessLogUnavailable();
                    };
            here.records.read = _ -> Assertions.fail("read without a log");
            Run run = ask(BY_SEX);
            assertThrows(AccessLogUnavailable.class, () -> here.work.run(run.id()));
        }

        @Test
        void onceTheProjectIsSuspended() {
            four();
            Run run = ask(BY_SEX);
            here.projects.suspended.add(FakeEnvironment.PROJECT);
            here.records.read = _ -> Assertions.fail("read for a suspended project");
            here.work.run(run.id());
            Run stopped = here.runs.find(run.id()).orElseThrow();
            assertEquals(RunState.STOPPED, stopped.state());
            assertEquals("Stopped: The project is suspended.", stopped.trace().getLast().words());
            assertEquals(Optional.empty(), here.runs.findings(run.id()));
        }

        @Test
        void onceTheTeamStoppedIt() {
            four();
            Run run = ask(BY_SEX);
            here.desk.cancel(run.id(), FakeEnvironment.RESEARCHER);
            here.work.run(run.id());
            assertEquals(RunState.CANCELLED, here.runs.find(run.id()).orElseThrow().state());
        }
    }

    @Nested
    class ReadsNoMoreThanTheTokenReached {
        private static final Analysis GENOMES =
                new Analysis.Carriers(List.of(Analysis.region("chr1:1-100")));

        private static Actor with(String scopes) {
            return FakeEnvironment.RESEARCHER.narrowedTo(Scopes.parse(scopes));
        }

        @ParameterizedTest
        @CsvSource({
            "user/Task.cruds, false, user/DiagnosticReport.r",
            "user/Task.cruds, true, user/MolecularSequence.r",
            "user/Task.cruds user/DiagnosticReport.rs, true, user/MolecularSequence.r",
            "user/Task.cruds user/MolecularSequence.c, true, user/MolecularSequence.r",
            "patient/*.rs, false, user/DiagnosticReport.r"
        })
        void isRefusedByTheScopeThatIsMissing(String scopes, boolean genomes, String needed) {
            four();
            RunDesk.Answer<Run> answer =
                    here.desk.ask(
                            FakeEnvironment.PROJECT, genomes ? GENOMES : BY_SEX, with(scopes));
            RunDesk.Answer.Refused<?> refused =
                    assertInstanceOf(RunDesk.Answer.Refused.class, answer);
            assertTrue(refused.reason().contains("scope " + needed + "."), refused::reason);
        }

        @Test
        void alsoWhenItRunsLater() {
            four();
            Actor narrowed = with("user/Task.cruds user/DiagnosticReport.rs");
            Run asked = done(here.desk.ask(FakeEnvironment.PROJECT, BY_SEX, narrowed));
            here.work.run(asked.id());
            assertEquals(set(0, 1, 2, 3), counts(asked).people());
            assertEquals(
                    Set.of(narrowed),
                    here.meter.entries.stream()
                            .map(entry -> entry.request().actor())
                            .collect(Collectors.toSet()));
            // one that the desk never let in, as if it had been kept by an older version
            Run run =
                    new Run(
                            RunId.next(),
                            FakeEnvironment.PROJECT,
                            narrowed,
                            GENOMES,
                            here.clock.instant(),
                            RunState.WAITING,
                            0,
                            List.of());
            here.deliver(0, Path.of("0"), 10);
            here.genomes = (_, _) -> Assertions.fail("read beyond the token");
            here.runs.add(run);
            here.work.run(run.id());
            assertEquals(set(), here.runs.findings(run.id()).orElseThrow().people());
        }
    }

    @Nested
    class WhenChoicesChange {
        @Test
        void whileItRunsCountsAgainAndSaysSo() {
            four();
            here.records.read = _ -> here.withdraw(2);
            Run run = run(BY_SEX);
            assertEquals(RunState.DONE, run.state());
            assertEquals(set(0, 1, 3), counts(run).people());
            assertTrue(
                    run.trace().stream()
                            .anyMatch(t ->
                                    t.words()
                                            .startsWith(
                                                    "Choices changed while it ran: it was computed again")));
        }

        @Test
        void laterLeavesThemOutOfWhatMayLeave() {
            four();
            Run run = run(BY_SEX);
            here.withdraw(0);
            RunDesk.Current current =
                    here.desk
                            .current(
                                    run.id(),
                                    (Standing.Approved)
                                            here.projects.of(
                                                    FakeEnvironment.PROJECT,
                                                    FakeEnvironment.RESEARCHER.id(),
                                                    here.clock.instant()))
                            .orElseThrow();
            assertTrue(current.changed());
            assertEquals(set(1, 2, 3), current.findings().people());
        }
    }

    @Nested
    class IsNotFor {
        @Test
        void thoseWhoAreNotInTheTeam() {
            assertInstanceOf(
                    RunDesk.Answer.Refused.class,
                    here.desk.ask(
                            FakeEnvironment.PROJECT, BY_SEX, FakeEnvironment.OTHER_RESEARCHER));
            Run run = ask(BY_SEX);
            assertInstanceOf(
                    RunDesk.Answer.NotFound.class,
                    here.desk.find(run.id(), FakeEnvironment.OTHER_RESEARCHER));
            assertInstanceOf(
                    RunDesk.Answer.NotFound.class,
                    here.desk.list(FakeEnvironment.PROJECT, FakeEnvironment.OTHER_RESEARCHER));
        }

        /// They see what they asked for, and stop nothing any more.
        @Test
        void thoseWhoHaveLeftTheTeam() {
            Run run = ask(BY_SEX);
            here.projects.left.add(FakeEnvironment.RESEARCHER.id());
            assertInstanceOf(
                    RunDesk.Answer.Done.class,
                    here.desk.find(run.id(), FakeEnvironment.RESEARCHER));
            assertInstanceOf(
                    RunDesk.Answer.Refused.class,
                    here.desk.cancel(run.id(), FakeEnvironment.RESEARCHER));
            assertTrue(here.runs.progress(run.id(), 0));
        }

        @Test
        void thoseWhoAreNoResearchers() {
            assertInstanceOf(
                    RunDesk.Answer.Refused.class,
                    here.desk.ask(
                            FakeEnvironment.PROJECT,
                            BY_SEX,
                            FakeEnvironment.actor(
                                    FakeEnvironment.RESEARCHER.id(), Role.CLINICIAN)));
        }

        @Test
        void aProjectWithTooMuchInHand() {
            for (int i = 0; i < RunDesk.MOST_OPEN; i++) {
                ask(BY_SEX);
            }
            assertInstanceOf(
                    RunDesk.Answer.Refused.class,
                    here.desk.ask(FakeEnvironment.PROJECT, BY_SEX, FakeEnvironment.RESEARCHER));
        }
    }

    @Test
    void metersExactlyWhatTheLogHolds() {
        Cases.check(
                20,
                random -> {
                    FakeEnvironment some = new FakeEnvironment();
                    int people = 1 + random.nextInt(30);
                    for (int i = 0; i < people; i++) {
                        some.join(Map.of(Trait.SEX, random.nextBoolean() ? "female" : "male"));
                    }
                    for (int i = 0; i < 4; i++) {
                        some.withdraw(random.nextInt(people));
                        some.clock.pass(Duration.ofHours(random.nextInt(40)));
                        RunDesk.Answer<Run> run =
                                some.desk.ask(
                                        FakeEnvironment.PROJECT,
                                        BY_SEX,
                                        FakeEnvironment.RESEARCHER);
                        some.work.run(done(run).id());
                    }
                    List<LoggedUse> log = new ArrayList<>();
                    some.meter.entries.stream()
                            .filter(e -> e.decision() instanceof Decision.Permit)
                            .forEach(e ->
                                    LoggedUse.parse(
                                                    "{\"decision\":\"permit\",\"resource\":\"%s\"}"
                                                            .formatted(e.request().resource())
                                                            .getBytes(UTF_8))
                                            .ifPresent(log::add));
                    assertEquals(
                            new Reconciliation.Outcome.Agrees(
                                    some.meter.uses.stream().filter(u -> u.people() > 0).count(),
                                    log.size(),
                                    0),
                            Reconciliation.compare(
                                    some.meter.uses::forEach, log::forEach, random.nextLong()));
                });
    }

    @Nested
    class AnAnalysis {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"trait\":\"SEX\",\"values\":[\"female\"]},{\"gene\":\"BRCA1\"}],\"where\":[{\"phenotype\":\"HP:0001250\",\"values\":[\"yes\"]}]}",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"variant\":\"chr17:43045682:C:T\"}],\"where\":[]}",
                    "{\"kind\":\"phenotype-by-outcome\",\"phenotypes\":[\"HP:0001250\"],\"outcomes\":[\"YES\"]}",
                    "{\"kind\":\"carriers\",\"regions\":[\"chr17:43044295-43125364\"]}",
                    "{\"kind\":\"burden\",\"regions\":[\"chr1:1-2\"],\"by\":[{\"trait\":\"SEX\",\"values\":[\"male\"]}]}",
                    "{\"kind\":\"sums\",\"measure\":\"DAYS_TO_REPORT\",\"by\":{\"trait\":\"METHOD\",\"values\":[\"WGS\"]}}"
                })
        void isKeptAsItWasAsked(String json) {
            assertEquals(json, AnalysisFile.write(AnalysisFile.read(json)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "not JSON | OGMS-7625",
                    "{\"kind\":\"everything\"} | OGMS-7626",
                    "{\"kind\":\"carriers\",\"regions\":[\"chr1:2-1\"]} | OGMS-7622",
                    "{\"kind\":\"carriers\",\"regions\":[\"chr1:1-3000001\"]} | OGMS-7622",
                    "{\"kind\":\"carriers\",\"regions\":[\"BRCA1\"]} | OGMS-7621",
                    "{\"kind\":\"carriers\",\"regions\":[]} | OGMS-7623",
                    "{\"kind\":\"carriers\",\"regions\":[\"chr1:1-2\"],\"people\":1} | OGMS-7628",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"trait\":\"NAME\",\"values\":[\"x\"]}]} | OGMS-7630",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"trait\":\"SEX\"}]} | OGMS-7611",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"gene\":\"BRCA1\",\"values\":[\"yes\"]}]} | OGMS-7612",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"gene\":\"B;drop\"}]} | OGMS-7610",
                    "{\"kind\":\"cross-tabulation\",\"by\":[{\"trait\":\"SEX\",\"values\":[\"a\\nall,9\"]}]} | OGMS-7613",
                    "{\"kind\":\"cross-tabulation\",\"by\":[],\"where\":[{\"trait\":\"SEX\",\"values\":[\"a\\nall,9\"]}]} | OGMS-7614"
                })
        void isRefusedWithWhatIsWrong(String json, String code) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> AnalysisFile.read(json));
            assertTrue(String.valueOf(refused.getMessage()).startsWith(code), refused::getMessage);
        }
    }

    /// Calls of a file.
    static final class Calls {
        private Calls() {}

        static VariantCall call(String contig, int startZeroBased, String ref, String alt) {
            return new VariantCall(
                    1,
                    startZeroBased + 1,
                    ref,
                    alt,
                    new Variant(Contig.of(contig), startZeroBased, ref, alt),
                    Zygosity.HETEROZYGOUS,
                    false,
                    0,
                    null,
                    "PASS",
                    null,
                    null,
                    ReferenceCheck.VERIFIED);
        }
    }
}
