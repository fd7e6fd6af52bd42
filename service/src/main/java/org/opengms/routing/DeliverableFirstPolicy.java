package org.opengms.routing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Freshness;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;

/// The first policy: a whole genome where the directory offers one, the clinician did not ask for
/// another test, and some laboratory can be expected to report within the standard; otherwise the
/// conventional test that can be delivered; otherwise whatever comes soonest.
///
/// The forecast is handling time + time in the queue (open orders on the platform and off it ÷
/// weekly capacity) + what outages under way take + what paper costs at a site that is not digital.
/// Capacity and the queue off the platform are the laboratory's own statements; stale ones count
/// for less capacity and a longer queue. Handling times and the paper delay are assumptions, kept
/// together in [Parameters] with their version, to be replaced by measured ones.
public final class DeliverableFirstPolicy implements RoutingPolicy {
    private final LaboratoryStates states;
    private final InstantSource clock;
    private final Parameters parameters;

    /// What the forecast is made of.
    ///
    /// @param version told with every decision
    /// @param handlingCalendarDays days from sample to report with no queue, by method
    /// @param paperCalendarDays days that a wholly paper-based site adds; a digital one adds none
    /// @param transferCalendarDays days that sending a sample to another laboratory adds
    public record Parameters(
            String version,
            Map<TestMethod, Integer> handlingCalendarDays,
            int paperCalendarDays,
            int transferCalendarDays) {
        /// Assumed, not measured: about two thirds of the turnaround standards of 2024.
        public static final Parameters ASSUMED_2026 =
                new Parameters(
                        "deliverable-first-2026.2",
                        Map.of(
                                TestMethod.WGS, 56,
                                TestMethod.EXOME, 49,
                                TestMethod.PANEL, 28,
                                TestMethod.MICROARRAY, 14,
                                TestMethod.SINGLE_GENE, 21,
                                TestMethod.OTHER, 28),
                        10,
                        4);

        public Parameters {
            handlingCalendarDays = Map.copyOf(handlingCalendarDays);
        }
    }

    /// @param states what the laboratories to choose from can do
    /// @param clock at which instant to ask for it
    /// @param parameters of the forecast
    public DeliverableFirstPolicy(
            LaboratoryStates states, InstantSource clock, Parameters parameters) {
        this.states = states;
        this.clock = clock;
        this.parameters = parameters;
    }

    @Override
    public RouteDecision route(RouteRequest request, LiveLoad load) {
        if (request.indication().isEmpty()) {
            return new RouteDecision(
                    new Route.Manual(request.homeLaboratory()),
                    List.of(),
                    List.of(
                            "The test directory in use (%s) does not have what was asked for, so a scientist at the home laboratory decides."
                                    .formatted(request.directory().version())),
                    parameters.version());
        }
        ClinicalIndication indication = request.indication().get();
        List<RouteOption> options = new ArrayList<>();
        List<DirectoryTest> tests = tests(request, indication);
        NetworkState state = states.at(clock.instant());
        for (DirectoryTest test : tests) {
            for (LaboratoryState laboratory : state.laboratories()) {
                if (laboratory.pessimisticSamplesPerWeek(test.method()) > 0) {
                    options.add(option(request, test, laboratory, load));
                }
            }
        }
        List<String> reasons = new ArrayList<>();
        Optional<RouteOption> chosen = choose(request, indication, options, reasons);
        if (chosen.isEmpty()) {
            return new RouteDecision(
                    new Route.Manual(request.homeLaboratory()),
                    options,
                    List.of(
                            "No laboratory in the network does any test that the directory offers for %s."
                                    .formatted(indication.code())),
                    parameters.version());
        }
        RouteOption option = chosen.get();
        DirectoryTest test =
                tests.stream()
                        .filter(t -> t.code().equals(option.testCode()))
                        .findFirst()
                        .orElseThrow();
        if (!option.laboratory().equals(request.homeLaboratory())) {
            boolean doneAtHome =
                    options.stream()
                            .anyMatch(o ->
                                    o.testCode().equals(option.testCode())
                                            && o.laboratory().equals(request.homeLaboratory()));
            reasons.add(
                    (doneAtHome
                                    ? "The sample goes to laboratory %s, which is forecast to report sooner than the home laboratory %s."
                                    : "The sample goes to laboratory %s, because the home laboratory %s does not do this test.")
                            .formatted(option.laboratory(), request.homeLaboratory()));
        }
        state.laboratory(option.laboratory())
                .ifPresent(laboratory -> reasons.addAll(stated(laboratory, option.method())));
        double paper = 1 - request.readiness().overall();
        if (paperDays(request) > 0) {
            reasons.add(
                    "The ordering site is %d %% digital; paper is expected to cost %s."
                            .formatted(
                                    Math.round(100 * (1 - paper)),
                                    paperDays(request) == 1
                                            ? "1 day"
                                            : paperDays(request) + " days"));
        }
        if (option.method() == TestMethod.WGS && !request.recordOfDiscussionTaken()) {
            reasons.add("The record of discussion must arrive before the genome can be sequenced.");
        }
        return new RouteDecision(
                new Route.Test(test.code(), test.name(), test.method(), option.laboratory()),
                options,
                reasons,
                parameters.version());
    }

