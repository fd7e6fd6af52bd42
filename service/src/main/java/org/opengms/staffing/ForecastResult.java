package org.opengms.staffing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.workforce.BudgetComparison;
import org.opengms.planning.workforce.WorkforceForecast;
import org.opengms.workforce.Competence;

/// What comes out of a job, as it is kept: all that is shown, and nobody by name.
///
/// @param format [#FORMAT]
/// @param day on which the service was as it says
/// @param assumed of everybody who may do something
/// @param staff whom laboratories have
/// @param cover who may do what, by organisation and competence, over the 24 months ahead
/// @param funded training places that income of health data has bought
/// @param ahead what the plan of the whole service says; absent for who sees one organisation
/// @param notes what could not be taken over, each in a sentence
public record ForecastResult(
        String format,
        LocalDate day,
        Cover.Assumed assumed,
        List<Staff> staff,
        List<Cover> cover,
        List<Funded> funded,
        Optional<Ahead> ahead,
        List<String> notes) {
    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-workforce-forecast/1";

    private static final DataFile<ForecastResult> FILE =
            new DataFile<>(
                    ForecastResult.class,
                    "a forecast of the workforce",
                    "OGMS-8861",
                    UnaryOperator.identity());

    public ForecastResult {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is \"%s\" and must be \"%s\".".formatted(format, FORMAT));
        }
        staff = List.copyOf(staff);
        cover = List.copyOf(cover);
        funded = List.copyOf(funded);
        notes = List.copyOf(notes);
    }

    /// People of a role at a laboratory.
    ///
    /// @param wholeTimeEquivalents that are planned with
    /// @param isStated whether the laboratory said so; else the plan assumes it
    /// @param registered people of the kind in the register of staff
    public record Staff(
            OdsCode laboratory,
            StaffRole role,
            double wholeTimeEquivalents,
            boolean isStated,
            int registered) {}

    /// Training places that were bought.
    ///
    /// @param reference the number of the spend
    /// @param pipeline by which way people come to the role; absent: the plan has none for them
    public record Funded(
            OdsCode laboratory,
            StaffRole role,
            int places,
            LocalDate since,
            String reference,
            Optional<String> pipeline) {}

    /// The whole service over the years of the plan.
    ///
    /// @param scenario id
    /// @param title of the scenario
    /// @param plan its title
    /// @param quarters of 13 weeks
    /// @param rampQuarters in which turnaround is not counted
    /// @param worlds how many futures
    /// @param seed of all chance
    /// @param testsPerYear at the start
    /// @param growth of orders, where it was observed; absent: the scenario's
    /// @param rollout title of the plan that is carried out meanwhile
    /// @param stands what stands for whom
    /// @param demand places on courses that are asked for, with the first budget
    /// @param goLives sites that the roll-out brings live, the first one first
    /// @param budgets what each delivers
    public record Ahead(
            String scenario,
            String title,
            String plan,
            int quarters,
            int rampQuarters,
            int worlds,
            long seed,
            double testsPerYear,
            Optional<OrderGrowth> growth,
            Optional<String> rollout,
            List<Stand> stands,
            List<Demand> demand,
            List<GoLive> goLives,
            List<Budget> budgets) {
        public Ahead {
            stands = List.copyOf(stands);
            demand = List.copyOf(demand);
            goLives = List.copyOf(goLives);
            budgets = List.copyOf(budgets);
        }
    }

    /// A place of the scenario and the organisation that it stands for.
    public record Stand(String place, OdsCode organisation) {}

    /// Places on a course.
    ///
    /// @param pencePerPlace of one person
    /// @param quarters all of the plan
    public record Demand(
            String course,
            String name,
            long pencePerPlace,
            List<WorkforceForecast.CourseQuarter> quarters) {
        public Demand {
            quarters = List.copyOf(quarters);
        }
    }

    /// A site that the roll-out brings live.
    ///
    /// @param site its name in the scenario
    /// @param organisation whom it stands for
    /// @param day first of the quarter in which it goes live, if nothing is late
    /// @param needs how many more must learn what, so that [#LEAST_HOLDERS] can do it then
    public record GoLive(
            String site, Optional<OdsCode> organisation, LocalDate day, List<Need> needs) {
        /// People at a site that goes live who should be able to do what it takes.
        public static final int LEAST_HOLDERS = 2;

        public GoLive {
            needs = List.copyOf(needs);
        }
    }

    /// People who must learn something.
    ///
    /// @param holders who can do it then, if nobody renews
    /// @param more how many more are needed
    public record Need(Competence competence, int holders, int more) {}

    /// A budget.
    ///
    /// @param pencePerYear what there is
    /// @param spentPencePerYear at most, once all places are filled
    /// @param bought by pipeline, in the order of the rule
    /// @param interpretersAtWork whole-time equivalents who interpret, all laboratories, by quarter
    /// @param outcome what the service delivers
    /// @param difference to the first budget, on the same patients; absent for the first
    public record Budget(
            long pencePerYear,
            long spentPencePerYear,
            List<Bought> bought,
            List<Double> interpretersAtWork,
            BudgetComparison.Outcome outcome,
            Optional<BudgetComparison.Difference> difference) {
        public Budget {
            bought = List.copyOf(bought);
            interpretersAtWork = List.copyOf(interpretersAtWork);
        }

        /// People who begin on the budget.
        public int begun() {
            return bought.stream().mapToInt(Bought::begun).sum();
        }
    }

    /// What a budget buys of a pipeline.
    ///
    /// @param name of the pipeline
    /// @param begun people on the budget
    /// @param fundedBegun people on funds beside it
    /// @param reason why not more
    public record Bought(String name, int begun, int fundedBegun, String reason) {}

    /// What concerns some organisations alone: nothing of the whole service.
    ForecastResult of(Predicate<OdsCode> organisations) {
        return new ForecastResult(
                format,
                day,
                assumed,
                staff.stream().filter(s -> organisations.test(s.laboratory())).toList(),
                cover.stream().filter(c -> organisations.test(c.organisation())).toList(),
                funded.stream().filter(f -> organisations.test(f.laboratory())).toList(),
                Optional.empty(),
                List.of());
    }

    /// As JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// From its JSON text.
    ///
    /// @throws IllegalArgumentException if it is none
    public static ForecastResult of(String text) {
        return FILE.parse(text, "the forecast");
    }
}
