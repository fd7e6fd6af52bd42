package org.opengms.infrastructure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.opengms.directory.TestMethod;

/// What a laboratory can do and has to do at an instant: the network file's figures, and in their
/// place whatever was stated since, with the age of each.
///
/// @param laboratory as the network file has it
/// @param at the instant
/// @param capacities what is known, by limit
/// @param equipment the pieces that are in use, by kind, then by name
/// @param queues what is open and not on the platform, by method; absent where nobody said
/// @param outages that have not ended, planned ones too, the earliest first
public record LaboratoryState(
        Laboratory laboratory,
        Instant at,
        Map<Limit, Figure> capacities,
        List<Equipment> equipment,
        Map<TestMethod, OpenQueue> queues,
        List<CurrentOutage> outages) {
    /// How much longer an outage is assumed to last whose end nobody knows or whose expected end
    /// has passed: seven days, as the planning benchmark assumes of a sequencer.
    public static final Duration UNKNOWN_END = Duration.ofDays(7);

    private static final double MILLIS_PER_DAY = 86_400_000;

    public LaboratoryState {
        capacities = ordered(capacities);
        equipment = List.copyOf(equipment);
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

    /// A piece of equipment by its name; absent if it is not in use.
    public Optional<Equipment> equipment(EquipmentId id) {
        return equipment.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /// Days of full work by a method that the outages under way are expected to take from now on:
    /// one that leaves a quarter of the capacity for four days takes three. An outage of genome
    /// slots is one of whole genome sequencing.
    public double expectedDaysLost(TestMethod method) {
        double lost = 0;
        for (CapacityLoss loss :
                losses(o -> o.isUnderWay(at) && concerns(o.outage().limit(), method))) {
            Instant from = loss.from().isBefore(at) ? at : loss.from();
            if (from.isBefore(loss.until())) {
                lost +=
                        (1 - loss.remainingShare())
                                * Duration.between(from, loss.until()).toMillis()
                                / MILLIS_PER_DAY;
            }
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

    /// When there is less of a limit, by outages under way and planned: stretches that do not
    /// overlap, the earliest first. Outages of the whole leave the product of their shares. A piece
    /// of equipment takes its part of what all pieces of its kind give together.
    public List<CapacityLoss> losses(Limit limit) {
        return losses(o -> o.outage().limit().equals(limit));
    }

    private List<CapacityLoss> losses(Predicate<CurrentOutage> which) {
        List<CurrentOutage> felt = outages.stream().filter(which).toList();
        TreeSet<Instant> changes = new TreeSet<>();
        for (CurrentOutage outage : felt) {
            changes.add(outage.outage().from());
            changes.add(end(outage));
        }
        List<CapacityLoss> losses = new ArrayList<>();
        for (Instant from : changes) {
            Instant until = changes.higher(from);
            if (until != null) {
                double left =
                        left(
                                felt.stream()
                                        .filter(o ->
                                                !o.outage().from().isAfter(from)
                                                        && end(o).isAfter(from))
                                        .map(CurrentOutage::outage)
                                        .toList());
                if (left < 1) {
                    losses.add(new CapacityLoss(from, until, left));
                }
            }
        }
        return losses;
    }

    /// What outages at the same time leave.
    private double left(List<Claim.Outage> lasting) {
        double left = 1;
        Map<EquipmentId, Double> pieces = new HashMap<>();
        for (Claim.Outage outage : lasting) {
            if (outage.equipment().isPresent()) {
                pieces.merge(outage.equipment().get(), outage.remainingShare(), (a, b) -> a * b);
            } else {
                left *= outage.remainingShare();
            }
        }
        for (ResourceKind kind : ResourceKind.values()) {
            double all = 0;
            double lost = 0;
            for (Equipment piece : equipment) {
                if (piece.gives() == kind) {
                    all += piece.amount();
                    lost += piece.amount() * (1 - pieces.getOrDefault(piece.id(), 1.0));
                }
            }
            left *= lost > 0 ? 1 - lost / all : 1;
        }
        return left;
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
