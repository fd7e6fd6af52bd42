package org.opengms.routing;

import static org.opengms.infrastructure.ResourceKind.COMPUTE_HOURS;
import static org.opengms.infrastructure.ResourceKind.GENOME_SLOTS;
import static org.opengms.infrastructure.ResourceKind.NETWORK_GB;
import static org.opengms.infrastructure.ResourceKind.STORAGE_GB;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.infrastructure.Statement;
import org.opengms.planning.routing.CapacityForecast;
import org.opengms.planning.routing.CapacityForecast.WorkingWeek;
import org.opengms.planning.routing.NetworkState.FairnessTally;
import org.opengms.planning.routing.Resource;
import org.opengms.planning.routing.ResourceKind;
import org.opengms.planning.routing.ResourceState;
import org.opengms.planning.routing.ResourceState.CommittedWork;

/// What laboratories have promised and what they can do, as the routing engine takes it: each
/// laboratory's lines of methods, its scientists' hours, its reception, and whatever else it has
/// stated.
///
/// Work is counted by the day by whose end it must be done, up to a fortnight ahead; later work by
/// weeks, as due at their beginning, so that a promise never rests on the rounding. Work without a
/// date, off the platform too, counts as due after [#UNDATED_DAYS].
final class WorkState {
    /// How far ahead capacity is taken to be as now.
    private static final int HORIZON_DAYS = 250;

    private static final int SINGLE_DAYS = 14;
    private static final int BUCKETS = SINGLE_DAYS + HORIZON_DAYS / 7;
    private static final int UNDATED_DAYS = 42;
    private static final double DAYS_PER_WEEK = 7;

    private final TestNeeds needs;
    private final Instant at;
    private final LocalDate today;
    private final Map<String, Line> lines = new HashMap<>();

    /// On the platform, by the line of their method.
    private final Map<String, Integer> openOrders = new HashMap<>();

    /// One resource being put together.
    private static final class Line {
        final Resource resource;
        final double perWeek;
        final CapacityForecast forecast;
        final double[] committed = new double[BUCKETS];
        double lastWeek;

        Line(Resource resource, double perWeek, CapacityForecast forecast) {
            this.resource = resource;
            this.perWeek = perWeek;
            this.forecast = forecast;
        }
    }

    /// @param state of the laboratories
    /// @param work open on the platform
    WorkState(TestNeeds needs, NetworkState state, List<OpenWork> work) {
        this.needs = needs;
        this.at = state.at();
        this.today = Statement.dayOf(at);
        state.laboratories().forEach(this::resources);
        for (OpenWork open : work) {
            commit(open);
            openOrders.merge(bench(open.laboratory(), open.method()), open.orders(), Integer::sum);
        }
        state.laboratories().forEach(this::commitOffPlatform);
    }

    LocalDate today() {
        return today;
    }

    /// The line of a method at a laboratory; whole genomes queue for sequencers.
    static String bench(OdsCode laboratory, TestMethod method) {
        return laboratory.value() + "/" + method.name();
    }

    static String reading(OdsCode laboratory) {
        return laboratory.value() + "/READING";
    }

    static String other(OdsCode laboratory, ResourceKind kind) {
        return laboratory.value() + "/" + kind.name();
    }

    boolean has(String resource) {
        return lines.containsKey(resource);
    }

    /// What a resource does in a week; 0 where it is not there.
    double perWeek(String resource) {
        Line line = lines.get(resource);
        return line == null ? 0 : line.perWeek;
    }

    /// Days of mean capacity that are committed; 0 where the resource is not there.
    double queueDays(String resource) {
        Line line = lines.get(resource);
        return line == null
                ? 0
                : Arrays.stream(line.committed).sum() / (line.perWeek / DAYS_PER_WEEK);
    }

    /// Orders open on the platform in the line of a method.
    int openOrders(String bench) {
        return openOrders.getOrDefault(bench, 0);
    }

    /// All of it, for a decision.
    ///
    /// @param fairness how groups have been served so far
    org.opengms.planning.routing.NetworkState forRouter(List<FairnessTally> fairness) {
        return new org.opengms.planning.routing.NetworkState(at, today, resources(), fairness);
    }

