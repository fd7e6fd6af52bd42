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
/// queue for it is the shortest; a genome at once or some days later; and a conventional test with
/// a genome kept behind it, where the clinician asks for no conventional test.
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
    /// @param second the genome kept behind it
    record Way(
            DirectoryTest test,
            OdsCode laboratory,
            RouteOption option,
            Optional<StandingGenome> second) {}

    /// A way before it is known which may be chosen.
    ///
    /// @param needs between which days its work can be done, if its standard is to be kept
    /// @param dueDays from today to the day by whose end its last report must be out
    /// @param isTooLate whether a standard is too short even where nothing queues
    /// @param second the genome kept behind it
    private record Timed(
            DirectoryTest test,
            OdsCode laboratory,
            Route route,
            List<Need> needs,
            int dueDays,
            boolean isTooLate,
            Optional<StandingGenome> second) {}

    /// One test of a way: nothing of it happens before a day, and its report is due on another.
    ///
    /// @param after days from today
    /// @param due days from today
    private record Leg(DirectoryTest test, OdsCode laboratory, int after, int due, Occasion when) {}

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
        if (request.genomeAfter() == GenomeAfter.MAY_BE_KEPT && askedFor.isEmpty()) {
            keepGenomes(indication);
        }
        this.someInTime =
                timed.stream().anyMatch(t -> !t.isTooLate() && barred(t, askedFor).isEmpty());
        this.ways = timed.stream().map(t -> way(t, askedFor)).toList();
    }

    /// A conventional test with a genome behind it, where neither has found nothing before: the
    /// test in the laboratory that would do it first, the genome there where it can be done.
    private void keepGenomes(ClinicalIndication indication) {
        List<DirectoryTest> tests = new ArrayList<>();
        tests(indication).forEach(tests::add);
        Optional<DirectoryTest> genome =
                tests.stream().filter(t -> t.method() == TestMethod.WGS).findFirst();
        if (genome.isEmpty() || foundNothing(TestMethod.WGS)) {
            return;
        }
        for (DirectoryTest first : tests) {
            if (first.method() == TestMethod.WGS || foundNothing(first.method())) {
                continue;
            }
            for (OdsCode laboratory : laboratories(first.method()).stream().limit(1).toList()) {
                for (OdsCode second : laboratories(TestMethod.WGS)) {
                    addKept(first, laboratory, genome.get(), second);
                }
            }
        }
    }

    private boolean foundNothing(TestMethod method) {
        return request.negativeBefore().stream().anyMatch(test -> test.method() == method);
    }

    /// In the order of methods, the home laboratory first; none where no laboratory does any test
    /// of the indication.
    List<Way> ways() {
        return ways;
    }

    /// Whether there is a way that may be chosen at all.
    boolean someAllowed() {
        return ways.stream().anyMatch(way -> way.option().exclusion().isEmpty());
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
        List<Need> all = new ArrayList<>();
        int due = standard(test);
        boolean isInTime = add(all, new Leg(test, laboratory, after, due, Occasion.ALWAYS));
        timed.add(new Timed(test, laboratory, route, all, due, !isInTime, Optional.empty()));
    }

    /// A genome begins when the report before it is due at the latest, and has its own standard
    /// from then on.
    private void addKept(
            DirectoryTest first, OdsCode laboratory, DirectoryTest genome, OdsCode second) {
        int firstDue = standard(first);
        int due = firstDue + standard(genome);
        List<Need> all = new ArrayList<>();
        boolean isFirstInTime = add(all, new Leg(first, laboratory, 0, firstDue, Occasion.ALWAYS));
        boolean isGenomeInTime =
                add(all, new Leg(genome, second, firstDue, due, Occasion.AFTER_NEGATIVE));
        timed.add(
                new Timed(
                        first,
                        laboratory,
                        new Route.ConventionalThenGenome(
                                laboratory.value(), Assays.of(first.method()), second.value()),
                        all,
                        due,
                        !(isFirstInTime && isGenomeInTime),
                        Optional.of(
                                new StandingGenome(
                                        new org.opengms.routing.Route.Test(
                                                genome.code(),
                                                genome.name(),
                                                genome.method(),
                                                second),
                                        work.today().plusDays(firstDue),
                                        work.today().plusDays(due)))));
    }

    /// @return whether its standard is long enough where nothing queues
    private boolean add(List<Need> all, Leg leg) {
        TestMethod method = leg.test().method();
        TestNeeds.Need need = needs.of(method);
        OdsCode laboratory = leg.laboratory();
        int benchFrom =
                leg.after()
                        + need.toBench()
                        + needs.transferDays(request, laboratory)
                        + (leg.when() == Occasion.ALWAYS ? needs.paperDays(request) : 0);
        int readFrom = benchFrom + need.atBench();
        int readBy = leg.due() - need.toReport();
        int benchBy = readBy - need.atBench();
        add(all, WorkState.bench(laboratory, method), 1, benchFrom, benchBy, leg);
        add(all, WorkState.reading(laboratory), need.readingHours(), readFrom, readBy, leg);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.COMPUTE_HOURS),
                need.computeHours(),
                benchFrom,
                readBy,
                leg);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.NETWORK_GIGABYTES),
                need.networkGigabytes(),
                benchFrom,
                readBy,
                leg);
        add(
                all,
                WorkState.other(laboratory, ResourceKind.STORAGE_GIGABYTES),
                need.storageGigabytes(),
                0,
                readBy,
                leg);
        return benchBy >= benchFrom;
    }

    /// @param from days from today
    /// @param by days from today; at least 0, and at most the day on which the report is due
    private void add(List<Need> all, String resource, double amount, int from, int by, Leg leg) {
        if (amount > 0 && work.has(resource)) {
            int last = Math.max(0, by);
            int first = Math.clamp(from, 0, last);
            all.add(
                    new Need(
                            resource,
                            amount,
                            work.today().plusDays(first),
                            work.today().plusDays(last),
                            leg.when()));
        }
    }

    /// The conventional test that the clinician asks for, where some laboratory does it: that is
    /// done then.
    private Optional<DirectoryTest> askedFor() {
        return request.requestedTest()
                .filter(t -> t.method() != TestMethod.WGS)
                .filter(t -> !laboratories(t.method()).isEmpty());
    }

    /// Why a way may not be chosen, whatever its standard.
    private Optional<String> barred(Timed one, Optional<DirectoryTest> askedFor) {
        if (request.genomeAfter() == GenomeAfter.IS_THIS) {
            return one.test().method() == TestMethod.WGS
                    ? Optional.empty()
                    : Optional.of("the genome was promised with the test before it");
        }
        return askedFor.filter(t -> t.method() != one.test().method())
                .map(t -> "the clinician asked for " + t.code());
    }

    /// Where every way is too late even without queues, the best of them is still needed.
    private Way way(Timed one, Optional<DirectoryTest> askedFor) {
        Optional<String> exclusion = barred(one, askedFor);
        if (exclusion.isEmpty() && one.isTooLate() && someInTime) {
            exclusion =
                    Optional.of(
                            "it takes longer than its standard of %d days even where nothing queues"
                                    .formatted(one.dueDays()));
        }
        return new Way(
                one.test(),
                one.laboratory(),
                new RouteOption(
                        one.route(), work.today().plusDays(one.dueDays()), one.needs(), exclusion),
                one.second());
    }

    private int standard(DirectoryTest test) {
        return request.directory().turnaroundCalendarDays(test);
    }
}
