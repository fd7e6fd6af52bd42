package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// How digital the orders of each home laboratory's sites are over time, and what they are offered:
/// which part of the nation's demand comes to a laboratory with which digital parts, from each day
/// of change on; and which part of that from sites that are offered the tests that are not offered
/// everywhere.
final class SiteDemand {
    /// What of an order can be digital.
    enum Part {
        ORDER,
        DISCUSSION,
        TRACKING,
        RETURN;

        private Quantity share(SiteProfile profile) {
            return switch (this) {
                case ORDER -> profile.electronicOrderShare();
                case DISCUSSION -> profile.recordOfDiscussionShare();
                case TRACKING -> profile.sampleTrackingShare();
                case RETURN -> profile.structuredReturnShare();
            };
        }
    }

    private final ServiceScenario scenario;
    private final ReplicationDraw draw;
    private final double leastNetworkMegabitsPerSecond;
    private final Map<String, SiteProfile> profiles = new LinkedHashMap<>();

    /// By how much the part of the nation's demand rises on a day.
    private final Rises all = new Rises();

    /// The same of sites that are offered all tests.
    private final Rises offered = new Rises();

    /// Rises by laboratory and digital parts.
    private static final class Rises {
        private final Map<String, Map<Set<Part>, NavigableMap<LocalDate, Double>>> byLaboratory =
                new TreeMap<>();

        void put(String laboratory, LocalDate day, double weight, Map<Set<Part>, Double> shares) {
            Map<Set<Part>, NavigableMap<LocalDate, Double>> ofLaboratory =
                    byLaboratory.computeIfAbsent(laboratory, _ -> new LinkedHashMap<>());
            shares.forEach((parts, share) ->
                    ofLaboratory
                            .computeIfAbsent(parts, _ -> new TreeMap<>())
                            .merge(day, weight * share, Double::sum));
        }

        Map<Set<Part>, NavigableMap<LocalDate, Double>> sums(String laboratory) {
            Map<Set<Part>, NavigableMap<LocalDate, Double>> shares = new LinkedHashMap<>();
            byLaboratory
                    .getOrDefault(laboratory, Map.of())
                    .forEach((parts, byDay) -> {
                        NavigableMap<LocalDate, Double> sums = new TreeMap<>();
                        double sum = 0;
                        for (Map.Entry<LocalDate, Double> rise : byDay.entrySet()) {
                            sum += rise.getValue();
                            sums.put(rise.getKey(), sum < 1e-12 ? 0 : sum);
                        }
                        if (sums.values().stream().anyMatch(share -> share > 0)) {
                            shares.put(parts, sums);
                        }
                    });
            return shares;
        }
    }

    /// @param changes those of sites are used
    SiteDemand(
            ServiceScenario scenario,
            Collection<? extends DatedChange> changes,
            ReplicationDraw draw) {
        this.scenario = scenario;
        this.draw = draw;
        leastNetworkMegabitsPerSecond =
                draw.of(
                        scenario.paperEffects().leastNetworkMegabitsPerSecond(),
                        "paperEffects/leastNetworkMegabitsPerSecond");
        scenario.siteProfiles().forEach(p -> profiles.put(p.id(), p));
        Map<String, List<DatedChange>> bySite = new TreeMap<>();
        for (DatedChange change : changes) {
            switch (change) {
                case DatedChange.SiteDigitised s -> add(bySite, s.site(), s);
                case DatedChange.SiteConnected s -> add(bySite, s.site(), s);
                case DatedChange.TestsOffered s -> add(bySite, s.site(), s);
                case DatedChange.DemandAdded _, DatedChange.InLaboratory _ -> {}
            }
        }
        double weights = scenario.sites().stream().mapToDouble(OrderingSite::demandWeight).sum();
        for (OrderingSite site : scenario.sites()) {
            if (site.demandWeight() > 0) {
                follow(
                        site,
                        site.demandWeight() / weights,
                        bySite.getOrDefault(site.id(), List.of()));
            }
        }
    }

    /// The part of the nation's demand that comes to a laboratory with these digital parts, from
    /// each day on which it changes; the first day is the scenario's, or later where nothing has
    /// these parts before. In the order of first need.
    Map<Set<Part>, NavigableMap<LocalDate, Double>> sharesByParts(String laboratory) {
        return all.sums(laboratory);
    }

    /// The same, of sites that are offered the tests that are not offered everywhere.
    Map<Set<Part>, NavigableMap<LocalDate, Double>> offeredByParts(String laboratory) {
        return offered.sums(laboratory);
    }

