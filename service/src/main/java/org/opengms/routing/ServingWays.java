package org.opengms.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.ResourceKind;
import org.opengms.planning.routing.Route;
import org.opengms.planning.routing.RouteOption;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;

/// The ways to serve one request, as the planning engine weighs them: every method that the
/// directory offers for the indication, at the home laboratory and at the [#OTHERS] others whose
/// queue for it is the shortest; a genome at once or some days later.
final class ServingWays {
    /// How many laboratories beside the home laboratory are weighed for a method.
    private static final int OTHERS = 2;

    /// A genome may be begun so much later, where it cannot be begun at once.
    private static final int QUEUED_DAYS = 14;

    private final RouteRequest request;
    private final NetworkState network;
    private final TestNeeds needs;
    private final WorkState work;
    private final List<Timed> timed = new ArrayList<>();
    private final List<Way> ways;
    private final boolean someInTime;

    /// A test in a laboratory, and what the router is told of it.
    ///
    /// @param test of the directory
    /// @param laboratory where
    /// @param option for the router
    record Way(DirectoryTest test, OdsCode laboratory, RouteOption option) {}

    /// A way before it is known which may be chosen.
    ///
    /// @param needs between which days its work can be done, if its standard is to be kept
    /// @param isTooLate whether its standard is too short even where nothing queues
    private record Timed(
            DirectoryTest test,
            OdsCode laboratory,
            Route route,
            List<Need> needs,
            boolean isTooLate) {}

    ServingWays(
            RouteRequest request,
            ClinicalIndication indication,
            NetworkState network,
            TestNeeds needs,
            WorkState work) {
        this.request = request;
        this.network = network;
        this.needs = needs;
        this.work = work;
        for (DirectoryTest test : tests(indication)) {
            for (OdsCode laboratory : laboratories(test.method())) {
                if (test.method() == TestMethod.WGS) {
                    add(test, laboratory, new Route.GenomeNow(laboratory.value()), 0);
                    LocalDate start = work.today().plusDays(QUEUED_DAYS);
                    add(
                            test,
                            laboratory,
                            new Route.GenomeQueued(laboratory.value(), start),
                            QUEUED_DAYS);
                } else {
                    AssayMethod method = Assays.of(test.method());
                    add(test, laboratory, new Route.Conventional(laboratory.value(), method), 0);
                }
            }
        }
        Optional<DirectoryTest> askedFor = askedFor();
        this.someInTime =
                timed.stream().anyMatch(t -> !t.isTooLate() && isAsked(t.test(), askedFor));
        this.ways = timed.stream().map(t -> way(t, askedFor)).toList();
    }

    /// In the order of methods, the home laboratory first; none where no laboratory does any test
    /// of the indication.
    List<Way> ways() {
        return ways;
    }

    /// Whether any that may be chosen keeps its standard where nothing queues.
    boolean someInTime() {
        return someInTime;
    }

    /// By method the first test of the directory, or the one that was asked for.
    private Iterable<DirectoryTest> tests(ClinicalIndication indication) {
        Map<TestMethod, DirectoryTest> tests = new EnumMap<>(TestMethod.class);
        request.requestedTest().ifPresent(t -> tests.put(t.method(), t));
        for (DirectoryTest test : indication.tests()) {
            tests.putIfAbsent(test.method(), test);
        }
        tests.keySet().retainAll(needs.methods().keySet());
        return tests.values();
    }

    /// The home laboratory first, if it does the method; then those with the shortest queue.
    private List<OdsCode> laboratories(TestMethod method) {
        List<OdsCode> able =
                network.laboratories().stream()
                        .filter(l -> l.pessimisticSamplesPerWeek(method) > 0)
                        .map(LaboratoryState::laboratory)
                        .map(l -> l.ods())
                        .filter(l -> work.has(WorkState.bench(l, method)))
                        .sorted(
                                Comparator.comparing(
                                                (OdsCode l) -> !l.equals(request.homeLaboratory()))
                                        .thenComparingDouble(
                                                l -> work.queueDays(WorkState.bench(l, method)))
                                        .thenComparing(OdsCode::value))
                        .toList();
        int most = able.contains(request.homeLaboratory()) ? OTHERS + 1 : OTHERS;
        return able.subList(0, Math.min(most, able.size()));
    }

    /// @param after days from today before which nothing of it happens
    private void add(DirectoryTest test, OdsCode laboratory, Route route, int after) {
        TestNeeds.Need need = needs.of(test.method());
        int due = standard(test);
        int benchFrom =
                after
                        + need.toBench()
                        + needs.transferDays(request, laboratory)
                        + needs.paperDays(request);
        int readFrom = benchFrom + need.atBench();
        int readBy = due - need.toReport();
        int benchBy = readBy - need.atBench();
        List<Need> all = new ArrayList<>();
        add(all, WorkState.bench(laboratory, test.method()), 1, benchFrom, benchBy);
        add(all, WorkState.reading(laboratory), need.readingHours(), readFrom, readBy);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.COMPUTE_HOURS),
                need.computeHours(),
                benchFrom,
                readBy);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.NETWORK_GIGABYTES),
                need.networkGigabytes(),
                benchFrom,
                readBy);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.STORAGE_GIGABYTES),
                need.storageGigabytes(),
                0,
                readBy);
        timed.add(new Timed(test, laboratory, route, all, benchBy < benchFrom));
    }

    /// @param from days from today
    /// @param by days from today; at least 0, and at most the day on which the report is due
    private void add(List<Need> all, String resource, double amount, int from, int by) {
        if (amount > 0 && work.has(resource)) {
            int last = Math.max(0, by);
            int first = Math.clamp(from, 0, last);
            all.add(
                    new Need(
                            resource,
                            amount,
                            work.today().plusDays(first),
                            work.today().plusDays(last),
                            Occasion.ALWAYS));
        }
    }

    /// The conventional test that the clinician asks for, where some laboratory does it: that is
    /// done then.
    private Optional<DirectoryTest> askedFor() {
        return request.requestedTest()
                .filter(t -> t.method() != TestMethod.WGS)
                .filter(t -> !laboratories(t.method()).isEmpty());
    }

    private static boolean isAsked(DirectoryTest test, Optional<DirectoryTest> askedFor) {
        return askedFor.filter(t -> t.method() != test.method()).isEmpty();
    }

    /// Where every way is too late even without queues, the best of them is still needed.
    private Way way(Timed one, Optional<DirectoryTest> askedFor) {
        Optional<String> exclusion = Optional.empty();
        if (!isAsked(one.test(), askedFor)) {
            exclusion = Optional.of("the clinician asked for " + askedFor.orElseThrow().code());
        } else if (one.isTooLate() && someInTime) {
            exclusion =
                    Optional.of(
                            "it takes longer than its standard of %d days even where nothing queues"
                                    .formatted(standard(one.test())));
        }
        return new Way(
                one.test(),
                one.laboratory(),
                new RouteOption(
                        one.route(),
                        work.today().plusDays(standard(one.test())),
                        one.needs(),
                        exclusion));
    }

    private int standard(DirectoryTest test) {
        return request.directory().turnaroundCalendarDays(test);
    }
}
