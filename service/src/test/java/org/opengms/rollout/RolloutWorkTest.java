package org.opengms.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.CertificateOptions;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutPlanner;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.planning.rollout.RolloutRequest;
import org.opengms.rollout.RolloutQuestion.Source;

class RolloutWorkTest {
    private static final Instant NOW = Instant.parse("2026-06-03T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Actor OPERATOR =
            new Actor("operator.zl01", "Op Demo", new OdsCode("ZL01"), Set.of(Role.OPERATOR));
    private static final RolloutLimits LIMITS =
            new RolloutLimits(Duration.ofMinutes(10), 100_000, 2, 3, 2);
    private static final String PLAN =
            """
            format: opengms-rollout-plan/1
            id: %s
            title: %s
            investments:
              - option: sequencer:north
                startQuarter: %d
                units: 1
                history:
                  - {state: proposed, at: 2026-01-05T09:00:00Z, by: board}
                  - {state: agreed, at: 2026-01-06T09:00:00Z, by: board, payer: treasury}
                  - {state: confirmed, at: 2026-01-07T09:00:00Z, by: treasury, evidence: letter 1}
            """;

    @TempDir Path folder;

    private final JobsInMemory jobs = new JobsInMemory();

    private RolloutWork work(RolloutLimits limits) {
        return new RolloutWork(jobs, folder, limits, CLOCK, Duration.ofMillis(5));
    }

    private static Source plan(String id, int start) {
        return Source.sent(id + ".yaml", PLAN.formatted(id, id, start));
    }

    /// Three quarters of the small region, so that a replication takes a moment.
    private static Source shortRegion() {
        return Source.sent(
                "region.json", ServiceScenario.named("regional-example").withQuarters(3, 1).text());
    }

    private static RolloutQuestion question(int replications, Source... plans) {
        return new RolloutQuestion(
                shortRegion(),
                Source.shipped("regional-investments"),
                60_000_000,
                List.of(plans),
                replications,
                3,
                Optional.empty());
    }

    private RolloutJobId add(RolloutQuestion question) {
        RolloutJobId id = new RolloutJobId(UUID.randomUUID());
        jobs.add(id, new RolloutJob.Asked("o", "O", "ZL01", NOW), question);
        return id;
    }

    private RolloutJob job(RolloutJobId id) {
        return jobs.find(id).orElseThrow();
    }

    private RolloutResult result(RolloutJobId id) {
        assertEquals(RolloutState.DONE, job(id).state(), () -> String.valueOf(job(id).problem()));
        return RolloutResult.of(jobs.result(id).orElseThrow());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void judgesAPlanAsThePlannerItselfDoes() throws IOException {
        RolloutJobId id = add(question(4, plan("mine", 0)));
        work(LIMITS).run(id);
        RolloutResult.Judged judged = result(id).judged().orElseThrow();
        ServiceScenario region =
                ServiceScenario.parse(shortRegion().text().orElseThrow(), "r.json");
        RolloutRequest usual =
                RolloutRequest.of(
                        region, InvestmentCatalogue.named("regional-investments"), 60_000_000);
        RolloutPlanner.Answer expected =
                new RolloutPlanner(
                                new RolloutRequest(
                                        region,
                                        usual.catalogue(),
                                        usual.budgetPence(),
                                        Optional.of(
                                                RolloutPlan.parse(
                                                        PLAN.formatted("mine", "mine", 0),
                                                        "mine.yaml")),
                                        3,
                                        usual.screen(),
                                        CertificateOptions.defaults().withReplications(4),
                                        usual.simulation(),
                                        usual.target()))
                        .answer();
        assertEquals(expected.report(), judged.report());
        assertEquals(10, judged.picture().orElseThrow().replications());
        assertEquals(List.of(), files());
    }

    @Test
    void findsAPlanAndTellsEveryStep() {
        RolloutJobId id = add(question(2));
        work(LIMITS).run(id);
        RolloutResult found = result(id);
        assertEquals(2, found.judged().orElseThrow().report().deliverability().replications());
        assertEquals("regional-example-rollout", found.judged().orElseThrow().plan().id());
        assertTrue(found.judged().orElseThrow().report().selected().isPresent());
        assertTrue(
                jobs.told.stream().anyMatch(p -> p.step() == RolloutStep.PICTURE && p.done() > 0),
                jobs.told.toString());
    }

    /// Three replications can just show a chance of a tenth for nine dates.
    @Test
    void putsGoLivesOffUntilTheChanceIsReachedThatWasAskedFor() {
        RolloutQuestion usual = question(3);
        RolloutJobId id =
                add(
                        new RolloutQuestion(
                                usual.scenario(),
                                usual.catalogue(),
                                usual.budgetPence(),
                                usual.plans(),
                                3,
                                usual.seed(),
                                Optional.of(0.1)));
        work(LIMITS).run(id);
        RolloutReport report = result(id).judged().orElseThrow().report();
        RolloutReport.Earliest earliest = report.earliest().orElseThrow();
        assertEquals(0.1, earliest.target());
        assertEquals(Optional.of(0), earliest.postponedQuarters());
        assertEquals(3, earliest.tried().getFirst().held());
        assertTrue(
                jobs.told.stream().anyMatch(p -> p.step() == RolloutStep.EARLIEST),
                jobs.told.toString());
    }

    @Test
    void comparesPlansOnTheSameChance() {
        RolloutJobId id = add(question(3, plan("early", 0), plan("late", 1), plan("again", 0)));
        work(LIMITS).run(id);
        RolloutResult.Compared compared = result(id).compared().orElseThrow();
        assertEquals(
                List.of("early", "late", "again"),
                compared.comparison().rows().stream().map(r -> r.plan()).toList());
        assertEquals(List.of(0, 0, 0), compared.goLives());
        assertEquals(
                compared.comparison().rows().getFirst().deliverability(),
                compared.comparison().rows().getLast().deliverability());
        assertEquals(
                90_000_000, compared.comparison().rows().getFirst().totalPence(), "one sequencer");
    }

    /// The server stops when some replications are done; another one goes on from there and comes
    /// to the result that one without a stop comes to.
    @Test
    void goesOnWhereAStoppedServerWas() throws IOException {
        RolloutQuestion question = question(40);
        RolloutJobId undisturbed = add(question);
        work(LIMITS).run(undisturbed);

        RolloutJobId id = add(question);
        RolloutWork first = work(LIMITS);
        AtomicReference<@Nullable RolloutProgress> stoppedAt = new AtomicReference<>();
        jobs.listen(progress -> {
            if (progress.step() == RolloutStep.CERTIFICATE && progress.done() >= 3) {
                stoppedAt.compareAndSet(null, progress);
                first.stop();
            }
        });
        assertThrows(RolloutWork.Stopped.class, () -> first.run(id));
        jobs.listen(_ -> {});
        RolloutProgress seen = Optional.ofNullable(stoppedAt.get()).orElseThrow();
        assertTrue(seen.done() < 40, seen.toString());
        assertEquals(RolloutState.WAITING, job(id).state());
        Path kept = files().getFirst();
        List<String> lines = Files.readAllLines(kept);
        assertTrue(lines.size() > seen.done(), "a heading and every finished replication");
        assertTrue(jobs.chosen(id).isPresent());

        List<RolloutProgress> before = List.copyOf(jobs.told);
        List<String> after = new ArrayList<>();
        jobs.listen(progress -> {
            if (progress.step() == RolloutStep.CERTIFICATE
                    && after.isEmpty()
                    && progress.done() > 0) {
                try {
                    after.addAll(Files.readAllLines(kept));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        work(LIMITS).run(id);
        List<RolloutProgress> resumed = jobs.told.subList(before.size(), jobs.told.size());
        assertTrue(
                resumed.stream()
                        .noneMatch(p ->
                                p.step() == RolloutStep.SCREEN
                                        || p.step() == RolloutStep.SELECTION),
                "the plan that was chosen is not looked for again");
        assertTrue(
                resumed.stream()
                        .filter(p -> p.step() == RolloutStep.CERTIFICATE && p.done() > 0)
                        .allMatch(p -> p.done() >= lines.size()),
                resumed.toString());
        assertEquals(lines, after.subList(0, lines.size()), "finished replications stay");
        RolloutResult whole = result(undisturbed);
        RolloutResult continued = result(id);
        assertEquals(
                whole.judged().orElseThrow().report().deliverability(),
                continued.judged().orElseThrow().report().deliverability());
        assertEquals(
                whole.judged().orElseThrow().report().deliverabilityIfConfirmed(),
                continued.judged().orElseThrow().report().deliverabilityIfConfirmed());
        assertEquals(
                whole.judged().orElseThrow().picture(), continued.judged().orElseThrow().picture());
        assertEquals(List.of(), files());
    }

    @Test
    void stopsWhenNobodyWantsItAnyMore() throws IOException {
        RolloutJobId id = add(question(299, plan("mine", 0)));
        jobs.listen(progress -> {
            if (progress.done() >= 1) {
                jobs.wantCancel(id, NOW);
            }
        });
        work(LIMITS).run(id);
        assertEquals(RolloutState.CANCELLED, job(id).state());
        assertTrue(jobs.told.getLast().done() < 299);
        assertEquals(List.of(), files());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void doesNothingForAJobThatWasCancelledInTheQueue() {
        RolloutJobId id = add(question(5));
        jobs.wantCancel(id, NOW);
        work(LIMITS).run(id);
        assertEquals(RolloutState.CANCELLED, job(id).state());
        assertEquals(List.of(), jobs.told);
    }

    @Test
    void saysThatTimeRanOut() {
        RolloutJobId id = add(question(299));
        work(new RolloutLimits(Duration.ofMillis(1), 100_000, 1, 3, 2)).run(id);
        assertEquals(RolloutState.FAILED, job(id).state());
        assertTrue(job(id).problem().orElseThrow().startsWith("OGMS-5616"));
    }

    /// What a plan cannot change comes out only when it is carried out.
    @Test
    void failsInTheWordsOfTheEngine() {
        Source odd =
                Source.sent(
                        "odd.yaml",
                        """
                        format: opengms-investments/1
                        id: odd
                        title: Odd
                        options:
                          - id: line
                            name: A line that is not there
                            kind: MACHINES
                            places: ["*"]
                            resource: teleport
                            amount: 1
                            costPence: [100]
                            leadQuarters: 0
                            slip: [1]
                            mostPerQuarter: 1
                            most: 1
                            payer: Somebody
                            evidence: none
                        """);
        Source plan =
                Source.sent("p.yaml", PLAN.formatted("p", "P", 0).replace("sequencer", "line"));
        RolloutJobId id =
                add(
                        new RolloutQuestion(
                                shortRegion(),
                                odd,
                                1_000,
                                List.of(plan, plan),
                                2,
                                1,
                                Optional.empty()));
        work(LIMITS).run(id);
        assertEquals(RolloutState.FAILED, job(id).state());
        assertTrue(job(id).problem().orElseThrow().contains("teleport"), job(id).toString());
    }

    /// A job that kills its server each time must not do so for ever.
    @Test
    void isGivenUpWhenTheServerDiesOfIt() {
        RolloutJobId id = add(question(2));
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.of(i + 1), jobs.begin(id, NOW));
        }
        work(LIMITS).run(id);
        assertTrue(job(id).problem().orElseThrow().startsWith("OGMS-5612"));
    }

    @Test
    void theDeskKeepsWithinItsNumbersAndIsForOperatorsAlone() {
        List<RolloutJobId> queued = new ArrayList<>();
        RolloutDesk desk = new RolloutDesk(jobs, queued::add, LIMITS, CLOCK);
        RolloutQuestion question = question(2, plan("mine", 0));
        Actor manager = new Actor("m", "M", new OdsCode("ZL01"), Set.of(Role.MANAGER));
        assertTrue(desk.ask(question, manager) instanceof RolloutAnswer.NotAllowed<RolloutJobId>);
        assertEquals(List.of(), queued);
        assertTrue(desk.ask(question, OPERATOR) instanceof RolloutAnswer.Done<RolloutJobId>);
        assertTrue(desk.ask(question, OPERATOR) instanceof RolloutAnswer.Done<RolloutJobId>);
        assertEquals(2, queued.size());
        refused(desk.ask(question, OPERATOR), "OGMS-5606 You have 2 roll-outs waiting");
        refused(desk.delete(queued.getFirst(), OPERATOR), "OGMS-5608");
        queued.forEach(id -> desk.cancel(id, OPERATOR));
        assertTrue(desk.ask(question, OPERATOR) instanceof RolloutAnswer.Done<RolloutJobId>);
        refused(desk.ask(question, OPERATOR), "OGMS-5607 You keep 3 roll-outs");
        assertTrue(desk.find(queued.getFirst(), manager) instanceof RolloutAnswer.NotAllowed);
        assertTrue(desk.list(manager) instanceof RolloutAnswer.NotAllowed);
        assertTrue(desk.cancel(queued.getLast(), manager) instanceof RolloutAnswer.NotAllowed);
        assertTrue(desk.delete(queued.getFirst(), manager) instanceof RolloutAnswer.NotAllowed);
        assertTrue(desk.delete(queued.getFirst(), OPERATOR) instanceof RolloutAnswer.Done);
        assertTrue(desk.find(queued.getFirst(), OPERATOR) instanceof RolloutAnswer.NotFound);
        assertTrue(desk.ask(question, OPERATOR) instanceof RolloutAnswer.Done<RolloutJobId>);
    }

    private static <T> void refused(RolloutAnswer<T> answer, String words) {
        assertTrue(
                answer instanceof RolloutAnswer.Refused<T>(var wrong)
                        && wrong.getFirst().words().startsWith(words),
                answer.toString());
    }
}
