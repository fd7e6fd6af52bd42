package org.opengms.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.PlanPicture;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutReport;

/// What comes out of a job. Holds all that is shown, so that it can be read when scenario and
/// program have changed.
///
/// @param format [#FORMAT]
/// @param service whose roll-out it is
/// @param judged where one plan was found or judged
/// @param compared where several were compared
public record RolloutResult(
        String format, Service service, Optional<Judged> judged, Optional<Compared> compared) {
    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-rollout-result/1";

    private static final DataFile<RolloutResult> FILE =
            new DataFile<>(
                    RolloutResult.class,
                    "the result of a roll-out",
                    "OGMS-5609",
                    UnaryOperator.identity());

    public RolloutResult {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is \"%s\" and must be \"%s\".".formatted(format, FORMAT));
        }
    }

    /// The service.
    ///
    /// @param scenario its id
    /// @param title in a few words
    /// @param start its first day
    /// @param quarters how many, of 13 weeks
    /// @param rampQuarters of these that are not judged, at the start
    public record Service(
            String scenario, String title, LocalDate start, int quarters, int rampQuarters) {
        static Service of(ServiceScenario scenario) {
            return new Service(
                    scenario.id(),
                    scenario.title(),
                    scenario.start(),
                    scenario.quarters(),
                    scenario.serviceLevels().rampQuarters());
        }
    }

    /// One plan.
    ///
    /// @param report what the planner answers
    /// @param plan that it is about
    /// @param picture how it goes; absent where no time was left for it
    /// @param map when sites go live
    public record Judged(
            RolloutReport report, RolloutPlan plan, Optional<PlanPicture> picture, GoLiveMap map) {}

    /// Several plans.
    ///
    /// @param comparison one row a plan
    /// @param goLives sites that go live within the scenario's quarters, by plan
    /// @param plans that are compared
    public record Compared(
            PlanComparison comparison, List<Integer> goLives, List<RolloutPlan> plans) {
        public Compared {
            goLives = List.copyOf(goLives);
            plans = List.copyOf(plans);
        }
    }

    static RolloutResult of(ServiceScenario scenario, Judged judged) {
        return new RolloutResult(
                FORMAT, Service.of(scenario), Optional.of(judged), Optional.empty());
    }

    static RolloutResult of(ServiceScenario scenario, Compared compared) {
        return new RolloutResult(
                FORMAT, Service.of(scenario), Optional.empty(), Optional.of(compared));
    }

    /// As JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// From its JSON text.
    ///
    /// @throws IllegalArgumentException if it is none
    public static RolloutResult of(String text) {
        return FILE.parse(text, "the result");
    }
}
