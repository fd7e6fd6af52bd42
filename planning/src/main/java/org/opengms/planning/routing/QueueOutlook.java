package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.Decision.Change;
import org.opengms.planning.routing.Decision.ResourcePrice;
import org.opengms.planning.routing.PolicyVersion.KindWeight;

/// At which queue a genome would have won, and when the queue is expected to be there.
final class QueueOutlook {
    /// How far ahead is looked.
    private static final int MOST_DAYS = 365;

    private QueueOutlook() {}

    /// @param lacking what the genome's score is short of the best other one
    static Change change(
            Alternative genome, double lacking, NetworkState state, PolicyVersion policy) {
        double price = genome.price();
        Optional<ResourcePrice> dearest =
                genome.prices().stream().max(Comparator.comparingDouble(ResourcePrice::price));
        if (dearest.isPresent() && dearest.get().price() > lacking) {
            return shorter(genome.route(), dearest.get(), lacking, state, policy);
        }
        return price > lacking
                ? new Change.ShorterQueues(genome.route(), 1 - lacking / price)
                : new Change.NotByQueues(genome.route());
    }

    private static Change shorter(
            Route route,
            ResourcePrice dearest,
            double lacking,
            NetworkState network,
            PolicyVersion policy) {
        ResourceState state =
                network.resources().stream()
                        .filter(s -> s.resource().id().equals(dearest.resource()))
                        .findFirst()
                        .orElseThrow();
        KindWeight weight = policy.kinds().get(state.resource().kind());
        if (weight == null) {
            throw new IllegalStateException(dearest.resource() + " has a price and no weight");
        }
        double wantedDays = dearest.queueDays() - lacking * weight.scale() / dearest.need();
        return new Change.ShorterQueue(
                route,
                dearest.resource(),
                dearest.words(),
                dearest.queueDays(),
                wantedDays,
                expectedOn(state, wantedDays * state.meanPerDay(), network.today()));
    }

    /// The first day at whose end the queue is expected below a level: what is there now, and each
    /// day what is expected to be admitted less what is expected to be done.
    private static Optional<LocalDate> expectedOn(
            ResourceState state, double wanted, LocalDate today) {
        double[] capacity = state.forecast().expected(today, MOST_DAYS);
        double queue = state.queue();
        for (int day = 0; day < MOST_DAYS; day++) {
            queue = Math.max(0, queue + state.admittedPerDay() - capacity[day]);
            if (queue < wanted) {
                return Optional.of(today.plusDays(day));
            }
        }
        return Optional.empty();
    }
}
