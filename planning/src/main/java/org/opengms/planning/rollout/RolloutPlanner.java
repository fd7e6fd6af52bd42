package org.opengms.planning.rollout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final int SURROGATE_EVALUATIONS = 40;
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
        StorageReserve.Reserve reserve =
                StorageReserve.of(scenario, catalogue, request.budgetPence());
        ScreenProblem problem =
                new NetworkScreen(scenario, catalogue).problem(reserve.budgetLeftPence());
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
            List<RolloutPlan> candidates = candidates(screened, reserve);
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
        double objective = new ScreenValue(problem).objective(NetworkScreen.seen(problem, plan));
        DeliverabilityCertificate certificate =
                new DeliverabilityCertificate(evaluation, request.certificate());
        Deliverability whole = certificate.certify(plan);
        RolloutPlan confirmed = plan.confirmed();
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
                        selected),
                plan);
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
                                        b.quarter(), b.resource(), 1, b.load(), 0))
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
                        Optional.empty()),
                none);
    }

    private List<RolloutPlan> candidates(ScreenResult screened, StorageReserve.Reserve reserve) {
        Instant at = scenario.start().atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Investment> investments = new ArrayList<>();
        for (List<ScreenResult.Start> starts : List.of(reserve.starts(), screened.starts())) {
            for (ScreenResult.Start start : starts) {
                investments.add(
                        Investment.proposed(
                                start.option(),
                                start.quarter(),
                                start.units(),
                                new InvestmentState.Proposed(at, "OpenGMS roll-out planner")));
            }
        }
        RolloutPlan first =
                RolloutPlan.of(
                        scenario.id() + "-rollout",
                        "Roll-out planned for " + scenario.title(),
                        investments);
        RolloutPlan improved =
                new SurrogateSearch(scenario, catalogue, request.budgetPence())
                        .improved(first, SURROGATE_EVALUATIONS);
        return improved.equals(first) ? List.of(first) : List.of(first, improved);
    }

    private PlanSelection.Choice select(
            List<RolloutPlan> candidates, NetworkEvaluation evaluation) {
        double typical = evaluation.evaluate(candidates.getFirst(), 0).value();
        return new PlanSelection(
                        SELECTION_ERROR,
                        Math.max(0.01, INDIFFERENCE * Math.abs(typical)),
                        FIRST_REPLICATIONS,
                        MOST_REPLICATIONS)
                .choose(candidates, evaluation);
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
                            quarter.heldShare()));
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
            Optional<RolloutReport.Selected> selected) {
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
