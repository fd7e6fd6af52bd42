package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.simulation.Backlog;
import org.opengms.planning.simulation.Capacity;
import org.opengms.planning.simulation.Demand;
import org.opengms.planning.simulation.Flow;
import org.opengms.planning.simulation.Model;
import org.opengms.planning.simulation.OpeningHours;
import org.opengms.planning.simulation.RouteStep;
import org.opengms.planning.simulation.Station;

/// What flows into each station of a model and what it can do, on average and by quarter, as if
/// work were a fluid that reaches all stations of its route at once. Says at once, without a
/// simulation, what no chance can mend: work that no capacity is there for.
///
/// @param loads by station, then by quarter
public record FluidLoad(List<Load> loads) {
    /// A station in a quarter.
    ///
    /// @param station its name in the model
    /// @param quarter from 0
    /// @param offered work that comes: hours of servers or machines, places of meetings
    /// @param available work that can be done, the average outages deducted
    /// @param waitingJourneys left at the end
    /// @param waitingHours how long the work left at the end would take at the quarter's pace, in
    ///   hours of the calendar
    /// @param longestTargetHours of the turnaround of what comes here
    public record Load(
            String station,
            int quarter,
            double offered,
            double available,
            double waitingJourneys,
            double waitingHours,
            double longestTargetHours) {
        /// Offered work over what can be done.
        public double utilisation() {
            return offered / available;
        }

        /// Whether what waits here alone takes longer than any of it may take, by a quarter more,
        /// so that neither fewer outages than average nor chance could mend it.
        public boolean isHopeless() {
            return waitingHours > 1.25 * longestTargetHours;
        }
    }

    public FluidLoad {
        loads = List.copyOf(loads);
    }

    /// The station that binds in a quarter: the one with the longest wait, or, where nothing waits,
    /// the highest utilisation.
    public Load binding(int quarter) {
        return loads.stream()
                .filter(l -> l.quarter() == quarter)
                .max(
                        Comparator.comparingDouble(Load::waitingHours)
                                .thenComparingDouble(Load::utilisation))
                .orElseThrow();
    }

    /// A station that makes the service levels impossible and does not recover: it is hopeless from
    /// a quarter on to the last, two at least. Of several, the one that is so first. A station that
    /// recovers is no reason to give a plan up, since the levels may hold from then on.
    ///
    /// @return its load in the first of those quarters
    public Optional<Load> hopelessToTheEnd() {
        Optional<Load> first = Optional.empty();
        for (int last = loads.size() - 1; last >= 0; last--) {
            boolean ends = last == loads.size() - 1 || loads.get(last + 1).quarter() == 0;
            if (!ends) {
                continue;
            }
            int from = last;
            while (from >= 0
                    && loads.get(from).isHopeless()
                    && loads.get(from).station().equals(loads.get(last).station())) {
                from--;
            }
            from++;
            if (last - from >= 1
                    && (first.isEmpty() || loads.get(from).quarter() < first.get().quarter())) {
                first = Optional.of(loads.get(from));
            }
        }
        return first;
    }

    /// The most journeys that wait at one station at the end of a quarter.
    public double mostWaitingJourneys() {
        return loads.stream().mapToDouble(Load::waitingJourneys).max().orElse(0);
    }

    /// Works it out.
    public static FluidLoad of(Model model) {
        return new Sums(model).loads();
    }

    private static final class Sums {
        private final Model model;
        private final int[] dayAfterPeriod;
        private final double[][] offered;
        private final double[] waiting;
        private final double[] longestTarget;
        private final double[] work;
        private final double[] visitors;
        private final Map<Demand.Pattern, double[]> weightBefore = new HashMap<>();

        Sums(Model model) {
            this.model = model;
            dayAfterPeriod =
                    model.periodEndHours().stream()
                            .mapToInt(h -> (int) Math.rint(h / 24))
                            .toArray();
            int stations = model.stations().size();
            offered = new double[stations][dayAfterPeriod.length];
            waiting = new double[stations];
            longestTarget = new double[stations];
            work = new double[stations];
            visitors = new double[stations];
        }

