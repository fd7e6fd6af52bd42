package org.opengms.infrastructure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.directory.TestMethod;

/// What a laboratory can do and has to do at an instant: the network file's figures, and in their
/// place whatever was stated since, with the age of each.
///
/// @param laboratory as the network file has it
/// @param at the instant
/// @param capacities what is known, by limit
/// @param queues what is open and not on the platform, by method; absent where nobody said
/// @param outages that have not ended, planned ones too, the earliest first
public record LaboratoryState(
        Laboratory laboratory,
        Instant at,
        Map<Limit, Figure> capacities,
        Map<TestMethod, OpenQueue> queues,
        List<CurrentOutage> outages) {
    /// How much longer an outage is assumed to last whose end nobody knows or whose expected end
    /// has passed: seven days, as the planning benchmark assumes of a sequencer.
    public static final Duration UNKNOWN_END = Duration.ofDays(7);

    private static final double MILLIS_PER_DAY = 86_400_000;

    public LaboratoryState {
        capacities = ordered(capacities);
        queues = Collections.unmodifiableMap(new TreeMap<>(queues));
        outages = List.copyOf(outages);
    }

    /// In the order of [Limit#all()].
    private static Map<Limit, Figure> ordered(Map<Limit, Figure> capacities) {
        Map<Limit, Figure> ordered = new LinkedHashMap<>();
        for (Limit limit : Limit.all()) {
            Figure figure = capacities.get(limit);
            if (figure != null) {
                ordered.put(limit, figure);
            }
        }
        return Collections.unmodifiableMap(ordered);
    }

    /// What is known of a limit; absent where nothing is.
    public Optional<Figure> capacity(Limit limit) {
        return Optional.ofNullable(capacities.get(limit));
    }

    /// Samples a week through a method that a cautious forecast counts on, without outages; 0 where
    /// the method is not done here.
    public double pessimisticSamplesPerWeek(TestMethod method) {
        return capacity(new Limit.Method(method)).map(Figure::pessimisticAmount).orElse(0.0);
    }

    /// Orders open by a method that are not on the platform, as counted; 0 where nobody said.
    public int offPlatformOpenOrders(TestMethod method) {
        return queue(method).map(OpenQueue::openOrders).orElse(0);
    }

    /// The same as a cautious forecast counts them.
    public int pessimisticOffPlatformOpenOrders(TestMethod method) {
        return queue(method).map(OpenQueue::pessimisticOpenOrders).orElse(0);
    }

    /// What is known of a queue.
    public Optional<OpenQueue> queue(TestMethod method) {
        return Optional.ofNullable(queues.get(method));
    }

    /// Days of full work by a method that the outages under way are expected to take from now on:
    /// one that leaves a quarter of the capacity for four days takes three. Several at once leave
    /// the product of their shares. An outage of genome slots is one of whole genome sequencing.
    public double expectedDaysLost(TestMethod method) {
        List<CurrentOutage> felt =
                outages.stream()
                        .filter(o -> o.isUnderWay(at) && concerns(o.outage().limit(), method))
                        .sorted(java.util.Comparator.comparing(this::end))
                        .toList();
        double lost = 0;
        Instant from = at;
        for (int i = 0; i < felt.size(); i++) {
            double share = 1;
            for (CurrentOutage lasting : felt.subList(i, felt.size())) {
                share *= lasting.outage().remainingShare();
            }
            Instant until = end(felt.get(i));
            lost += (1 - share) * Duration.between(from, until).toMillis() / MILLIS_PER_DAY;
            from = until;
        }
        return lost;
    }

    private static boolean concerns(Limit limit, TestMethod method) {
        return switch (limit) {
            case Limit.Method(var limited) -> limited == method;
            case Limit.Resource(var kind) ->
                    kind == ResourceKind.GENOME_SLOTS && method == TestMethod.WGS;
            case Limit.Staff _ -> false;
        };
    }

    private Instant end(CurrentOutage outage) {
        return outage.isOverdue(at)
                ? at.plus(UNKNOWN_END)
                : outage.outage().expectedEnd().orElse(at.plus(UNKNOWN_END));
    }

    /// Whether any capacity or queue was stated too long ago.
    public boolean isStale() {
        return capacities.values().stream().anyMatch(Figure::isStale)
                || queues.values().stream().anyMatch(q -> q.told().freshness().isStale());
    }
}
