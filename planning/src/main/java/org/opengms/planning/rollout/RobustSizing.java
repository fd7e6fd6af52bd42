package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.opengms.planning.network.FluidLoad;
import org.opengms.planning.network.NetworkModel;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.Replications;

/// The surrogate search: adds to a plan what its network lacks in many drawn worlds, each with its
/// quantities and slips, judged by its load as a fluid. What is added begins as late as its lead
/// time and slip allow, the cheapest for what it relieves first, as far as the money goes.
///
/// The worlds are others than those in which a plan is certified: a plan that is fitted to its own
/// examination would pass it too well. A fluid has no chance within a quarter; the cap on
/// utilisation stands for it, and the simulation says whether it was enough.
final class RobustSizing {
    /// So that the worlds are not those of the certificate, which is drawn from the seed itself.
    private static final long OTHER_WORLDS = 0x5EED_0F_5121L;

    private static final int MOST_ROUNDS = 60;

    private static final int EARLIER = 2;

    private static final double QUARTER_HOURS = 24.0 * ServiceScenario.QUARTER_DAYS;

    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final long seed;
    private final int worlds;
    private final int threads;
    private final Map<String, InvestmentCatalogue.Placed> placed;

    /// For each option at a place the station that it adds to, as in [FluidLoad], or `storage`, and
    /// what a unit adds there in each quarter from its first on.
    private final Map<String, Relief> reliefs;

    private record Relief(String station, List<Double> byQuarter) {}

    /// How much is bought.
    ///
    /// @param utilisation of a station that is planned for at most, such as 0.9
    /// @param worlds the share of worlds in which that must do, such as 0.95
    /// @param slip what is bought begins early enough for so many of its slips, such as 0.9; 1 for
    ///   the longest
    /// @param from when work must keep up
    record Strictness(double utilisation, double worlds, double slip, From from) {}

    /// From when on work must keep up.
    enum From {
        /// From the first quarter on, as far as anything can be had so soon.
        THE_START,
        /// From two quarters before the first that is judged: what is reported in a quarter came in
        /// before it.
        THE_END_OF_THE_RAMP
    }

    /// @param seed of the planner's chance
    /// @param worlds how many are drawn
    /// @param threads how many are worked out at once
    RobustSizing(
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            long seed,
            int worlds,
            int threads) {
        this.threads = threads;
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.seed = seed ^ OTHER_WORLDS;
        this.worlds = worlds;
        placed = catalogue.placed(scenario);
        reliefs = reliefs(scenario, catalogue, placed.values());
    }

