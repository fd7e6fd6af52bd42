package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.solver.Gap;
import org.opengms.planning.solver.Solution;
import org.opengms.planning.solver.SolverChoice;
import org.opengms.planning.solver.SolverLimits;

/// Finds a roll-out, or judges one, from beginning to end: screen, surrogate search, selection by
/// simulation, certificate.
public final class RolloutPlanner {
    /// The probability, at most, of choosing a worse candidate.
    private static final double SELECTION_ERROR = 0.05;

    /// Differences below this part of the reports on time do not matter to the selection.
    private static final double INDIFFERENCE = 0.002;

    /// Worlds in which a plan is sized.
    private static final int WORLDS = 40;

    private static final RobustSizing.Strictness LEAN =
            new RobustSizing.Strictness(0.95, 0.8, 0.9, RobustSizing.From.THE_END_OF_THE_RAMP);
    private static final RobustSizing.Strictness AMPLE =
            new RobustSizing.Strictness(0.88, 1, 1, RobustSizing.From.THE_END_OF_THE_RAMP);
    private static final RobustSizing.Strictness AT_ONCE =
            new RobustSizing.Strictness(0.88, 1, 1, RobustSizing.From.THE_START);
    private static final RobustSizing.Strictness GENEROUS =
            new RobustSizing.Strictness(0.8, 1, 1, RobustSizing.From.THE_START);

    /// Quarters by which go-lives are put off at most, to reach a target.
    private static final int MOST_POSTPONED = 8;

    /// So that the worlds in which a plan is chosen are not those in which it is certified, nor
    /// those in which it is sized: the best of several is the luckiest, too.
    private static final long SELECTION_WORLDS = 0x5E_1EC7_104EL;

    private static final int FIRST_REPLICATIONS = 6;
    private static final int MOST_REPLICATIONS = 18;

    private final RolloutRequest request;
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final SolverChoice choice = SolverChoice.choose();
    private final Consumer<Step> steps;
    private final Set<String> goLives;
    private final DeliverabilityCertificate certificate;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Start start;
    private @Nullable RobustSizing sizing;

    public RolloutPlanner(RolloutRequest request) {
        this(request, _ -> {});
    }

    /// @param steps told of each step as it begins; what it throws ends the planning
    public RolloutPlanner(RolloutRequest request, Consumer<Step> steps) {
        this.request = request;
        this.steps = steps;
        scenario = request.scenario();
        catalogue = request.catalogue();
        goLives = catalogue.goLives(scenario);
        certificate =
                new DeliverabilityCertificate(evaluation(request.seed()), request.certificate());
        choice.fallback().ifPresent(notes::add);
    }

    /// How many replications of a certificate are needed so that a target can be shown at all.
    ///
    /// @param target of the lower limit, between 0 and 1
    /// @param errorEachSide of the certificate's limits
    public static int leastReplications(double target, double errorEachSide) {
        return EarliestRollout.leastReplications(target, errorEachSide, MOST_POSTPONED);
    }

    /// What the planner is doing.
    public enum Step {
        /// Finds what the service needs as it is, and a schedule of go-lives in a simplified model.
        SCREEN,
        /// Buys what the schedule lacks in drawn worlds.
        SEARCH,
        /// Compares the candidates by simulation.
        SELECTION,
        /// Looks for the earliest go-lives that hold.
        EARLIEST,
        /// Counts in how many replications the whole plan is delivered.
        CERTIFICATE,
        /// The same with the investments whose money is confirmed.
        CONFIRMED_CERTIFICATE
    }

    /// A report with the plan it is about.
    public record Answer(RolloutReport report, RolloutPlan plan) {}

    /// What is certified. Whoever keeps it can go on with [#certified] after an interruption and
    /// have the same answer.
    ///
    /// @param plan found or given, put off if a target asks for it
    /// @param objective of the screen
    /// @param bound what no plan within the money can better
    /// @param method how it was found
    /// @param selected how it was chosen among candidates, if it was
    /// @param earliest how far it was put off, if a target was asked for
    public record Chosen(
            RolloutPlan plan,
            double objective,
            double bound,
            String method,
            Optional<RolloutReport.Selected> selected,
            Optional<RolloutReport.Earliest> earliest) {}

    /// Answers the request.
    public Answer answer() {
        Optional<Answer> beyond = beyondCapacity();
        return beyond.isPresent() ? beyond.get() : certified(chosen());
    }

    /// The answer where a plan is to be found and nothing that could be invested would do.
    public Optional<Answer> beyondCapacity() {
        if (request.plan().isPresent()) {
            return Optional.empty();
        }
        steps.accept(Step.SCREEN);
        return CapacityCheck.of(start().problem())
                .map(found -> beyondCapacity(start().problem(), found));
    }

