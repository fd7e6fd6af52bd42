package org.opengms.staffing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.simulation.SimulationLimits;
import org.opengms.planning.workforce.BudgetAllocation;
import org.opengms.planning.workforce.BudgetComparison;
import org.opengms.planning.workforce.WorkforceForecast;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutLimits;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.workforce.Competence;
import org.opengms.workforce.CompetenceRules;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.Requirement;
import org.opengms.workforce.Workplace;

/// Carries jobs of forecasting out. One that was interrupted begins anew, and comes to the same
/// answer where the service is as it was.
public final class ForecastWork {
    /// How often a job is begun without coming on before it is given up.
    private static final int MOST_BEGUN = 5;

    private final ForecastJobs jobs;
    private final Function<RolloutJobId, Optional<PlannedRollout>> rollouts;
    private final ServicePeople people;
    private final RolloutLimits limits;
    private final Clock clock;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private volatile boolean isStopping;

    /// @param rollouts those that were planned, by their jobs
    /// @param limits what planning may take of the server
    public ForecastWork(
            ForecastJobs jobs,
            Function<RolloutJobId, Optional<PlannedRollout>> rollouts,
            ServicePeople people,
            RolloutLimits limits,
            Clock clock) {
        this.jobs = jobs;
        this.rollouts = rollouts;
        this.people = people;
        this.limits = limits;
        this.clock = clock;
    }

