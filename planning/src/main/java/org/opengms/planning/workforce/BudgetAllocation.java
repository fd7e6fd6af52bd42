package org.opengms.planning.workforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.planning.network.Laboratory;
import org.opengms.planning.network.Refused;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// What a training budget buys: one stated rule, without chance, worked out at the values of the
/// plan.
///
/// 1. Pipelines are put in order: those to the role that is shortest of hours first (hours of
///    interpretation asked for over hours offered by all its laboratories, with nothing bought);
///    among these the cheapest for a whole-time equivalent year delivered before the plan ends;
///    among these the laboratory that is shortest. A laboratory that has people enough with nothing
///    bought gets none of them. Those that take more of their teachers' time than they give back
///    are not bought.
/// 2. Each has a ceiling of trainees at once: the new places it has in its time, and what its
///    teachers can teach beside those under way, those funded otherwise, and pipelines before it.
/// 3. The yearly budget pays trainees at once in this order; a pipeline gets money once those
///    before it are at their ceiling.
/// 4. People begin as soon as a place is free, and not so late that they would end after the plan.
///
/// So a larger budget begins everything that a smaller one begins, and no later.
///
/// @param budgetPencePerYear what there is
/// @param spentPencePerYear at most, once all places are filled
/// @param places by pipeline, in the order of the rule
public record BudgetAllocation(
        long budgetPencePerYear, long spentPencePerYear, List<Places> places) {
    public BudgetAllocation {
        places = List.copyOf(places);
    }

    /// Hours asked for over hours offered below which a laboratory has people enough: the
    /// utilisation that roll-outs are planned to.
    public static final double ENOUGH = 0.85;

    /// Why a pipeline gets no more than it does.
    public enum Bound {
        /// The budget ends here.
        BUDGET,
        /// Those who teach can teach no more.
        SUPERVISION,
        /// No more people or room are found in a year.
        INTAKE,
        /// The laboratory has people enough with nothing bought.
        ENOUGH,
        /// It gives nothing back, or too little, before the plan ends.
        TOO_LATE
    }

    /// What a pipeline gets.
    ///
    /// @param pipeline its id
    /// @param laboratory where
    /// @param role to which
    /// @param rolePressure hours of interpretation asked for over hours offered with nothing
    ///   bought, of the role in all laboratories; absent for roles that do not interpret
    /// @param pressure the same of the laboratory alone
    /// @param pencePerWteYear of a whole-time equivalent year delivered before the plan ends, for a
    ///   place of the first quarter; absent where it delivers none
    /// @param ceiling of trainees at once that the budget may pay for
    /// @param atOnce that it pays for
    /// @param bound why not more
    /// @param begun who begin on the budget, by quarter
    /// @param fundedBegun who begin on funds beside it, by quarter
    public record Places(
            String pipeline,
            String laboratory,
            String role,
            Optional<Double> rolePressure,
            Optional<Double> pressure,
            Optional<Double> pencePerWteYear,
            int ceiling,
            int atOnce,
            Bound bound,
            List<Integer> begun,
            List<Integer> fundedBegun) {
        public Places {
            begun = List.copyOf(begun);
            fundedBegun = List.copyOf(fundedBegun);
        }

        /// Who begin on the budget, in all.
        public int begunInAll() {
            return begun.stream().mapToInt(Integer::intValue).sum();
        }

        /// Why, in words.
        public String reason() {
            String cost =
                    pencePerWteYear
                            .map(p ->
                                    String.format(
                                            Locale.ROOT,
                                            "£%,.0f a whole-time equivalent year delivered",
                                            p / 100))
                            .orElse("delivers nothing before the plan ends");
            String need =
                    pressure.map(p ->
                                    String.format(
                                            Locale.ROOT,
                                            "%.2f hours asked for each hour offered, ",
                                            p))
                            .orElse("interprets nothing, ");
            return need
                    + cost
                    + switch (bound) {
                        case BUDGET -> "; the budget ends here";
                        case SUPERVISION -> "; its teachers can teach no more";
                        case INTAKE -> "; no more people are found in a year";
                        case ENOUGH -> "; there are people enough";
                        case TOO_LATE -> "; none bought";
                    };
        }
    }

    /// Works the rule out.
    ///
    /// @throws IllegalArgumentException if the plan does not go with the scenario, or the budget is
    ///   none
    public static BudgetAllocation of(
            WorkforcePlan plan, ServiceScenario scenario, long budgetPencePerYear) {
        if (budgetPencePerYear < 0 || budgetPencePerYear > WorkforcePlan.MOST_PENCE) {
            throw Refused.because(
                    "OGMS-8853 A budget is £%s a year. It must lie within £0 and £%s",
                    budgetPencePerYear / 100, WorkforcePlan.MOST_PENCE / 100);
        }
        PlanChecks.mustFit(plan, scenario);
        return new Rule(plan, scenario, budgetPencePerYear).allocation();
    }

    /// Who begin, by pipeline of the plan and quarter, whoever pays.
    int[][] starts(WorkforcePlan plan) {
        int[][] starts = new int[plan.pipelines().size()][plan.quarters()];
        for (int p = 0; p < starts.length; p++) {
            String id = plan.pipelines().get(p).id();
            for (Places row : places) {
                if (row.pipeline().equals(id)) {
                    for (int q = 0; q < plan.quarters(); q++) {
                        starts[p][q] = row.begun().get(q) + row.fundedBegun().get(q);
                    }
                }
            }
        }
        return starts;
    }

    /// The rule at work.
    private static final class Rule {
        private final WorkforcePlan plan;
        private final ServiceScenario scenario;
        private final long budgetPencePerYear;
        private final StaffWorld baseline;
        private final Workload workload;

        /// Whole-time equivalents that may still be taken from each post for teaching.
        private final double[] teachers;

        Rule(WorkforcePlan plan, ServiceScenario scenario, long budgetPencePerYear) {
            this.plan = plan;
            this.scenario = scenario;
            this.budgetPencePerYear = budgetPencePerYear;
            ReplicationDraw values = ReplicationDraw.fixed(0, 0);
            baseline =
                    StaffWorld.of(plan, new int[plan.pipelines().size()][plan.quarters()], values);
            workload = new Workload(plan, scenario, values);
            teachers = new double[plan.posts().size()];
            for (int i = 0; i < teachers.length; i++) {
                WorkforcePlan.Post post = plan.posts().get(i);
                double least =
                        baseline.posts().get(i).stream()
                                .mapToDouble(PostFlow::mean)
                                .min()
                                .orElse(0);
                teachers[i] = least * atWork(post) * post.mostSupervisingShare();
            }
            for (int p = 0; p < plan.pipelines().size(); p++) {
                WorkforcePlan.Pipeline pipeline = plan.pipelines().get(p);
                teachers[teacher(pipeline)] -=
                        baseline.pipelines().get(p).stream()
                                .mapToDouble(PipelineFlow::supervisingWte)
                                .max()
                                .orElse(0);
            }
        }

        private static double atWork(WorkforcePlan.Post post) {
            return 1 - post.leaveShare().value() - post.absenceShare().value();
        }

        private int teacher(WorkforcePlan.Pipeline pipeline) {
            return plan.post(pipeline.laboratory(), pipeline.supervisedBy());
        }

        /// A pipeline as the rule sees it.
        private record Ranked(
                WorkforcePlan.Pipeline pipeline,
                Optional<Double> rolePressure,
                Optional<Double> pressure,
                Optional<Double> pencePerWteYear) {}

        private static final Comparator<Ranked> ORDER =
                Comparator.<Ranked>comparingDouble(r -> -r.rolePressure().orElse(-1.0))
                        .thenComparingDouble(r -> r.pencePerWteYear().orElse(Double.MAX_VALUE))
                        .thenComparingDouble(r -> -r.pressure().orElse(-1.0))
                        .thenComparing(r -> r.pipeline().id());

        BudgetAllocation allocation() {
            List<int[]> funded = funded();
            List<Ranked> ranked =
                    plan.pipelines().stream()
                            .map(p ->
                                    new Ranked(p, rolePressure(p), pressure(p), pencePerWteYear(p)))
                            .sorted(ORDER)
                            .toList();
            List<Places> places = new ArrayList<>();
            double left = budgetPencePerYear;
            double spent = 0;
            boolean open = true;
            for (Ranked row : ranked) {
                WorkforcePlan.Pipeline pipeline = row.pipeline();
                boolean enough = row.pressure().filter(p -> p < ENOUGH).isPresent();
                boolean worth = !enough && row.pencePerWteYear().isPresent();
                int quarters = pipeline.wholeQuarters();
                int inItsTime = Math.ceilDiv(pipeline.mostPerYear() * quarters, 4);
                if (quarters < 4) {
                    inItsTime = pipeline.mostPerYear();
                }
                int taught = worth ? taught(pipeline) : 0;
                int ceiling = worth ? Math.min(inItsTime, taught) : 0;
                double penceAYear = pipeline.pencePerPlace() * 4.0 / quarters;
                int atOnce = open ? (int) Math.min(ceiling, Math.floor(left / penceAYear)) : 0;
                boolean full = atOnce == ceiling;
                open &= full;
                left -= atOnce * penceAYear;
                spent += atOnce * penceAYear;
                teachers[teacher(pipeline)] -=
                        ceiling * pipeline.supervisionWtePerTrainee().value();
                places.add(
                        new Places(
                                pipeline.id(),
                                pipeline.laboratory(),
                                pipeline.role(),
                                row.rolePressure(),
                                row.pressure(),
                                row.pencePerWteYear(),
                                ceiling,
                                atOnce,
                                enough
                                        ? Bound.ENOUGH
                                        : !worth
                                                ? Bound.TOO_LATE
                                                : !full
                                                        ? Bound.BUDGET
                                                        : taught < inItsTime
                                                                ? Bound.SUPERVISION
                                                                : Bound.INTAKE,
                                begun(pipeline, atOnce),
                                Arrays.stream(funded.get(plan.pipelines().indexOf(pipeline)))
                                        .boxed()
                                        .toList()));
            }
            return new BudgetAllocation(budgetPencePerYear, Math.round(spent), places);
        }

        private int taught(WorkforcePlan.Pipeline pipeline) {
            double each = pipeline.supervisionWtePerTrainee().value();
            double free = Math.max(0, teachers[teacher(pipeline)]);
            return each == 0 ? Integer.MAX_VALUE : (int) Math.floor(free / each + 1e-9);
        }

        /// Places that are funded beside the budget begin as teachers are free, and are taught
        /// before those that the budget buys.
        private List<int[]> funded() {
            List<int[]> all = new ArrayList<>();
            for (WorkforcePlan.Pipeline pipeline : plan.pipelines()) {
                int[] due = new int[plan.quarters()];
                for (WorkforcePlan.FundedPlaces places : plan.funded()) {
                    if (plan.pipelineFor(places.laboratory(), places.role())
                            .filter(pipeline::equals)
                            .isPresent()) {
                        long days = places.since().toEpochDay() - plan.start().toEpochDay();
                        int quarter =
                                days < 0 ? 0 : (int) (days / ServiceScenario.QUARTER_DAYS) + 1;
                        if (quarter < due.length) {
                            due[quarter] += places.places();
                        }
                    }
                }
                int places = Arrays.stream(due).sum();
                int most = Math.min(places, taught(pipeline));
                teachers[teacher(pipeline)] -= most * pipeline.supervisionWtePerTrainee().value();
                int[] begun = new int[due.length];
                int waiting = 0;
                for (int q = 0; q < due.length; q++) {
                    waiting += due[q];
                    begun[q] = Math.min(waiting, most - inTraining(begun, q, pipeline));
                    waiting -= begun[q];
                }
                all.add(begun);
            }
            return all;
        }

        private static int inTraining(int[] begun, int quarter, WorkforcePlan.Pipeline pipeline) {
            int sum = 0;
            for (int s = Math.max(0, quarter - pipeline.wholeQuarters() + 1); s < quarter; s++) {
                sum += begun[s];
            }
            return sum;
        }

        private List<Integer> begun(WorkforcePlan.Pipeline pipeline, int atOnce) {
            int[] begun = new int[plan.quarters()];
            int thisYear = 0;
            for (int q = 0; q + pipeline.wholeQuarters() < plan.quarters(); q++) {
                thisYear = q % 4 == 0 ? 0 : thisYear;
                begun[q] =
                        Math.min(
                                pipeline.mostPerYear() - thisYear,
                                atOnce - inTraining(begun, q, pipeline));
                thisYear += begun[q];
            }
            return Arrays.stream(begun).boxed().toList();
        }

        private Optional<Double> pressure(WorkforcePlan.Pipeline pipeline) {
            return plan.role(pipeline.role())
                    .interprets()
                    .map(competence -> pressure(competence, List.of(pipeline.laboratory())));
        }

        private Optional<Double> rolePressure(WorkforcePlan.Pipeline pipeline) {
            return plan.role(pipeline.role())
                    .interprets()
                    .map(competence ->
                            pressure(
                                    competence,
                                    plan.posts().stream()
                                            .filter(p -> interprets(p, competence))
                                            .map(WorkforcePlan.Post::laboratory)
                                            .distinct()
                                            .toList()));
        }

        private boolean interprets(WorkforcePlan.Post post, String competence) {
            return plan.role(post.role()).interprets().filter(competence::equals).isPresent();
        }

        private double pressure(String competence, List<String> laboratories) {
            double asked = 0;
            double offered = 0;
            for (String laboratory : laboratories) {
                asked += workload.hoursPerYear(laboratory, competence);
                offered += people(laboratory, competence) * hoursPerYear(laboratory, competence);
            }
            return asked == 0 ? 0 : Math.min(1e6, asked / offered);
        }

        /// At work and not teaching with nothing bought, averaged over the plan.
        private double people(String laboratory, String competence) {
            double people = 0;
            for (int i = 0; i < plan.posts().size(); i++) {
                WorkforcePlan.Post post = plan.posts().get(i);
                if (post.laboratory().equals(laboratory) && interprets(post, competence)) {
                    people +=
                            baseline.atWork().get(i).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElse(0);
                }
            }
            return people;
        }

        /// That one of them interprets.
        private double hoursPerYear(String laboratory, String competence) {
            return scenario.laboratories().stream()
                            .filter(l -> l.id().equals(laboratory))
                            .flatMap(l -> l.staff().stream())
                            .filter(s -> s.competence().equals(competence))
                            .map(Laboratory.StaffGroup::interpretingHoursPerWeek)
                            .mapToDouble(h -> h.value())
                            .sum()
                    * 365.25
                    / 7;
        }

        /// What a place of the first quarter costs for each whole-time equivalent year at work that
        /// it adds before the plan ends, its teachers' time taken off; absent if it adds none.
        private Optional<Double> pencePerWteYear(WorkforcePlan.Pipeline pipeline) {
            int quarters = pipeline.wholeQuarters();
            if (quarters >= plan.quarters()) {
                return Optional.empty();
            }
            WorkforcePlan.Post post =
                    plan.posts().get(plan.post(pipeline.laboratory(), pipeline.role()));
            double years = (plan.quarters() - quarters) * PostFlow.YEARS;
            double rate = -Math.log1p(-post.turnoverPerYear().value());
            double given =
                    (1 - pipeline.dropoutShare().value())
                            * pipeline.wtePerGraduate()
                            * years
                            * PostFlow.part(rate * years)
                            * atWork(post);
            double taken = pipeline.supervisionWtePerTrainee().value() * quarters * PostFlow.YEARS;
            return given > taken
                    ? Optional.of(pipeline.pencePerPlace() / (given - taken))
                    : Optional.empty();
        }
    }
}