    /// The plan that is given, or the best that is found.
    public Chosen chosen() {
        Start start = start();
        RolloutPlan plan;
        Optional<RolloutReport.Selected> selected = Optional.empty();
        double bound;
        String method;
        if (request.plan().isPresent()) {
            plan = request.plan().get();
            catalogue.spendingPence(scenario, plan);
            bound = relaxedBound(start.problem());
            method = "the plan was given; bound by the relaxation, " + choice.solver().name();
        } else {
            ScreenResult screened =
                    new RolloutScreen(choice.solver(), request.screen()).plan(start.problem());
            steps.accept(Step.SEARCH);
            List<RolloutPlan> candidates = candidates(start, screened);
            steps.accept(Step.SELECTION);
            PlanSelection.Choice best = select(candidates);
            plan = candidates.get(best.plan());
            selected =
                    Optional.of(
                            new RolloutReport.Selected(
                                    candidates.size(),
                                    best.plan(),
                                    best.means(),
                                    best.replications(),
                                    SELECTION_ERROR,
                                    best.errorHeld()));
            bound = screened.bound();
            method = screened.method();
        }
        Optional<RolloutReport.Earliest> earliest = Optional.empty();
        if (request.target().isPresent()) {
            steps.accept(Step.EARLIEST);
            EarliestRollout.Result found =
                    new EarliestRollout(
                                    certificate,
                                    request.target().get(),
                                    request.certificate().errorEachSide())
                            .search(plan, goLives, MOST_POSTPONED);
            plan = plan.postponed(found.postponedQuarters().orElse(0), goLives);
            earliest = Optional.of(RolloutReport.Earliest.of(request.target().get(), found));
        }
        double objective =
                new ScreenValue(start.problem())
                        .objective(start.screen().seen(start.problem(), plan));
        return new Chosen(plan, objective, Math.max(bound, objective), method, selected, earliest);
    }

    /// Certifies what was chosen.
    public Answer certified(Chosen chosen) {
        RolloutPlan plan = chosen.plan();
        steps.accept(Step.CERTIFICATE);
        Deliverability whole = certificate.certify(plan);
        RolloutPlan confirmed = plan.confirmed(goLives);
        if (!confirmed.equals(plan)) {
            steps.accept(Step.CONFIRMED_CERTIFICATE);
        }
        Deliverability onConfirmed =
                confirmed.equals(plan) ? whole : certificate.certify(confirmed);
        return new Answer(
                report(
                        chosen,
                        RolloutReport.Figure.of(onConfirmed),
                        RolloutReport.Figure.of(whole),
                        bindings(whole)),
                plan);
    }

    /// Where planning starts from.
    ///
    /// @param kept what keeps the service up as it is, if a plan is to be found
    /// @param problem of the go-lives on top of it
    private record Start(RolloutPlan kept, NetworkScreen screen, ScreenProblem problem) {}

    private Start start() {
        Start known = start;
        if (known == null) {
            RolloutPlan nothing =
                    RolloutPlan.of(
                            scenario.id() + "-rollout",
                            "Roll-out planned for " + scenario.title(),
                            List.of());
            RolloutPlan kept =
                    request.plan().isPresent()
                            ? nothing
                            : sizing().sized(nothing, request.budgetPence(), LEAN);
            NetworkScreen screen = new NetworkScreen(scenario, catalogue, kept);
            known = new Start(kept, screen, screen.problem(moneyLeft(kept)));
            start = known;
        }
        return known;
    }

    /// Made once, and only where a plan is to be found: it tries every option.
    private RobustSizing sizing() {
        RobustSizing known = sizing;
        if (known == null) {
            known =
                    new RobustSizing(
                            scenario,
                            catalogue,
                            request.seed(),
                            WORLDS,
                            request.certificate().threads());
            sizing = known;
        }
        return known;
    }

    private NetworkEvaluation evaluation(long seed) {
        return new NetworkEvaluation(scenario, catalogue, seed, request.simulation());
    }

    private List<Long> moneyLeft(RolloutPlan begun) {
        List<Long> spending = catalogue.spendingPence(scenario, begun);
        List<Long> left = new ArrayList<>();
        for (int t = 0; t < spending.size(); t++) {
            left.add(Math.max(0, request.budgetPence().get(t) - spending.get(t)));
        }
        return left;
    }

    private double relaxedBound(ScreenProblem problem) {
        Solution relaxed =
                choice.solver()
                        .solve(
                                new ScreenModel(problem).problem().relaxed(),
                                new SolverLimits(request.screen().time(), 0));
        return relaxed.bound();
    }

