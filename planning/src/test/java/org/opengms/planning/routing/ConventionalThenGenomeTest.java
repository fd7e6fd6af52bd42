package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;

/// An exome with a genome behind it, beside a genome at once and an exome alone. Exomes find the
/// cause in 0.3, genomes in 0.5, and in 0.4 where an exome found none.
class ConventionalThenGenomeTest {
    private static final Route KEPT =
            new Route.ConventionalThenGenome("North", AssayMethod.EXOME, "North");
    private static final LocalDate LAST_DUE = SmallService.DUE.plusDays(30);

    private static RoutingRequest request() {
        RoutingRequest plain = SmallService.request();
        List<Need> needs = new ArrayList<>(plain.options().get(1).needs());
        needs.add(
                new Need(
                        "INTERPRETATION_HOURS",
                        8,
                        SmallService.TODAY.plusDays(31),
                        SmallService.TODAY.plusDays(58),
                        Occasion.AFTER_NEGATIVE));
        List<RouteOption> options = new ArrayList<>(plain.options());
        options.add(new RouteOption(KEPT, LAST_DUE, needs, Optional.empty()));
        return new RoutingRequest(
                plain.id(),
                plain.receivedAt(),
                plain.indicationGroup(),
                plain.priority(),
                plain.region(),
                plain.maturity(),
                plain.form(),
                plain.family(),
                plain.negativeBefore(),
                plain.homeLaboratory(),
                options);
    }

    private static DecisionRecord decide(NetworkState state) {
        return SmallService.router().decide(request(), state);
    }

    private static Alternative kept(DecisionRecord record) {
        return record.decision().alternatives().stream()
                .filter(a -> a.route().equals(KEPT))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsWhatTheExomeFindsAndTheGenomeOfTheOthers() {
        Alternative kept = kept(decide(SmallService.state(0)));
        assertEquals(0.3 + 0.7 * 0.4, kept.expectedYield(), 1e-9);
        assertEquals(0.7 * 0.4, kept.benefit(), 1e-9);
    }

    @Test
    void isPricedByTheShareOfGenomesThatFollow() {
        double hours =
                kept(decide(SmallService.state(50))).prices().stream()
                        .filter(p -> p.resource().equals("INTERPRETATION_HOURS"))
                        .mapToDouble(Decision.ResourcePrice::need)
                        .findFirst()
                        .orElseThrow();
        assertEquals(2 + 0.7 * 8, hours, 1e-9);
    }

    @Test
    void isPromisedForTheGenomesDay() {
        DecisionRecord record = decide(SmallService.state(0));
        assertEquals(KEPT, record.decision().route());
        assertEquals(Optional.of(LAST_DUE), record.decision().promisedOn());
    }

    /// From a day before which the exome is done on, nothing can be promised any more: the genome
    /// is guarded whole, however unlikely it is to be needed.
    @Test
    void isNotPromisedWhereTheExomeHasRoomAndTheGenomeHasNone() {
        NetworkState free = SmallService.state(0);
        List<ResourceState> resources =
                free.resources().stream()
                        .map(r ->
                                r.resource().id().equals("INTERPRETATION_HOURS")
                                        ? onlyUntil(r, SmallService.TODAY.plusDays(29))
                                        : r)
                        .toList();
        DecisionRecord record =
                decide(new NetworkState(free.asOf(), free.today(), resources, free.fairness()));
        assertEquals(SmallService.GENOME, record.decision().route());
        assertTrue(kept(record).guard().filter(g -> !g.promised()).isPresent());
    }

    private static ResourceState onlyUntil(ResourceState state, LocalDate last) {
        CapacityForecast forecast = state.forecast();
        CapacityForecast.Period period = forecast.periods().getFirst();
        return new ResourceState(
                state.resource(),
                state.meanPerDay(),
                state.committed(),
                state.admittedPerDay(),
                new CapacityForecast(
                        List.of(
                                new CapacityForecast.Period(
                                        period.from(),
                                        last,
                                        period.week(),
                                        period.expectedPerDay(),
                                        period.pessimisticPerDay())),
                        forecast.outages(),
                        forecast.declaredOn(),
                        forecast.freshDays()));
    }

    @Test
    void isNotChosenWithoutAPromise() {
        Decision decision = decide(SmallService.state(500, 6, List.of())).decision();
        assertEquals(Optional.empty(), decision.promisedOn());
        assertEquals(SmallService.EXOME, decision.route());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 20, 50, 90})
    void isNeverWorthMoreWhereMoreIsQueued(double hours) {
        double score = kept(decide(SmallService.state(hours))).score();
        double more = kept(decide(SmallService.state(hours + 25))).score();
        assertTrue(more <= score, score + " and then " + more);
    }

    @Test
    void isDecidedAgainToTheByte() {
        Replay.Report report =
                Replay.of(
                        List.of(
                                decide(SmallService.state(0)).line(),
                                decide(SmallService.state(90)).line()));
        assertEquals(2, report.identical(), report.problems()::toString);
    }
}