    /// The indication's tests; and the one asked for, where the indication's package of the digital
    /// directory offers it though it belongs to another indication, as testing for a known variant
    /// does.
    private static List<DirectoryTest> tests(RouteRequest request, ClinicalIndication indication) {
        List<DirectoryTest> tests = new ArrayList<>(indication.tests());
        request.requestedTest().filter(t -> !tests.contains(t)).ifPresent(tests::add);
        return tests;
    }

    private Optional<RouteOption> choose(
            RouteRequest request,
            ClinicalIndication indication,
            List<RouteOption> options,
            List<String> reasons) {
        Optional<DirectoryTest> requested = request.requestedTest();
        if (requested.isPresent() && requested.get().method() != TestMethod.WGS) {
            Optional<RouteOption> asked =
                    best(options, o -> o.testCode().equals(requested.get().code()), request);
            if (asked.isPresent()) {
                reasons.add(
                        "The clinician asked for %s (%s), and that is what will be done."
                                .formatted(
                                        requested.get().code(), requested.get().method().words()));
                reasons.add(forecast(asked.get()));
                return asked;
            }
        }
        Optional<RouteOption> wgs = best(options, o -> o.method() == TestMethod.WGS, request);
        Optional<RouteOption> conventional =
                best(options, o -> o.method() != TestMethod.WGS, request);
        if (wgs.isEmpty()) {
            conventional.ifPresent(option -> {
                reasons.add(
                        "The directory offers no whole genome test that a laboratory can do for %s; %s (%s) is the first deliverable test."
                                .formatted(
                                        indication.code(),
                                        option.testCode(),
                                        option.method().words()));
                reasons.add(forecast(option));
            });
            return conventional;
        }
        RouteOption genome = wgs.get();
        if (conventional.isEmpty()) {
            reasons.add(
                    "Whole genome sequencing is the only test that the directory offers for %s."
                            .formatted(indication.code()));
            reasons.add(forecast(genome));
            return wgs;
        }
        RouteOption other = conventional.get();
        if (request.priority() == Priority.URGENT
                && other.forecastCalendarDays() * 2 <= genome.forecastCalendarDays()) {
            reasons.add(
                    "The order is urgent, and %s is forecast in %d days where a whole genome would take %d."
                            .formatted(
                                    other.method().words(),
                                    other.forecastCalendarDays(),
                                    genome.forecastCalendarDays()));
            reasons.add(forecast(other));
            return conventional;
        }
        if (genome.isDeliverable()) {
            reasons.add(
                    "%s is eligible for whole genome sequencing, and it can be delivered within the standard."
                            .formatted(indication.code()));
            reasons.add(forecast(genome));
            return wgs;
        }
        if (other.isDeliverable()) {
            reasons.add(
                    "A whole genome cannot be delivered in time now: the best forecast is %d days against a standard of %d. %s (%s) can."
                            .formatted(
                                    genome.forecastCalendarDays(),
                                    genome.standardCalendarDays(),
                                    other.testCode(),
                                    other.method().words()));
            reasons.add(forecast(other));
            reasons.add(whatWouldChange(genome));
            return conventional;
        }
        RouteOption soonest =
                genome.forecastCalendarDays() <= other.forecastCalendarDays() ? genome : other;
        reasons.add("No test can be delivered within its standard now; this one comes soonest.");
        reasons.add(forecast(soonest));
        return Optional.of(soonest);
    }

    /// The first test in the directory's order that is deliverable, at home if possible; else the
    /// soonest.
    private static Optional<RouteOption> best(
            List<RouteOption> options,
            java.util.function.Predicate<RouteOption> which,
            RouteRequest request) {
        List<RouteOption> candidates = options.stream().filter(which).toList();
        for (RouteOption option : candidates) {
            if (option.isDeliverable() && option.laboratory().equals(request.homeLaboratory())) {
                return Optional.of(option);
            }
        }
        return candidates.stream()
                .min(
                        Comparator.comparing((RouteOption o) -> !o.isDeliverable())
                                .thenComparingInt(RouteOption::forecastCalendarDays)
                                .thenComparing(
                                        o -> !o.laboratory().equals(request.homeLaboratory()))
                                .thenComparing(o -> o.laboratory().value()));
    }