        FluidLoad loads() {
            model.flows().forEach(this::offer);
            model.backlog().forEach(this::wait);
            List<Load> loads = new ArrayList<>();
            for (int s = 0; s < model.stations().size(); s++) {
                Station station = model.stations().get(s);
                if (station instanceof Station.Delay) {
                    continue;
                }
                int from = 0;
                double left = waiting[s];
                for (int q = 0; q < dayAfterPeriod.length; q++) {
                    int until = dayAfterPeriod[q];
                    double available = available(station, from, until);
                    left = Math.max(0, left + offered[s][q] - available);
                    double hours = 24.0 * (until - from);
                    loads.add(
                            new Load(
                                    station.name(),
                                    q,
                                    offered[s][q],
                                    available,
                                    left == 0 ? 0 : left * visitors[s] / work[s],
                                    left == 0 ? 0 : left / available * hours,
                                    longestTarget[s]));
                    from = until;
                }
            }
            return new FluidLoad(loads);
        }

        private void offer(Flow flow) {
            double[] visits = visits(flow.route(), 0);
            double[] arrivals = arrivals(flow.demand());
            for (int i = 0; i < visits.length; i++) {
                RouteStep step = flow.route().get(i);
                double work = visits[i] * work(step);
                int s = step.station();
                double all = Arrays.stream(arrivals).sum();
                this.work[s] += all * work;
                visitors[s] += all * visits[i] * step.share();
                for (int q = 0; q < arrivals.length; q++) {
                    offered[s][q] += arrivals[q] * work;
                }
                longestTarget[s] = Math.max(longestTarget[s], flow.targetHours());
            }
        }

        private void wait(Backlog backlog) {
            List<RouteStep> route = model.flows().get(backlog.flow()).route();
            double[] visits = visits(route, backlog.step());
            for (int i = 0; i < visits.length; i++) {
                RouteStep step = route.get(i);
                double visitors = backlog.count() * visits[i];
                waiting[step.station()] += visitors * work(step);
                this.work[step.station()] += visitors * work(step);
                this.visitors[step.station()] += visitors * step.share();
            }
        }

        /// How often a journey is at each step on average, from one of them on.
        private static double[] visits(List<RouteStep> route, int first) {
            double[] visits = new double[route.size()];
            for (int i = first; i < visits.length; i++) {
                visits[i] += 1;
                if (route.get(i).rework().isPresent()) {
                    RouteStep.Rework rework = route.get(i).rework().get();
                    double again = rework.probability() * route.get(i).share();
                    double more = 0;
                    double power = 1;
                    for (int n = 0; n < rework.maximum(); n++) {
                        power *= again;
                        more += power;
                    }
                    for (int back = rework.backTo(); back <= i; back++) {
                        visits[back] += more;
                    }
                }
            }
            return visits;
        }

        private double work(RouteStep step) {
            return step.share()
                    * switch (model.stations().get(step.station())) {
                        case Station.Delay _, Station.Servers _ -> step.service().meanHours();
                        case Station.Batches b ->
                                (double) step.places() / b.batchSize() * b.runHours().meanHours();
                        case Station.Sessions _ -> step.places();
                    };
        }

        private double[] arrivals(Demand demand) {
            double[] arrivals = new double[dayAfterPeriod.length];
            switch (demand) {
                case Demand.Timetable timetable -> {
                    for (double hour : timetable.arrivalHours()) {
                        int q = 0;
                        while (q < arrivals.length && hour >= 24.0 * dayAfterPeriod[q]) {
                            q++;
                        }
                        if (q < arrivals.length) {
                            arrivals[q]++;
                        }
                    }
                }
                case Demand.Poisson poisson -> {
                    double[] before =
                            weightBefore.computeIfAbsent(poisson.pattern(), this::weightBefore);
                    int from = 0;
                    for (int q = 0; q < arrivals.length; q++) {
                        arrivals[q] = arrivals(poisson, before, from, dayAfterPeriod[q]);
                        from = dayAfterPeriod[q];
                    }
                }
            }
            return arrivals;
        }

