package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opengms.planning.network.NetworkModel;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// The storage that a scenario's demand needs to keep its headroom, bought as late as its lead time
/// allows and before anything else, as far as the money goes: a genome that cannot be kept cannot
/// be made.
final class StorageReserve {
    /// What to buy, and the money left for all else.
    ///
    /// @param starts what is bought when
    /// @param budgetLeftPence of each quarter
    record Reserve(List<ScreenResult.Start> starts, List<Long> budgetLeftPence) {
        Reserve {
            starts = List.copyOf(starts);
            budgetLeftPence = List.copyOf(budgetLeftPence);
        }
    }

    private StorageReserve() {}

    static Reserve of(
            ServiceScenario scenario, InvestmentCatalogue catalogue, List<Long> budgetPence) {
        Map<String, NetworkModel.StorageHeadroom> storage =
                NetworkModel.compile(scenario, List.of(), ReplicationDraw.fixed(1, 0)).storage();
        double headroom = scenario.serviceLevels().storageHeadroomShare();
        long[] left = budgetPence.stream().mapToLong(Long::longValue).toArray();
        List<ScreenResult.Start> starts = new ArrayList<>();
        for (InvestmentCatalogue.Placed each : catalogue.placed(scenario).values()) {
            NetworkModel.StorageHeadroom has = storage.get(each.place());
            if (each.option().kind() != InvestmentOption.Kind.STORAGE || has == null) {
                continue;
            }
            int bought = 0;
            for (int t = 0; t < left.length; t++) {
                int works = Math.min(t + each.option().leadQuarters(), left.length - 1);
                int wanted =
                        Math.min(
                                        needed(has, works, headroom, each.option().amount()),
                                        each.option().most())
                                - bought;
                int units = Math.min(wanted, each.option().mostPerQuarter());
                while (units > 0 && !affordable(left, each.option().costPence(), t, units)) {
                    units--;
                }
                if (units > 0) {
                    spend(left, each.option().costPence(), t, units);
                    bought += units;
                    starts.add(new ScreenResult.Start(each.id(), t, units));
                }
            }
        }
        return new Reserve(starts, Arrays.stream(left).boxed().toList());
    }

    /// Units that leave the headroom at the end of a quarter.
    private static int needed(
            NetworkModel.StorageHeadroom has, int quarter, double headroom, double terabytes) {
        double used = has.usedTerabytes().get(quarter);
        double free = has.freeShare().get(quarter);
        double capacity = free >= 1 ? Double.POSITIVE_INFINITY : used / (1 - free);
        double missing = headroom >= 1 ? 0 : used / (1 - headroom) - capacity;
        return missing <= 0 ? 0 : (int) Math.ceil(missing / terabytes);
    }

    private static boolean affordable(long[] left, List<Long> cost, int start, int units) {
        for (int i = 0; i < cost.size() && start + i < left.length; i++) {
            if (units * cost.get(i) > left[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static void spend(long[] left, List<Long> cost, int start, int units) {
        for (int i = 0; i < cost.size() && start + i < left.length; i++) {
            left[start + i] -= units * cost.get(i);
        }
    }
}
