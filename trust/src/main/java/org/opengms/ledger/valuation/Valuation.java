package org.opengms.ledger.valuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What a scenario comes to, in pounds of today over all its years. Every figure is as good as the
/// assumptions, which go with it.
///
/// @param scenario its name
/// @param seed of the draws
/// @param draws how many
/// @param estimates the resource's worth and cost, then each agreement and how it differs from the
///   first
/// @param sensitivities for each estimate, how far each assumption moves it alone, the furthest
///   first
/// @param assumptions all of them, with their sources
public record Valuation(
        String scenario,
        long seed,
        int draws,
        List<Estimate> estimates,
        List<Sensitivity> sensitivities,
        List<Assumption> assumptions) {
    public Valuation {
        estimates = List.copyOf(estimates);
        sensitivities = List.copyOf(sensitivities);
        assumptions = List.copyOf(assumptions);
    }

    /// One figure.
    ///
    /// @param what it is
    /// @param meanPounds over all draws
    /// @param standardErrorPounds of the mean, from drawing only so often
    /// @param p5Pounds one draw in twenty is lower
    /// @param p50Pounds half the draws are lower
    /// @param p95Pounds one draw in twenty is higher
    public record Estimate(
            String what,
            double meanPounds,
            double standardErrorPounds,
            double p5Pounds,
            double p50Pounds,
            double p95Pounds) {}

    /// What one assumption does to a figure, all others at their central values.
    ///
    /// @param what the figure
    /// @param assumption which
    /// @param atLowPounds the figure at the assumption's lowest
    /// @param atHighPounds the figure at its highest
    public record Sensitivity(
            String what, String assumption, double atLowPounds, double atHighPounds) {}

    /// Draws the worlds of a scenario.
    public static Valuation of(ValuationScenario scenario) {
        Map<String, ToDoubleFunction<World>> figures = figures(scenario);
        Map<String, double[]> drawn = new LinkedHashMap<>();
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(scenario.seed());
        for (int i = 0; i < scenario.draws(); i++) {
            // One world for all figures, so that agreements differ by their terms and not by luck.
            World world = World.drawn(scenario, random);
            int draw = i;
            figures.forEach((what, figure) ->
                    drawn.computeIfAbsent(what, w -> new double[scenario.draws()])[draw] =
                            figure.applyAsDouble(world));
        }
        List<Estimate> estimates = new ArrayList<>();
        drawn.forEach((what, values) -> estimates.add(estimate(what, values)));
        return new Valuation(
                scenario.name(),
                scenario.seed(),
                scenario.draws(),
                estimates,
                sensitivities(scenario, figures),
                scenario.assumptions());
    }

    private static Map<String, ToDoubleFunction<World>> figures(ValuationScenario scenario) {
        Map<String, ToDoubleFunction<World>> figures = new LinkedHashMap<>();
        figures.put("worth of the resource", world -> worth(scenario, world));
        figures.put(
                "cost of provision", world -> everyYear(scenario, world.of(scenario.costPounds())));
        for (ValuationScenario.Agreement agreement : scenario.agreements()) {
            figures.put(
                    "return of " + agreement.name(), world -> returned(scenario, agreement, world));
        }
        for (ValuationScenario.Agreement agreement :
                scenario.agreements().stream().skip(1).toList()) {
            ValuationScenario.Agreement first = scenario.agreements().getFirst();
            figures.put(
                    agreement.name() + " less " + first.name(),
                    world ->
                            returned(scenario, agreement, world)
                                    - returned(scenario, first, world));
        }
        return figures;
    }

    private static double worth(ValuationScenario scenario, World world) {
        double yearly = 0;
        for (ValuationScenario.Records kind : scenario.records()) {
            yearly += world.of(kind.count()) * world.of(kind.poundsEach()) * world.of(kind.used());
        }
        return everyYear(scenario, yearly);
    }

    private static double returned(
            ValuationScenario scenario, ValuationScenario.Agreement agreement, World world) {
        double sum = 0;
        for (Return part : agreement.returns()) {
            sum +=
                    switch (part) {
                        case Return.Yearly y -> everyYear(scenario, world.of(y.pounds()));
                        case Return.Metered m ->
                                everyYear(
                                        scenario,
                                        world.of(m.poundsPerThousand()) * world.of(m.thousands()));
                        case Return.Milestone m ->
                                world.succeeds(m.chance())
                                        * world.of(m.pounds())
                                        * weight(scenario, m.year());
                        case Return.Royalty r ->
                                world.succeeds(r.chance())
                                        * world.of(r.share())
                                        * world.of(r.pounds())
                                        * weights(scenario, r.firstYear());
                        case Return.Equity e ->
                                world.of(e.pounds())
                                        * world.of(e.kept())
                                        * weight(scenario, e.year());
                    };
        }
        return sum;
    }

    private static double everyYear(ValuationScenario scenario, double pounds) {
        return pounds * weights(scenario, 0);
    }

    /// What a pound in each year from one on is worth together.
    private static double weights(ValuationScenario scenario, int from) {
        double sum = 0;
        for (int year = from; year < scenario.years(); year++) {
            sum += weight(scenario, year);
        }
        return sum;
    }

    /// What a pound in a year is worth today; nothing after the last year that counts.
    private static double weight(ValuationScenario scenario, int year) {
        return year < scenario.years() ? Math.pow(1 + scenario.discount(), -year) : 0;
    }

    private static Estimate estimate(String what, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Estimate(
                what,
                mean,
                Math.sqrt(squares / (values.length - 1) / values.length),
                quantile(sorted, 0.05),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95));
    }

    /// Hyndman and Fan's definition 7 (doi 10.1080/00031305.1996.10473566).
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static List<Sensitivity> sensitivities(
            ValuationScenario scenario, Map<String, ToDoubleFunction<World>> figures) {
        List<Sensitivity> all = new ArrayList<>();
        figures.forEach((what, figure) -> {
            List<Sensitivity> ofOne = new ArrayList<>();
            for (Assumption assumption : scenario.assumptions()) {
                double low =
                        figure.applyAsDouble(
                                World.central(scenario).with(assumption.name(), assumption.low()));
                double high =
                        figure.applyAsDouble(
                                World.central(scenario).with(assumption.name(), assumption.high()));
                if (low != high) {
                    ofOne.add(new Sensitivity(what, assumption.name(), low, high));
                }
            }
            ofOne.sort(
                    Comparator.comparingDouble((Sensitivity s) ->
                                    -Math.abs(s.atHighPounds() - s.atLowPounds()))
                            .thenComparing(Sensitivity::assumption));
            all.addAll(ofOne);
        });
        return all;
    }

    /// One way the assumptions may come true.
    ///
    /// @param values of the assumptions
    /// @param lots between 0 and 1, what happens if its chance is above it; empty where chances are
    ///   taken as expectations
    private record World(Map<String, Double> values, Map<String, Double> lots) {
        static World drawn(ValuationScenario scenario, RandomGenerator random) {
            Map<String, Double> values = new LinkedHashMap<>();
            Map<String, Double> lots = new LinkedHashMap<>();
            for (Assumption assumption : scenario.assumptions()) {
                values.put(assumption.name(), assumption.quantile(random.nextDouble()));
                lots.put(assumption.name(), random.nextDouble());
            }
            return new World(values, lots);
        }

        static World central(ValuationScenario scenario) {
            Map<String, Double> values = new LinkedHashMap<>();
            scenario.assumptions().forEach(a -> values.put(a.name(), a.central()));
            return new World(values, Map.of());
        }

        World with(String name, double value) {
            Map<String, Double> changed = new LinkedHashMap<>(values);
            changed.put(name, value);
            return new World(changed, lots);
        }

        double of(String name) {
            return values.getOrDefault(name, 0.0);
        }

        double succeeds(String chance) {
            Double lot = lots.get(chance);
            return lot == null ? of(chance) : lot < of(chance) ? 1 : 0;
        }
    }
}