        private static double arrivals(
                Demand.Poisson poisson, double[] before, int from, int until) {
            double sum = 0;
            for (int i = 0; i < poisson.steps().size(); i++) {
                Demand.Rate step = poisson.steps().get(i);
                int begins = Math.max(from, (int) Math.rint(step.fromHours() / 24));
                int ends =
                        i + 1 < poisson.steps().size()
                                ? Math.min(
                                        until,
                                        (int)
                                                Math.rint(
                                                        poisson.steps().get(i + 1).fromHours()
                                                                / 24))
                                : until;
                if (ends > begins) {
                    double growth =
                            poisson.growthPerYear() == 0
                                    ? 1
                                    : Math.pow(
                                            1 + poisson.growthPerYear(),
                                            (begins + ends) / 2.0 / 365.25);
                    sum += step.perDay() * growth * (before[ends] - before[begins]);
                }
            }
            return sum;
        }

        /// Days before each day, each as the part of an average day's arrivals that it has.
        private double[] weightBefore(Demand.Pattern pattern) {
            int days = dayAfterPeriod[dayAfterPeriod.length - 1];
            double mean =
                    pattern.weekdayWeights().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow();
            Set<Long> quiet = epochDays(pattern.quietDays());
            double[] before = new double[days + 1];
            for (int day = 0; day < days; day++) {
                before[day + 1] =
                        before[day]
                                + (quiet.contains(model.start().toEpochDay() + day)
                                        ? 0
                                        : pattern.weekdayWeights().get(day % 7) / mean);
            }
            return before;
        }

        private double available(Station station, int from, int until) {
            return switch (station) {
                case Station.Delay _ -> Double.POSITIVE_INFINITY;
                case Station.Servers s -> available(s.capacity(), from, until);
                case Station.Batches b -> available(b.machines(), from, until);
                case Station.Sessions s -> {
                    double[] openings = new double[7];
                    s.times().forEach(t -> openings[t.day().getValue() - 1]++);
                    yield sum(s.seats(), openings, s.closedDays(), from, until);
                }
            };
        }

        private double available(Capacity capacity, int from, int until) {
            double[] hours = new double[7];
            for (OpeningHours.Shift shift : capacity.openingHours().shifts()) {
                hours[shift.day().getValue() - 1] +=
                        shift.share() * (shift.untilHour() - shift.fromHour());
            }
            double working = 1;
            for (Capacity.Outages outage : capacity.outages()) {
                double load = outage.ratePerDay() / 24 * outage.lengthHours().meanHours();
                working *= 1 - load / (1 + load) * (1 - outage.factor());
            }
            return working
                    * sum(
                            capacity.steps(),
                            hours,
                            capacity.openingHours().closedDays(),
                            from,
                            until);
        }

        /// Units on each day times what the day has, as the units are at noon.
        private double sum(
                List<Capacity.Step> steps,
                double[] ofWeekday,
                Collection<LocalDate> closedDays,
                int from,
                int until) {
            Set<Long> closed = epochDays(closedDays);
            double sum = 0;
            int step = 0;
            for (int day = from; day < until; day++) {
                while (step + 1 < steps.size()
                        && steps.get(step + 1).fromHours() <= 24.0 * day + 12) {
                    step++;
                }
                if (!closed.contains(model.start().toEpochDay() + day)) {
                    sum += steps.get(step).units() * ofWeekday[day % 7];
                }
            }
            return sum;
        }

        private static Set<Long> epochDays(Collection<LocalDate> days) {
            Set<Long> numbers = new HashSet<>();
            days.forEach(d -> numbers.add(d.toEpochDay()));
            return numbers;
        }
    }
}
