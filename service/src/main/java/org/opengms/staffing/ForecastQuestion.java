package org.opengms.staffing;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.rollout.RolloutJobId;

/// What is asked of the workforce ahead.
///
/// @param scenario name of the scenario that comes with the program; its workforce plan has the
///   same name. Left aside where a roll-out is given: its scenario counts
/// @param plan a workforce plan that was sent, in place of the shipped one; its text
/// @param rollout a roll-out whose plan is carried out meanwhile
/// @param budgetsPencePerYear for training places, later ones compared with the first
/// @param worlds how many futures are drawn
/// @param seed of all chance
/// @param testsPerYear that the service is asked for; absent: the scenario's, in proportion to the
///   people there are
/// @param places which organisation a site or laboratory of the scenario stands for, by its id;
///   those whose id is the code of one stand for it
public record ForecastQuestion(
        String scenario,
        Optional<String> plan,
        Optional<RolloutJobId> rollout,
        List<Long> budgetsPencePerYear,
        int worlds,
        long seed,
        Optional<Double> testsPerYear,
        Map<String, OdsCode> places) {
    /// Futures unless told otherwise.
    public static final int USUAL_WORLDS = 20;

    /// The most futures.
    public static final int MOST_WORLDS = 200;

    /// Budgets that can be compared at once.
    public static final int MOST_BUDGETS = 5;

    /// The largest plan that is read, in characters.
    public static final int LARGEST_PLAN = 2 << 20;

    /// £1,000 million.
    private static final long MOST_PENCE = 100_000_000_000L;

    private static final double MOST_TESTS = 10_000_000;

    private static final DataFile<ForecastQuestion> FILE =
            new DataFile<>(
                    ForecastQuestion.class,
                    "a question about the workforce",
                    "OGMS-8860",
                    UnaryOperator.identity());

    public ForecastQuestion {
        budgetsPencePerYear = List.copyOf(budgetsPencePerYear);
        places = Collections.unmodifiableMap(new TreeMap<>(places));
    }

    /// What of a question is wrong.
    public enum Part {
        SCENARIO,
        PLAN,
        ROLLOUT,
        BUDGETS,
        WORLDS,
        TESTS,
        PLACES,
        /// Not the question, but the number of jobs.
        NUMBER
    }

    /// The first thing that is wrong with the numbers and the plan; whether all of it goes together
    /// is seen once a scenario is there.
    Optional<ForecastAnswer.Refused<ForecastId>> wrong() {
        if (budgetsPencePerYear.isEmpty()
                || budgetsPencePerYear.size() > MOST_BUDGETS
                || new HashSet<>(budgetsPencePerYear).size() < budgetsPencePerYear.size()
                || budgetsPencePerYear.stream().anyMatch(b -> b < 0 || b > MOST_PENCE)) {
            return refused(
                    Part.BUDGETS,
                    "OGMS-8862 Give 1 to %d budgets, none twice, each from £0 to £1,000 million a year."
                            .formatted(MOST_BUDGETS));
        }
        if (worlds < 2 || worlds > MOST_WORLDS) {
            return refused(
                    Part.WORLDS,
                    "OGMS-8863 There are to be %d futures. Give 2 to %d."
                            .formatted(worlds, MOST_WORLDS));
        }
        if (testsPerYear.filter(t -> !(t >= 1 && t <= MOST_TESTS)).isPresent()) {
            return refused(
                    Part.TESTS,
                    "OGMS-8864 The tests of a year must lie between 1 and 10,000,000. Leave them out to take the scenario's.");
        }
        if (plan.filter(text -> text.length() > LARGEST_PLAN).isPresent()) {
            return refused(
                    Part.PLAN,
                    "OGMS-8865 The workforce plan is larger than 2 MB. Send a smaller one.");
        }
        try {
            var _ = plan.map(text -> WorkforcePlan.parse(text, "the plan"));
        } catch (IllegalArgumentException e) {
            return refused(Part.PLAN, String.valueOf(e.getMessage()));
        }
        if (rollout.isEmpty() && !ServiceScenario.NAMES.contains(scenario)) {
            return refused(
                    Part.SCENARIO,
                    "OGMS-8865 No scenario of this name comes with the program. Take one of %s."
                            .formatted(ServiceScenario.NAMES));
        }
        return Optional.empty();
    }

    static Optional<ForecastAnswer.Refused<ForecastId>> refused(Part part, String words) {
        return Optional.of(new ForecastAnswer.Refused<>(part, words));
    }

    /// As JSON text.
    public String text() {
        return FILE.line(this);
    }

    /// From its JSON text.
    public static ForecastQuestion of(String text) {
        return FILE.parse(text, "the question");
    }
}
