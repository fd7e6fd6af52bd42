package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.FluidLoad;
import org.opengms.planning.network.NetworkModel;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// What one unit of each option at a laboratory adds to its stations if it works from the first day
/// on: the difference that it makes to the fluid load's capacity, at the values of all quantities.
/// Storage fills over the years and is no such station.
final class OptionEffects {
    /// Below this nothing is added.
    private static final double NOTHING = 1e-9;

    private final Map<String, Map<String, double[]>> byOptionAndPlace = new TreeMap<>();

    /// Tries each option alone, at all its places at once.
    ///
    /// @param begun what is invested already
    OptionEffects(ServiceScenario scenario, InvestmentCatalogue catalogue, RolloutPlan begun) {
        List<DatedChange> before = catalogue.changesInTime(scenario, begun);
        Map<String, double[]> available = available(scenario, before);
        Map<String, List<InvestmentCatalogue.Placed>> byOption = new TreeMap<>();
        for (InvestmentCatalogue.Placed each : catalogue.placed(scenario).values()) {
            InvestmentOption option = each.option();
            if (!option.kind().isAtSite() && option.kind() != InvestmentOption.Kind.STORAGE) {
                byOption.computeIfAbsent(option.id(), _ -> new ArrayList<>()).add(each);
            }
        }
        for (List<InvestmentCatalogue.Placed> places : byOption.values()) {
            List<DatedChange> changes = new ArrayList<>(before);
            places.forEach(p -> changes.add(p.option().change(p.place(), scenario.start(), 1)));
            Map<String, double[]> with = available(scenario, changes);
            places.forEach(p -> byOptionAndPlace.put(p.id(), added(p.place(), available, with)));
        }
    }

    /// By station, named as in [FluidLoad], what a unit adds in each quarter; empty for what adds
    /// to none.
    Map<String, double[]> added(InvestmentCatalogue.Placed what) {
        return byOptionAndPlace.getOrDefault(what.id(), Map.of());
    }

    private static Map<String, double[]> added(
            String laboratory, Map<String, double[]> before, Map<String, double[]> with) {
        Map<String, double[]> added = new TreeMap<>();
        before.forEach((station, was) -> {
            double[] is = with.getOrDefault(station, was);
            double[] more = new double[was.length];
            Arrays.setAll(more, q -> is[q] - was[q]);
            if (station.startsWith(laboratory + "/") && Arrays.stream(more).sum() > NOTHING) {
                added.put(station, more);
            }
        });
        return added;
    }

    private static Map<String, double[]> available(
            ServiceScenario scenario, List<DatedChange> changes) {
        Map<String, double[]> available = new TreeMap<>();
        NetworkModel network = NetworkModel.compile(scenario, changes, ReplicationDraw.fixed(1, 0));
        for (FluidLoad.Load load : FluidLoad.of(network.model()).loads()) {
            available
                            .computeIfAbsent(load.station(), _ -> new double[scenario.quarters()])[
                            load.quarter()] =
                    load.available();
        }
        return available;
    }
}