    /// The server stops: the job in hand is to be done again later.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(@Nullable Throwable cause) {
            super("OGMS-8868 The server stops; the forecast is made after its restart.", cause);
        }
    }

    /// Why a run stops before its end.
    private enum Stop {
        CANCELLED,
        OUT_OF_TIME,
        SERVER
    }

    /// Carries out a job.
    ///
    /// @throws Stopped if the server stops meanwhile
    public void run(ForecastId id) {
        Optional<Integer> begun = jobs.begin(id, clock.instant());
        if (begun.isEmpty()) {
            jobs.cancelled(id, clock.instant());
            return;
        }
        if (begun.get() > MOST_BEGUN) {
            jobs.failed(
                    id,
                    "OGMS-8869 The server stopped %d times while it worked on this. Ask for fewer futures, or a smaller scenario."
                            .formatted(begun.get() - 1),
                    clock.instant());
            return;
        }
        AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
        running.set(Thread.currentThread());
        try {
            String result = new Run(id, stop).result().text();
            jobs.done(id, result, clock.instant());
        } catch (CancellationException e) {
            ended(id, stop.get() == null ? Stop.SERVER : stop.get(), e);
        } catch (IllegalArgumentException refused) {
            jobs.failed(id, String.valueOf(refused.getMessage()), clock.instant());
        } catch (OutOfMemoryError e) {
            jobs.failed(
                    id,
                    "OGMS-8870 The server has too little memory for this. Ask for a smaller scenario, or give the program more memory.",
                    clock.instant());
        } finally {
            running.set(null);
            // An interruption was for the work, which has ended.
            Thread.interrupted();
        }
    }

    private void ended(ForecastId id, @Nullable Stop stop, CancellationException cause) {
        switch (stop) {
            case CANCELLED -> jobs.cancelled(id, clock.instant());
            case OUT_OF_TIME ->
                    jobs.failed(
                            id,
                            "OGMS-8871 It took longer than the %d minutes that the server allows. Ask for fewer futures or a smaller scenario."
                                    .formatted(limits.time().toMinutes()),
                            clock.instant());
            case SERVER -> {
                Thread.interrupted();
                jobs.waitAgain(id);
                throw new Stopped(cause);
            }
            case null -> throw cause;
        }
    }

    /// Gives up a job that failed again and again.
    public void giveUp(ForecastId id) {
        jobs.failed(
                id,
                "OGMS-8872 The service failed to forecast this every time it tried. Its log says why.",
                clock.instant());
    }

    /// Stops the job in hand, for the server stops. It stays in the queue.
    public void stop() {
        isStopping = true;
        Thread worker = running.get();
        if (worker != null) {
            worker.interrupt();
        }
    }

    /// A roll-out that is carried out meanwhile.
    private record Beside(RolloutQuestion.Read read, RolloutPlan plan, GoLiveMap map) {}

    private final class Run {
        private final ForecastId id;
        private final AtomicReference<@Nullable Stop> stop;
        private final long end = System.nanoTime() + limits.time().toNanos();

        Run(ForecastId id, AtomicReference<@Nullable Stop> stop) {
            this.id = id;
            this.stop = stop;
        }

        ForecastResult result() {
            ForecastQuestion question = jobs.question(id).orElseThrow();
            Optional<Beside> beside = question.rollout().map(_ -> beside(question));
            ServiceScenario scenario =
                    beside.map(b -> b.read().scenario())
                            .orElseGet(() -> ServiceScenario.named(question.scenario()));
            Instant now = clock.instant();
            StaffRegister register = StaffRegister.of(people.members(), now);
            OrderGrowth growth = people.growth(now);
            WorkforcePlan plan = plan(question, scenario);
            LivePlan live =
                    LivePlan.of(
                            scenario,
                            plan,
                            question.places().isEmpty()
                                    ? LivePlan.inOrder(scenario, people.network())
                                    : question.places(),
                            question.testsPerYear(),
                            new LivePlan.People(
                                    register,
                                    people.network(),
                                    people.states().at(now),
                                    people.funded(),
                                    growth));
            Cover.Assumed assumed = assumed(plan);
            List<Cover> cover = cover(register, assumed);
            goOn(0);
            BudgetComparison comparison =
                    BudgetComparison.of(
                            live.scenario(),
                            live.plan(),
                            question.budgetsPencePerYear(),
                            new BudgetComparison.Options(
                                    question.seed(),
                                    question.worlds(),
                                    limits.threads(),
                                    SimulationLimits.STANDARD),
                            (done, _) -> goOn(done),
                            meanwhile(question, beside, live.scenario()),
                            () -> stop.get() != null);
            return new ForecastResult(
                    ForecastResult.FORMAT,
                    register.day(),
                    assumed,
                    live.staff(),
                    cover,
                    live.funded().stream()
                            .map(p ->
                                    new ForecastResult.Funded(
                                            p.places().laboratory(),
                                            p.places().role(),
                                            p.places().places(),
                                            p.places().since(),
                                            p.places().reference(),
                                            p.pipeline().map(of -> pipelineName(live.plan(), of))))
                            .toList(),
                    Optional.of(ahead(question, beside, live, register, growth, comparison)),
                    live.notes());
        }

        /// Keeps how far it is, and sees whether it is to stop.
        private void goOn(int done) {
            if (jobs.progress(id, done)) {
                stop.compareAndSet(null, Stop.CANCELLED);
            }
            if (System.nanoTime() >= end) {
                stop.compareAndSet(null, Stop.OUT_OF_TIME);
            }
            if (isStopping) {
                stop.compareAndSet(null, Stop.SERVER);
            }
            if (stop.get() != null) {
                throw new CancellationException("the run stops");
            }
        }

        private Beside beside(ForecastQuestion question) {
            RolloutJobId job = question.rollout().orElseThrow();
            PlannedRollout planned =
                    rollouts.apply(job)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "OGMS-8873 Roll-out %s is not there, is not done, or compares several plans. Choose one that has planned or judged one plan."
                                                    .formatted(job)));
            return new Beside(planned.question().read(), planned.plan(), planned.map());
        }

        private static WorkforcePlan plan(ForecastQuestion question, ServiceScenario scenario) {
            if (question.plan().isPresent()) {
                return WorkforcePlan.parse(question.plan().get(), "the plan");
            }
            if (!WorkforcePlan.NAMES.contains(scenario.id())) {
                throw new IllegalArgumentException(
                        "OGMS-8865 No workforce plan that comes with the program goes with scenario %s. Send one, or take a scenario of %s."
                                .formatted(scenario.id(), WorkforcePlan.NAMES));
            }
            return WorkforcePlan.named(scenario.id());
        }

        private static IntFunction<List<DatedChange>> meanwhile(
                ForecastQuestion question, Optional<Beside> beside, ServiceScenario scenario) {
            return replication ->
                    beside.map(b ->
                                    b.read()
                                            .catalogue()
                                            .changes(
                                                    scenario,
                                                    b.plan(),
                                                    question.seed(),
                                                    replication))
                            .orElse(List.of());
        }

        private static Cover.Assumed assumed(WorkforcePlan plan) {
            double turnover =
                    plan.holdings().stream()
                            .mapToDouble(h -> h.turnoverPerYear().value())
                            .average()
                            .orElseGet(() ->
                                    plan.posts().stream()
                                            .mapToDouble(p -> p.turnoverPerYear().value())
                                            .average()
                                            .orElseThrow());
            double away =
                    plan.posts().stream()
                            .mapToDouble(p -> p.leaveShare().value() + p.absenceShare().value())
                            .average()
                            .orElseThrow();
            return new Cover.Assumed(turnover, away);
        }

        private ForecastResult.Ahead ahead(
                ForecastQuestion question,
                Optional<Beside> beside,
                LivePlan live,
                StaffRegister register,
                OrderGrowth growth,
                BudgetComparison comparison) {
            return new ForecastResult.Ahead(
                    live.scenario().id(),
                    live.scenario().title(),
                    live.plan().title(),
                    live.plan().quarters(),
                    live.plan().rampQuarters(),
                    comparison.replications(),
                    question.seed(),
                    live.scenario().testsPerYear().value(),
                    growth.tells() ? Optional.of(growth) : Optional.empty(),
                    beside.map(b -> b.plan().title()),
                    live.stands().entrySet().stream()
                            .map(e -> new ForecastResult.Stand(e.getKey(), e.getValue()))
                            .toList(),
                    demand(live.plan(), comparison),
                    beside.map(b -> goLives(b, live, register)).orElse(List.of()),
                    budgets(live.plan(), comparison));
        }
    }

    private static String pipelineName(WorkforcePlan plan, String id) {
        return plan.pipelines().stream()
                .filter(p -> p.id().equals(id))
                .map(WorkforcePlan.Pipeline::name)
                .findFirst()
                .orElse(id);
    }

    /// Every organisation with every competence that is needed there.
    private List<Cover> cover(StaffRegister register, Cover.Assumed assumed) {
        CompetenceRules rules = people.book().rules(register.day());
        List<Cover> cover = new ArrayList<>();
        people.network()
                .laboratories()
                .forEach(l -> cover(cover, l.ods(), l.name(), rules, register, assumed));
        people.network()
                .sites()
                .forEach(s -> cover(cover, s.ods(), s.name(), rules, register, assumed));
        cover(cover, GateDesk.COMMITTEE, "Access committee", rules, register, assumed);
        return cover;
    }

    private void cover(
            List<Cover> cover,
            OdsCode organisation,
            String name,
            CompetenceRules rules,
            StaffRegister register,
            Cover.Assumed assumed) {
        for (Requirement requirement : rules.requirements()) {
            java.util.Set<Workplace> kinds = people.kinds(organisation);
            if (requirement.workplaces().stream().anyMatch(kinds::contains)) {
                cover.add(
                        Cover.of(
                                organisation,
                                name,
                                requirement.competence(),
                                requirement.duty(),
                                register,
                                assumed));
            }
        }
    }

    private static List<ForecastResult.Demand> demand(
            WorkforcePlan plan, BudgetComparison comparison) {
        WorkforceForecast forecast = comparison.budgets().getFirst().forecast();
        List<ForecastResult.Demand> demand = new ArrayList<>();
        for (int i = 0; i < forecast.courses().size(); i++) {
            WorkforceForecast.Course course = forecast.courses().get(i);
            demand.add(
                    new ForecastResult.Demand(
                            course.course(),
                            course.name(),
                            plan.courses().get(i).pencePerPlace(),
                            course.quarters()));
        }
        return demand;
    }

    private static List<ForecastResult.GoLive> goLives(
            Beside beside, LivePlan live, StaffRegister register) {
        Map<String, String> ids =
                live.scenario().sites().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        OrderingSite::name, OrderingSite::id, (a, _) -> a));
        List<ForecastResult.GoLive> goLives = new ArrayList<>();
        beside.map().regions().stream()
                .flatMap(region -> region.sites().stream())
                .filter(site -> site.quarter().isPresent())
                .forEach(site -> {
                    LocalDate day =
                            live.today()
                                    .plusDays(
                                            (long) site.quarter().get()
                                                    * ServiceScenario.QUARTER_DAYS);
                    Optional<OdsCode> organisation =
                            Optional.ofNullable(ids.get(site.name()))
                                    .flatMap(id -> Optional.ofNullable(live.stands().get(id)));
                    goLives.add(
                            new ForecastResult.GoLive(
                                    site.name(),
                                    organisation,
                                    day,
                                    organisation
                                            .map(ods -> needs(ods, day, register))
                                            .orElse(List.of())));
                });
        goLives.sort(java.util.Comparator.comparing(ForecastResult.GoLive::day));
        return goLives;
    }

    private static List<ForecastResult.Need> needs(
            OdsCode ods, LocalDate day, StaffRegister register) {
        List<ForecastResult.Need> needs = new ArrayList<>();
        for (Competence competence :
                List.of(Competence.RECORD_OF_DISCUSSION, Competence.ORDER_WGS)) {
            int holders =
                    (int)
                            register.lastDays(ods, competence).stream()
                                    .filter(last -> !last.isBefore(day))
                                    .count();
            needs.add(
                    new ForecastResult.Need(
                            competence,
                            holders,
                            Math.max(0, ForecastResult.GoLive.LEAST_HOLDERS - holders)));
        }
        return needs;
    }

    private static List<ForecastResult.Budget> budgets(
            WorkforcePlan plan, BudgetComparison comparison) {
        List<String> interpreting =
                plan.roles().stream()
                        .filter(r -> r.interprets().isPresent())
                        .map(WorkforcePlan.Role::id)
                        .toList();
        List<ForecastResult.Budget> budgets = new ArrayList<>();
        for (BudgetComparison.Budget budget : comparison.budgets()) {
            BudgetAllocation allocation = budget.forecast().allocation();
            budgets.add(
                    new ForecastResult.Budget(
                            budget.budgetPencePerYear(),
                            allocation.spentPencePerYear(),
                            allocation.places().stream()
                                    .map(p ->
                                            new ForecastResult.Bought(
                                                    pipelineName(plan, p.pipeline()),
                                                    p.begunInAll(),
                                                    p.fundedBegun().stream()
                                                            .mapToInt(Integer::intValue)
                                                            .sum(),
                                                    p.reason()))
                                    .toList(),
                            IntStream.range(0, plan.quarters())
                                    .mapToObj(q -> atWork(budget.forecast(), interpreting, q))
                                    .toList(),
                            budget.outcome(),
                            comparison.differences().stream()
                                    .filter(d ->
                                            d.budgetPencePerYear() == budget.budgetPencePerYear())
                                    .findFirst()));
        }
        return budgets;
    }

    private static double atWork(WorkforceForecast forecast, List<String> roles, int quarter) {
        return forecast.posts().stream()
                .filter(p -> roles.contains(p.role()))
                .mapToDouble(p -> p.quarters().get(quarter).atWork().mean())
                .sum();
    }
}