    /// A plan with what it lacks.
    ///
    /// @param budgetPence of each quarter, the plan's own spending included
    RolloutPlan sized(RolloutPlan plan, List<Long> budgetPence, Strictness strictness) {
        Purse purse = new Purse(plan, budgetPence);
        Set<String> givenUp = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, double[]> lacking = lacking(purse.plan(), strictness);
            boolean changed = false;
            for (Map.Entry<String, double[]> station : lacking.entrySet()) {
                for (int q = 0; q < scenario.quarters(); q++) {
                    double lack = station.getValue()[q];
                    if (lack > 0 && !givenUp.contains(station.getKey() + " " + q)) {
                        if (purse.relieves(station.getKey(), q, lack, strictness.slip())) {
                            changed = true;
                            break;
                        }
                        givenUp.add(station.getKey() + " " + q);
                    }
                }
            }
            if (!changed) {
                break;
            }
        }
        return purse.plan();
    }

    /// What is lacking at each station in each quarter that matters to those that are judged: work
    /// for which there is no time, or terabytes.
    private Map<String, double[]> lacking(RolloutPlan plan, Strictness strictness) {
        int quarters = scenario.quarters();
        int from =
                switch (strictness.from()) {
                    case THE_START -> 0;
                    case THE_END_OF_THE_RAMP ->
                            Math.max(0, scenario.serviceLevels().rampQuarters() - EARLIER);
                };
        double headroom =
                1
                        - strictness.utilisation()
                                * (1 - scenario.serviceLevels().storageHeadroomShare());
        Map<String, double[][]> byWorld = new TreeMap<>();
        List<World> drawn = Replications.on(threads).run(0, worlds, world -> world(plan, world));
        for (int world = 0; world < worlds; world++) {
            int w = world;
            for (FluidLoad.Load load : drawn.get(world).load().loads()) {
                if (load.quarter() >= from && !load.station().endsWith("/storage")) {
                    double left =
                            load.available() > 0
                                    ? load.waitingHours() / QUARTER_HOURS * load.available()
                                    : 0;
                    double over = load.offered() - strictness.utilisation() * load.available();
                    byWorld.computeIfAbsent(load.station(), _ -> new double[quarters][worlds])[
                                    load.quarter()][w] =
                            left + Math.max(0, over);
                }
            }
            drawn.get(world)
                    .storage()
                    .forEach((laboratory, storage) -> {
                        for (int q = from; q < quarters; q++) {
                            byWorld.computeIfAbsent(
                                                    laboratory + "/storage",
                                                    _ -> new double[quarters][worlds])[q][w] =
                                    storage.missingTerabytes(q, headroom);
                        }
                    });
        }
        Map<String, double[]> lacking = new TreeMap<>();
        byWorld.forEach((station, of) ->
                lacking.put(
                        station,
                        Arrays.stream(of)
                                .mapToDouble(inWorlds -> quantile(inWorlds, strictness.worlds()))
                                .toArray()));
        return lacking;
    }

    /// What a plan's network has to do in a world.
    private record World(FluidLoad load, Map<String, NetworkModel.StorageHeadroom> storage) {}

    private World world(RolloutPlan plan, int world) {
        NetworkModel network =
                NetworkModel.compile(
                        scenario,
                        catalogue.changes(scenario, plan, seed, world),
                        ReplicationDraw.of(seed, world));
        return new World(FluidLoad.of(network.model()), network.storage());
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static Map<String, Relief> reliefs(
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            Collection<InvestmentCatalogue.Placed> placed) {
        OptionEffects effects =
                new OptionEffects(scenario, catalogue, RolloutPlan.of("none", "None", List.of()));
        Map<String, Relief> reliefs = new HashMap<>();
        for (InvestmentCatalogue.Placed each : placed) {
            if (each.option().kind() == InvestmentOption.Kind.STORAGE) {
                reliefs.put(
                        each.id(),
                        new Relief(
                                each.place() + "/storage",
                                Collections.nCopies(scenario.quarters(), each.option().amount())));
            }
            effects.added(each)
                    .forEach((station, byQuarter) ->
                            reliefs.put(
                                    each.id(),
                                    new Relief(
                                            station,
                                            Arrays.stream(byQuarter)
                                                    .map(more -> Math.max(0, more))
                                                    .boxed()
                                                    .toList())));
        }
        return reliefs;
    }

    /// A plan with the money that is left.
    private final class Purse {
        private final List<Investment> added = new ArrayList<>();
        private final RolloutPlan begun;
        private final long[] left;
        private final Map<String, int[]> startedByQuarter = new HashMap<>();

        Purse(RolloutPlan plan, List<Long> budgetPence) {
            begun = plan;
            List<Long> spending = catalogue.spendingPence(scenario, plan);
            left =
                    IntStream.range(0, scenario.quarters())
                            .mapToLong(t -> budgetPence.get(t) - spending.get(t))
                            .toArray();
            for (Investment investment : plan.meant()) {
                if (investment.startQuarter() < scenario.quarters()) {
                    started(investment.option())[investment.startQuarter()] += investment.units();
                }
            }
        }

        RolloutPlan plan() {
            Map<String, TreeMap<Integer, Integer>> units = new TreeMap<>();
            for (Investment investment : added) {
                units.computeIfAbsent(investment.option(), _ -> new TreeMap<>())
                        .merge(investment.startQuarter(), investment.units(), Integer::sum);
            }
            List<Investment> merged = new ArrayList<>();
            units.forEach((option, byQuarter) ->
                    byQuarter.forEach((quarter, count) ->
                            merged.add(Planned.investment(scenario, option, quarter, count))));
            return begun.with(merged);
        }

        private int[] started(String option) {
            return startedByQuarter.computeIfAbsent(option, _ -> new int[scenario.quarters()]);
        }

        /// Buys relief for a station by a quarter, as far as there is any.
        ///
        /// @return whether anything was bought
        boolean relieves(String station, int quarter, double lack, double slip) {
            double missing = lack;
            boolean accumulates = !station.endsWith("/storage");
            for (Offer offer : offers(station, quarter, accumulates, slip)) {
                for (int t = offer.latestStart(); t >= 0 && missing > 0; t--) {
                    double each = offer.relief(t, quarter, accumulates);
                    int units = (int) Math.min(most(offer, t), Math.ceil(missing / each - 1e-9));
                    while (units > 0 && !isAffordable(offer, t, units)) {
                        units--;
                    }
                    if (each > 0 && units > 0) {
                        spend(offer, t, units);
                        missing -= units * each;
                    }
                }
            }
            return missing < lack;
        }

        private int most(Offer offer, int quarter) {
            int[] started = started(offer.what().id());
            InvestmentOption option = offer.what().option();
            return Math.min(
                    option.mostPerQuarter() - started[quarter],
                    option.most() - Arrays.stream(started).sum());
        }

        private boolean isAffordable(Offer offer, int start, int units) {
            List<Long> cost = offer.what().option().costPence();
            for (int i = 0; i < cost.size() && start + i < left.length; i++) {
                if (units * cost.get(i) > left[start + i]) {
                    return false;
                }
            }
            return true;
        }

        private void spend(Offer offer, int start, int units) {
            List<Long> cost = offer.what().option().costPence();
            for (int i = 0; i < cost.size() && start + i < left.length; i++) {
                left[start + i] -= units * cost.get(i);
            }
            started(offer.what().id())[start] += units;
            added.add(Planned.investment(scenario, offer.what().id(), start, units));
        }
    }

    /// Something that can relieve a station by a quarter.
    ///
    /// @param leadQuarters until it works, the slip that is planned for included
    private record Offer(
            InvestmentCatalogue.Placed what,
            int leadQuarters,
            int latestStart,
            List<Double> byQuarter) {
        /// What a unit relieves by a quarter: all it does until then where work can be done before,
        /// otherwise what it has by then.
        double relief(int start, int quarter, boolean accumulates) {
            int works = start + leadQuarters;
            if (!accumulates) {
                return byQuarter.get(quarter - works);
            }
            double sum = 0;
            for (int k = works; k <= quarter; k++) {
                sum += byQuarter.get(k - works);
            }
            return sum;
        }

        double pencePerRelief(int quarter, boolean accumulates) {
            List<Long> cost = what.option().costPence();
            long pence =
                    cost.stream()
                            .limit(Math.max(1, byQuarter.size() - latestStart))
                            .mapToLong(Long::longValue)
                            .sum();
            double relief = relief(latestStart, quarter, accumulates);
            return relief > 0 ? pence / relief : Double.POSITIVE_INFINITY;
        }
    }

    private List<Offer> offers(String station, int quarter, boolean accumulates, double slip) {
        List<Offer> offers = new ArrayList<>();
        for (InvestmentCatalogue.Placed each : placed.values()) {
            Relief relief = reliefs.get(each.id());
            if (relief == null || !relief.station().equals(station)) {
                continue;
            }
            int lead = each.option().leadQuarters() + each.option().quartersLate(slip - 1e-9);
            if (lead <= quarter) {
                offers.add(new Offer(each, lead, quarter - lead, relief.byQuarter()));
            }
        }
        offers.sort(
                Comparator.comparingDouble((Offer o) -> o.pencePerRelief(quarter, accumulates))
                        .thenComparing(o -> o.what().id()));
        return offers;
    }
}