    private void add(Map<String, List<DatedChange>> bySite, String site, DatedChange change) {
        if (scenario.sites().stream().noneMatch(s -> s.id().equals(site))) {
            throw Refused.because(
                    "OGMS-6107 A change of %s names site \"%s\", which the scenario does not have",
                    change.date(), site);
        }
        bySite.computeIfAbsent(site, _ -> new ArrayList<>()).add(change);
    }

    private SiteProfile profile(String id) {
        SiteProfile profile = profiles.get(id);
        if (profile == null) {
            throw Refused.because(
                    "OGMS-6107 There is no site profile \"%s\". Take one of %s",
                    id, profiles.keySet());
        }
        return profile;
    }

    /// A site through its changes, those before the first day at once.
    private void follow(OrderingSite site, double weight, List<DatedChange> changes) {
        SiteProfile profile = profile(site.profile());
        double network = network(site, profile);
        Map<Set<Part>, Double> before = parts(site, profile, network);
        boolean offers = false;
        put(site, scenario.start(), weight, before, offers);
        for (DatedChange change : withOffer(site, changes)) {
            boolean offersNow = offers;
            switch (change) {
                case DatedChange.SiteDigitised digitised -> {
                    profile = profile(digitised.profile());
                    network = Math.max(network, network(site, profile));
                }
                case DatedChange.SiteConnected connected -> network = connected.megabitsPerSecond();
                case DatedChange.TestsOffered _ -> offersNow = true;
                case DatedChange.DemandAdded other ->
                        throw new IllegalStateException("no change of a site: " + other);
                case DatedChange.InLaboratory other ->
                        throw new IllegalStateException("no change of a site: " + other);
            }
            LocalDate day =
                    change.date().isAfter(scenario.start()) ? change.date() : scenario.start();
            Map<Set<Part>, Double> after = parts(site, profile, network);
            put(site, day, -weight, before, offers);
            put(site, day, weight, after, offersNow);
            before = after;
            offers = offersNow;
        }
    }

    /// The changes of a site, with the day from which the scenario itself says that it is offered
    /// everything.
    private static List<DatedChange> withOffer(OrderingSite site, List<DatedChange> changes) {
        List<DatedChange> all = new ArrayList<>(changes);
        site.offersFrom().ifPresent(day -> all.add(new DatedChange.TestsOffered(day, site.id())));
        all.sort(Comparator.comparing(DatedChange::date));
        return all;
    }

    private void put(
            OrderingSite site,
            LocalDate day,
            double weight,
            Map<Set<Part>, Double> shares,
            boolean offers) {
        all.put(site.laboratory(), day, weight, shares);
        if (offers) {
            offered.put(site.laboratory(), day, weight, shares);
        }
    }

    private double network(OrderingSite site, SiteProfile profile) {
        return draw.of(
                profile.networkMegabitsPerSecond(),
                "sites/" + site.id() + "/" + profile.id() + "/networkMegabitsPerSecond");
    }

    /// How a site's orders divide. All four parts take the same place in their distributions, and
    /// an order that has a rarer part has the more frequent ones.
    private Map<Set<Part>, Double> parts(
            OrderingSite site, SiteProfile profile, double networkMegabitsPerSecond) {
        Set<Part> none = Collections.unmodifiableSet(EnumSet.noneOf(Part.class));
        if (networkMegabitsPerSecond < leastNetworkMegabitsPerSecond) {
            return Map.of(none, 1.0);
        }
        Map<Part, Double> shareOf = new TreeMap<>();
        for (Part part : Part.values()) {
            shareOf.put(
                    part, draw.of(part.share(profile), "sites/" + site.id() + "/" + profile.id()));
        }
        List<Map.Entry<Part, Double>> falling =
                shareOf.entrySet().stream()
                        .sorted(Map.Entry.<Part, Double>comparingByValue().reversed())
                        .toList();
        Map<Set<Part>, Double> shares = new LinkedHashMap<>();
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        double above = 1;
        for (Map.Entry<Part, Double> next : falling) {
            addTo(shares, parts, above - next.getValue());
            above = next.getValue();
            parts.add(next.getKey());
        }
        addTo(shares, parts, above);
        return shares;
    }

    private static void addTo(Map<Set<Part>, Double> shares, EnumSet<Part> parts, double share) {
        if (share > 0) {
            shares.put(Collections.unmodifiableSet(EnumSet.copyOf(parts)), share);
        }
    }
}
