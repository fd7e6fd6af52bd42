package org.opengms.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.Region;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.Investment;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.InvestmentOption;
import org.opengms.planning.rollout.RolloutPlan;

/// When each site goes live under a plan, if nothing is late, region by region.
///
/// @param subject what goes live
/// @param regions in the scenario's order
public record GoLiveMap(Subject subject, List<Part> regions) {
    public GoLiveMap {
        regions = List.copyOf(regions);
    }

    /// What goes live at a site.
    public enum Subject {
        /// Tests that are not offered everywhere, such as whole genomes.
        OFFERED_TESTS("whole genomes are offered"),
        /// Digital orders, where the plan says nothing of offered tests.
        DIGITAL_ORDERS("orders are digital");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        /// What is so at a site that is live.
        public String words() {
            return words;
        }

        private InvestmentOption.Kind kind() {
            return this == OFFERED_TESTS
                    ? InvestmentOption.Kind.GO_LIVE
                    : InvestmentOption.Kind.DIGITISE;
        }
    }

    /// A region.
    public record Part(String name, List<Site> sites) {
        public Part {
            sites = List.copyOf(sites);
        }
    }

    /// A site.
    ///
    /// @param name as people call it
    /// @param isLive whether it is live from the start
    /// @param quarter in which it goes live, from 0; absent where the plan does not reach it within
    ///   the scenario's quarters
    public record Site(String name, boolean isLive, Optional<Integer> quarter) {}

    /// The map of a plan: of offered tests where plan or scenario speak of them at any site, else
    /// of digital orders.
    public static GoLiveMap of(
            ServiceScenario scenario, InvestmentCatalogue catalogue, RolloutPlan plan) {
        boolean areOffered =
                scenario.sites().stream().anyMatch(site -> site.offersFrom().isPresent())
                        || !quarters(scenario, catalogue, plan, Subject.OFFERED_TESTS).isEmpty();
        Subject subject = areOffered ? Subject.OFFERED_TESTS : Subject.DIGITAL_ORDERS;
        Map<String, Integer> live = quarters(scenario, catalogue, plan, subject);
        Set<String> digital =
                catalogue.options().stream()
                        .filter(o -> o.kind() == InvestmentOption.Kind.DIGITISE)
                        .map(InvestmentOption::resource)
                        .collect(Collectors.toSet());
        List<Part> regions = new ArrayList<>();
        for (Region region : scenario.regions()) {
            List<Site> sites = new ArrayList<>();
            for (OrderingSite site : scenario.sites()) {
                if (site.region().equals(region.id())) {
                    sites.add(
                            areOffered
                                    ? offering(scenario, site, live)
                                    : new Site(
                                            site.name(),
                                            digital.contains(site.profile()),
                                            Optional.ofNullable(live.get(site.id()))));
                }
            }
            regions.add(new Part(region.name(), sites));
        }
        return new GoLiveMap(subject, regions);
    }

    private static Site offering(
            ServiceScenario scenario, OrderingSite site, Map<String, Integer> live) {
        LocalDate start = scenario.start();
        Optional<Integer> byItself =
                site.offersFrom()
                        .filter(day -> day.isAfter(start) && day.isBefore(scenario.end()))
                        .map(day ->
                                (int)
                                        ((day.toEpochDay() - start.toEpochDay())
                                                / ServiceScenario.QUARTER_DAYS));
        return new Site(
                site.name(),
                site.offersFrom().filter(day -> !day.isAfter(start)).isPresent(),
                Optional.ofNullable(live.get(site.id())).or(() -> byItself));
    }

    /// The quarter of each site that the plan brings live.
    private static Map<String, Integer> quarters(
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            RolloutPlan plan,
            Subject subject) {
        Map<String, Integer> live = new TreeMap<>();
        for (InvestmentOption option : catalogue.options()) {
            for (Investment investment : plan.meant()) {
                String prefix = option.id() + ":";
                int quarter = investment.startQuarter() + option.leadQuarters();
                if (option.kind() == subject.kind()
                        && investment.option().startsWith(prefix)
                        && quarter < scenario.quarters()) {
                    live.merge(investment.option().substring(prefix.length()), quarter, Math::min);
                }
            }
        }
        return live;
    }

    /// How many sites go live.
    public int goLives() {
        return (int)
                regions.stream()
                        .flatMap(r -> r.sites().stream())
                        .filter(s -> s.quarter().isPresent())
                        .count();
    }
}
