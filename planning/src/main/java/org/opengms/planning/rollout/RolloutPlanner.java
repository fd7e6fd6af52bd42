package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final RobustSizing.Strictness LEAN = new RobustSizing.Strictness(0.95, 0.8, 0.9);
    private static final RobustSizing.Strictness AMPLE = new RobustSizing.Strictness(0.88, 1, 1);

    /// Quarters by which go-lives are put off at most, to reach a target.
    private static final int MOST_POSTPONED = 8;

    private static final int FIRST_REPLICATIONS = 6;
    private static final int MOST_REPLICATIONS = 24;

    private final RolloutRequest request;
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final SolverChoice choice = SolverChoice.choose();
    private final List<String> notes = new ArrayList<>();

    public RolloutPlanner(RolloutRequest request) {
        this.request = request;
        scenario = request.scenario();
        catalogue = request.catalogue();
        choice.fallback().ifPresent(notes::add);
    }

    /// A report with the plan it is about.
    public record Answer(RolloutReport report, RolloutPlan plan) {}

    /// Answers the request.
    public Answer answer() {
        NetworkEvaluation evaluation =
                new NetworkEvaluation(scenario, catalogue, request.seed(), request.simulation());
        RolloutPlan nothing =
                RolloutPlan.of(
                        scenario.id() + "-rollout",
                        "Roll-out planned for " + scenario.title(),
                        List.of());
        RobustSizing sizing =
                new RobustSizing(
                        scenario,
                        catalogue,
                        request.seed(),
                        WORLDS,
                        request.certificate().threads());
        RolloutPlan kept =
                request.plan().isPresent()
                        ? nothing
                        : sizing.sized(nothing, request.budgetPence(), LEAN);
        NetworkScreen screen = new NetworkScreen(scenario, catalogue, kept);
        ScreenProblem problem = screen.problem(moneyLeft(kept));
        Optional<CapacityCheck.NotDeliverable> hopeless = CapacityCheck.of(problem);
        if (request.plan().isEmpty() && hopeless.isPresent()) {
            return beyondCapacity(problem, hopeless.get());
        }
        RolloutPlan plan;
        Optional<RolloutReport.Selected> selected = Optional.empty();
        double bound;
        String method;
        if (request.plan().isPresent()) {
            plan = request.plan().get();
            catalogue.spendingPence(scenario, plan);
            bound = relaxedBound(problem);
            method = "the plan was given; bound by the relaxation, " + choice.solver().name();
        } else {
            ScreenResult screened =
                    new RolloutScreen(choice.solver(), request.screen()).plan(problem);
            List<RolloutPlan> candidates = candidates(kept, screen, screened, sizing);
            PlanSelection.Choice chosen = select(candidates, evaluation);
            plan = candidates.get(chosen.plan());
            selected =
                    Optional.of(
                            new RolloutReport.Selected(
                                    candidates.size(),
                                    chosen.plan(),
                                    chosen.means(),
                                    chosen.replications(),
                                    SELECTION_ERROR,
                                    chosen.errorHeld()));
            bound = screened.bound();
            method = screened.method();
        }
        DeliverabilityCertificate certificate =
                new DeliverabilityCertificate(evaluation, request.certificate());
        Set<String> goLives = catalogue.goLives(scenario);
        Optional<RolloutReport.Earliest> earliest = Optional.empty();
        if (request.target().isPresent()) {
            EarliestRollout.Result found =
                    new EarliestRollout(
                                    certificate,
                                    request.target().get(),
                                    request.certificate().errorEachSide())
                            .search(plan, goLives, MOST_POSTPONED);
            plan = plan.postponed(found.postponedQuarters().orElse(0), goLives);
            earliest = Optional.of(RolloutReport.Earliest.of(request.target().get(), found));
        }
        double objective = new ScreenValue(problem).objective(screen.seen(problem, plan));
        Deliverability whole = certificate.certify(plan);
        RolloutPlan confirmed = plan.confirmed(goLives);
        Deliverability onConfirmed =
                confirmed.equals(plan) ? whole : certificate.certify(confirmed);
        return new Answer(
                report(
                        plan,
                        objective,
                        Math.max(bound, objective),
                        method,
                        RolloutReport.Figure.of(onConfirmed),
                        RolloutReport.Figure.of(whole),
                        bindings(whole),
                        selected,
                        earliest),
                plan);
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
                        none,
                        objective,
                        objective,
                        "demand lies above all capacity that could be there",
                        figure,
                        figure,
                        bindings,
                        Optional.empty(),
                        Optional.empty()),
                none);
    }

    /// The schedule of the screen as it is, and with what it lacks in drawn worlds, bought leanly
    /// and amply; the ample one with its go-lives put off, too.
    private List<RolloutPlan> candidates(
            RolloutPlan kept, NetworkScreen screen, ScreenResult screened, RobustSizing sizing) {
        List<Investment> started =
                screened.starts().stream()
                        .flatMap(start -> screen.investments(start).stream())
                        .toList();
        RolloutPlan first = kept.with(started);
        RolloutPlan ample = sizing.sized(first, request.budgetPence(), AMPLE);
        Set<String> goLives = catalogue.goLives(scenario);
        List<RolloutPlan> all = new ArrayList<>(List.of(first));
        all.add(sizing.sized(first, request.budgetPence(), LEAN));
        all.add(ample);
        for (int quarters : new int[] {2, 4}) {
            all.add(sizing.sized(first.postponed(quarters, goLives), request.budgetPence(), AMPLE));
        }
        return all.stream().distinct().toList();
    }

    private PlanSelection.Choice select(
            List<RolloutPlan> candidates, NetworkEvaluation evaluation) {
        double typical = evaluation.evaluate(candidates.getFirst(), 0).value();
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
            RolloutPlan plan,
            double objective,
            double bound,
            String method,
            RolloutReport.Figure onConfirmed,
            RolloutReport.Figure ifConfirmed,
            List<RolloutReport.Binding> bindings,
            Optional<RolloutReport.Selected> selected,
            Optional<RolloutReport.Earliest> earliest) {
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
                objective,
                bound,
                Gap.percent(objective, bound),
                method,
                onConfirmed,
                ifConfirmed,
                bindings,
                selected,
                earliest,
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
        return schedule;
    }
}
