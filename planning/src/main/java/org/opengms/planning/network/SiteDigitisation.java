package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.planning.simulation.Admission;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.Simulation;
import org.opengms.planning.simulation.SimulationLimits;
import org.opengms.planning.simulation.SimulationResult;
import org.opengms.planning.statistics.Interval;

/// What digitising one site would return: the service simulated twice on the same patients and the
/// same luck, once as it is and once with the site digital from the first day.
///
/// What differs is the site's paper and what it takes of everybody's clerks, so the days of all
/// patients are counted, and told for each order of the site. How much sooner a report is read
/// where it is returned into the site's record, and not by letter, is not in it: a turnaround ends
/// with the report.
///
/// @param scenario its id
/// @param site the site's id in it
/// @param replications pairs that were simulated
/// @param seed of all chance
/// @param ordersPerYear of the site, mean
/// @param daysSavedPerOrder of the site: days of all patients' turnaround, over the site's orders
/// @param daysSavedPerYear the same for a year of the site's orders
public record SiteDigitisation(
        String scenario,
        String site,
        int replications,
        long seed,
        double ordersPerYear,
        Interval daysSavedPerOrder,
        Interval daysSavedPerYear) {
    private static final double CONFIDENCE = 0.95;
    private static final double HOURS_PER_DAY = 24;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int LEAST_PAIRS = 2;

    private record Pair(double savedDays, double orders) {}

    private record Ended(double meanHours, long ended, long began) {}

    /// Simulates.
    ///
    /// @param site its id
    /// @param profile the id of how digital it would be
    /// @param pairs replications, at least 2
    /// @param threads replications at once
    /// @param progress told after each pair
    /// @throws IllegalArgumentException if the scenario has no such site or profile, there are too
    ///   few pairs, or the service as it is cannot be simulated to its end
    public static SiteDigitisation of(
            ServiceScenario scenario,
            String site,
            String profile,
            int pairs,
            long seed,
            int threads,
            Replications.Progress progress) {
        OrderingSite known =
                scenario.sites().stream()
                        .filter(s -> s.id().equals(site))
                        .findFirst()
                        .orElseThrow(() ->
                                Refused.because(
                                        "OGMS-8930 The scenario has no site \"%s\". Take one of %s",
                                        site,
                                        scenario.sites().stream().map(OrderingSite::id).toList()));
        if (scenario.siteProfiles().stream().noneMatch(p -> p.id().equals(profile))) {
            throw Refused.because(
                    "OGMS-8930 The scenario has no profile \"%s\". Take one of %s",
                    profile, scenario.siteProfiles().stream().map(SiteProfile::id).toList());
        }
        if (pairs < LEAST_PAIRS || pairs > 10_000) {
            throw Refused.because(
                    "OGMS-8931 There are to be %s pairs of replications. Take 2 to 10000", pairs);
        }
        double weights = scenario.sites().stream().mapToDouble(OrderingSite::demandWeight).sum();
        double part = weights == 0 ? 0 : known.demandWeight() / weights;
        if (part == 0) {
            throw Refused.because(
                    "OGMS-8932 The site \"%s\" orders nothing in the scenario, so nothing can return",
                    site);
        }
        List<DatedChange> digitised =
                List.of(new DatedChange.SiteDigitised(scenario.start(), site, profile));
        List<Optional<Pair>> simulated =
                new Replications(threads, progress, () -> false)
                        .run(
                                0,
                                pairs,
                                replication -> {
                                    Optional<Ended> as =
                                            ended(scenario, List.of(), seed, replication);
                                    Optional<Ended> then =
                                            ended(scenario, digitised, seed, replication);
                                    return as.isEmpty() || then.isEmpty()
                                            ? Optional.<Pair>empty()
                                            : Optional.of(
                                                    new Pair(
                                                            (as.get().meanHours()
                                                                            - then.get()
                                                                                    .meanHours())
                                                                    * as.get().ended()
                                                                    / HOURS_PER_DAY,
                                                            as.get().began() * part));
                                });
        List<Pair> whole = new ArrayList<>();
        simulated.forEach(pair -> pair.ifPresent(whole::add));
        if (whole.size() < LEAST_PAIRS) {
            throw Refused.because(
                    "OGMS-8933 The service of the scenario \"%s\" cannot do its work, so that nothing can be compared: too much work waits. Add capacity or lower demand",
                    scenario.id());
        }
        double years = scenario.quarters() * ServiceScenario.QUARTER_DAYS / DAYS_PER_YEAR;
        return new SiteDigitisation(
                scenario.id(),
                site,
                whole.size(),
                seed,
                whole.stream().mapToDouble(Pair::orders).average().orElseThrow() / years,
                Interval.ofMean(
                        whole.stream().mapToDouble(p -> p.savedDays() / p.orders()).toArray(),
                        CONFIDENCE),
                Interval.ofMean(
                        whole.stream().mapToDouble(p -> p.savedDays() / years).toArray(),
                        CONFIDENCE));
    }

    /// What ended in a replication; absent where it was given up.
    private static Optional<Ended> ended(
            ServiceScenario scenario, List<DatedChange> changes, long seed, int replication) {
        NetworkModel network =
                NetworkModel.compile(scenario, changes, ReplicationDraw.of(seed, replication));
        SimulationResult result =
                Simulation.of(network.model())
                        .run(seed, replication, SimulationLimits.STANDARD, Admission.OWN_ROUTE);
        if (result.stopped().isPresent() || result.finished() == 0) {
            return Optional.empty();
        }
        double hours = 0;
        long began = 0;
        for (SimulationResult.Line line : result.lines()) {
            for (SimulationResult.LinePeriod period : line.periods()) {
                hours += period.turnaroundSumHours();
                began += period.started();
            }
        }
        return Optional.of(new Ended(hours / result.finished(), result.finished(), began));
    }

    /// The same service with one more site: a part of all orders, as digital as is told.
    ///
    /// @param site the id of the new site
    /// @param part of all orders that it has, above 0, at most 0.5
    /// @param electronicOrder share of its orders
    /// @param recordOfDiscussion share of its orders
    /// @param sampleTracking share of its samples
    /// @param structuredReturn share of its reports
    public static ServiceScenario withSite(
            ServiceScenario scenario,
            String site,
            double part,
            double electronicOrder,
            double recordOfDiscussion,
            double sampleTracking,
            double structuredReturn) {
        if (!(part > 0 && part <= 0.5)) {
            throw Refused.because(
                    "OGMS-8932 The site has the part %s of all orders. It must lie above 0, up to 0.5",
                    part);
        }
        OrderingSite like = scenario.sites().getFirst();
        SiteProfile connected = scenario.siteProfiles().getLast();
        double others = scenario.sites().stream().mapToDouble(OrderingSite::demandWeight).sum();
        String source = scenario.sources().keySet().iterator().next();
        List<SiteProfile> profiles = new ArrayList<>(scenario.siteProfiles());
        profiles.add(
                new SiteProfile(
                        site,
                        observed(electronicOrder, source),
                        observed(recordOfDiscussion, source),
                        observed(sampleTracking, source),
                        observed(structuredReturn, source),
                        connected.networkMegabitsPerSecond()));
        List<OrderingSite> sites = new ArrayList<>(scenario.sites());
        sites.add(
                new OrderingSite(
                        site,
                        site,
                        like.region(),
                        like.laboratory(),
                        others * part / (1 - part),
                        site,
                        like.offersFrom()));
        return new ServiceScenario(
                scenario.format(),
                scenario.id(),
                scenario.title(),
                scenario.description(),
                scenario.start(),
                scenario.quarters(),
                scenario.sources(),
                scenario.regions(),
                profiles,
                sites,
                scenario.paperEffects(),
                scenario.laboratories(),
                scenario.indicationGroups(),
                scenario.tests(),
                scenario.testsPerYear(),
                scenario.demand(),
                scenario.weekdayWeights(),
                scenario.ordersFromHour(),
                scenario.ordersUntilHour(),
                scenario.holidays(),
                scenario.backlog(),
                scenario.serviceLevels());
    }

    private static Quantity observed(double share, String source) {
        double kept = Math.clamp(share, 0, 1);
        return new Quantity(kept, kept, kept, Quantity.Spread.NONE, Quantity.Mark.ASSUMED, source);
    }
}
