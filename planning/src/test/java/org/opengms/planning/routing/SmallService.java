package org.opengms.planning.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.routing.CapacityForecast.Period;
import org.opengms.planning.routing.CapacityForecast.WorkingWeek;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.PolicyVersion.KindWeight;
import org.opengms.planning.routing.ResourceState.CommittedWork;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.planning.routing.RoutingRequest.OrderForm;
import org.opengms.planning.routing.RoutingRequest.Priority;

/// One laboratory, North, with interpretation (10 hours a day), exomes (20 a day) and a clerk; a
/// genome needs 8 hours, an exome 2 hours and one place.
final class SmallService {
    static final LocalDate TODAY = LocalDate.of(2026, 5, 4);
    static final LocalDate DUE = TODAY.plusDays(30);
    static final Route GENOME = new Route.GenomeNow("North");
    static final Route EXOME = new Route.Conventional("North", AssayMethod.EXOME);

    private SmallService() {}

    static PolicyVersion policy() {
        return new PolicyVersion(
                "p1",
                TODAY.minusDays(10),
                new Approval("C. Director", "medical director", TODAY.minusDays(20)),
                new ScoreRule(2, 0.1, 0.5, 0.003),
                1,
                0.1,
                0,
                2,
                15,
                Map.of(
                        ResourceKind.INTERPRETATION_HOURS,
                        new KindWeight(100, 2),
                        ResourceKind.ASSAY_SLOTS,
                        new KindWeight(100, 2),
                        ResourceKind.CLERK_MINUTES,
                        new KindWeight(1_000, 0)));
    }

    static YieldTable yields() {
        return new YieldTable(
                "y1",
                TODAY.minusDays(10),
                new Approval("A. Scientist", "clinical scientist", TODAY.minusDays(20)),
                List.of(
                        entry(AssayMethod.WHOLE_GENOME, 50, Set.of()),
                        entry(AssayMethod.WHOLE_GENOME, 40, Set.of(AssayMethod.EXOME)),
                        entry(AssayMethod.EXOME, 30, Set.of())));
    }

    static YieldTable.Entry entry(AssayMethod method, int percent, Set<AssayMethod> after) {
        return new YieldTable.Entry(
                new YieldTable.Case("R29", method, Optional.empty(), after),
                percent,
                100 - percent,
                "made up");
    }

    /// @param hoursQueued of interpretation, due over the days to come at 5 hours a day
    static NetworkState state(double hoursQueued) {
        return state(hoursQueued, 10, List.of());
    }

    static NetworkState state(
            double hoursQueued, double hoursPerDay, List<NetworkState.FairnessTally> fairness) {
        List<CommittedWork> hours = new ArrayList<>();
        int day = 0;
        for (double left = hoursQueued; left > 0; left -= 5) {
            hours.add(new CommittedWork(TODAY, TODAY.plusDays(day++), Math.min(5, left)));
        }
        return new NetworkState(
                Instant.parse("2026-05-04T08:00:00Z"),
                TODAY,
                List.of(
                        resource(ResourceKind.INTERPRETATION_HOURS, hoursPerDay, hours),
                        resource(ResourceKind.ASSAY_SLOTS, 20, List.of()),
                        resource(
                                ResourceKind.CLERK_MINUTES,
                                100,
                                List.of(new CommittedWork(TODAY, TODAY, 100_000)))),
                fairness);
    }

    private static ResourceState resource(
            ResourceKind kind, double perDay, List<CommittedWork> committed) {
        return new ResourceState(
                new Resource(kind.name(), kind, "North", Optional.empty()),
                perDay,
                committed,
                4,
                new CapacityForecast(
                        List.of(
                                new Period(
                                        TODAY,
                                        TODAY.plusDays(400),
                                        WorkingWeek.EVERY_DAY,
                                        perDay,
                                        0.8 * perDay)),
                        List.of(),
                        TODAY,
                        7));
    }

    static RoutingRequest request() {
        return request(Set.of(), OrderForm.DIGITAL);
    }

    static RoutingRequest request(Set<AssayMethod> negativeBefore, OrderForm form) {
        return new RoutingRequest(
                "order-1",
                Instant.parse("2026-05-04T07:30:00Z"),
                "R29",
                Priority.ROUTINE,
                "north",
                SiteMaturity.PAPER,
                form,
                FamilyStructure.TRIO,
                negativeBefore,
                "North",
                List.of(
                        option(GENOME, hours(8, 0, 28)),
                        option(
                                EXOME,
                                List.of(
                                        new Need(
                                                "ASSAY_SLOTS",
                                                1,
                                                TODAY,
                                                TODAY.plusDays(10),
                                                Occasion.ALWAYS),
                                        hours(2, 11, 28).getFirst()))));
    }

    static RouteOption option(Route route, List<Need> needs) {
        return new RouteOption(route, DUE, needs, Optional.empty());
    }

    static List<Need> hours(double amount, int first, int last) {
        return List.of(
                new Need(
                        "INTERPRETATION_HOURS",
                        amount,
                        TODAY.plusDays(first),
                        TODAY.plusDays(last),
                        Occasion.ALWAYS));
    }

    static Router router() {
        return new Router(List.of(policy()), List.of(yields()));
    }
}
