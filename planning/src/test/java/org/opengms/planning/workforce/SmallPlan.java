package org.opengms.planning.workforce;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.planning.network.Quantity;

/// Plans of a laboratory or two of the regional example, with exact numbers unless a test draws.
final class SmallPlan {
    static final LocalDate START = LocalDate.of(2026, 1, 5);

    private SmallPlan() {}

    static Quantity exactly(double value) {
        return between(value, value);
    }

    /// Uniform; the value is the middle.
    static Quantity between(double low, double high) {
        return new Quantity(
                (low + high) / 2,
                low,
                high,
                low == high ? Quantity.Spread.NONE : Quantity.Spread.UNIFORM,
                Quantity.Mark.ASSUMED,
                "test");
    }

    /// A post without leave, absence, leavers or hires.
    static WorkforcePlan.Post post(String laboratory, String role, double people) {
        return post(laboratory, role, people, 0, 0, 1);
    }

    static WorkforcePlan.Post post(
            String laboratory,
            String role,
            double people,
            double turnoverPerYear,
            double hiresPerYear,
            double mostSupervisingShare) {
        return new WorkforcePlan.Post(
                laboratory,
                role,
                exactly(people),
                exactly(0),
                exactly(0),
                exactly(turnoverPerYear),
                exactly(hiresPerYear),
                mostSupervisingShare);
    }

    /// A three-year programme for scientists, taught by scientists.
    static WorkforcePlan.Pipeline programme(
            String laboratory, double dropoutShare, double supervision, int mostPerYear) {
        return new WorkforcePlan.Pipeline(
                "programme-" + laboratory,
                "Programme",
                WorkforcePlan.Kind.SCIENTIST_PROGRAMME,
                laboratory,
                "scientist",
                Optional.empty(),
                "scientist",
                exactly(12),
                exactly(dropoutShare),
                1,
                exactly(supervision),
                12_000_000,
                mostPerYear,
                List.of());
    }

    /// Technologists taught for so many quarters, by scientists.
    static WorkforcePlan.Pipeline upskilling(
            String laboratory, int quarters, double dropoutShare, int mostPerYear) {
        return new WorkforcePlan.Pipeline(
                "upskilling-" + laboratory,
                "Upskilling",
                WorkforcePlan.Kind.UPSKILLING,
                laboratory,
                "scientist",
                Optional.of("technologist"),
                "scientist",
                exactly(quarters),
                exactly(dropoutShare),
                1,
                exactly(0.1),
                4_000_000,
                mostPerYear,
                List.of());
    }

    static WorkforcePlan plan(
            int quarters, List<WorkforcePlan.Post> posts, List<WorkforcePlan.Pipeline> pipelines) {
        return plan(quarters, posts, pipelines, List.of(), List.of(), List.of());
    }

    static WorkforcePlan plan(
            int quarters,
            List<WorkforcePlan.Post> posts,
            List<WorkforcePlan.Pipeline> pipelines,
            List<WorkforcePlan.FundedPlaces> funded,
            List<WorkforcePlan.Course> courses,
            List<WorkforcePlan.Holding> holdings) {
        return PlanChecks.checked(
                new WorkforcePlan(
                        WorkforcePlan.FORMAT,
                        "small",
                        "Small",
                        "For tests",
                        START,
                        quarters,
                        0,
                        Map.of("test", "Made for a test"),
                        0,
                        List.of(
                                new WorkforcePlan.Role(
                                        "scientist",
                                        "Scientists",
                                        Optional.of("rare-disease"),
                                        exactly(7_000_000)),
                                new WorkforcePlan.Role(
                                        "technologist",
                                        "Technologists",
                                        Optional.empty(),
                                        exactly(4_000_000))),
                        posts,
                        pipelines,
                        funded,
                        courses,
                        holdings,
                        List.of(),
                        List.of()));
    }
}