    private RouteOption option(
            RouteRequest request, DirectoryTest test, LaboratoryState laboratory, LiveLoad load) {
        OdsCode ods = laboratory.laboratory().ods();
        int capacity = Math.max(1, (int) laboratory.pessimisticSamplesPerWeek(test.method()));
        int open =
                load.openOrders(ods, test.method())
                        + laboratory.pessimisticOffPlatformOpenOrders(test.method());
        int transfer = ods.equals(request.homeLaboratory()) ? 0 : parameters.transferCalendarDays();
        int days =
                parameters.handlingCalendarDays().getOrDefault(test.method(), 0)
                        + queueDays(open, capacity)
                        + outageDays(laboratory, test.method())
                        + transfer
                        + paperDays(request);
        return new RouteOption(
                test.code(),
                test.method(),
                ods,
                open,
                capacity,
                days,
                request.directory().turnaroundCalendarDays(test));
    }

    private int paperDays(RouteRequest request) {
        return (int)
                Math.round(parameters.paperCalendarDays() * (1 - request.readiness().overall()));
    }

    private static int queueDays(int openOrders, int capacitySamplesPerWeek) {
        return (int) Math.ceil(7.0 * openOrders / capacitySamplesPerWeek);
    }

    private static int outageDays(LaboratoryState laboratory, TestMethod method) {
        return (int) Math.ceil(laboratory.expectedDaysLost(method));
    }

    /// What the laboratory itself stated that the forecast rests on.
    private static List<String> stated(LaboratoryState laboratory, TestMethod method) {
        List<String> reasons = new ArrayList<>();
        OdsCode ods = laboratory.laboratory().ods();
        int offPlatform = laboratory.offPlatformOpenOrders(method);
        if (offPlatform > 0) {
            reasons.add(
                    "Laboratory %s counted %d such orders that are not on the platform; they are in the queue."
                            .formatted(ods, offPlatform));
        }
        int lost = outageDays(laboratory, method);
        if (lost > 0) {
            reasons.add(
                    "An outage at laboratory %s is expected to cost %d %s."
                            .formatted(ods, lost, lost == 1 ? "day" : "days"));
        }
        Optional<Freshness> capacity =
                laboratory
                        .capacity(new Limit.Method(method))
                        .flatMap(figure -> figure.told())
                        .map(told -> told.freshness())
                        .filter(Freshness::isStale);
        Optional<Freshness> queue =
                laboratory
                        .queue(method)
                        .map(open -> open.told().freshness())
                        .filter(Freshness::isStale);
        capacity.ifPresent(old ->
                reasons.add(
                        "Laboratory %s stated this capacity %d days ago, so only %d %% of it is counted on."
                                .formatted(
                                        ods,
                                        old.ageDays(),
                                        Math.round(100 * old.pessimisticFactor()))));
        if (offPlatform > 0) {
            queue.ifPresent(old ->
                    reasons.add(
                            "Laboratory %s counted them %d days ago, so %d %% more are expected."
                                    .formatted(
                                            ods,
                                            old.ageDays(),
                                            Math.round(100 * (1 - old.pessimisticFactor())))));
        }
        return reasons;
    }

    /// The fewest open orders less that would bring a late genome within its standard, if the queue
    /// is what makes it late.
    private static String whatWouldChange(RouteOption genome) {
        int daysWithoutQueue =
                genome.forecastCalendarDays()
                        - queueDays(genome.openOrders(), genome.capacitySamplesPerWeek());
        int queueDaysAllowed = genome.standardCalendarDays() - daysWithoutQueue;
        if (queueDaysAllowed < 0) {
            return "Even with no other order open a whole genome would take %d days at %s."
                    .formatted(daysWithoutQueue, genome.laboratory());
        }
        int openOrdersAllowed =
                (int) Math.floor(queueDaysAllowed * genome.capacitySamplesPerWeek() / 7.0);
        return "What would change this: %d fewer whole genomes open at %s, or more capacity there."
                .formatted(genome.openOrders() - openOrdersAllowed, genome.laboratory());
    }

    private static String forecast(RouteOption option) {
        return "Laboratory %s has %d such orders open and takes %d a week: report forecast in %d days, standard %d days."
                .formatted(
                        option.laboratory(),
                        option.openOrders(),
                        option.capacitySamplesPerWeek(),
                        option.forecastCalendarDays(),
                        option.standardCalendarDays());
    }
}