    private Answer beyondCapacity(ScreenProblem problem, CapacityCheck.NotDeliverable found) {
        CapacityCheck.Binding last = found.bindingByQuarter().getLast();
        notes.add(
                "OGMS-6461 Not deliverable: in the last quarter %s would have to do %.2f times the most that any investment of the catalogue makes of it. Nothing was optimised or simulated. Lower the demand, or add options."
                        .formatted(last.resource(), last.load()));
        RolloutPlan none = RolloutPlan.of("none", "Nothing is invested", List.of());
        RolloutReport.Figure figure =
                new RolloutReport.Figure(
                        0,
                        0,
                        0,
                        0,
                        0,
                        1 - request.certificate().errorEachSide(),
                        "BEYOND_CAPACITY");
        List<RolloutReport.Binding> bindings =
                found.bindingByQuarter().stream()
                        .map(b ->
                                new RolloutReport.Binding(
                                        b.quarter(), b.resource(), 1, b.load(), 0, 0, 0))
                        .toList();
        double objective = new ScreenValue(problem).objective(new ScreenPlan(problem));
        return new Answer(
                report(
                        new Chosen(
                                none,
                                objective,
                                objective,
                                "demand lies above all capacity that could be there",
                                Optional.empty(),
                                Optional.empty()),
                        figure,
                        figure,
                        bindings),
                none);
    }

    /// The schedule of the screen as it is, and with what it lacks in drawn worlds, bought leanly,
    /// amply, and as soon as it can be had; with its go-lives put off, too.
    private List<RolloutPlan> candidates(Start start, ScreenResult screened) {
        List<Investment> started =
                screened.starts().stream()
                        .flatMap(begins -> start.screen().investments(begins).stream())
                        .toList();
        RolloutPlan first = start.kept().with(started);
        RolloutPlan ample = sizing().sized(first, request.budgetPence(), AMPLE);
        List<RolloutPlan> all = new ArrayList<>(List.of(first));
        all.add(sizing().sized(first, request.budgetPence(), LEAN));
        all.add(ample);
        all.add(sizing().sized(first, request.budgetPence(), AT_ONCE));
        all.add(sizing().sized(first, request.budgetPence(), GENEROUS));
        for (int quarters : new int[] {2, 4}) {
            all.add(
                    sizing().sized(
                                    first.postponed(quarters, goLives),
                                    request.budgetPence(),
                                    AT_ONCE));
        }
        return all.stream().distinct().toList();
    }

    private PlanSelection.Choice select(List<RolloutPlan> candidates) {
        KnownOutcome evaluation =
                KnownOutcome.of(
                        evaluation(request.seed() ^ SELECTION_WORLDS), candidates.getFirst(), 0);
        double typical = evaluation.outcome().value();
        return new PlanSelection(
                        SELECTION_ERROR,
                        Math.max(0.01, INDIFFERENCE * Math.abs(typical)),
                        FIRST_REPLICATIONS,
                        MOST_REPLICATIONS)
                .choose(candidates, evaluation, request.certificate().threads());
    }

    private static List<RolloutReport.Binding> bindings(Deliverability found) {
        List<RolloutReport.Binding> bindings = new ArrayList<>();
        for (Deliverability.Quarter quarter : found.quarters()) {
            bindings.add(
                    new RolloutReport.Binding(
                            bindings.size(),
                            quarter.binding(),
                            quarter.bindingShare(),
                            quarter.load(),
                            quarter.heldShare(),
                            quarter.heldFromShare(),
                            quarter.heldFromLower()));
        }
        return bindings;
    }

    private RolloutReport report(
            Chosen chosen,
            RolloutReport.Figure onConfirmed,
            RolloutReport.Figure ifConfirmed,
            List<RolloutReport.Binding> bindings) {
        RolloutPlan plan = chosen.plan();
        List<Long> spending = catalogue.spendingPence(scenario, plan);
        return new RolloutReport(
                RolloutReport.FORMAT,
                scenario.id(),
                catalogue.id(),
                plan.id(),
                request.seed(),
                schedule(plan),
                new RolloutReport.Cost(
                        spending.stream().mapToLong(Long::longValue).sum(),
                        spending,
                        request.budgetPence()),
                chosen.objective(),
                chosen.bound(),
                Gap.percent(chosen.objective(), chosen.bound()),
                chosen.method(),
                onConfirmed,
                ifConfirmed,
                bindings,
                Optional.of(catalogue.sites(scenario, plan)),
                chosen.selected(),
                chosen.earliest(),
                notes);
    }

    private List<RolloutReport.Scheduled> schedule(RolloutPlan plan) {
        Map<String, InvestmentCatalogue.Placed> placed = catalogue.placed(scenario);
        List<RolloutReport.Scheduled> schedule = new ArrayList<>();
        for (Investment investment : plan.investments()) {
            InvestmentOption option =
                    InvestmentCatalogue.find(placed, investment.option()).option();
            long cost = option.costPence().stream().mapToLong(Long::longValue).sum();
            schedule.add(
                    new RolloutReport.Scheduled(
                            investment.option(),
                            option.name(),
                            investment.startQuarter(),
                            investment.startQuarter() + option.leadQuarters(),
                            investment.units(),
                            investment.state().word(),
                            cost * investment.units(),
                            option.payer()));
        }
        schedule.sort(
                Comparator.comparingInt(RolloutReport.Scheduled::quarter)
                        .thenComparing(RolloutReport.Scheduled::option));
        return schedule;
    }
}