    /// Everything, in the order of the names, so that the same state is always written the same.
    List<ResourceState> resources() {
        return lines.values().stream()
                .sorted((a, b) -> a.resource.id().compareTo(b.resource.id()))
                .map(this::state)
                .toList();
    }

    private ResourceState state(Line line) {
        List<CommittedWork> committed = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (line.committed[i] > 0) {
                committed.add(
                        new CommittedWork(today, today.plusDays(start(i)), line.committed[i]));
            }
        }
        return new ResourceState(
                line.resource,
                line.perWeek / DAYS_PER_WEEK,
                committed,
                line.lastWeek / DAYS_PER_WEEK,
                line.forecast);
    }

    // ---- What laboratories can do

    private void resources(LaboratoryState laboratory) {
        OdsCode ods = laboratory.laboratory().ods();
        for (TestMethod method : TestMethod.values()) {
            laboratory
                    .capacity(new Limit.Method(method))
                    .ifPresent(figure -> bench(laboratory, method, figure));
        }
        add(
                laboratory,
                reading(ods),
                ResourceKind.INTERPRETATION_HOURS,
                new Limit.Staff(StaffRole.CLINICAL_SCIENTIST),
                needs.readingShare(),
                WorkingWeek.MONDAY_TO_FRIDAY);
        add(
                laboratory,
                other(ods, ResourceKind.CLERK_MINUTES),
                ResourceKind.CLERK_MINUTES,
                new Limit.Staff(StaffRole.RECEPTION),
                needs.clerkShare() * 60,
                WorkingWeek.MONDAY_TO_FRIDAY);
        add(
                laboratory,
                other(ods, ResourceKind.COMPUTE_HOURS),
                ResourceKind.COMPUTE_HOURS,
                new Limit.Resource(COMPUTE_HOURS),
                1,
                WorkingWeek.EVERY_DAY);
        add(
                laboratory,
                other(ods, ResourceKind.NETWORK_GIGABYTES),
                ResourceKind.NETWORK_GIGABYTES,
                new Limit.Resource(NETWORK_GB),
                DAYS_PER_WEEK,
                WorkingWeek.EVERY_DAY);
        laboratory.capacity(new Limit.Resource(STORAGE_GB)).ifPresent(free -> storage(ods, free));
    }

    /// The places of a method; of whole genomes as many as the sequencers take, if that is stated
    /// and less.
    private void bench(LaboratoryState laboratory, TestMethod method, Figure figure) {
        Figure used = figure;
        List<CapacityForecast.Outage> outages =
                new ArrayList<>(outages(laboratory, new Limit.Method(method)));
        if (method == TestMethod.WGS) {
            Limit slots = new Limit.Resource(GENOME_SLOTS);
            used =
                    laboratory
                            .capacity(slots)
                            .filter(s -> s.pessimisticAmount() < figure.pessimisticAmount())
                            .orElse(figure);
            outages.addAll(outages(laboratory, slots));
        }
        OdsCode ods = laboratory.laboratory().ods();
        add(
                bench(ods, method),
                method == TestMethod.WGS ? ResourceKind.GENOME_SLOTS : ResourceKind.ASSAY_SLOTS,
                ods,
                used,
                WorkingWeek.EVERY_DAY,
                outages);
    }

    /// A resource that one limit of the laboratory is, where that is known.
    ///
    /// @param perWeek what to multiply the limit's amount with to have the resource's in a week
    private void add(
            LaboratoryState laboratory,
            String id,
            ResourceKind kind,
            Limit limit,
            double perWeek,
            WorkingWeek week) {
        laboratory
                .capacity(limit)
                .map(f -> new Figure(f.amount() * perWeek, f.told()))
                .ifPresent(f ->
                        add(
                                id,
                                kind,
                                laboratory.laboratory().ods(),
                                f,
                                week,
                                outages(laboratory, limit)));
    }

    private void add(
            String id,
            ResourceKind kind,
            OdsCode laboratory,
            Figure perWeek,
            WorkingWeek week,
            List<CapacityForecast.Outage> outages) {
        if (!(perWeek.amount() > 0)) {
            return;
        }
        double days = week == WorkingWeek.EVERY_DAY ? 7 : 5;
        double expected = perWeek.amount() / days;
        // That a statement has aged is in the pessimistic amount already.
        double counted = perWeek.pessimisticAmount() / days * (1 - needs.dailySpread());
        CapacityForecast.Period period =
                new CapacityForecast.Period(
                        today, today.plusDays(HORIZON_DAYS), week, expected, counted);
        add(
                id,
                kind,
                laboratory,
                perWeek.amount(),
                new CapacityForecast(List.of(period), outages, today, 0));
    }

    private void add(
            String id,
            ResourceKind kind,
            OdsCode laboratory,
            double perWeek,
            CapacityForecast forecast) {
        Resource resource = new Resource(id, kind, laboratory.value(), Optional.empty());
        lines.put(id, new Line(resource, perWeek, forecast));
    }

    /// What is free now is all there is: nothing is taken to be added.
    private void storage(OdsCode laboratory, Figure free) {
        if (!(free.amount() > 0)) {
            return;
        }
        CapacityForecast.Period now =
                new CapacityForecast.Period(
                        today,
                        today,
                        WorkingWeek.EVERY_DAY,
                        free.amount(),
                        free.pessimisticAmount());
        add(
                other(laboratory, ResourceKind.STORAGE_GIGABYTES),
                ResourceKind.STORAGE_GIGABYTES,
                laboratory,
                free.amount() * DAYS_PER_WEEK / HORIZON_DAYS,
                new CapacityForecast(List.of(now), List.of(), today, 0));
    }

    private static List<CapacityForecast.Outage> outages(LaboratoryState laboratory, Limit limit) {
        return laboratory.losses(limit).stream()
                .map(loss ->
                        new CapacityForecast.Outage(
                                Statement.dayOf(loss.from()),
                                Statement.dayOf(loss.until()),
                                loss.remainingShare(),
                                "stated outage"))
                .toList();
    }

    // ---- What they have promised

    private void commit(OpenWork open) {
        TestNeeds.@Nullable Need need = needs.methods().get(open.method());
        if (need == null) {
            return;
        }
        int due = open.dueOn().map(this::daysAway).orElse(UNDATED_DAYS);
        OdsCode at = open.laboratory();
        int beforeReport = due - need.toReport();
        if (open.stage() == OpenWork.Stage.BENCH) {
            take(bench(at, open.method()), beforeReport - need.atBench(), open.orders(), open);
            take(
                    other(at, ResourceKind.COMPUTE_HOURS),
                    beforeReport,
                    open.orders() * need.computeHours(),
                    open);
            take(
                    other(at, ResourceKind.NETWORK_GIGABYTES),
                    beforeReport,
                    open.orders() * need.networkGigabytes(),
                    open);
            take(
                    other(at, ResourceKind.STORAGE_GIGABYTES),
                    0,
                    open.orders() * need.storageGigabytes(),
                    open);
        }
        take(reading(at), beforeReport, open.orders() * need.readingHours(), open);
    }

    private void commitOffPlatform(LaboratoryState laboratory) {
        laboratory
                .queues()
                .forEach((method, queue) ->
                        commit(
                                new OpenWork(
                                        laboratory.laboratory().ods(),
                                        method,
                                        OpenWork.Stage.BENCH,
                                        Optional.empty(),
                                        queue.pessimisticOpenOrders(),
                                        0)));
    }

    /// @param due days from today
    private void take(String resource, int due, double amount, OpenWork open) {
        Line line = lines.get(resource);
        if (line != null && amount > 0) {
            line.committed[bucket(due)] += amount;
            line.lastWeek += amount * open.ofLastWeek() / Math.max(1, open.orders());
        }
    }

    private int daysAway(LocalDate day) {
        return Math.clamp(day.toEpochDay() - today.toEpochDay(), -HORIZON_DAYS, HORIZON_DAYS);
    }

    private static int bucket(int days) {
        int day = Math.max(0, days);
        return Math.min(
                BUCKETS - 1, day < SINGLE_DAYS ? day : SINGLE_DAYS + (day - SINGLE_DAYS) / 7);
    }

    /// The first day of a bucket, from today.
    private static int start(int bucket) {
        return bucket < SINGLE_DAYS ? bucket : SINGLE_DAYS + (bucket - SINGLE_DAYS) * 7;
    }
}
